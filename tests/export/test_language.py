"""The templates' own words in each language: whole catalogues, and nothing left in English."""

import json
import re
import runpy
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import corpus
import html5lib
import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from markupsafe import Markup

from intake.content.words import Foreign
from intake.export.language import day, isolate, number, plain, sentence, translations
from intake.export.rendering import Renderer
from intake.resources import LOCALE, catalogue, is_english

MESSAGES = runpy.run_path(str(corpus.ROOT / ".ci" / "messages.py"))
LANGUAGES = ("ar", "es")
EACH = pytest.mark.parametrize("language", LANGUAGES)
PLACEHOLDER = re.compile(r"%\(\w+\)s|<[^>]+>")


def read(language: str) -> Catalog:
    """The catalogue of a language."""
    return MESSAGES["read"](LOCALE / f"{language}.po")


def key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    """What a string is found by: its context, and its English words, singular and plural."""
    return message.context, (message.id,) if isinstance(message.id, str) else tuple(message.id)


def wrong(found: Catalog, wanted: Catalog) -> Iterator[str]:
    """Each thing that is wrong with a catalogue, for the strings of the templates `wanted`."""
    theirs = {key(one): one for one in found if one.id}
    ours = {key(one): one for one in wanted if one.id}
    for _, words in {*theirs} ^ {*ours}:
        yield f"{words[0]}: only in the templates, or only in the catalogue"
    for where, message in theirs.items():
        strings = [message.string] if isinstance(message.string, str) else [*message.string]
        if len(strings) != (1 if len(where[1]) == 1 else found.num_plurals):
            yield f"{where[1][0]}: {len(strings)} forms"
        if message.fuzzy or not all(string.strip() for string in strings):
            yield f"{where[1][0]}: not translated"
        held = [Counter(PLACEHOLDER.findall(words)) for words in where[1]]
        least, most = held[0] & held[-1], held[-1]  # “one row” need not say how many
        if not all(least <= Counter(PLACEHOLDER.findall(words)) <= most for words in strings):
            yield f"{where[1][0]}: its placeholders are not those of the English"


def test_every_catalogue_is_tested() -> None:
    assert tuple(sorted(path.stem for path in LOCALE.iterdir())) == LANGUAGES


@EACH
def test_a_catalogue_has_the_strings_of_the_templates(language: str) -> None:
    """Exactly those, all translated; after a change of the templates: run make messages."""
    wanted = MESSAGES["messages"]()
    assert len(wanted) > 30
    assert list(wrong(read(language), wanted)) == []


@EACH
def test_a_catalogue_is_as_make_messages_writes_it(language: str) -> None:
    """So that a run of it shows only what changed."""
    found = read(language)
    found.update(MESSAGES["messages"]())
    assert (LOCALE / f"{language}.po").read_text("utf-8") == MESSAGES["text"](found)


def change(**keys: object):
    """Something done to one message of a catalogue."""
    return lambda found: vars(found.get("From %(low)s to %(high)s.")).update(keys)


DAMAGED = (
    ("removed", lambda found: found.delete("Yes")),
    ("added", lambda found: found.add("Perhaps", "Quizás")),
    ("empty", change(string="")),
    ("blank", change(string=" ")),
    ("fuzzy", lambda found: found.get("Yes").flags.add("fuzzy")),
    ("a placeholder lost", change(string="De %(low)s a lo más.")),
    ("a placeholder misspelled", change(string="De %(low)s a %(alto)s.")),
    ("markup lost", lambda found: vars(found.get(PAGE)).update(string="Página")),
    ("too few plural forms", lambda found: found.add(("%(n)s day", "%(n)s days"), ("%(n)s día",))),
)
PAGE = 'Page <span class="intake-page"></span> of <span class="intake-pages"></span>'


@pytest.mark.parametrize(("name", "damage"), DAMAGED, ids=[name for name, _ in DAMAGED])
def test_a_damaged_catalogue_is_found(name: str, damage) -> None:
    found = read("es")
    damage(found)
    assert list(wrong(found, MESSAGES["messages"]()))


