"""E512: an item, an option, or a title and what it heads, on two pages.

The one split that is allowed: an item that is taller than a page may end on the next, between two
of its options, rows or lines; its question stays with the first of them, and the head of its table
is repeated (docs/decisions/0012-fit.md).
"""

from collections.abc import Iterable
from typing import Any

from intake.export.pdf.fit.finding import MENDED, Finding, Findings, quoted
from intake.export.pdf.fit.marks import PT, Mark, Page

NEAR = 36 * PT
"""An item that leaves less than this of a page has no room beside its section's title."""
SPLIT = "make two questions of it, or give it fewer lines, rows or options"

Pieces = dict[int, list[Mark]]
"""The marks of one thing, by page."""


def splits(pages: list[Page]) -> Findings:
    """Every item that is split though one page can hold it, and every piece that never may be."""
    high = min(page.area.bottom - page.area.top for page in pages)
    for item, pieces in _by(pages, "item"):
        first = min(pieces)
        if len(pieces) > 1 and _height(pieces) < high - NEAR:
            what = f"it begins on page {first} and ends on page {max(pieces)}"
            yield Finding("E512", first, item, what, SPLIT)
        elif len(pieces) > 1:
            yield from _badly(item, pieces)
    for unit, pieces in _by(pages, "unit"):
        if len(pieces) > 1:
            marks = [mark for piece in pieces.values() for mark in piece]
            text = next((mark.box.text for mark in marks if mark.sort == "text"), unit.tag)
            what = f"{quoted(text)} begins on page {min(pieces)} and ends on page {max(pieces)}"
            yield Finding("E512", min(pieces), marks[0].where.item, what, SPLIT)
    yield from _left_behind(pages)


def _by(pages: Iterable[Page], name: str) -> list[tuple[Any, Pieces]]:
    """The marks of each item (or each unit), by page, without the repeated heads of tables."""
    found: dict[int, tuple[Any, Pieces]] = {}
    for page in pages:
        for mark in page.marks:
            element = getattr(mark.where, name)
            if element is not None:
                _, pieces = found.setdefault(id(element), (element, {}))
                pieces.setdefault(page.number, []).append(mark)
    return list(found.values())


def _height(pieces: Pieces) -> float:
    """How high all pieces are together, the head of a table counted once."""
    total = 0.0
    for number, marks in pieces.items():
        own = [m for m in marks if m.where.head != "table" or number == min(pieces)] or marks
        total += max(m.place.bottom for m in own) - min(m.place.top for m in own)
    return total


def _badly(item: Any, pieces: Pieces) -> Findings:
    """What is wrong with the split of an item that is taller than a page."""
    first = min(pieces)
    answers = [{mark.sort for mark in marks} & {"field", "tick"} for marks in pieces.values()]
    if any(answers) and not answers[0]:
        what = f"its question is on page {first} without the first of its answers"
        yield Finding("E512", first, item, what, "shorten the question")
    heads = [any(mark.where.head == "table" for mark in marks) for marks in pieces.values()]
    if heads[0] and not all(heads):
        number = list(pieces)[heads.index(False)]
        yield Finding("E512", number, item, "the head of its table is not repeated", MENDED)


def _left_behind(pages: list[Page]) -> Findings:
    """Titles that end a page while what they head begins the next."""
    for page in pages[:-1]:
        body = [mark for mark in page.marks if mark.where.head != "running"]
        if body and body[-1].where.head == "title":
            what = f"the title {quoted(body[-1].box.text)} is left behind at the foot of the page"
            cure = "shorten the first question below it, or make two questions of it"
            following = (m.where.item for m in pages[page.number].marks if m.where.item is not None)
            yield Finding("E512", page.number, next(following, None), what, cure)
