"""What stands on a laid-out page: texts, fields, ticks, pictures, as a flat list of marks.

Every mark knows what it belongs to (item, option, heading), and the `room` that it has: the part of
the page in which it can be seen and does not leave its place. Positions are in CSS pixels (96 to an
inch) from the top left corner of the sheet.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

PT = 96 / 72
"""CSS pixels in a point."""


class Box(NamedTuple):
    """A rectangle on a page, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: "Box") -> "Box":
        """The part of it that is inside `other`."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


Color = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""
Ground = Color | None
WHITE: Color = (1, 1, 1)
Sort = Literal["text", "field", "tick", "line", "picture"]
"""`line`: one of the ruled lines to write on."""


@dataclass(slots=True)
class Where:
    """What the marks below a box have in common."""

    page: int
    room: Box
    anchor: Box
    """The room of what leaves its place: by position: absolute, or by a negative margin."""
    item: Any = None
    head: str = ""
    """The heading that it is part of: form, title, question, table, group or running."""
    head_of: Any = None
    label: str = ""
    """The id of the field that it is the label of."""
    field: Any = None
    unit: Any = None
    """The option or row that it is part of, which is never cut in two."""
    row: Any = None
    table: Any = None
    framed: Any = None
    """The nearest box around it that has an edge to write on."""
    turn: Any = None
    """WeasyPrint's matrix of the `transform` rules around it."""
    ground: Ground = WHITE
    """The colour behind it; None where that is a picture."""
    opacity: float = 1


@dataclass(slots=True)
class Mark:
    """One thing on a page; `box` is WeasyPrint's, `place` where its ink is."""

    sort: Sort
    place: Box
    box: Any
    where: Where


@dataclass(slots=True)
class Page:
    """A page's marks in reading order; `area` is what it has between its head and its foot.

    `unseen` are those that no eye finds, each with the reason; they are not among the others.
    """

    number: int
    area: Box
    marks: list[Mark] = field(default_factory=list)
    unseen: list[tuple[Mark, str]] = field(default_factory=list)