@pytest.mark.parametrize(("name", "language"), [("spanish", "es"), ("arabic", "ar")])
@pytest.mark.parametrize("which", ["page", "sheet"])
def test_nothing_is_left_in_english(name: str, language: str, which: str, made) -> None:
    """No string of the templates in its English words, neither in text nor in an attribute."""
    html = getattr(made(name), which)
    told = re.findall(r'<script type="application/json".*?>(.*?)</script>', html)
    words = [json.loads(data)["words"].values() for data in told]
    html = re.sub(r"<(style|script).*?</\1>", "", html, flags=re.DOTALL)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    labels = [e.get(a, "") for e in tree.iter() for a in ("aria-label", "data-label", "title")]
    said = [re.sub(r"\{\w+\}", "", text) for values in words for text in values]
    seen = " ".join(" ".join([*tree.itertext(), *labels, *said]).split())
    translated, left = 0, []
    for message in read(language):
        if message.id and message.id != message.string:
            words = [part.strip() for part in PLACEHOLDER.split(message.id) if part.strip(" .,:“”")]
            left += [part for part in words if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", seen)]
            translated += any(part in seen for part in PLACEHOLDER.split(message.string))
    assert left == []
    assert translated > 15


def test_numbers_and_addresses_are_typed_from_left_to_right(made) -> None:
    """Also where all else runs from right to left; words are typed as the page runs."""
    tree = html5lib.parse(made("arabic").page, namespaceHTMLElements=False)
    boxes = {e.get("name"): e.get("dir") for e in tree.iter("input") if e.get("type") == "text"}
    assert {boxes[name] for name in ("hatif", "barid", "sajair", "hararat")} == {"ltr"}
    assert {boxes[name] for name in ("ism", "dawa", "qarib.given")} == {None}
    assert made("spanish").page.count('dir="ltr"') == 1  # that of the page


def french(folder: Path) -> Path:
    """The seed with its English texts said to be in a language that has no catalogue."""
    path = folder / "questions.yaml"
    text = corpus.SEED.read_text("utf-8")
    text = text.replace("languages: [en, es]", "languages: [fr, es]")
    path.write_text(re.sub(r"\ben:(?=\s)", "fr:", text), "utf-8")
    return path


def test_a_language_without_a_catalogue_shows_english_marked_as_such(tmp_path: Path) -> None:
    """In text with its language; in an attribute, which takes no mark, the words alone."""
    form = corpus.questionnaire(french(tmp_path))
    page, sheet = (Renderer().render(name, form) for name in ("page.html", "sheet.html"))
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<span lang=en dir=ltr>Send to the clinic</span>" in page
    assert 'aria-label="How many"' in page
    assert f"<span lang=en dir=ltr>{PAGE}</span>" in sheet
    assert "27 février 2018" in page


def test_a_string_without_its_translation_is_english_too(tmp_path: Path, monkeypatch) -> None:
    """One that a catalogue lacks, or has only as a guess, is marked; the others are not."""
    text = (LOCALE / "es.po").read_text("utf-8").replace('msgstr "Sí"', 'msgstr ""')
    (tmp_path / "es.po").write_text(text, "utf-8")
    monkeypatch.setattr("intake.resources.LOCALE", tmp_path)
    words = translations("es-MX")
    assert Markup(words.gettext("Yes")) == "<span lang=en dir=ltr>Yes</span>"
    assert words.gettext("Day") == "Día"
    assert Markup(words.ngettext("day", "days", 2)) == "<span lang=en dir=ltr>days</span>"


ARABIC = """msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
"n%100>=11 && n%100<=99 ? 4 : 5);\\n"

msgid "One row is left on %(sheet)s."
msgid_plural "%(count)s rows are left on %(sheet)s."
msgstr[0] "لم يبق أي صف في %(sheet)s."
msgstr[1] "بقي صف واحد في %(sheet)s."
msgstr[2] "بقي صفان في %(sheet)s."
msgstr[3] "بقيت %(count)s صفوف في %(sheet)s."
msgstr[4] "بقي %(count)s صفًا في %(sheet)s."
msgstr[5] "بقي %(count)s صف في %(sheet)s."
"""
ROWS = (
    "{% trans count=count, sheet=sheet %}One row is left on {{ sheet }}."
    "{% pluralize %}{{ count }} rows are left on {{ sheet }}.{% endtrans %}"
)
COUNTED = (
    ("ar", 0, "لم يبق أي صف في B&amp;2."),
    ("ar", 1, "بقي صف واحد في B&amp;2."),
    ("ar", 2, "بقي صفان في B&amp;2."),
    ("ar", 3, "بقيت 3 صفوف في B&amp;2."),
    ("ar", 110, "بقيت 110 صفوف في B&amp;2."),
    ("ar", 11, "بقي 11 صفًا في B&amp;2."),
    ("ar", 99, "بقي 99 صفًا في B&amp;2."),
    ("ar", 100, "بقي 100 صف في B&amp;2."),
    ("en", 1, "One row is left on B&amp;2."),
    ("en", 2, "2 rows are left on B&amp;2."),
    ("fr", 1, "<span lang=en dir=ltr>One row is left on B&amp;2.</span>"),
)


@pytest.mark.parametrize(("language", "count", "words"), COUNTED)
def test_a_count_takes_the_plural_form_of_its_language(
    language: str, count: int, words: str, tmp_path: Path, monkeypatch
) -> None:
    """All six of Arabic: what templates write with {% pluralize %} has them when it is needed."""
    (tmp_path / "ar.po").write_text(ARABIC, "utf-8")
    monkeypatch.setattr("intake.resources.LOCALE", tmp_path)
    template = Renderer().environment(language).from_string(ROWS)
    assert template.render(count=count, sheet="B&2") == words


def test_a_catalogue_keeps_all_its_plural_forms(tmp_path: Path) -> None:
    """What make messages writes is what it has read."""
    path = tmp_path / "ar.po"
    path.write_text(ARABIC, "utf-8")
    found = MESSAGES["read"](path)
    path.write_text(MESSAGES["text"](found), "utf-8")
    (message,) = [one for one in MESSAGES["read"](path) if one.id]
    assert (found.num_plurals, len(message.string), len({*message.string})) == (6, 6, 6)
    assert list(wrong(found, found)) == []
    found.get(message.id).string = (*message.string[:5], "بقي %(count)s صف.")
    assert len(list(wrong(found, found))) == 1


NEAREST = [("es", "es"), ("es-MX", "es"), ("ar-EG", "ar"), ("pt-BR", None), ("en", None)]


@pytest.mark.parametrize(("language", "name"), NEAREST)
def test_the_nearest_catalogue_is_taken(language: str, name: str | None) -> None:
    found = catalogue(language)
    assert (found and found.stem) == name
    assert is_english(language) == (language == "en")


DAYS = [
    ("en", "September 14, 2026"),
    ("en-GB", "14 September 2026"),
    ("es", "14 de septiembre de 2026"),
    ("ar", "14 سبتمبر 2026"),
    ("pt-BR", "14 de setembro de 2026"),
    ("tlh", "September 14, 2026"),
]
LESS = [
    ("en", "2026-09", "September 2026"),
    ("es", "2026-09", "septiembre de 2026"),
    ("ar", "2026-09", "سبتمبر 2026"),
    ("en", "2026", "2026"),
    ("ar", "2026", "2026"),
]


@pytest.mark.parametrize(("language", "written"), DAYS)
def test_a_day_is_written_as_in_the_language(language: str, written: str) -> None:
    assert day(date(2026, 9, 14), language) == day("2026-09-14", language) == written


@pytest.mark.parametrize(("language", "value", "written"), LESS)
def test_a_month_and_a_year_are_written_as_far_as_they_go(
    language: str, value: str, written: str
) -> None:
    assert day(value, language) == written


def test_english_days_are_those_of_babel() -> None:
    """They are written without it, so that an English form needs not load it."""
    for month in range(1, 13):
        when = date(2026, month, month)
        assert day(when, "en") == format_date(when, "long", locale="en")


NUMBERS = [
    ("en", Decimal("34.50"), "34.50"),
    ("es", "34.5", "34,5"),
    ("es", 5000, "5000"),
    ("ar", "34.5", "34.5"),
    ("ar", 10, "10"),
    ("ar", -3, "\u2068-3\u2069"),
    ("es", -3, "-3"),
]


@pytest.mark.parametrize(("language", "value", "written"), NUMBERS)
def test_a_number_has_the_sign_of_the_language_and_its_own_digits(
    language: str, value: object, written: str
) -> None:
    assert str(number(value, language)) == written


PLAIN = [
    ("a < b", "a < b"),
    (Markup("a &lt; b"), "a < b"),
    (Markup("<span lang=en dir=ltr>When</span>"), "When"),
    (Foreign("Cuándo", "es"), "Cuándo"),
    (7, "7"),
]


@pytest.mark.parametrize(("value", "text"), PLAIN)
def test_plain_is_the_text_without_its_mark(value: object, text: str) -> None:
    assert plain(value) == text
    assert type(plain(value)) is str


STOPS = [
    ("De 8:30 a. m. a 5:15 p. m..", "De 8:30 a. m. a 5:15 p. m."),
    ("From 1 to 5.", "From 1 to 5."),
    ("Wait ...", "Wait ..."),
    (Markup("a &lt; b..\n"), "a &lt; b.\n"),
    ("a < b.", "a &lt; b."),
]


@pytest.mark.parametrize(("value", "written"), STOPS)
def test_a_sentence_has_one_full_stop(value: str, written: str) -> None:
    assert sentence(value) == Markup(written)


CLOCK = """
clinic: {name: Clinic, languages: [es], paper: letter}
forms:
  hours:
    title: Hours
    source: {name: Horas S. A.}
    sections:
      - title: Hours
        items:
          - {id: opens, text: A?, kind: time, min: "08:30", max: "17:15"}
          - {id: b, text: B?, enable_when: {item: opens, greater: "12:00"}}
          - {id: c, text: C?}
          - {id: d, text: D?, enable_when: {item: opens, greater: "12:00"}}
          - {id: e, text: E?, enable_when: {item: opens, greater: "12:00"}}
      - title: Late
        enable_when: {item: opens, greater: "12:00"}
        items: [F?]
"""


@pytest.mark.parametrize("template", ["page.html", "sheet.html"])
def test_no_sentence_ends_with_two_full_stops(template: str, tmp_path: Path) -> None:
    """Spanish writes p. m., at the end of limits and of conditions; a name may be an S. A."""
    path = tmp_path / "questions.yaml"
    path.write_text(CLOCK, "utf-8")
    page = Renderer().render(template, corpus.questionnaire(path))
    assert page.count("p. m.<") + page.count("p. m.\n") >= 4
    assert ".." not in page[page.index("<body") :].partition("<script")[0]


def test_isolate_keeps_the_mark_of_a_foreign_text_and_escapes() -> None:
    assert isolate(Foreign("a&b", "es"), "ar").count("<span lang=es dir=ltr>a&amp;b</span>") == 1
    assert isolate("a&b", "ar") == Markup("\u2068a&amp;b\u2069")
    assert isolate("a&b", "es") == "a&b"
    assert isolate(None, "ar") is None


PROBE = """
import sys
from pathlib import Path
from intake import pipeline
checked, _ = pipeline.check(Path("questions.yaml"))
pipeline.build(checked.questionnaires, Path("output"), ["html"], Path("templates"))
print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


@pytest.mark.parametrize(("name", "loads"), [("long", False), ("seed", True), ("spanish", True)])
def test_only_other_languages_load_babel(name: str, loads: bool, tmp_path: Path) -> None:
    shutil.copy(corpus.source(name, tmp_path), tmp_path / "questions.yaml")
    run = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    assert ("babel" in run.stderr.split()) == loads
