"""E513: an option whose words are not beside its box."""

from collections.abc import Iterable

from intake.export.pdf.fit.finding import MENDED, Finding, Findings, quoted
from intake.export.pdf.fit.marks import PT, Mark, Page

FAR = 24 * PT
"""How far words may stand from their box."""
SHORT = "shorten the option, or remove the rule of your own styles that moves it"


def apart(pages: Iterable[Page]) -> Findings:
    """Every box to tick whose words are on another page, in another line, far away or nowhere.

    In a table the words of a column may stand in its head, and the row ties a box to its words.
    """
    ticks = [mark for page in pages for mark in page.marks if mark.sort == "tick"]
    words: dict[str, Mark] = {}
    for page in pages:
        for mark in page.marks:
            if mark.sort == "text" and mark.where.label:
                words.setdefault(mark.where.label, mark)
    for tick in ticks:
        found = words.get(tick.box.element.get("id"))
        if found is None:
            if tick.where.row is None:
                what = "a box to tick has no words beside it"
                yield Finding("E513", tick.where.page, tick.where.item, what, MENDED)
        elif not _together(tick, found):
            what = f"{quoted(found.box.text)} is apart from its box"
            if found.where.page != tick.where.page:
                what += f", which is on page {tick.where.page}"
            yield Finding("E513", found.where.page, tick.where.item, what, SHORT)


def _together(tick: Mark, words: Mark) -> bool:
    """Whether the first words are in the box's line and near it, or right under or over it."""
    one, other = tick.place, words.place
    if tick.where.page != words.where.page:
        return False
    across = max(one.left - other.right, other.left - one.right)
    down = max(one.top - other.bottom, other.top - one.bottom)
    middle = abs(one.left + one.right - other.left - other.right) / 2
    is_beside = down < 0 and (across <= FAR or tick.where.row is not None)
    is_stacked = down <= FAR / 2 and middle <= one.right - one.left
    return is_beside or is_stacked
