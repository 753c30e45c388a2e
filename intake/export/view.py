"""The plain data that templates get of a questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from intake.content.conditions import Condition, Group, Test
from intake.content.model import Questionnaire, Section
from intake.content.words import direction
from intake.kinds.base import Item
from intake.kinds.time import clock_hours, clock_parts


@dataclass(frozen=True)
class _Asked:
    """What a condition is told with: every item, the number of each question that has one, and
    the clock of 12 or 24 hours."""

    items: Mapping[str, Item]
    numbers: Mapping[str, int]
    clock: int


def view(questionnaire: Questionnaire) -> dict[str, Any]:
    """What templates see: plain values only, no models and no methods.

    `form`, `clinic`, `lang`, `dir`, `kinds` (those in use, sorted), and `patient_sections`,
    `clinician_sections`, `label_block`; every item has `ref` (its id in the page), `number`,
    `optional`, `when` (its condition, for a reader), `noted` (whether anything stands under the
    question), `required` (whether the browser has to insist) and `initials` (the codes that are
    ticked to begin with) beside its own keys.
    """
    form, clinic = questionnaire, questionnaire.clinic
    items = {item.id: item for item in form.items}
    asked = _Asked(items, _numbers(form), clock_hours(clinic.order))
    sections = []
    for section in form.sections:
        mixed = len({item.required for item in section.items if item.numbered}) == 2
        plain = _plain(section.model_dump(exclude={"items", "enable_when", "allow"}))
        plain.items = tuple(
            _plain(
                {
                    **_item(item, section, form, asked),
                    "optional": mixed and item.numbered and not (item.required or item.readonly),
                }
            )
            for item in section.items
        )
        plain.when = _plain(_when(section.enable_when, asked))
        plain.ref = f"{form.id}/{section.id}"
        sections.append(plain)
    own = {"title", "version", "date", "intro", "notice", "source"}
    return {
        "form": _plain(
            {**form.model_dump(include=own), "id": form.id, "revision": form.revision[:8]}
        ),
        "clinic": _plain(clinic.model_dump(exclude={"allow"})),
        "lang": form.language,
        "dir": direction(form.language),
        "kinds": sorted({item.kind for item in form.items}),
        "label_block": next((s for s in sections if s.appearance == "label_block"), None),
        "patient_sections": [s for s in sections if s.for_ == "patient"],
        "clinician_sections": [s for s in sections if s.for_ == "clinician"],
    }


def _numbers(form: Questionnaire) -> dict[str, int]:
    """The number of each question that has one."""
    counted = [item for section in form.sections if _counts(section) for item in section.items]
    numbered = [item.id for item in counted if item.numbered]
    return {item: number for number, item in enumerate(numbered, 1)}


def _counts(section: Section) -> bool:
    return section.for_ == "patient" and not section.appearance


def _item(item: Item, section: Section, form: Questionnaire, asked: _Asked) -> dict[str, Any]:
    initial = getattr(item, "initial", None)
    initials = () if initial is None else initial if isinstance(initial, tuple) else (initial,)
    when = _when(item.enable_when, asked)
    return {
        **item.model_dump(exclude={"enable_when", "allow", "follow_up"}),
        **item.view(form.clinic.order),
        "ref": f"{form.id}.{item.id}",
        "number": asked.numbers.get(item.id),
        "when": when,
        "noted": bool(item.hint or item.reason or when),
        "is_coded": item.is_coded,
        "initials": initials,
        "required": item.required and not _may_be_left_out(item, section),
    }


def _may_be_left_out(item: Item, section: Section) -> bool:
    """Whether a required answer may be missing all the same, so that the browser must not insist:
    the question does not apply, or the patient would rather talk in person."""
    has_condition = item.enable_when is not None or section.enable_when is not None
    return has_condition or (item.sensitive and not item.is_coded)


def _when(condition: Condition | None, asked: _Asked) -> dict[str, Any] | None:
    """A condition as it is told to a reader: questions by their numbers, answers by their texts."""
    if condition is None:
        return None
    if isinstance(condition, Group):
        parts = [_when(part, asked) for part in condition.conditions]
        return {"behavior": condition.behavior, "conditions": parts}
    name, _, row = condition.item.partition(".")
    item = asked.items[name]
    return {
        "behavior": None,
        "operator": condition.operator,
        "value": condition.value,
        "number": asked.numbers.get(name),
        "text": item.text,
        "row": item.row_wording().get(row),
        "answers": _answers(condition, item, asked.clock),
        "quoted": item.is_coded or bool(row),
        "is_date": item.answer in ("date", "time"),
        "clock": asked.clock,
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


def _plain(value: Any) -> Any:
    """Mappings as plain objects, so that `section.items` in a template is the key."""
    if isinstance(value, dict):
        return SimpleNamespace(**{key: _plain(child) for key, child in value.items()})
    if isinstance(value, tuple | list):
        return tuple(_plain(child) for child in value)
    return value
