"""The edges of a box, as far as they can be seen on white paper."""

from typing import Any

from intake.export.pdf.fit.marks import PT, WHITE
from intake.export.pdf.fit.sight import LEAST_CONTRAST, contrast, drawn

_SIDES = ("top", "right", "bottom", "left")


def edges(box: Any) -> list[float]:
    """The thickness of each edge that `box` has, in points."""
    return [width / PT for side in _SIDES if (width := _edge(box.style, side))]


def _edge(style: Any, side: str) -> float:
    """How thick a box's edge is drawn, in CSS pixels; 0 for one that nobody sees."""
    if style[f"border_{side}_style"] in ("none", "hidden"):
        return 0
    width = float(style[f"border_{side}_width"])
    if not width:
        return 0
    seen = drawn(style, f"border_{side}_color", WHITE)
    return width if contrast(seen, WHITE) >= LEAST_CONTRAST else 0
