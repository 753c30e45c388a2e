"""Random answers that fit their questions: as they are stored, and as a browser sends them."""

import random
from collections.abc import Iterator
from typing import Any

from intake.content.model import Questionnaire
from intake.kinds.base import Item
from intake.kinds.date import PARTS

Pair = tuple[str, str]
WORDS = ("Łukasz O’Neil", "3 < 5 & 7 > 2", "Öl, Ärger (ß)", "two\nlines", "=1+1", "x")
LATIN = "Zoë O’Neil"
"""What every tool can draw."""


def answered(form: Questionnaire, chance: random.Random) -> tuple[dict[str, Any], list[Pair]]:
    """An answer to every item that applies to everybody, and what is sent for it."""
    values: dict[str, Any] = {}
    sent: list[Pair] = []
    for section in form.sections:
        for item in section.items:
            if item.enable_when or section.enable_when:
                continue
            value = answer(item, chance)
            if value is not None:
                values[item.id] = value
                sent += pairs(item, value, form.clinic.order)
    return values, sent


def answer(item: Item, chance: random.Random) -> Any:
    """An answer that fits the item; None for a kind without one."""
    if item.readonly and item.initial_answer() is not None:
        return item.initial_answer()
    made = _BY_KIND[item.kind](item, chance)
    if getattr(item, "repeats", None) and made is not None:
        return [made, _BY_KIND[item.kind](item, chance)]
    return made


def _words(item: Any, chance: random.Random) -> str:
    if getattr(item, "pattern", None) and item.kind == "string":
        return "01234"
    words = chance.choice(WORDS) if item.kind == "text" else chance.choice(WORDS[:3])
    return words[: getattr(item, "max_length", None) or 500].strip()


def _code(item: Any, chance: random.Random) -> str:
    return chance.choice(list(item.offered_codes()))


def _codes(item: Any, chance: random.Random) -> list[str]:
    alone = {one.code for one in _flat(getattr(item, "options", ())) if one.exclusive}
    codes = [code for code in item.offered_codes() if code not in alone]
    return sorted(chance.sample(codes, min(2, len(codes))), key=codes.index)


def _flat(options: Any) -> Iterator[Any]:
    for option in options:
        yield from getattr(option, "options", None) or (option,)


def _whole(item: Any, chance: random.Random) -> int:
    low = 1 if item.min is None else int(-(-item.min // 1))
    high = low + 9 if item.max is None else int(item.max)
    return chance.randint(min(low, high), high)


def _date(item: Any, chance: random.Random) -> str:
    whole = f"{chance.randint(1930, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return whole[: {"year": 4, "month": 7, "day": 10}[item.precision]]


def _time(item: Any, chance: random.Random) -> str:
    low, high = item.min or "00:00", item.max or "23:59"
    return f"{chance.choice((low, high))}"


def _cell(column: Any, chance: random.Random) -> Any:
    choices = {
        "string": lambda: chance.choice(WORDS[:3]),
        "integer": lambda: chance.randint(-5, 99),
        "decimal": lambda: f"{chance.randint(0, 99)}.50",
        "date": lambda: (
            f"{chance.randint(1990, 2025)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
        ),
        "time": lambda: f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}",
        "yes_no": lambda: chance.choice(("yes", "no")),
        "select_one": lambda: chance.choice([one.code for one in column.options]),
    }
    return choices[column.kind]()


def _rows(item: Any, chance: random.Random) -> list[dict[str, Any]]:
    return [{column.id: _cell(column, chance) for column in item.columns}]


def _orders(item: Any, chance: random.Random) -> dict[str, Any]:
    option = chance.choice(item.options)
    made = {"ordered": True, "when": "today", "initials": "ÄB"}
    return {option.code: made | ({"details": [option.details[0].code]} if option.details else {})}


_BY_KIND: dict[str, Any] = {
    "display": lambda item, chance: None,
    "string": _words,
    "text": _words,
    "phone": lambda item, chance: "555-0142",
    "email": lambda item, chance: "jane@example.org",
    "yes_no": _code,
    "select_one": _code,
    "select_multiple": _codes,
    "body_map": _codes,
    "date": _date,
    "time": _time,
    "integer": _whole,
    "decimal": lambda item, chance: str(item.min or item.max or "36.60"),
    "quantity": lambda item, chance: {
        "value": str(item.min or 2),
        "unit": chance.choice(item.units).code,
    },
    "scale": _whole,
    "matrix": lambda item, chance: {
        row.code: chance.choice(item.options).code for row in item.rows
    },
    "table": _rows,
    "person_name": lambda item, chance: dict.fromkeys(item.parts, LATIN),
    "address": lambda item, chance: dict.fromkeys(item.parts, LATIN),
    "signature": lambda item, chance: {"name": LATIN, **({"date": "1/2"} if item.dated else {})},
    "orderables": _orders,
}


def pairs(item: Any, value: Any, order: str) -> list[Pair]:
    """What is sent for the answer `value`."""
    name = item.id
    if item.kind == "date":
        parts = dict(zip(PARTS["day"], value.split("-"), strict=False))
        return [(f"{name}.{part}", text) for part, text in parts.items()]
    if item.kind == "time":
        return _clock(name, value, order)
    if item.kind == "signature":
        more = [(f"{name}.date", value["date"])] if "date" in value else []
        return [(name, value["name"]), *more]
    if item.kind == "orderables":
        return list(_ordered(name, value))
    if item.kind == "table":
        return [
            (f"{name}.{at}.{key}", _shown(item, key, cell, order))
            for at, row in enumerate(value, 1)
            for key, cell in row.items()
        ]
    if isinstance(value, dict):
        return [(f"{name}.{key}", str(part)) for key, part in value.items()]
    return [(name, str(one)) for one in (value if isinstance(value, list) else [value])]


def _clock(name: str, value: str, order: str) -> list[Pair]:
    hour, minute = value.split(":")
    if order != "mdy":
        return [(f"{name}.hour", hour), (f"{name}.minute", minute)]
    half = "am" if int(hour) < 12 else "pm"
    shown = str((int(hour) - 1) % 12 + 1)
    return [(f"{name}.hour", shown), (f"{name}.minute", minute), (f"{name}.half", half)]


def _ordered(name: str, value: dict[str, Any]) -> Iterator[Pair]:
    for code, given in value.items():
        yield name, code
        yield from ((f"{name}.{code}", detail) for detail in given.get("details", ()))
        yield from (
            (f"{name}.{code}.{key}", given[key])
            for key in ("when", "note", "initials")
            if key in given
        )


def _shown(item: Any, key: str, cell: Any, order: str) -> str:
    kind = next(column.kind for column in item.columns if column.id == key)
    if kind != "date":
        return str(cell)
    parts = dict(zip("ymd", cell.split("-"), strict=True))
    return "/".join(parts[part] for part in order)
