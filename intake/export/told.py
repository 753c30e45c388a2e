"""Conditions as the plain data that templates put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.content.conditions import Condition, Group, Operator, Test
from intake.kinds.base import Item
from intake.kinds.time import clock_parts

_JOINED: dict[str, dict[Operator, Operator]] = {
    "any": {"equals": "one_of", "one_of": "one_of", "contains": "contains"},
    "all": {"not_equals": "not_equals"},
}
"""Under each behavior of a group the operators whose tests of one item make one test, and its
operator: one of these answers, none of them."""


@dataclass(frozen=True)
class Terms:
    """What a condition is told with: every item, the number of each question that has one, and
    the clock of 12 or 24 hours."""

    items: Mapping[str, Item]
    numbers: Mapping[str, int]
    clock: int


def told(condition: Condition | None, terms: Terms) -> dict[str, Any] | None:
    """A condition as it is told to a reader: questions by their numbers, answers by their texts."""
    if condition is None:
        return None
    if isinstance(condition, Group):
        parts = _together(condition)
        if len(parts) == 1 and isinstance(parts[0], Test):
            return told(parts[0], terms)
        return {
            "behavior": condition.behavior,
            "conditions": [told(part, terms) for part in parts],
        }
    name, _, row = condition.item.partition(".")
    item = terms.items[name]
    return {
        "behavior": None,
        "operator": condition.operator,
        "value": condition.value,
        "number": terms.numbers.get(name),
        "text": item.text,
        "row": item.row_wording().get(row),
        "answers": _answers(condition, item, terms.clock),
        "quoted": item.is_coded or bool(row),
        "is_date": item.answer in ("date", "time"),
        "clock": terms.clock,
    }


def _together(group: Group) -> list[Condition]:
    """The conditions of `group`, those that are told in one breath as one: “A” or “B” in question
    15, not “A” in question 15 or “B” in question 15."""
    parts: dict[Any, Condition] = {}
    for number, part in enumerate(group.conditions):
        operator = _JOINED[group.behavior].get(part.operator) if isinstance(part, Test) else None
        if not isinstance(part, Test) or operator is None:
            parts[number] = part
            continue
        key = part.item, operator
        first = parts.get(key)
        values = (*(_values(first) if isinstance(first, Test) else ()), *_values(part))
        parts[key] = Test(part.item, operator, tuple(dict.fromkeys(values))) if first else part
    return list(parts.values())


def _values(test: Test) -> tuple[str, ...]:
    """The answers that `test` names, as they were written."""
    if isinstance(test.value, bool):
        return ()
    return test.value if isinstance(test.value, tuple) else (test.value,)


def _answers(test: Test, item: Item, clock: int) -> list[dict[str, Any]]:
    """The answers that `test` names: `code`, `text` of one that has a code, `time` of a time."""
    wording = item.wording()
    return [
        {
            "code": value,
            "text": wording.get(value),
            "time": clock_parts(value, clock) if item.answer == "time" else None,
        }
        for value in _values(test)
    ]
