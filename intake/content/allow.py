"""Mistakes in `allow: {W301: the reason}`, which says that a warning is not wanted here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from intake.content.document import Trail
from intake.content.problems import CODES, shorten, suggest

if TYPE_CHECKING:
    from intake.content.types import Fault

UNUSED = "W410"
FILE = frozenset({"W101", "W102"})
"""Warnings about the file as a whole: no item, section or form could allow them."""
ANSWERS = frozenset(code for code in CODES if code.startswith("W7"))
"""Warnings about answers, which no content could allow."""
APPROVALS = frozenset(code for code in CODES if code.startswith("W8"))
"""Warnings about the act of approving."""
_WARNINGS = frozenset(code for code in CODES if code[0] == "W")
ALLOWABLE = _WARNINGS - FILE - ANSWERS - APPROVALS - {UNUSED}


def allow_faults(data: Any) -> "Iterator[Fault]":
    """An error for each key below an `allow` in the loaded `data` that is no warning's code."""
    for trail, codes in _allows(data, ()):
        for code in codes:
            if code in ALLOWABLE:
                continue
            what = f"“{shorten(str(code))}” is not a warning that can be allowed"
            cure = suggest(str(code), sorted(ALLOWABLE))
            if code in CODES:
                cure = "mend what it says; remove it here"
            yield (*trail, code), "E309", what, cure


def _allows(data: Any, trail: Trail) -> Iterator[tuple[Trail, dict[str, Any]]]:
    """Every `allow` of the clinic, a form, a section or an item. Names that authors choose
    (of forms, of sections, of items in conditions) may be `allow` too, and are none."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs:
        here = (*trail, key)
        if key == "allow" and isinstance(value, dict) and trail not in _NAMES:
            yield here, value
        elif isinstance(value, dict | list) and key != "enable_when":
            yield from _allows(value, here)


_NAMES: tuple[Trail, ...] = ((), ("forms",), ("sections",))
