"""Read the marks of laid-out pages from the boxes that WeasyPrint has placed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from intake.export.pdf.fit.edges import edges
from intake.export.pdf.fit.marks import PT, Box, Mark, Page, Sort, Where
from intake.export.pdf.fit.meaning import meaning
from intake.export.pdf.fit.sight import ground, hidden

ASCENT, DESCENT = 0.72, 0.2
"""How far letters reach above and below their baseline, in the type's size."""
SPACE = 0.28
"""How wide a space is, in the type's size."""
PRINTABLE = 12 * PT
"""What printers leave white at each edge of the sheet."""
DRAFT = "intake-draft"
"""The class of what is meant to lie under everything else, in a grey that nothing is read by."""

_OPEN = ("visible", "auto")
_THROUGH = frozenset({"LineBox", "InlineBox", "TableBox", "TableRowGroupBox", "TableRowBox"})
"""Boxes whose sides are no limit: what is in them may lean out of them."""


def pages(document: Any) -> list[Page]:
    """The marks of every page of WeasyPrint's laid-out `document`."""
    return [_page(number, page._page_box) for number, page in enumerate(document.pages, 1)]


def _page(number: int, page: Any) -> Page:
    left, top = page.content_box_x(), page.content_box_y()
    area = Box(left, top, left + page.width, top + page.height)
    sheet = Box(area.left, PRINTABLE, area.right, page.margin_height() - PRINTABLE)
    found = Page(number, area)
    for child in page.children:
        if hasattr(child, "at_keyword"):
            where = Where(number, sheet, sheet, head="running", head_of=child)
        else:
            where = Where(number, area, area)
        for mark in _marks(child, where, None):
            if why := hidden(mark):
                found.unseen.append((mark, why))
            else:
                found.marks.append(mark)
    return found


def _marks(box: Any, where: Where, above: Any) -> Iterator[Mark]:
    """The marks in `box`; `above` is the element that the box around it is made of."""
    box = getattr(box, "_box", box)
    text = getattr(box, "text", None)
    if text is not None:
        if text.strip():
            yield Mark("text", _turned(_letters(box), where.turn), box, where)
        return
    element = box.element
    own = element is not above and not box.element_tag.partition("::")[1]
    if own and DRAFT in (element.get("class") or "").split():
        return
    room = where.anchor if _leaves(box) else where.room
    where = _below(box, room, element if own else None, where)
    if own and (sort := _sort(box, element)):
        if sort in ("field", "tick"):
            where = replace(where, field=element)
        yield Mark(sort, _turned(_border(box), where.turn), box, replace(where, room=room))
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


def _letters(box: Any) -> Box:
    size = box.style["font_size"]
    line = box.position_y + box.baseline
    # A space at an end may be drawn at either side, where right to left and left to right mix.
    blank = SPACE * size if box.text != box.text.strip() else 0
    left, right = box.position_x + blank, box.position_x + box.width - blank
    return Box(left, line - ASCENT * size, right, line + DESCENT * size)


def _border(box: Any) -> Box:
    left, top = box.border_box_x(), box.border_box_y()
    return Box(left, top, left + box.border_width(), top + box.border_height())


def _turned(place: Box, turn: Any) -> Box:
    """The rectangle around `place` after WeasyPrint's matrix `turn`, which may be None."""
    if turn is None:
        return place
    corners = [(x, y) for x in (place.left, place.right) for y in (place.top, place.bottom)]
    across, down = zip(*(turn.transform_point(x, y) for x, y in corners), strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _below(box: Any, room: Box, element: Any, where: Where) -> Where:
    """What the marks below `box` have in common; `element` where the box is the first of one."""
    changes: dict[str, Any] = {}
    style = box.style
    if element is not None:
        changes = meaning(element, where)
        if edges(box):
            changes["framed"] = box
    if box.transformation_matrix is not None:
        own = box.transformation_matrix
        changes["turn"] = own if where.turn is None else own @ where.turn
    if style["opacity"] < 1:
        changes["opacity"] = where.opacity * style["opacity"]
    if (behind := ground(style, where.ground)) != where.ground:
        changes["ground"] = behind
    inner = _room(box, room, changes.get("turn", where.turn), is_anonymous=element is None)
    if style["position"] in ("relative", "absolute", "fixed"):
        changes["anchor"] = inner
    if inner is not where.room:
        changes["room"] = inner
    return replace(where, **changes) if changes else where


def _room(box: Any, room: Box, turn: Any, *, is_anonymous: bool) -> Box:
    """The room that the inside of `box` has."""
    name, style = type(box).__name__, box.style
    if style["clip"] and style["position"] in ("absolute", "fixed"):
        room = _turned(_clip(box), turn).within(room)
    is_clipped = style["overflow"] not in _OPEN
    if name in _THROUGH or (is_anonymous and not is_clipped):
        return room
    left, top = box.padding_box_x(), box.padding_box_y()
    place = Box(left, top, left + box.padding_width(), top + box.padding_height())
    left, top, right, bottom = _turned(place, turn)
    is_fixed = style["height"] != "auto" and name != "TableCellBox"
    if not is_clipped and not is_fixed:
        top, bottom = room.top, room.bottom
    return Box(left, top, right, bottom).within(room)


def _clip(box: Any) -> Box:
    """What the rule `clip` leaves of an absolutely positioned box (CSS 2.1, 11.1.2)."""
    whole = _border(box)
    top, right, bottom, left = box.style["clip"]
    return Box(
        whole.left + (0 if left == "auto" else left),
        whole.top + (0 if top == "auto" else top),
        whole.right if right == "auto" else whole.left + right,
        whole.bottom if bottom == "auto" else whole.top + bottom,
    )
