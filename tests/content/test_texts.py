"""Every text that people read is found, with its path, and a missing translation is named."""

from pathlib import Path
from typing import Any

import corpus
import pytest
from yaml_cases import form, loaded

from intake.content.document import Trail
from intake.content.gather import Content, gather
from intake.content.lint import lint
from intake.content.lint.untranslated import missing
from intake.content.model import Library, SharedSection
from intake.content.texts import keys, texts
from intake.content.types import Text
from intake.content.validate import Checked, validate
from intake.content.words import Words
from intake.kinds import KIND_BY_NAME
from intake.kinds.identity import is_text

ITEMS = """
    - Where does it hurt?
    - id: since
      text: Since when?
      kind: select_one
      hint: Roughly.
      reason: To know.
      constraint_message: Pick one.
      other: Another time
      allow: {W201: Nobody reads this}
      options:
        - Today
        - {title: Earlier, options: [{code: week, text: A week}]}
      follow_up: {week: [How bad was it?]}
    - {text: Pain, id: pain, kind: scale, lower: None, upper: Worst}
"""
FOUND = [
    "Where does it hurt?",
    *("Since when?", "Roughly.", "To know.", "Pick one."),
    *("How bad was it?", "Today", "Earlier", "A week", "Another time"),
    *("Pain", "None", "Worst"),
]


def checked(text: str, languages: str = "[en]") -> Checked:
    """What a file with these languages declares."""
    text = text.replace("{name: Riverside Neurology}", f"{{name: A, languages: {languages}}}")
    return validate(Content([loaded(text)]))


def at(data: Any, trail: Trail) -> Any:
    """What stands at a path of the raw data; a bare text has no key `text`."""
    for part in trail:
        if isinstance(data, str) or (is_text(data) and part == "text"):
            return data
        data = data[part]
    return data


def test_all_that_is_read_is_found_in_order_and_nothing_else() -> None:
    found = [text for _, text in texts(checked(form(ITEMS)).library)]
    assert found == ["Headache", "Your headache", *FOUND]


@pytest.mark.parametrize("languages", ["[en]", "[en, es]"])
def test_the_path_leads_to_the_text_in_the_data(languages: str) -> None:
    made = checked(form(ITEMS), languages)
    found = list(texts(made.library))
    assert len(found) == len(FOUND) + 2
    for trail, text in found:
        assert at(made.content.data, trail) == text
        assert isinstance(text, Words) == (languages != "[en]")


@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_every_text_of_the_examples_is_found(name: str, folder: Path) -> None:
    """What stands in the file below the keys that hold words, by the file alone."""
    made = validate(gather([corpus.source(name, folder)]))
    found = {str(text) for _, text in texts(made.library)}
    for item in made.questionnaires[0].items:
        assert set(corpus.texts(item)) <= found
    for trail, text in texts(made.library):
        written = at(made.content.data, trail)
        several = written if isinstance(written, dict) else {"": written}
        known = text.by_language if isinstance(text, Words) else {"": text}
        first = next(iter(several.values()))
        assert " ".join(first.split()) == " ".join(next(iter(known.values())).split())


def test_every_kind_has_its_text_and_its_hint_among_the_keys() -> None:
    for kind in KIND_BY_NAME.values():
        assert {"text", "hint"} <= {key.alias for key in keys(kind)}
        assert "allow" not in {key.alias for key in keys(kind)}


def test_a_text_that_a_model_has_by_itself_is_not_one_of_the_content() -> None:
    class Section(SharedSection):
        more: Text = "not written by anybody"

    section = Section.model_validate({"title": "Own", "items": ["Where?"]}, context=("en",))
    library = Library.model_construct(sections={"own": section})
    assert [text for _, text in texts(library)] == ["Own", "Where?"]


def test_a_missing_translation_is_named_for_each_text_and_language() -> None:
    text = form("- {en: Where?, es: ¿Dónde?}\n- Since when?")
    made = checked(text, "[en, es, fr]")
    found = [(one.trail[-3:], one.what) for one in missing(made.library)]
    assert found == [
        (("forms", "headache", "title"), "“Headache” is not translated into es"),
        (("forms", "headache", "title"), "“Headache” is not translated into fr"),
        (("sections", 0, "title"), "“Your headache” is not translated into es"),
        (("sections", 0, "title"), "“Your headache” is not translated into fr"),
        (("items", 0, "text"), "“Where?” is not translated into fr"),
        (("items", 1, "text"), "“Since when?” is not translated into es"),
        (("items", 1, "text"), "“Since when?” is not translated into fr"),
    ]


def test_with_one_language_nothing_is_missing() -> None:
    assert list(missing(checked(form(ITEMS)).library)) == []


def test_missing_translations_come_in_the_order_of_the_file() -> None:
    made = checked(form("- {hint: Roughly., text: Since when?}"), "[en, es]")
    places = [problem.place for problem in lint(made) if problem.code == "W201"]
    assert len(places) == 4
    assert places == sorted(places)


ALLOWED = [
    ("{text: Where?, allow: {W201: The same}}", 2),
    ("{text: Where?, kind: select_one, options: [A, B], allow: {W201: The same}}", 2),
    ("{text: Where?, kind: yes_no, follow_up: {yes: [Why?]}, allow: {W201: The same}}", 2),
    ("Where?", 3),
]


@pytest.mark.parametrize(("item", "left"), ALLOWED)
def test_an_item_may_allow_that_it_is_not_translated(item: str, left: int) -> None:
    made = checked(form(f"- {item}"), "[en, es]")
    assert [problem.code for problem in lint(made)].count("W201") == left
    assert "W410" not in [problem.code for problem in lint(made)]


@pytest.mark.parametrize("level", ["    title: Headache\n", "        for: patient\n", "clinic"])
def test_a_form_a_section_or_the_clinic_may_allow_it(level: str) -> None:
    text = form("- Where?")
    allow = "allow: {W201: Not yet}"
    if level == "clinic":
        made = checked(text, f"[en, es], {allow}")
    else:
        indent = " " * (len(level) - len(level.lstrip()))
        made = checked(text.replace(level, f"{level}{indent}{allow}\n"), "[en, es]")
    left = [problem.what for problem in lint(made) if problem.code == "W201"]
    assert len(left) == {"clinic": 0, "    title: Headache\n": 0}.get(level, 1)
