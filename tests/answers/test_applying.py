"""What applies where some answers are not known: the table of conditions, and Kleene's promise."""

import sys
from typing import Any

import corpus
import pytest

sys.path.append(str(corpus.ROOT / "tests" / "logic"))
from logic_cases import Case, cases, questionnaire

from intake.answers.applying import applying
from intake.logic.evaluate import enabled, rules

CASES = cases()


def _applying(case: Case, unknown: set[str]) -> dict[str, bool | None]:
    return applying(rules(questionnaire(case.form).sections), case.answers, unknown)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_with_nothing_unknown_it_is_what_the_table_says(case: Case) -> None:
    found = _applying(case, set())
    assert None not in found.values()
    assert {id for id, applies in found.items() if applies} == case.enabled


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_decided_is_so_whatever_the_unknown_answer_is(case: Case) -> None:
    """Every answer that any case gives to the unknown item is tried in its place."""
    form = [one for one in CASES if one.form == case.form]
    undecided = 0
    for item in questionnaire(case.form).items:
        told = _applying(case, {item.id})
        undecided += list(told.values()).count(None)
        for value in _tried(form, item.id):
            found = enabled(
                rules(questionnaire(case.form).sections), {**case.answers, item.id: value}
            )
            assert all(told[id] in (None, id in found) for id in told)
    assert undecided


def _tried(form: list[Case], id: str) -> list[Any]:
    return [None, *(one.answers[id] for one in form if id in one.answers)]
