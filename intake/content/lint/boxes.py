"""W409: a text that will not fit its box on paper.

The boxes are those of templates/styles/print.css and the kinds' item.css, in points, on Letter or
A4, whichever has less room. Type is 12 pt unless the box says otherwise. A long text takes more
lines, which is no fault; these are boxes that cannot grow, and words that have to be broken.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from intake.content.document import Trail
from intake.content.lint.subject import Declared, Finding, Subject, field, wordings
from intake.content.lint.widths import BOLD, REGULAR, lines, unbroken, width
from intake.content.outline import Outline
from intake.content.problems import shorten
from intake.kinds.arrangement import LINE, columns, too_wide
from intake.kinds.base import SingleLine
from intake.kinds.coded import Select
from intake.kinds.options import OptionGroup, flat

SHEET = 505
"""A line without question numbers: a title's."""
BESIDE_LABEL = SHEET - 266
"""The title's line beside the label block: 3.7 inches less."""
TICK = 29
"""An option's box and spaces."""
GROUP = 0.325 * LINE - TICK
"""A line of a group of options, of which three stand side by side."""
TESTS = 0.5 * SHEET - TICK - 6
"""The first column of the table of tests."""
UNIT = LINE - 64 - 5
"""What is left of a line after the box for a number."""
END = LINE / 2 - 6
"""Half a line, for the words at one end of a scale."""
FIELD = 10
"""The edges and the padding of a field."""
LABEL = 82
"""The label block's column of texts, at 11 pt."""
LABEL_LINES = {1: 10, 2: 5, 3: 3, 4: 2}
"""Lines of a text in the label block, by how many items share its height."""
RUNNING = 150
"""A text at the top of later pages (10 pt), with as much room again to write."""
ROWS = 0.35
"""The share of a table's line that the words of its rows take."""


class Box(NamedTuple):
    """Where a text must fit: its name, a line's length in points, and the most lines."""

    name: str
    room: float
    most: int | None = None
    size: float = 12
    widths: tuple[int, ...] = REGULAR


def misfit(text: str, box: Box) -> str | None:
    """What does not fit: a word that is longer than a line, or too many lines; else None."""
    if len(text) * box.size <= box.room:  # no letter is wider than the type is high
        return None
    for word in unbroken(text):
        if len(word) * box.size > box.room and width(word, box.size, box.widths) > box.room:
            return f"“{shorten(word, 24)}” is wider than {box.name}"
    if box.most is not None:
        count = lines(text, box.room, box.size, box.widths)
        if count > box.most:
            return f"“{shorten(text, 24)}” takes {count} lines, and {box.name} has {box.most}"
    return None


Boxed = Iterator[tuple[Trail, Any, Box]]
"""A text's path, the text, and its box."""


def boxes(declared: Declared) -> Iterator[Finding]:
    """Every text with a box that it does not fit, in any language."""
    for subject in declared.subjects:
        for trail, text, box in _boxed(subject, declared.outlines):
            for wording in wordings(trail, text, subject.first):
                if found := misfit(wording.text, box):
                    yield Finding(wording.trail, "W409", f"{found} on paper", CURE)


CURE = "shorten it, or say it in shorter words"


def _boxed(subject: Subject, outlines: Mapping[str, Outline]) -> Boxed:
    model, trail = subject.model, subject.trail
    if subject.level == "form":
        blocks = [one.raw.get("appearance") for one in outlines[str(trail[-1])]]
        room = BESIDE_LABEL if "label_block" in blocks else SHEET
        yield (*trail, "title"), model.title, Box("the title's line", room, None, 25, BOLD)
    elif subject.level == "section":
        yield (*trail, "title"), model.title, Box("a title's line", SHEET, None, 14, BOLD)
        if model.appearance == "label_block":
            yield from _label_block(subject)
    else:
        yield from _of_item(trail, model)


def _label_block(subject: Subject) -> Boxed:
    items = subject.model.items
    most = LABEL_LINES[min(max(len(items), 1), max(LABEL_LINES))]
    for index, item in enumerate(items):
        here = (*subject.trail, "items", index, "text")
        yield here, item.text, Box("its place in the label block", LABEL, most, 11)
        if item.id in subject.model.on_every_page:
            yield here, item.text, Box("its place at the top of later pages", RUNNING, 1, 10)


def _of_item(trail: Trail, item: Any) -> Boxed:
    if isinstance(item, SingleLine) and isinstance(begun := field(item, "initial"), str):
        inches = item.view("mdy")["inches"]
        room = min(LINE, 72 * inches) if inches else LINE
        yield (*trail, "initial"), begun, Box("its field", room - FIELD, 1, 11)
    if unit := field(item, "unit"):
        yield (*trail, "unit"), unit, Box("the room beside the box", UNIT, 1)
    for index, unit in enumerate(field(item, "units") or ()):
        yield (*trail, "units", index, "text"), unit.text, Box("a line", LINE - TICK, 1)
    for key in ("lower", "upper"):
        if text := field(item, key):
            yield (*trail, key), text, Box("its end of the line", END, 3)
    if field(item, "rows") and field(item, "columns"):
        yield from _table(trail, item)
    elif field(item, "options"):
        yield from _options(trail, item)


def _options(trail: Trail, item: Any) -> Boxed:
    is_select = isinstance(item, Select)
    texts = [option.text for option in flat(item.options)] if is_select else []
    count = columns(texts, one_row=not item.other) if is_select else 1
    for index, option in enumerate(item.options):
        here = (*trail, "options", index)
        if isinstance(option, OptionGroup):
            yield (*here, "title"), option.title, Box("a group of options", GROUP + TICK - 14)
            for number, inner in enumerate(option.options):
                yield (*here, "options", number, "text"), inner.text, Box("its column", GROUP)
        elif is_select:
            alone = count < 2 or too_wide(option.text, count)
            room = (LINE if alone else LINE / count) - TICK
            yield (*here, "text"), option.text, Box("its column", room)
        else:
            yield (*here, "text"), option.text, Box("its column", TESTS)


def _table(trail: Trail, item: Any) -> Boxed:
    names = item.columns if isinstance(item.columns, tuple) else ()
    room = LINE * (1 - ROWS) / max(1, len(names)) - 6
    for index, column in enumerate(names):
        if hasattr(column, "text"):
            here = (*trail, "columns", index, "text")
            yield here, column.text, Box("the head of its column", room, 3, 10, BOLD)
    for index, row in enumerate(item.rows if isinstance(item.rows, tuple) else ()):
        if hasattr(row, "text"):
            yield (*trail, "rows", index, "text"), row.text, Box("its row", LINE * ROWS - 6)
