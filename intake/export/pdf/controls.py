"""The form controls of a laid-out page: what each asks for, and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from intake.export.pdf.accessible_name import Name, Names

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, eq=False)
class Control:
    """One `<input>` or `<textarea>` of the sheet.

    `name`, `value` and `element` are HTML's; `sort` is text, checkbox or radio; `box` is
    WeasyPrint's, with the widget that becomes the field; `page` counts from 0; `place` is the
    field's on the page in CSS pixels, and `font_size` is in points.
    """

    name: str
    sort: str
    value: str
    said: Name
    element: Any
    box: Any
    page: int
    place: Rectangle
    is_checked: bool
    is_required: bool
    is_read_only: bool
    is_multiline: bool
    is_right_to_left: bool
    max_length: int | None
    font_size: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        left, top, right, bottom = self.place
        return round((right - left) * 0.75, 2), round((bottom - top) * 0.75, 2)


def gather(document: Any, root: Any) -> list[Control]:
    """The controls of a WeasyPrint document, page by page in reading order; `root` is its HTML.

    Each gets a bare widget from WeasyPrint when the PDF is written, and its place in the tree of
    tags; WeasyPrint itself would make fields without flags, appearances or the right names, and
    embed whole fonts for them.
    """
    names = Names(root)
    found = []
    for number, page in enumerate(document.pages):
        for box, _ in page.forms[None]:
            found.append(_control(box, number, names.name(box.element)))
            bare = {"type": "checkbox", "name": str(len(found))}
            box.element = Element("input", bare)
        mine = [one for one in found if one.page == number]
        page.forms[None] = [(one.box, one.place) for one in mine]
    return found


def hidden(root: Any) -> Iterator[tuple[str, str]]:
    """The names and values that the sheet carries for whoever reads it back."""
    for element in root.iter("input"):
        if element.get("type") == "hidden" and element.get("name", "").startswith("intake."):
            yield element.get("name"), element.get("value", "")


def _control(box: Any, page: int, said: Name) -> Control:
    element, style = box.element, box.style
    sort = element.get("type", "text")
    length = element.get("maxlength", "")
    return Control(
        name=element.get("name", ""),
        sort=sort if sort in ("checkbox", "radio") else "text",
        value=element.get("value", "") if element.tag == "input" else element.text or "",
        said=said,
        element=element,
        box=box,
        page=page,
        place=_place(box, is_text=sort not in ("checkbox", "radio")),
        is_checked="checked" in element.attrib,
        is_required="required" in element.attrib,
        is_read_only="readonly" in element.attrib or "disabled" in element.attrib,
        is_multiline=element.tag == "textarea",
        is_right_to_left=style["direction"] == "rtl",
        max_length=int(length) if length.isdigit() else None,
        font_size=style["font_size"] * 0.75,
    )


def _place(box: Any, *, is_text: bool) -> Rectangle:
    """Where the field of `box` is: for ticks the whole box, for text what its border leaves free.

    Programs that fill forms in leave two points more at the left.
    """
    left, top = box.border_box_x(), box.border_box_y()
    right, bottom = left + box.border_width(), top + box.border_height()
    if not is_text:
        return left, top, right, bottom
    beside = (box.border_left_width + box.padding_left) / 2
    after = (box.border_right_width + box.padding_right) / 2
    above, below = box.border_top_width, box.border_bottom_width
    return left + beside, top + above, right - after, bottom - below
