"""Items that are taller than a page: they may be split, since no page can hold them.

Elsewhere an item is kept whole. WeasyPrint then begins a page for one that does not fit any, and
leaves its title behind; so such an item is let go, and the pages are laid out once more. A title
that is left behind all the same begins the page.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from intake.export.pdf.fit.marks import PT, Mark, Page

NEAR = 60 * PT
"""An item that leaves less than this of a page has no room for the title above it."""
TALL = "intake-tall"
"""The class of an item that may be split; templates/styles/print.css says where."""

BEGINS = "intake-begins"
"""The class of a title that begins a page."""

Pieces = dict[int, list[Mark]]
"""The marks of one thing, by page."""


def release(pages: list[Page]) -> bool:
    """Mark the items, questions and hints that no page can hold, and the titles to begin a page;
    whether there are any that were not marked.

    An item that leaves its title behind even where that begins a page is one that no page can hold
    together with its title.
    """
    titles = list(left_behind(pages))
    behind = [item for _, item in titles]
    found = [
        item
        for item, pieces in parts(pages, "item")
        if (len(pieces) > 1 or item in behind) and is_tall(pieces, pages)
    ]
    questions = [
        element
        for element, pieces in parts(pages, "head_of")
        if next(iter(pieces.values()))[0].where.head == "question" and is_tall(pieces, pages)
    ]
    new = [_mark(element, TALL) for element in (*found, *questions)]
    if not any(new):
        new = [_begin(title.where.head_of, item) for title, item in titles]
    return any(new)


def _begin(title: Any, item: Any) -> bool:
    """Let `title` begin a page; where it does already, let its first item go."""
    return _mark(title, BEGINS) or (item is not None and _mark(item, TALL))


def _mark(element: Any, name: str) -> bool:
    """Give `element` the class `name`; whether it had not."""
    names = (element.get("class") or "").split()
    if name in names:
        return False
    element.set("class", " ".join([*names, name]))
    return True


def is_tall(pieces: Pieces, pages: Collection[Page]) -> bool:
    """Whether the pieces of an item together, with the title above it, need a page and more."""
    above = _title_above(pieces, pages)
    return above + _height(pieces) >= min(page.area.bottom - page.area.top for page in pages) - NEAR


def parts(pages: Iterable[Page], name: str) -> list[tuple[Any, Pieces]]:
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


def _title_above(pieces: Pieces, pages: Collection[Page]) -> float:
    """How high the title is that stands right above what begins with the first of `pieces`."""
    first = min(pieces)
    (page,) = (one for one in pages if one.number == first)
    tops = []
    for mark in page.marks:
        if mark is pieces[first][0]:
            break
        if mark.where.head == "title":
            tops.append(mark.place.top)
        elif mark.where.head != "running":
            tops = []
    return pieces[first][0].place.top - min(tops) if tops else 0.0


def left_behind(pages: list[Page]) -> Iterator[tuple[Mark, Any]]:
    """The titles that end a page, and the element of the item that begins the next."""
    for page in pages[:-1]:
        body = [mark for mark in page.marks if mark.where.head != "running"]
        later = [mark for mark in pages[page.number].marks if mark.where.head != "running"]
        goes_on = body and later and body[-1].where.head_of is later[0].where.head_of
        if body and body[-1].where.head == "title" and not goes_on:
            following = (mark.where.item for mark in later if mark.where.item is not None)
            yield body[-1], next(following, None)
