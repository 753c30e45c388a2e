"""Answers and the values in conditions, as what can be compared.

Nothing here raises: what cannot be read as an answer of its kind counts as no answer.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from intake.content.conditions import Operator
from intake.content.values import number
from intake.kinds.base import Answer

Value = str | Decimal | tuple[int, ...]
"""A code, a time or words as text; a number; a date as (2026,), (2026, 3) or (2026, 3, 27)."""
Given = tuple[Value, ...]
"""The values of one answer: several where several may be chosen or written; () is no answer."""

_COMPARE: tuple[Operator, ...] = ("greater", "less", "at_least", "at_most")
_EQUAL: tuple[Operator, ...] = ("equals", "not_equals", "one_of")
FITTING: dict[Answer, tuple[Operator, ...]] = {
    "none": (),
    "words": ("answered",),
    "code": (*_EQUAL, "answered"),
    "codes": ("contains", *_EQUAL, "answered"),
    "number": (*_EQUAL, *_COMPARE, "answered"),
    "date": (*_EQUAL, *_COMPARE, "answered"),
    "time": (*_EQUAL, *_COMPARE, "answered"),
    "rows": ("answered",),
}
"""The operators that can be used on each sort of answer; a row of `rows` is like a `code`."""

_LARGEST = 10**12
MAX_VALUES = 1000
"""Of one answer; more than any question has options."""
_DATE = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"


def read(value: Any, answer: Answer) -> Given:
    """The values of one answer of the sort `answer`, but for `rows`; see `references`.

    None, blank text, an empty list and whatever has the wrong shape are no answer. A list is
    several answers (select_multiple, `repeats`); of a `code` there is only one.
    """
    if isinstance(value, list | tuple) and answer != "code":
        values = (_READ[answer](one) for one in value[:MAX_VALUES])
        return tuple(one for one in values if one is not None)
    one = None if answer == "codes" else _READ[answer](value)
    return () if one is None else (one,)


def references(name: str, value: Any, answer: Answer) -> Iterator[tuple[str, Answer, Given]]:
    """What a condition can test of the item `name` with the answer `value`: the item, its rows."""
    if answer != "rows":
        yield name, answer, read(value, answer)
        return
    rows = value if isinstance(value, Mapping) else {}
    found = {row: read(code, "code") for row, code in rows.items() if isinstance(row, str)}
    yield name, "rows", tuple(code for given in found.values() for code in given)
    for row, given in found.items():
        yield f"{name}.{row}", "code", given


def comparable(text: str, answer: Answer) -> Value | None:
    """The value that a condition compares an answer with; None if `text` is none of its sort."""
    return None if answer in ("none", "words", "rows") else _READ[answer](text)


def compare(first: Value, second: Value) -> int:
    """Below, at or above 0 as `first` is less than, equal to or greater than `second`.

    Dates are compared as far as both go, so that one of the three is always true.
    """
    if isinstance(first, tuple) and isinstance(second, tuple):
        both = min(len(first), len(second))
        first, second = first[:both], second[:both]
    return (first > second) - (first < second)  # type: ignore[operator]  # both of one sort


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _words(value: Any) -> str | None:
    """Whether there is anything: an amount with its unit and a name with a date are mappings."""
    parts = list(value.values())[:MAX_VALUES] if isinstance(value, Mapping) else [value]
    return "given" if any(_text(part) or _number(part) is not None for part in parts) else None


def _number(value: Any) -> Decimal | None:
    if isinstance(value, str):
        return number(value.strip()) if len(value) < 100 else None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    if not -_LARGEST < value < _LARGEST:
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _date(value: Any) -> tuple[int, ...] | None:
    found = re.fullmatch(_DATE, value.strip()) if _is_short(value) else None
    if not found:
        return None
    parts = tuple(int(part) for part in found.groups() if part)
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        return None
    return parts


def _time(value: Any) -> str | None:
    return value.strip() if _is_short(value) and re.fullmatch(_TIME, value.strip()) else None


def _is_short(value: Any) -> bool:
    return isinstance(value, str) and len(value) < 100


_READ: dict[Answer, Callable[[Any], Value | None]] = {
    "none": lambda _: None,
    "words": _words,
    "code": _text,
    "codes": _text,
    "number": _number,
    "date": _date,
    "time": _time,
    "rows": lambda _: None,
}
