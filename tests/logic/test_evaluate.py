"""enabled: the table of cases, hostile answers, and one pass as good as any number."""

import json
import math
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st
from logic_cases import Case, cases, questionnaire, table

from intake.content.conditions import Condition, Group
from intake.content.conditions import Test as Asked
from intake.logic.evaluate import Rule, enabled, rules
from intake.logic.given import FITTING

CASES = cases()
RULES = cache(lambda form: tuple(rules(questionnaire(form).sections)))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_applies_is_what_the_table_says(case: Case) -> None:
    assert enabled(RULES(case.form), case.answers) == case.enabled


def test_every_form_has_cases_and_every_case_a_name_of_its_own() -> None:
    assert len(CASES) >= 80
    assert Counter(case.name for case in CASES).most_common(1)[0][1] == 1
    assert {case.form for case in CASES} == table()["forms"].keys()


def test_every_item_with_a_condition_applies_in_some_case_and_not_in_another() -> None:
    for form in table()["forms"]:
        seen = [case.enabled for case in CASES if case.form == form]
        for rule in RULES(form):
            if rule.condition:
                assert any(rule.id in one for one in seen), (form, rule.id)
                assert any(rule.id not in one for one in seen), (form, rule.id)


def _tests(condition: Condition | None) -> list[Asked]:
    if isinstance(condition, Group):
        return [test for part in condition.conditions for test in _tests(part)]
    return [condition] if condition else []


def test_the_table_has_each_operator_on_each_sort_of_answer_that_it_fits() -> None:
    found = set()
    for form in table()["forms"]:
        sorts = {rule.id: rule.answer for rule in RULES(form)}
        for rule in RULES(form):
            for test in _tests(rule.condition):
                found.add((sorts[test.item.partition(".")[0]], "." in test.item, test.operator))
    fitting = {(answer, False, name) for answer, names in FITTING.items() for name in names}
    fitting |= {("rows", True, name) for name in FITTING["code"]}
    assert found == fitting


def test_the_table_can_be_written_as_json() -> None:
    assert json.loads(json.dumps(table())) == table()


MANY: Any = {str(number): "yes" for number in range(100_000)}
DEEP: Any = []
for _ in range(5_000):
    DEEP = [DEEP]
HOSTILE = [
    *(True, False, 0, -1, 10**5000, -(10**5000), 1e308, math.nan, math.inf, -math.inf, 1e-320),
    *(Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+999999")),
    *(Decimal("1E-999999"), "1" * 1_000_000, " " * 1_000_000, "\0", "\ud800", "9999-99-99"),
    *("0000", "0000-00-00", "99:99", b"yes", object(), {}, MANY, {None: "yes"}, {"a": DEEP}),
    *((), ("yes",), [None] * 100_000, ["yes"] * 100_000, [[]], DEEP, {"yes"}, "yes" * 100_000),
]


@pytest.mark.parametrize("answer", HOSTILE, ids=lambda answer: type(answer).__name__)
def test_whatever_is_answered_there_is_no_exception(answer: object) -> None:
    """And no answer opens more than the answers of patients do."""
    for form in table()["forms"]:
        found = enabled(RULES(form), {rule.id: answer for rule in RULES(form)})
        assert found <= {rule.id for rule in RULES(form)}
        assert found >= set(table()["always"][form])


def test_a_test_that_was_not_checked_does_not_hold() -> None:
    """A condition is checked when it is loaded; here none of them is."""
    unchecked = [
        Asked("a", "greater", "1"),
        Asked("a", "contains", "yes"),
        Asked("a.row", "equals", "yes"),
        Asked("b", "greater", "many"),
        Asked("b", "one_of", ("1", "many")),
        Asked("later", "equals", "yes"),
        Asked("unknown", "equals", "yes"),
    ]
    ids = [f"x{number}" for number in range(len(unchecked))]
    first = [Rule("a", None, "code"), Rule("b", None, "number")]
    others = [Rule(name, test, "words") for name, test in zip(ids, unchecked, strict=True)]
    answers = {"a": "yes", "b": 1, "later": "yes", "unknown": "yes"}
    last = [Rule("later", None, "code")]
    assert enabled([*first, *others, *last], answers) == {"a", "b", "later"}


CODES = ("yes", "no")
NAMES = [f"i{number}" for number in range(6)]


def _conditions(names: list[str]) -> st.SearchStrategy[Condition | None]:
    if not names:
        return st.none()
    test = st.one_of(
        st.builds(Asked, st.sampled_from(names), st.sampled_from(["equals", "not_equals"]),
                  st.sampled_from(CODES)),
        st.builds(Asked, st.sampled_from(names), st.just("answered"), st.booleans()),
    )  # fmt: skip
    groups = st.recursive(
        test,
        lambda parts: st.builds(
            Group,
            st.sampled_from(["all", "any"]),
            st.lists(parts, min_size=1, max_size=3).map(tuple),
        ),
        max_leaves=4,
    )
    return st.one_of(st.none(), groups)


FORMS = st.tuples(*(_conditions(NAMES[:number]) for number in range(len(NAMES)))).map(
    lambda made: tuple(Rule(name, one, "code") for name, one in zip(NAMES, made, strict=True))
)
ANSWERS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([*CODES, ""]))


def _until_stable(form: Sequence[Rule], answers: dict[str, str]) -> frozenset[str]:
    """What applies by the words of the rule alone: judge each item by the answers of those that
    apply, again and again, until nothing changes."""
    seen = [frozenset(rule.id for rule in form)]
    while True:
        counted = {name: answer for name, answer in answers.items() if name in seen[-1]}
        seen.append(frozenset(rule.id for rule in form if _holds(rule.condition, counted)))
        if seen[-1] == seen[-2]:
            return seen[-1]
        assert len(seen) < len(form) + 3


def _holds(condition: Condition | None, answers: dict[str, str]) -> bool:
    if isinstance(condition, Group):
        held = [_holds(part, answers) for part in condition.conditions]
        return all(held) if condition.behavior == "all" else any(held)
    if condition is None:
        return True
    answer = answers.get(condition.item, "")
    if condition.operator == "answered":
        return bool(answer) is condition.value
    return bool(answer) and (answer == condition.value) == (condition.operator == "equals")


@given_(FORMS, ANSWERS)
def test_one_pass_is_the_fixed_point(form: tuple[Rule, ...], answers: dict[str, str]) -> None:
    assert enabled(form, answers) == _until_stable(form, answers)


def test_five_hundred_items_in_a_chain_are_judged_at_once() -> None:
    chain = [Rule("i0", None, "code")]
    names = [f"i{number}" for number in range(500)]
    for before, name in pairwise(names):
        nested: Condition = Asked(before, "equals", "yes")
        for _ in range(4):
            nested = Group("any", (Asked(before, "equals", "no"), Group("all", (nested,))))
        chain.append(Rule(name, nested, "code"))
    assert enabled(chain, dict.fromkeys(names, "yes")) == frozenset(names)
    assert enabled(chain, {}) == {"i0"}
