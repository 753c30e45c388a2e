"""The evaluator of `enable_when`: answers in, the items that apply out.

What each operator means is told in docs/decisions/0007-logic.md and shown, case by case, in
tests/logic/cases.yaml, which every other evaluator of conditions has to pass too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from intake.content.conditions import Condition, Group, Operator, Test, both
from intake.kinds.base import Answer
from intake.logic.given import FITTING, Given, comparable, compare, references

Counted = Mapping[str, tuple[Answer, Given]]
"""The answers that count, by what a condition calls them: `item` or `item.row`."""


@dataclass(frozen=True)
class Rule:
    """When the item `id` applies: always, or when `condition` holds, which is its section's, its
    question's (for a follow-up) and its own together. `answer`: what is answered to it."""

    id: str
    condition: Condition | None
    answer: Answer


class _Item(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def enable_when(self) -> Condition | None: ...
    @property
    def answer(self) -> Answer: ...


class _Section(Protocol):
    @property
    def enable_when(self) -> Condition | None: ...
    @property
    def items(self) -> Iterable[_Item]: ...


def rules(sections: Iterable[_Section]) -> Iterator[Rule]:
    """The rules of a questionnaire's sections, in reading order.

    Follow-ups stand among the items, each with the condition that opens it in `enable_when`.
    """
    for section in sections:
        for item in section.items:
            yield Rule(item.id, both(section.enable_when, item.enable_when), item.answer)


def enabled(rules: Iterable[Rule], answers: Mapping[str, Any]) -> frozenset[str]:
    """The ids of the items that apply, given all `answers` (item id -> value).

    An answer is text for a code, words, a date or a time; a list of codes; a number, or its text;
    a mapping of rows to codes. None, "" and [] are no answer, and neither is what has the wrong
    shape. The answer to an item that does not apply does not count. As items depend on earlier
    ones only (checked when content is loaded), one pass in reading order settles everything; an
    item that is not yet reached counts as not answered.
    """
    applying: set[str] = set()
    counted: dict[str, tuple[Answer, Given]] = {}
    for rule in rules:
        if rule.condition is None or holds(rule.condition, counted):
            applying.add(rule.id)
            for name, answer, given in references(rule.id, answers.get(rule.id), rule.answer):
                counted[name] = answer, given
    return frozenset(applying)


def holds(condition: Condition, counted: Counted) -> bool:
    """Whether `condition` holds, given the answers that count."""
    if isinstance(condition, Group):
        every = all if condition.behavior == "all" else any
        return every(holds(part, counted) for part in condition.conditions)
    return fits(condition, *counted.get(condition.item, ("none", ())))


def fits(test: Test, answer: Answer, given: Given) -> bool:
    """Whether one answer passes `test`.

    Without an answer only `answered: false` holds, and `not_equals` does not: a follow-up must not
    show before its question is answered. Of several values one has to fit, and for `not_equals`
    none may be equal (FHIR's enableWhen says the same of `=` and `!=`).
    """
    if test.operator == "answered":
        return bool(given) == test.value
    if not given or test.operator not in FITTING[answer]:
        return False
    written = test.value if isinstance(test.value, tuple) else (str(test.value),)
    wanted = [value for text in written if (value := comparable(text, answer)) is not None]
    if len(wanted) < len(written):
        return False
    return _PASSES[test.operator]([compare(one, value) for one in given for value in wanted])


_PASSES: dict[Operator, Callable[[list[int]], bool]] = {
    "equals": lambda signs: 0 in signs,
    "not_equals": lambda signs: 0 not in signs,
    "one_of": lambda signs: 0 in signs,
    "contains": lambda signs: 0 in signs,
    "greater": lambda signs: 1 in signs,
    "less": lambda signs: -1 in signs,
    "at_least": lambda signs: 1 in signs or 0 in signs,
    "at_most": lambda signs: -1 in signs or 0 in signs,
}
