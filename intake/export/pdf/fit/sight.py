"""Whether a mark on the page can be seen, by its colours, its size and the rules that hide it.

Fields count by their box: what is typed into one is drawn by whoever shows the PDF.
"""

from typing import Any

from intake.export.pdf.fit.marks import PT, Color, Ground, Mark

LEAST_CONTRAST = 3.0
"""What WCAG 2.2 asks of large letters (1.4.3) and of the edges of fields (1.4.11). Whoever asks for
less hides it."""
SMALLEST = 4.0
"""In points; no letter of any edition is half as small."""


def hidden(mark: Mark) -> str:
    """Why a mark cannot be seen; empty where it can."""
    style, where = mark.box.style, mark.where
    if style["visibility"] != "visible":
        return "a rule hides it (visibility)"
    if where.turn is not None and not where.turn.determinant:
        return "a rule makes it as thin as nothing (transform)"
    if where.opacity * LEAST_CONTRAST < 1:
        return "a rule makes it see-through (opacity)"
    if mark.sort == "text":
        return _unread(mark)
    return ""


def _unread(mark: Mark) -> str:
    """Why the letters of a text cannot be seen."""
    style, where = mark.box.style, mark.where
    size = style["font_size"] / PT
    if where.turn is not None:
        size *= abs(where.turn.determinant) ** 0.5
    if size < SMALLEST:
        return f"its letters are of {size:.0f} pt"
    if where.ground is None:
        return ""
    found = contrast(drawn(style, "color", where.ground, where.opacity), where.ground)
    if found < LEAST_CONTRAST:
        return f"its letters stand out {found:.1f} to 1, and {LEAST_CONTRAST:g} to 1 is the least"
    return ""


def ground(style: Any, behind: Ground) -> Ground:
    """The colour of the paper behind what is in a box; None for a picture or a blend."""
    if any(kind != "none" for kind, _ in style["background_image"]):
        return None
    if behind is None and _color(style, "background_color").alpha < 1:
        return None
    return drawn(style, "background_color", behind or (1, 1, 1))


def drawn(style: Any, name: str, behind: Color, opacity: float = 1) -> Color:
    """The colour `name` of a style as it is seen before the colour `behind`."""
    color = _color(style, name)
    alpha = color.alpha * opacity
    if not alpha:
        return behind
    own = color.to("srgb").coordinates
    red, green, blue = (
        alpha * one + (1 - alpha) * other for one, other in zip(own, behind, strict=True)
    )
    return red, green, blue


def contrast(one: Color, other: Color) -> float:
    """From 1 to 21 (WCAG 2.2, contrast ratio)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    """From 0 for black to 1 for white (WCAG 2.2, relative luminance)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _color(style: Any, name: str) -> Any:
    value = style[name]
    return style["color"] if value == "currentcolor" else value
