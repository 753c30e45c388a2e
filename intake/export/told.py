"""Conditions as the plain data that templates put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.content.conditions import Condition, Group, Test
from intake.kinds.base import Item
from intake.kinds.time import clock_parts


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
        parts = [told(part, terms) for part in condition.conditions]
        return {"behavior": condition.behavior, "conditions": parts}
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


def _answers(test: Test, item: Item, clock: int) -> list[dict[str, Any]]:
    """The answers that `test` names: `code`, `text` of one that has a code, `time` of a time."""
    if isinstance(test.value, bool):
        return []
    wording = item.wording()
    return [
        {
            "code": value,
            "text": wording.get(value),
            "time": clock_parts(value, clock) if item.answer == "time" else None,
        }
        for value in (test.value if isinstance(test.value, tuple) else (test.value,))
    ]
