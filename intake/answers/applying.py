"""Which items apply, where some answers are known not to be known."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from intake.content.conditions import Condition, Group
from intake.kinds.base import Answer
from intake.logic.evaluate import Rule, fits
from intake.logic.given import Given, references

_Seen = Mapping[str, tuple[Answer, Given]]


def applying(
    rules: Iterable[Rule], answers: Mapping[str, Any], unknown: Collection[str]
) -> dict[str, bool | None]:
    """Whether each item applies, by its id; None where that cannot be told.

    `unknown` are the items to which something was answered that could not be read or mapped.
    What depends on one cannot be told, except where the rest of the condition decides (Kleene's
    three values). With nothing unknown it is `intake.logic.evaluate.enabled`.
    """
    found: dict[str, bool | None] = {}
    seen: dict[str, tuple[Answer, Given]] = {}
    unsure = set(unknown)
    for rule in rules:
        found[rule.id] = _holds(rule.condition, seen, unsure) if rule.condition else True
        if found[rule.id] is False:
            unsure.discard(rule.id)
            continue
        given = list(references(rule.id, answers.get(rule.id), rule.answer))
        seen |= {name: (answer, value) for name, answer, value in given}
        if found[rule.id] is None and any(value for _, _, value in given):
            unsure.add(rule.id)  # it counts, or is as good as blank
    return found


def _holds(condition: Condition, seen: _Seen, unsure: Collection[str]) -> bool | None:
    if isinstance(condition, Group):
        parts = [_holds(part, seen, unsure) for part in condition.conditions]
        decides = condition.behavior == "any"
        if decides in parts:
            return decides
        return None if None in parts else not decides
    if condition.item.partition(".")[0] in unsure:
        return None
    return fits(condition, *seen.get(condition.item, ("none", ())))
