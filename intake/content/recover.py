"""Read on after a syntax error, so that one mistake in one line does not hide the next.

The value in the line at fault is replaced by a letter; its indent, dash and key stay. Then the file
is read again. What follows from the letter is not reported: its line counts as spoiled.
"""

import re
from collections.abc import Iterable

from intake.content.problems import Problem

MOST = 20
"""Syntax errors after which the file is given back."""
_CODES = frozenset({"E201", "E202", "E203"})
_BEGINNING = re.compile(r"[ \t\xa0]*(?:-[ \t\xa0]+)*(?:[A-Za-z_][\w-]*:(?=\s|$)[ \t\xa0]*)?")


def without_fault(text: str, fault: Problem, earlier: Iterable[Problem]) -> str | None:
    """`text` with the value in the line of `fault` replaced, or None where that cannot help:
    another sort of problem, a line that is not below the `earlier` ones, or too many of them."""
    past = [problem.place.line for problem in earlier]
    line = fault.place.line
    if fault.code not in _CODES or len(past) >= MOST or line <= max(past, default=0):
        return None
    lines = text.split("\n")
    found = _BEGINNING.match(lines[line - 1])
    kept = found[0] if found else ""
    if "\t" in kept[: len(kept) - len(kept.lstrip())]:
        return None  # nobody can tell what this line belongs to
    lines[line - 1] = re.sub(r"[\t\xa0]", " ", kept) + "x"
    return "\n".join(lines)
