"""Which stored answers no longer fit: by the facts that the models state of their keys."""

from collections.abc import Callable, Iterable
from typing import Any

from intake.compare.told import said
from intake.content.facts import Fact

NO_LONGER = "no longer fit."

_GONE: dict[str, str] = {
    "code": "Answers stored under `{id}` with `{name}`",
    "row": "Answers stored under `{id}` in the row `{name}`",
    "column": "Answers stored under `{id}` in the column `{name}`",
    "cell_code": "Answers stored under `{id}` with `{name}` in the column `{column}`",
    "unit": "Answers stored under `{id}` in the unit `{name}`",
    "part": "Answers stored under `{id}` in the part `{name}`",
}


def without(fact: Fact | None, item: str, name: str, now: str = "", column: str = "") -> str | None:
    """What is said of answers that have the code `name`, which is gone, or has become `now`."""
    if fact not in _GONE:
        return None
    which = _GONE[fact].format(id=item, name=name, column=column)
    return f"{which} {NO_LONGER}" if not now else f"{which} {NO_LONGER[:-1]}: it is now `{now}`."


def narrowed(fact: Fact | None, item: str, old: Any, new: Any) -> str | None:
    """What is said of answers that fitted the value `old` of a key and not `new`."""
    sayer = _SAYERS.get(fact or "")
    which = sayer(old, new) if sayer else None
    return f"Answers stored under `{item}` {which}" if which else None


def unanswered(item: str) -> str:
    """What is said of answers without one that is now required."""
    return f"Answers without `{item}` {NO_LONGER}"


def _least(old: Any, new: Any) -> str | None:
    return _limit(old, new, lambda: old < new, "below")


def _most(old: Any, new: Any) -> str | None:
    return _limit(old, new, lambda: old > new, "above")


def _limit(old: Any, new: Any, is_narrower: Callable[[], bool], where: str) -> str | None:
    if new is None:
        return None
    if old is not None and type(old) is type(new) and not is_narrower():
        return None
    return f"{where} {said(new)} {NO_LONGER}"


def _length(old: Any, new: Any) -> str | None:
    return f"with more than {new} characters {NO_LONGER}" if _is_less(old, new) else None


def _rows(old: Any, new: Any) -> str | None:
    return f"with more than {new} rows {NO_LONGER}" if _is_less(old, new) else None


def _count(old: Any, new: Any) -> str | None:
    if old is None or new is None:
        to = "a list of answers" if old is None else "one answer"
        return f"{NO_LONGER[:-1]}: what is stored is now {to}."
    return f"with more than {new} answers {NO_LONGER}" if new < old else None


def _exact(old: Any, new: Any) -> str | None:
    return "may no longer fit: look at them." if new is not None else None


def _offers(old: Any, new: Any) -> str | None:
    return f"that use what is no longer offered {NO_LONGER}" if old and not new else None


def _measure(old: Any, new: Any) -> str | None:
    return f"{NO_LONGER[:-1]}: they count in another unit." if old else None


def _cell(old: Any, new: Any) -> str | None:
    return f"{NO_LONGER[:-1]} in this column: its cells were {old}, and are {new}."


def _is_less(old: int | None, new: int | None) -> bool:
    return new is not None and (old is None or new < old)


_SAYERS: dict[str, Callable[[Any, Any], str | None]] = {
    "least": _least,
    "most": _most,
    "length": _length,
    "rows": _rows,
    "count": _count,
    "exact": _exact,
    "offers": _offers,
    "measure": _measure,
    "cell": _cell,
}


def each(sentences: Iterable[str | None]) -> tuple[str, ...]:
    """Those that are said."""
    return tuple(one for one in sentences if one)
