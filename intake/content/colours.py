"""Colours as numbers: how well one is read on another, and the nearest that is read well."""

from collections.abc import Iterator

RGB = tuple[int, int, int]
READABLE = 4.5
"""WCAG 2.2, 1.4.3: text on its ground."""
VISIBLE = 3.0
"""WCAG 2.2, 1.4.11: the border of a field."""
_STEPS = 100


def rgb(colour: str) -> RGB:
    """The parts of #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours #rrggbb, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`other` with a `share` of `one` in it."""
    parts = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def near(colour: str, ground: str, least: float) -> str:
    """The colour nearest to `colour`, darker or lighter, that has the contrast `least` with
    `ground`. Where `ground` allows none, black or white: what comes closest."""
    found = next((one for one in _around(colour) if contrast(one, ground) >= least), None)
    return found or max("#000000", "#ffffff", key=lambda one: contrast(one, ground))


def _around(colour: str) -> Iterator[str]:
    for step in range(_STEPS + 1):
        for end in ("#000000", "#ffffff"):
            yield mixed(end, colour, step / _STEPS)


def _luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    red, green, blue = (_linear(part / 255) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    linear: float = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return linear
