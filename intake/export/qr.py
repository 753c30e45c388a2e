"""QR codes (ISO/IEC 18004), as rectangles to be drawn."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

QUIET = 4
"""Modules that must stay white on each side of a code (ISO/IEC 18004, 9.1)."""

Bar = tuple[int, int, int]
"""Some dark modules in a row: the column of the first, the row, how many."""


@cache
def modules(text: str) -> tuple[bytes, ...]:
    """The rows of the code of `text`, a byte a module, 1 where it is dark, without quiet zone.

    It takes the smallest code, with as much correction of errors as that one has room for.
    """
    import segno

    return tuple(bytes(row) for row in segno.make(text, error="l", micro=False).matrix)


def bars(text: str) -> Iterator[Bar]:
    """The dark modules of the code of `text`, those that touch in a row as one."""
    for y, row in enumerate(modules(text)):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield x, y, length
            x += length


def quiet_size(text: str) -> int:
    """The modules on each side of the code of `text`, its quiet zone counted."""
    return len(modules(text)) + 2 * QUIET


def svg_path(text: str) -> str:
    """The `d` of an SVG path in a view box of `quiet_size`, one unit a module."""
    return "".join(f"M{x + QUIET} {y + QUIET}h{n}v1h-{n}z" for x, y, n in bars(text))
