"""Logic on paper: who obeys what is printed answers exactly what applies."""

import os
from functools import cache
from random import Random
from typing import Any

import close_forms
import pytest
import yaml_cases
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from logic_cases import Case, cases, questionnaire
from pen import answered
from strategies import libraries, styles, written

from intake.content.model import Questionnaire
from intake.logic.evaluate import enabled, rules
from intake.logic.paper import compile_paper
from intake.logic.plan import asked

PLANS = cache(lambda form: compile_paper(questionnaire(form)))
EXAMPLES = int(os.environ.get("EXAMPLES", "400"))
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="EXAMPLES" not in os.environ,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("case", cases(), ids=[case.name for case in cases()])
def test_a_pen_answers_what_the_table_says(case: Case) -> None:
    found = answered(PLANS(case.form), questionnaire(case.form), case.answers)
    assert len(found) == len(set(found))
    assert set(found) == case.enabled


def same(form: Questionnaire, chance: Random) -> None:
    """A pen answers what applies, with several random sets of answers."""
    plan = compile_paper(form)
    ids = [item.id for item in form.items]
    assert [one.item for part in plan for one in asked(part.steps)] == ids
    for _ in range(8):
        answers = close_forms.answers(chance, form)
        found = answered(plan, form, answers)
        assert set(found) == enabled(rules(form.sections), answers), (plan, answers)
        assert len(found) == len(set(found))


@given(st.integers(0, 2**32))
@bounded
def test_a_pen_answers_what_applies_in_random_close_forms(seed: int) -> None:
    chance = Random(seed)
    same(close_forms.form(chance), chance)


@given(libraries, styles, st.integers(0, 2**32))
@settings(bounded, max_examples=max(10, EXAMPLES // 20))
def test_a_pen_answers_what_applies_in_random_libraries(
    library: Any, style: Any, seed: int
) -> None:
    for form in yaml_cases.checked(written(library, style)):
        same(form, Random(seed))
