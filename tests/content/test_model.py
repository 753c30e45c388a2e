"""The models are frozen, and a form's revision is its content's and nothing else's."""

import pydantic
import pytest
from yaml_cases import checked

from intake.content.model import Questionnaire
from intake.content.problems import ContentError

TEXT = """
clinic: {name: Riverside Neurology, paper: letter}
sections:
  about-you:
    title: About you
    items: [{text: Name, kind: string}]
forms:
  headache:
    title: Headache
    version: 1.0.0
    intro: Please fill in.
    sections:
      - use: about-you
      - title: Your headache
        items:
          - id: side
            text: Which side?
            hint: Of your head.
            kind: select_one
            options: [{code: left, text: Left}, Right]
            other: Elsewhere
          - {text: How many?, kind: integer, min: 1, max: 20, unit: per week}
          - {text: Tests?, required: true}
"""


def only(text: str) -> Questionnaire:
    return checked(text)[0]


def test_models_are_frozen() -> None:
    form = only(TEXT)
    parts = [form, form.clinic, form.sections[0], form.items[0], form.items[1].options[0]]  # type: ignore[attr-defined]
    for part in parts:
        with pytest.raises(pydantic.ValidationError, match="frozen"):
            part.title = "x"


def test_an_edition_is_named_once() -> None:
    """Like a language; the problem is at the second one's list."""
    with pytest.raises(ContentError, match="1 problems") as caught:
        checked(TEXT.replace("paper: letter", "editions: [standard, compact, standard]"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.cure) == ("E309", "name each edition once")


def test_a_variant_of_a_draft_is_a_draft_until_it_says_otherwise() -> None:
    draft = TEXT.replace("version: 1.0.0", "version: 1.0.0\n    status: draft")
    more = "  mild: {extends: headache}\n  done: {extends: headache, status: active}\n"
    found = {form.id: form.status for form in checked(draft + more)}
    assert found == {"headache": "draft", "mild": "draft", "done": "active"}


SAME = [
    ("a comment", ("title: Headache", "title: Headache  # about the head")),
    ("quotes", ("text: Which side?", "text: 'Which side?'")),
    ("the order of keys", ("            id: side\n", "")),
    ("the paper", ("paper: letter", "paper: a4")),
    ("the paper's editions", ("paper: letter", "editions: [large-print, compact], duplex: true")),
    ("the portal", ("paper: letter", "portal: 'https://portal.example.org/{form}'")),
    ("the status", ("version: 1.0.0", "version: 1.0.0\n    status: draft")),
    ("the clinic's phone", ("paper: letter", "phone: 555-0142")),
    ("spaces in a text", ("Which side?", "Which   side?")),
    ("a default, written out", ("{text: Name, kind", "{text: Name, required: false, kind")),
    ("an id as it is made anyway", ("{text: Name, kind", "{id: name, text: Name, kind")),
    ("a code as it is made anyway", ("Right]", "{code: right, text: Right}]")),
    ("a bare text", ("{code: left, text: Left}", "Left")),
    ("another form", ("forms:\n", "forms:\n  dizzy: {title: D, sections: [{use: about-you}]}\n")),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [c[1] for c in SAME], ids=[c[0] for c in SAME])
def test_the_revision_stays_when_the_content_does(before: str, after: str) -> None:
    changed = TEXT.replace(before, after)
    forms = {form.id: form for form in checked(changed)}
    assert forms["headache"].revision == only(TEXT).revision


def test_the_order_of_keys_is_no_content() -> None:
    changed = TEXT.replace("    version: 1.0.0\n", "") + "    version: 1.0.0\n"
    assert changed != TEXT
    assert only(changed).revision == only(TEXT).revision


WORDS = """
Headache headache 1.0.0 fill about-you About Name Your side? head. Left Right Elsewhere many? week
20 Tests?
""".split()  # noqa: SIM905  # quoted words are hard to read


@pytest.mark.parametrize("word", WORDS)
def test_the_revision_changes_with_every_word(word: str) -> None:
    other = "21" if word == "20" else f"{word.rstrip('.?')}x"
    changed = TEXT.replace(word, other)
    assert changed != TEXT
    assert only(changed).revision != only(TEXT).revision


KEYS = [
    ("kind: string", "kind: text"),
    ("required: true", "required: false"),
    ("id: side", "id: a"),
    ("code: left", "code: l"),
    ("      - use: about-you\n", ""),
]


@pytest.mark.parametrize(("before", "after"), KEYS)
def test_the_revision_changes_with_what_is_asked_and_stored(before: str, after: str) -> None:
    assert only(TEXT.replace(before, after)).revision != only(TEXT).revision


def test_a_shared_section_stands_where_it_is_used() -> None:
    form = only(TEXT)
    assert [section.id for section in form.sections] == ["about-you", "your-headache"]
    assert [item.id for item in form.items] == ["name", "side", "how_many", "tests"]


ORDERS = [("paper: letter", "mdy"), ("paper: a4", "dmy"), ("paper: a4, date_order: ymd", "ymd")]


@pytest.mark.parametrize(("clinic", "order"), ORDERS)
def test_the_order_of_a_date_follows_the_paper_unless_it_is_given(clinic: str, order: str) -> None:
    assert only(TEXT.replace("paper: letter", clinic)).clinic.order == order
