"""Random forms in which conditions test what stands close by: follow-ups, runs and gates."""

from functools import cache
from random import Random
from typing import Any

from corpus import ROOT

from intake.content.conditions import Condition, Group, Test
from intake.content.gather import gather
from intake.content.model import Questionnaire, Section
from intake.content.validate import validate
from intake.kinds import KIND_BY_NAME
from intake.kinds.base import Item
from intake.logic.given import FITTING

RAW: tuple[dict[str, Any], ...] = (
    {"kind": "yes_no"},
    {"kind": "yes_no", "not_sure": "true"},
    {"kind": "yes_no", "required": "true"},
    {"kind": "select_one", "options": ["a", "b", "c", "d", "e"], "required": "true"},
    {"kind": "select_one", "options": ["a", "b"], "other": "Another", "sensitive": "true"},
    {"kind": "select_multiple", "options": ["a", "b", "c"]},
    {"kind": "integer"},
    {"kind": "string"},
    {"kind": "display"},
    {"kind": "matrix", "rows": ["x", "y"], "options": ["a", "b"]},
)
KINDS = tuple(RAW[index] for index in (0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 7, 8, 9))


def form(chance: Random) -> Questionnaire:
    """One to four sections of one to twelve items."""
    items: list[Item] = []
    sections = []
    for number in range(chance.randint(1, 4)):
        known = list(items)
        mine: list[Item] = []
        last: Condition | None = None
        for _ in range(chance.randint(1, 12)):
            last = last if chance.randrange(3) == 0 else _condition(chance, [*known, *mine])
            raw = {**chance.choice(KINDS), "id": f"i{len(items)}", "text": f"Item {len(items)}?"}
            item = KIND_BY_NAME[raw["kind"]].model_validate(raw)
            mine.append(item.model_copy(update={"enable_when": last}))
            items.append(mine[-1])
        condition = _condition(chance, known) if chance.randrange(2) else None
        sections.append(_section(chance, number, mine, condition))
    return _base().model_copy(update={"sections": tuple(sections)})


@cache
def _base() -> Questionnaire:
    """A form of which all but the sections is kept."""
    return validate(gather([ROOT / "tests" / "forms" / "odd.yaml"])).questionnaires[0]


def _section(
    chance: Random, number: int, items: list[Item], condition: Condition | None
) -> Section:
    return Section.model_construct(
        id=f"s{number}",
        title=chance.choice((f"Section {number}", f"Section {number}", "Again")),
        intro=chance.choice((None, None, "Words.")),
        for_="patient",
        items=tuple(items),
        enable_when=condition,
    )


def _condition(chance: Random, items: list[Item]) -> Condition | None:
    """A condition on earlier items, likely on near ones."""
    tested = [item for item in items if FITTING[item.answer]]
    if not tested or chance.randrange(4) == 0:
        return None
    near = tested[-1]
    if near.answer == "code" and chance.randrange(4) == 0:  # what a go-to can tell
        isnt = Test(near.id, "not_equals", near.answer_codes()[0])
        return isnt if near.required else Group("any", (isnt, Test(near.id, "answered", False)))
    count = chance.choice((1, 1, 1, 1, 2, 2, 3))
    parts: list[Condition] = [_test(chance, tested) for _ in range(count)]
    if count == 3 and chance.randrange(2):
        parts[1:] = [Group(chance.choice(("all", "any")), tuple(parts[1:]))]
    return parts[0] if count == 1 else Group(chance.choice(("all", "any")), tuple(parts))


def _test(chance: Random, items: list[Item]) -> Test:
    item = items[-1 - min(chance.choice((0, 0, 0, 1, 1, 2, 3, 5)), len(items) - 1)]
    if item.answer == "rows":
        return Test(f"{item.id}.x", chance.choice(("equals", "not_equals")), "a")
    operator = chance.choice(FITTING[item.answer])
    if operator == "answered":
        return Test(item.id, operator, chance.choice((True, False)))
    values = item.answer_codes() or ("1", "5")
    if operator == "one_of":
        return Test(item.id, operator, tuple(chance.sample(values, chance.randint(1, 2))))
    return Test(item.id, operator, chance.choice(values[:2]))


def answers(chance: Random, questionnaire: Questionnaire) -> dict[str, Any]:
    """What a pen can write into the boxes that there are; whoever reads a question that has to be
    answered answers it."""
    return {
        item.id: _answer(chance, item)
        for item in questionnaire.items
        if item.required or chance.randrange(6)
    }


def _answer(chance: Random, item: Item) -> Any:
    codes = item.answer_codes()
    if item.answer == "code":
        return chance.choice(codes)
    if item.answer == "codes":
        return chance.sample(codes, min(len(codes), chance.randint(0, 2)))
    if item.answer == "rows":
        rows = getattr(item, "rows", ())
        options = getattr(item, "options", ())
        return {row.code: chance.choice(options).code for row in rows if chance.randrange(3)}
    given = {"number": "0 1 3 5 8", "date": "2026 2024-02 1999-12-31", "time": "08:30 23:59"}
    return chance.choice(given.get(item.answer, "words").split())
