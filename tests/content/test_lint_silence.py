"""`allow`: warnings silenced in place, by the nearest that allows them."""

from types import SimpleNamespace
from typing import Any

import pytest
from lint_cases import TODAY, codes, form, linted
from yaml_cases import checked, loaded, valid

from intake.content.allow import ALLOWABLE, allow_faults
from intake.content.lint import CHECKS
from intake.content.lint.silence import silence
from intake.content.lint.subject import Declared, Finding, Subject
from intake.content.problems import CODES

ITEM = ("forms", "f", "sections", 0, "items", 3)
FOUND = Finding((*ITEM, "text"), "W301", "what", "cure")
LEVELS: dict[str, tuple[str | int, ...]] = {
    "item": ITEM,
    "section": ITEM[:4],
    "form": ITEM[:2],
}


def _declared(clinic: dict[str, str], **allow: dict[str, str]) -> Any:
    library: Any = SimpleNamespace(clinic=SimpleNamespace(allow=clinic))
    declared = Declared(library, {}, TODAY)
    declared.__dict__["subjects"] = [
        Subject("item", LEVELS[level], SimpleNamespace(allow=codes), "patient", "en")
        for level, codes in allow.items()
    ]
    return declared


def _silenced(clinic: dict[str, str], **allow: dict[str, str]) -> list[str]:
    found = silence([FOUND], _declared(clinic, **allow))
    return [".".join(map(str, one.trail)) + " " + one.code for one in found]


W301 = {"W301": "a reason"}


@pytest.mark.parametrize("level", LEVELS)
def test_a_warning_is_silenced_by_the_item_the_section_or_the_form(level: str) -> None:
    assert _silenced({}, **{level: W301}) == []


def test_a_warning_is_silenced_by_the_clinic() -> None:
    assert _silenced(W301) == []


def test_what_allows_another_code_silences_nothing_and_is_said() -> None:
    at_fault = "forms.f.sections.0.items.3"
    expected = [f"{at_fault}.text W301", f"{at_fault}.allow.W302 W410"]
    assert _silenced({}, item={"W302": "a reason"}) == expected


def test_the_nearest_silences_so_that_one_further_up_may_be_unused() -> None:
    assert _silenced({}, item=W301, form=W301) == ["forms.f.allow.W301 W410"]
    assert _silenced(W301, section=W301) == ["clinic.allow.W301 W410"]


def test_what_is_allowed_has_no_rank_among_the_rest() -> None:
    hard = "Are you currently receiving immunosuppressive therapy"
    items = f"- {{id: a, text: {hard}?, allow: {{W301: Theirs.}}}}\n- {{id: b, text: {hard} too?}}"
    (found,) = linted(form(items))
    assert "hardest" not in found.what


def test_in_a_file() -> None:
    hard = "{text: Are you currently receiving immunosuppressive therapy?, allow: {W301: Theirs.}}"
    assert codes(hard) == []
    (unused,) = linted(form("- {text: Where?, allow: {W301: Long ago}}"))
    assert (unused.code, unused.line[unused.place.column - 1 :][:5]) == ("W410", "W301:")


FAULTS = [
    ("- {text: A, allow: {W301: a}}", []),
    ("- {text: A, allow: {W399: a}}", ["W399"]),
    ("- {text: A, allow: {E301: a, w301: b}}", ["E301", "w301"]),
    ("- {text: A, allow: {W101: a, W410: b}}", ["W101", "W410"]),
    ("- {text: A, kind: yes_no, follow_up: {yes: [{text: B, allow: {X: a}}]}}", ["X"]),
    ("- {text: A, enable_when: {allow: {W1: a}}}", []),
]


@pytest.mark.parametrize(("items", "faults"), FAULTS)
def test_only_warnings_can_be_allowed(items: str, faults: list[str]) -> None:
    found = list(allow_faults(loaded(form(items)).data))
    assert [trail[-1] for trail, *_ in found] == faults
    assert {code for _, code, *_ in found} <= {"E309"}


def test_allow_is_looked_for_in_the_clinic_forms_and_sections_but_may_be_a_name() -> None:
    data = {
        "clinic": {"allow": {"A": "a"}},
        "sections": {"allow": {"title": "x", "allow": {"B": "b"}}},
        "forms": {"allow": {"allow": {"C": "c"}, "sections": [{"allow": {"D": "d"}}]}},
    }
    assert [trail[-1] for trail, *_ in allow_faults(data)] == ["A", "B", "C", "D"]


def test_every_warning_that_the_checks_give_can_be_allowed() -> None:
    assert CHECKS
    of_content = {code for code in CODES if code[0] == "W" and code[:2] not in ("W7", "W8")}
    assert of_content - {"W101", "W102", "W410"} == ALLOWABLE


def test_declared_things_have_the_paths_of_the_data() -> None:
    text = form("- {id: a, text: A, kind: yes_no, follow_up: {yes: [B, {id: c, text: C}]}}")
    assert checked(text)
    valid_form = valid(text)
    declared = Declared(valid_form.library, valid_form.outlines, TODAY)
    place = valid_form.content.place
    places = {one.model.id: place((*one.trail, "text")) for one in declared.items}
    lines = text.split("\n")
    assert list(places) == ["a", "b", "c"]
    found = [lines[line - 1][column - 1] for _, line, column in places.values()]
    assert found == ["A", "B", "C"]
