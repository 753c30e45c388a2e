"""E510: what does not stay in its place: cut off, wider than its column, or off the paper."""

from collections.abc import Iterable

from intake.export.pdf.fit.finding import Finding, Findings, quoted
from intake.export.pdf.fit.marks import PT, Mark, Page

SLACK = 0.75 * PT
"""A letter may lean over its own width by this much; so may what is rounded."""
INITIAL = "shorten its initial, or give the field more room (width, lines)"
WORDS = "shorten it, or say it in shorter words"
RUNNING = "shorten the form's id or version, or the texts of the label block"
FIELD = "give the item or its column more room: fewer columns, shorter options or units"


def outside(pages: Iterable[Page]) -> Findings:
    """Every text and field that goes beyond the room that it has."""
    for page in pages:
        for mark in page.marks:
            if mark.sort != "line" and (beyond := _beyond(mark)):
                what, cure = _told(mark, beyond)
                yield Finding("E510", page.number, mark.where.item, what, cure)


def _beyond(mark: Mark) -> float:
    """By how much a mark goes beyond its room at the worst side, in points; 0 where it does not."""
    place, room = mark.place, mark.where.room
    most = max(
        room.left - place.left,
        place.right - room.right,
        room.top - place.top,
        place.bottom - room.bottom,
    )
    return most / PT if most > SLACK else 0


def _told(mark: Mark, beyond: float) -> tuple[str, str]:
    if mark.sort == "text":
        what = f"{quoted(mark.box.text)} does not fit its place, by {beyond:.0f} pt"
        if mark.where.field is not None:
            return what, INITIAL
        return what, RUNNING if mark.where.head == "running" else WORDS
    sorts = {"field": "a field", "tick": "a box to tick", "picture": "a picture"}
    return f"{sorts[mark.sort]} does not fit its place, by {beyond:.0f} pt", FIELD
