"""E515: a field that is too small to write in, or has an edge too thin to be seen.

The sizes are the edition's (intake/export/edition.py); an outline has at least 0.75 pt.
"""

from collections.abc import Callable, Iterable
from typing import Any

from intake.export.edition import Hand
from intake.export.pdf.fit.edges import edges
from intake.export.pdf.fit.finding import MENDED, Finding, Findings
from intake.export.pdf.fit.marks import PT, Mark, Page

OUTLINE = 0.75
"""In points."""
ABOUT = 0.9
"""“About” five characters to an inch."""
ROUNDED = 0.06
NARROW = "let the answer be shorter (max_length, max), or give the field more room"

Usual = Callable[[Any], int]
"""From a field's element to the characters that an answer normally has; 0 where nobody says."""


def too_small(pages: Iterable[Page], usual: Usual, hand: Hand) -> Findings:
    """Every field that is smaller than it may be."""
    for page in pages:
        fields = [mark for mark in page.marks if mark.sort == "field"]
        lines = [mark for mark in page.marks if mark.sort == "line"]
        for mark in page.marks:
            if mark.sort in ("field", "tick"):
                least = hand.tick if mark.sort == "tick" else hand.field
                faults = [*_size(mark, least), *_outline(mark, lines)]
                faults += _pitch(mark, lines, hand.line) if mark.sort == "field" else []
                told = [(what, MENDED) for what in faults]
                if mark.sort == "field":
                    told += _narrow(mark, usual(mark.box.element), fields, hand.character)
                for what, cure in told:
                    yield Finding("E515", page.number, mark.where.item, what, cure)


def _size(mark: Mark, least: float) -> Iterable[str]:
    high = (mark.place.bottom - mark.place.top) / PT
    wide = (mark.place.right - mark.place.left) / PT
    name = "box to tick" if mark.sort == "tick" else "field"
    if high < least - ROUNDED:
        yield f"a {name} is {high:.1f} pt high, and {least:g} pt are the least"
    elif wide < least - ROUNDED:
        yield f"a {name} is {wide:.1f} pt wide, and {least:g} pt are the least"


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


def _pitch(mark: Mark, lines: list[Mark], pitch: float) -> Iterable[str]:
    """How far apart the lines are: the ruled ones, or the rows of a field without them."""
    element = mark.box.element
    if element.tag != "textarea":
        return
    ruled = _of(mark, lines)
    if ruled:
        found = min(line.place.bottom - line.place.top for line in ruled) / PT
    else:
        rows = int(element.get("rows") or 2)
        found = (mark.place.bottom - mark.place.top) / PT / rows
    if found < pitch - ROUNDED:
        least = f"{pitch:g} pt ({pitch / 72 * 25.4:.1f} mm)"
        yield f"its lines are {found:.1f} pt apart, and {least} are the least"


def _narrow(
    mark: Mark, characters: int, fields: list[Mark], character: float
) -> Iterable[tuple[str, str]]:
    """What is said of a field that has neither room for its answer nor a line of its own."""
    wide, room = mark.place.right - mark.place.left, mark.where.room
    has_line = wide >= ABOUT * (room.right - room.left) and not _has_neighbour(mark, fields)
    if has_line or wide / PT >= ABOUT * characters * character - ROUNDED:
        return
    inch = 72 / character
    yield (
        f"a field of {wide / 96:.1f} in is for {characters} characters, {inch:g} to an inch",
        NARROW,
    )


def _has_neighbour(mark: Mark, fields: list[Mark]) -> bool:
    """Whether another field of its item stands beside it, whose room it could have had."""
    own = mark.place
    return any(
        other is not mark
        and other.where.item is mark.where.item
        and min(own.bottom, other.place.bottom) > max(own.top, other.place.top)
        for other in fields
    )
