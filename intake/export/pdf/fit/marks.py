"""What stands where on the laid-out pages: texts, fields, ticks, pictures, as flat lists.

WeasyPrint keeps the boxes of each page as a tree, positions in CSS pixels (96 to an inch) from the
top left corner of the sheet. Every mark knows what it belongs to (item, option, heading), and the
`room` that it has: the part of the page in which it can be seen and does not leave its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

PT = 96 / 72
"""CSS pixels in a point."""
ASCENT, DESCENT = 0.72, 0.2
"""How far letters reach above and below their baseline, in the type's size."""
SPACE = 0.28
"""How wide a space is, in the type's size."""
PRINTABLE = 12 * PT
"""What printers leave white at each edge of the sheet."""


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


EVERYWHERE = Box(float("-inf"), float("-inf"), float("inf"), float("inf"))
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


@dataclass(slots=True)
class Mark:
    """One thing on a page; `box` is WeasyPrint's, `place` where its ink is."""

    sort: Sort
    place: Box
    box: Any
    where: Where


@dataclass(slots=True)
class Page:
    """A page's marks in reading order; `area` is what it has between its head and its foot."""

    number: int
    area: Box
    marks: list[Mark] = field(default_factory=list)


_UNITS = frozenset({"intake-option", "intake-step", "intake-field", "intake-date-part"})
_HEADS = {
    "intake-title": "title",
    "intake-clinician-head": "title",
    "intake-section-intro": "title",
    "intake-question": "question",
    "intake-hint": "question",
}
_TAGS = {"h1": "form", "thead": "table", "legend": "group"}
_OPEN = ("visible", "auto")
_THROUGH = frozenset({"LineBox", "InlineBox", "TableBox", "TableRowGroupBox", "TableRowBox"})
"""Boxes whose sides are no limit: what is in them may lean out of them."""


def pages(document: Any) -> list[Page]:
    """The marks of every page of WeasyPrint's laid-out `document`."""
    return [_page(number, page._page_box) for number, page in enumerate(document.pages, 1)]


def _page(number: int, page: Any) -> Page:
    area = Box(
        page.content_box_x(),
        page.content_box_y(),
        page.content_box_x() + page.width,
        page.content_box_y() + page.height,
    )
    sheet = Box(
        area.left,
        PRINTABLE,
        area.right,
        page.margin_height() - PRINTABLE,
    )
    found = Page(number, area)
    for child in page.children:
        if hasattr(child, "at_keyword"):
            where = Where(number, sheet, sheet, head="running", head_of=child)
        else:
            where = Where(number, area, area)
        found.marks += _marks(child, where, None)
    return found


def _marks(box: Any, where: Where, above: Any) -> Iterator[Mark]:
    """The marks in `box`; `above` is the element that the box around it is made of."""
    box = getattr(box, "_box", box)
    style = box.style
    if style["visibility"] != "visible" or style["transform"]:
        return  # what is turned, like DRAFT across the page, is meant to lie under the rest
    text = getattr(box, "text", None)
    if text is not None:
        if text.strip() and style["font_size"] > 0:
            yield Mark("text", _letters(box, style["font_size"]), box, where)
        return
    element = box.element
    own = element is not above and not box.element_tag.partition("::")[1]
    room = where.anchor if _leaves(box) else where.room
    where = _below(box, room, element if own else None, where)
    if own and element is not None and (sort := _sort(box, element)):
        if sort in ("field", "tick"):
            where = replace(where, field=element)
        yield Mark(sort, _border(box), box, replace(where, room=room))
    for child in box.children:
        yield from _marks(child, where, element)


def _leaves(box: Any) -> bool:
    """Whether a box is meant to be outside the box that it is written in."""
    if box.style["position"] in ("absolute", "fixed"):
        return True
    return any(isinstance(side, float) and side < 0 for side in (box.margin_left, box.margin_right))


def _sort(box: Any, element: Any) -> Sort | None:
    if element.tag in ("input", "textarea"):
        return "tick" if element.get("type") in ("radio", "checkbox") else "field"
    if "intake-rule" in (element.get("class") or "").split():
        return "line"
    return "picture" if hasattr(box, "replacement") else None


def _letters(box: Any, size: float) -> Box:
    line = box.position_y + box.baseline
    # A space at an end may be drawn at either side, where right to left and left to right mix.
    blank = SPACE * size if box.text != box.text.strip() else 0
    left, right = box.position_x + blank, box.position_x + box.width - blank
    return Box(left, line - ASCENT * size, right, line + DESCENT * size)


def _border(box: Any) -> Box:
    left, top = box.border_box_x(), box.border_box_y()
    return Box(left, top, left + box.border_width(), top + box.border_height())


def _below(box: Any, room: Box, element: Any, where: Where) -> Where:
    """What the marks below `box` have in common; `element` where the box is the first of one."""
    changes: dict[str, Any] = {}
    style = box.style
    if element is not None:
        changes = _meaning(element, where)
        if any(_edge(style, side) for side in ("top", "right", "bottom", "left")):
            changes["framed"] = box
    inner = _room(box, room, is_anonymous=element is None)
    if style["position"] in ("relative", "absolute", "fixed"):
        changes["anchor"] = inner
    if inner is not where.room:
        changes["room"] = inner
    return replace(where, **changes) if changes else where


def _room(box: Any, room: Box, *, is_anonymous: bool) -> Box:
    """The room that the inside of `box` has."""
    name, style = type(box).__name__, box.style
    is_clipped = style["overflow"] not in _OPEN
    if name in _THROUGH or (is_anonymous and not is_clipped):
        return room
    left, top = box.padding_box_x(), box.padding_box_y()
    right, bottom = left + box.padding_width(), top + box.padding_height()
    is_fixed = style["height"] != "auto" and name != "TableCellBox"
    if not is_clipped and not is_fixed:
        top, bottom = room.top, room.bottom
    return Box(left, top, right, bottom).within(room)


def _meaning(element: Any, where: Where) -> dict[str, Any]:
    """What an element says of the marks below it."""
    changes: dict[str, Any] = {}
    tag, names = element.tag, (element.get("class") or "").split()
    if "intake-item" in names:
        changes |= {"item": element, "head": "", "head_of": None}
        changes |= {"unit": None, "row": None, "table": None}
    head = next((_HEADS[name] for name in names if name in _HEADS), _TAGS.get(tag))
    if head and where.head != "running":
        changes |= {"head": head, "head_of": element}
    if tag == "label" and (target := element.get("for")):
        changes["label"] = target
    if tag == "table":
        changes["table"] = element
    if tag == "tr" and where.head != "table":
        changes |= {"row": element, "unit": element}
    elif where.unit is None and not _UNITS.isdisjoint(names):
        changes["unit"] = element
    return changes


def _edge(style: Any, side: str) -> float:
    """How thick a box's edge is drawn, in CSS pixels."""
    drawn = style[f"border_{side}_style"] not in ("none", "hidden")
    return float(style[f"border_{side}_width"]) if drawn else 0


def edges(box: Any) -> list[float]:
    """The thickness of each edge that `box` has, in points."""
    sides = (_edge(box.style, side) for side in ("top", "right", "bottom", "left"))
    return [width / PT for width in sides if width]


def number(element: Any, name: str) -> int:
    """The whole number in an attribute; 0 where there is none."""
    text = element.get(name) or ""
    return int(text) if text.isdecimal() else 0
