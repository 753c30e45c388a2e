"""What a field looks like: the drawings that a PDF holds for each of its states."""

from typing import Any

from intake.export.pdf.controls import Control
from intake.export.pdf.painting import when_painted

_SCALE = 0.75
"""Points of one CSS pixel."""


def draw_values(document: Any, controls: list[Control]) -> dict[Control, Any]:
    """Have the values that the form begins with drawn into the fields instead of on the page.

    What WeasyPrint has laid out in the boxes of `controls` is taken from the pages; the drawings
    are filled while the pages are painted. They are Form XObjects (ISO 32000-1, 8.10).
    """
    drawings: dict[Control, Any] = {}
    for number, page in enumerate(document.pages):
        mine = [one for one in controls if one.page == number]
        lines = {one: [*_lines(one.box)] for one in mine if one.sort == "text" and one.value}
        for one in mine:
            one.box.children = ()
        _paint_too(page, lines, drawings)
    return drawings


def _lines(box: Any) -> Any:
    """The line boxes in `box`."""
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            yield child
        else:
            yield from _lines(child)


def _paint_too(page: Any, lines: dict[Control, list[Any]], drawings: dict[Control, Any]) -> None:
    """When `page` is painted, paint the `lines` of its controls as well, each into a drawing."""
    from weasyprint import draw

    engine: Any = draw

    def paint_lines(stream: Any, scale: float) -> None:
        for control, boxes in lines.items():
            drawing = drawings[control] = stream.clone(tags=None, extra={})
            left, _, _, bottom = control.place
            drawing.stream.append(b"/Tx BMC")
            with drawing.stacked():
                drawing.transform(scale, 0, 0, -scale, -left * scale, bottom * scale)
                for line in boxes:
                    engine.draw_inline_level(drawing, page, line)
            drawing.stream.append(b"EMC")
            drawing.extra["Resources"] = stream._resources.reference

    when_painted(page, paint_lines)


def cross(width: float, height: float) -> bytes:
    """The mark in a box that is chosen; sizes in points."""
    left, right, low, high = (part * size for size in (width, height) for part in (0.22, 0.78))
    lines = f"{left:.2f} {low:.2f} m {right:.2f} {high:.2f} l "
    lines += f"{left:.2f} {high:.2f} m {right:.2f} {low:.2f} l"
    return f"q 0 G 1 J {min(width, height) * 0.15:.2f} w {lines} S Q".encode()
