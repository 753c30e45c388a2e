"""E511: one thing over another. E516: a heading over what it heads, or over anything else."""

from collections.abc import Iterable, Iterator

from intake.export.pdf.fit.finding import Finding, Findings, quoted
from intake.export.pdf.fit.marks import PT, Box, Mark, Page

TOUCH = 0.75 * PT
"""Two things that share no more than this touch each other; they do not overlap."""
HEADS = {
    "form": "the form's title",
    "title": "a title",
    "question": "the question",
    "table": "the table's head",
    "group": "the heading of the options",
    "running": "the head or foot of the page",
}
SORTS = {"field": "a field", "tick": "a box to tick", "picture": "a picture"}
CURE = "shorten one of the two, or remove the rule of your own styles that puts them there"
RUNNING = "shorten the form's id or version, or the texts of the label block"


def overlaps(pages: Iterable[Page]) -> Findings:
    """Every pair of marks that lie over each other, and page heads that reach into the page."""
    for page in pages:
        for first, second in _pairs(page):
            code = "E516" if _is_head(first, second) else "E511"
            what = f"{_name(first)} lies over {_name(second)}"
            item = second.where.item if first.where.item is None else first.where.item
            yield Finding(code, page.number, item, what, CURE)
        for mark in page.marks:
            if mark.where.head == "running" and meet(mark.place, page.area):
                what = f"{quoted(mark.box.text)} at the page's edge reaches into the page"
                yield Finding("E516", page.number, None, what, RUNNING)


def _pairs(page: Page) -> Iterator[tuple[Mark, Mark]]:
    """The marks that overlap, in one sweep down the page."""
    open_: list[Mark] = []
    marks = [mark for mark in page.marks if mark.sort != "line"]
    for mark in sorted(marks, key=lambda mark: mark.place.top):
        top = mark.place.top
        open_ = [one for one in open_ if one.place.bottom - top > TOUCH]
        for one in open_:
            if meet(one.place, mark.place) and not _belong(one, mark):
                yield one, mark
        open_.append(mark)


def meet(one: Box, other: Box) -> bool:
    """Whether two rectangles share more than what only touches."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide > TOUCH and high > TOUCH


def _belong(one: Mark, other: Mark) -> bool:
    """Whether the two may share a place: a field and its own text, a figure and its regions."""
    field = one.where.field
    inside = field is not None and field is other.where.field
    return inside or one.sort == other.sort == "picture"


def _is_head(one: Mark, other: Mark) -> bool:
    heads = one.where.head or other.where.head
    return bool(heads) and one.where.head_of is not other.where.head_of


def _name(mark: Mark) -> str:
    if mark.sort != "text":
        return SORTS[mark.sort]
    text = quoted(mark.box.text, 24)
    return f"{HEADS[mark.where.head]} {text}" if mark.where.head else text
