"""lint: what is said about whole files, in order, with few false alarms."""

from pathlib import Path

import pytest
from corpus import EVERYTHING, source
from lint_cases import TODAY, form, linted
from yaml_cases import valid

from intake.content.gather import gather
from intake.content.lint import CHECKS, lint
from intake.content.problems import CODES
from intake.content.validate import validate

EXPECTED = {
    "odd": ["W402", "W409", "W409"],
    "string": ["W301", "W302"],
    "yes_no": ["W301", "W401"],
    "select_one": ["W402"],
    "select_multiple": ["W402"],
    "date": ["W301"],
    "integer": ["W301"],
    "decimal": ["W301"],
    "scale": ["W301"],
    "signature": ["W301"],
    "time": ["W301"],
    "person_name": ["W301"],
    "address": ["W301"],
    "phone": ["W301"],
    "email": ["W301"],
}
"""Beside W408, the source. The examples hold long texts on purpose."""
SOURCED = (
    *("seed", "seed.es", "arabic"),
    *("new-patient", "paediatric", "paediatric.en", "screening"),
)
"""The forms that name a source of late, or allow themselves none."""


@pytest.mark.parametrize("name", EVERYTHING)
def test_the_forms_of_the_tests_have_few_warnings_and_the_seed_has_one(
    name: str, tmp_path: Path
) -> None:
    codes = sorted(
        problem.code for problem in lint(validate(gather([source(name, tmp_path)])), today=TODAY)
    )
    if name not in (*SOURCED, "orderables"):  # the latter is for clinicians alone
        assert "W408" in codes
        codes.remove("W408")
    assert codes == EXPECTED.get(name, [])


def test_warnings_come_in_reading_order_with_those_of_loading() -> None:
    text = "\ufeff" + form("- Are you not unable to stand?\n- When and where did it start?")
    found = lint(valid(text), today=TODAY)
    assert [problem.code for problem in found] == ["W101", "W303", "W302"]


def test_every_check_says_why_it_is_there_and_every_warning_has_a_title() -> None:
    assert len(set(CHECKS)) == len(CHECKS) >= 13
    for check in CHECKS:
        assert check.__doc__
    hard = linted(form("- Are you not unable to stand?"))
    assert hard
    assert all(problem.code in CODES and problem.line for problem in hard)


def test_nothing_is_said_about_english_words_in_another_language() -> None:
    items = """
- {text: "Do you smoke and do you drink?", kind: yes_no}
- {text: "Are you not unable to stand?", kind: yes_no}
- {text: "Has anyone in your family had a stroke?", kind: yes_no}
"""
    text = form(items)
    assert {problem.code for problem in linted(text)} == {"W302", "W303", "W401"}
    german = text.replace("{name: Riverside Neurology}", "{name: A, languages: [de]}", 1)
    assert [problem.code for problem in linted(german)] == ["W103"]
