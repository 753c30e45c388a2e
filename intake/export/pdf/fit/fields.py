"""E515: a field that is too small to write in, or has an edge too thin to be seen.

The sizes: a field at least 16 pt high, its outline at least 0.75 pt, written lines 8.5 mm apart,
about five characters to an inch where the length of the answer is known (UKAAF, OERL and others on
paper forms; docs/decisions/0012-fit.md). A box to tick is at least 10 pt wide and high.
"""

from collections.abc import Callable, Iterable
from typing import Any

from intake.export.pdf.fit.finding import MENDED, Finding, Findings
from intake.export.pdf.fit.marks import PT, Mark, Page, edges, number

HEIGHT, TICK, OUTLINE, PITCH = 16, 10, 0.75, 24.09
"""In points; 24.09 are 8.5 mm."""
CHARACTER = 72 / 5
ABOUT = 0.9
"""“About” five characters to an inch."""
ROUNDED = 0.06
NARROW = "let the answer be shorter (max_length, max), or give the field more room"

Length = Callable[[Any, Any], int | None]
"""From an item's element and a field's to the most characters of the answer, where known."""


def too_small(pages: Iterable[Page], length: Length) -> Findings:
    """Every field that is smaller than it may be."""
    for page in pages:
        lines = [mark for mark in page.marks if mark.sort == "line"]
        for mark in page.marks:
            if mark.sort in ("field", "tick"):
                least = TICK if mark.sort == "tick" else HEIGHT
                faults = [*_size(mark, least), *_outline(mark, lines)]
                faults += _pitch(mark, lines) if mark.sort == "field" else []
                told = [(what, MENDED) for what in faults]
                if mark.sort == "field" and (narrow := _narrow(mark, length)):
                    told.append((narrow, NARROW))
                for what, cure in told:
                    yield Finding("E515", page.number, mark.where.item, what, cure)


def _size(mark: Mark, least: float) -> Iterable[str]:
    high = (mark.place.bottom - mark.place.top) / PT
    wide = (mark.place.right - mark.place.left) / PT
    name = "box to tick" if mark.sort == "tick" else "field"
    if high < least - ROUNDED:
        yield f"a {name} is {high:.1f} pt high, and {least} pt are the least"
    elif wide < least - ROUNDED:
        yield f"a {name} is {wide:.1f} pt wide, and {least} pt are the least"


def _outline(mark: Mark, lines: list[Mark]) -> Iterable[str]:
    """Edges of its own, else its ruled lines, else those of the cell or box that it stands in."""
    found = edges(mark.box)
    if not found:
        found = [edge for line in _of(mark, lines) for edge in edges(line.box)]
    if not found and mark.where.framed is not None:
        found = edges(mark.where.framed)
    if not found:
        yield "a field has no edge that shows where to write"
    elif min(found) < OUTLINE - ROUNDED:
        yield f"a field has an edge of {min(found):.2g} pt, and {OUTLINE} pt are the least"


def _of(mark: Mark, lines: list[Mark]) -> list[Mark]:
    return [one for one in lines if one.where.item is mark.where.item]


def _pitch(mark: Mark, lines: list[Mark]) -> Iterable[str]:
    """How far apart the lines are: the ruled ones, or the rows of a field without them."""
    element = mark.box.element
    if element.tag != "textarea":
        return
    ruled = _of(mark, lines)
    if ruled:
        least = min(line.place.bottom - line.place.top for line in ruled) / PT
    else:
        rows = number(element, "rows") or 2
        least = (mark.place.bottom - mark.place.top) / PT / rows
    if least < PITCH - ROUNDED:
        yield f"its lines are {least:.1f} pt apart, and {PITCH} pt (8.5 mm) are the least"


def _narrow(mark: Mark, length: Length) -> str | None:
    """What is said of a field that is neither wide enough for its answer nor a whole line."""
    characters = length(mark.where.item, mark.box.element)
    if not characters:
        return None
    wide, room = mark.place.right - mark.place.left, mark.where.room
    line = room.right - room.left
    if wide >= ABOUT * line or wide / PT >= ABOUT * characters * CHARACTER:
        return None
    inches = wide / 96
    return f"a field of {inches:.1f} in is for {characters} characters, five to an inch"
