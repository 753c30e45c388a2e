"""E512: an item, an option, or a title and what it heads, on two pages.

The one split that is allowed: an item that is taller than a page may end on the next, between two
of its options, rows or lines; its question stays with the first of them, and the head of its table
is repeated (docs/decisions/0012-fit.md).
"""

from collections.abc import Callable
from typing import Any

from intake.export.pdf.fit.finding import MENDED, Finding, Findings, quoted
from intake.export.pdf.fit.marks import Mark, Page
from intake.export.pdf.fit.tall import Pieces, is_tall, left_behind, parts

ANSWERED = frozenset({"field", "tick", "picture"})
"""The sorts of marks in which an answer is given."""
SPLIT = "make two questions of it, or give it fewer lines, rows or options"


def splits(pages: list[Page]) -> Findings:
    """Every item that is split though one page can hold it, and every piece that never may be."""
    for item, pieces in parts(pages, "item"):
        first = min(pieces)
        if len(pieces) > 1 and not is_tall(pieces, pages):
            what = f"it begins on page {first} and ends on page {max(pieces)}"
            yield Finding("E512", first, item, what, SPLIT)
        elif len(pieces) > 1:
            yield from _badly(item, pieces, pages)
    for unit, pieces in parts(pages, "unit"):
        if len(pieces) > 1:
            marks = [mark for piece in pieces.values() for mark in piece]
            text = next((mark.box.text for mark in marks if mark.sort == "text"), unit.tag)
            what = f"{quoted(text)} begins on page {min(pieces)} and ends on page {max(pieces)}"
            yield Finding("E512", min(pieces), marks[0].where.item, what, SPLIT)
    for _, pieces in parts(pages, "table"):
        yield from _headless(pieces)
    yield from _left_behind(pages)


def _badly(item: Any, pieces: Pieces, pages: list[Page]) -> Findings:
    """What is wrong with the split of an item that is taller than a page.

    A question that is taller itself ends where its answers begin. A figure is an answer's place,
    too: it is marked by pen.
    """
    question = _part(pieces, lambda mark: mark.where.head == "question")
    answers = _part(pieces, lambda mark: mark.sort in ANSWERED)
    first, last = min(pieces), max(question, default=min(pieces))
    if len(question) > 1 and not is_tall(question, pages):
        what = f"its question begins on page {first} and ends on page {last}"
        yield Finding("E512", first, item, what, "shorten the question")
    if answers and last < min(answers):
        what = f"its question is on page {last} without the first of its answers"
        yield Finding("E512", last, item, what, "shorten the question")


def _part(pieces: Pieces, wanted: Callable[[Mark], bool]) -> Pieces:
    """The marks that are wanted, of the pages that have any."""
    found = {number: [*filter(wanted, marks)] for number, marks in pieces.items()}
    return {number: marks for number, marks in found.items() if marks}


def _headless(pieces: Pieces) -> Findings:
    """A table that goes on without the head that it began with."""
    heads = [any(mark.where.head == "table" for mark in marks) for marks in pieces.values()]
    if heads[0] and not all(heads):
        number = list(pieces)[heads.index(False)]
        item = next(iter(pieces.values()))[0].where.item
        yield Finding("E512", number, item, "the head of its table is not repeated", MENDED)


def _left_behind(pages: list[Page]) -> Findings:
    """Titles that end a page while what they head begins the next."""
    for title, item in left_behind(pages):
        what = f"the title {quoted(title.box.text)} is left behind at the foot of the page"
        cure = "shorten the first question below it, or make two questions of it"
        yield Finding("E512", title.where.page, item, what, cure)
