"""The HTML, on screen and for paper, is HTML: no parse error, no broken reference."""

import gzip
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import corpus
import html5lib
import pytest

from intake.export.rendering import Renderer
from intake.pipeline import file_name

EACH = pytest.mark.parametrize("name", corpus.EVERYTHING)
BOTH = pytest.mark.parametrize("which", ["page", "sheet"])
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")


def parse(text: str):
    """The document. Raises ParseError at the first fault in the HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


@EACH
@BOTH
def test_has_no_syntax_error(name: str, which: str, made) -> None:
    """A strict parser takes every page and every sheet as it is."""
    assert parse(getattr(made(name), which)).find("body") is not None


@EACH
@BOTH
def test_references_point_somewhere(name: str, which: str, made) -> None:
    """Ids are unique, and each `for` and aria reference names one that is there."""
    tree = parse(getattr(made(name), which))
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert ids
    assert [one for one, count in ids.items() if count > 1] == []
    wanted = {
        target
        for element in tree.iter()
        for reference in REFERENCES
        for target in (element.get(reference) or "").split()
    }
    assert wanted
    assert wanted - set(ids) == set()


@EACH
def test_says_what_it_is(name: str, made) -> None:
    """Language, title, encoding, and one h1."""
    form = made(name).questionnaire
    tree = parse(made(name).page)
    assert tree.get("lang") == form.language
    assert form.title in tree.findtext("head/title")
    assert tree.find("head/meta").get("charset") == "utf-8"
    assert [h1.text for h1 in tree.iter("h1")] == [form.title]


@EACH
def test_headings_go_down_by_one(name: str, made) -> None:
    """No level is passed over on the way down."""
    tree = parse(made(name).page)
    levels = [int(e.tag[1]) for e in tree.iter() if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert len(levels) >= 2
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@EACH
def test_drops_nothing(name: str, made) -> None:
    """Every text of every item, its hint, options, details and units, is on page and sheet."""
    made_form = made(name)
    wanted = [
        text
        for item in made_form.questionnaire.items
        for text in (*corpus.texts(item), item.hint)
        if text
    ]
    assert wanted
    for text in (made_form.page, made_form.sheet):
        seen = corpus.solid("".join(parse(text).find("body").itertext()))
        assert [one for one in wanted if corpus.solid(one) not in seen] == []


@pytest.mark.parametrize("name", corpus.FORMS)
def test_is_light(name: str, made) -> None:
    """Old phones: under 20 kB compressed; the longest forms, with tables, under 22 and 30. The
    script and what it is told come on top; tests/browser/test_live_form.py has the seed's sum."""
    most = {"new-patient": 30_000, "paediatric": 22_000}.get(name, 20_000)
    page = re.sub(r"<script.*?</script>", "", made(name).page, flags=re.DOTALL)
    assert len(gzip.compress(page.encode())) < most


@EACH
def test_is_one_file(name: str, made) -> None:
    """No script but its own, no frame, and no address in any attribute but the portal's,
    and those of the form in its other languages."""
    tree = parse(made(name).page)
    form = made(name).questionnaire
    assert {e.tag for e in tree.iter()} & {"iframe", "object", "embed", "img"} == set()
    assert [e.get("type") for e in tree.iter("script")] == ["module", "application/json"]
    addresses = [
        value
        for element in tree.iter()
        for key, value in element.attrib.items()
        if key in ("href", "src", "srcset", "action", "data", "poster", "formaction")
        if not value.startswith("#")
    ]
    others = [file_name(one, ".html") for one in (form.whole or form).readings()]
    others = [
        name
        for one, name in zip(form.clinic.languages, others, strict=True)
        if one != form.language
    ]
    assert addresses == [*others, *([form.clinic.submit_to] if form.clinic.submit_to else [])]
    assert "url(" not in made(name).page
    assert "@import" not in made(name).page


OPTIONAL = """
clinic: {{name: Clinic}}
forms:
  one:
    title: One
    sections:
      - title: First
        items:
          - {{id: a, text: A?, required: {required}}}
          - {{id: b, text: B?}}
      - title: Second
        items:
          - {{id: c, text: C?}}
          - {{id: d, text: D?, readonly: true, initial: x}}
          - {{id: e, text: Words, kind: display}}
      - title: Third
        for: clinician
        items:
          - {{id: f, text: F?, required: true}}
          - {{id: g, text: G?}}
"""


@pytest.mark.parametrize(("required", "marked"), [("true", ["B?", "C?"]), ("false", [])])
def test_optional_is_said_throughout_the_form_or_nowhere(
    required: str, marked: list[str], tmp_path: Path
) -> None:
    """Where the patient must answer any question, each that may be left out says so."""
    path = tmp_path / "questions.yaml"
    path.write_text(OPTIONAL.format(required=required), "utf-8")
    page = Renderer().render("sheet.html", corpus.questionnaire(path))
    assert re.findall(r"(\S+) <span class=\"intake-optional\">", page) == marked
