"""The clinic's theme: what may be written, and the colours that follow from it."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, WithJsonSchema

from intake.content.colours import READABLE, VISIBLE, contrast, mixed, near
from intake.content.types import WORDS, Model, wrong_value

if TYPE_CHECKING:
    from intake.content.types import Fault

LIGHT = {
    "text": "#14213d",
    "muted": "#4a5568",
    "border": "#5c6b82",
    "accent": "#0b5394",
    "panel": "#f3f6fa",
    "focus": "#ffbf47",
    "background": "#ffffff",
    "field": "#ffffff",
    "button_text": "#ffffff",
    "error": "#a8071a",
}
"""The colours of templates/styles/screen.css and live.css, by the keys of a theme."""
DARK = {
    "text": "#edf1f7",
    "muted": "#b6c2d1",
    "border": "#93a3b8",
    "accent": "#8cc2ff",
    "panel": "#1c2532",
    "focus": "#ffbf47",
    "background": "#10161f",
    "field": "#0b1017",
    "button_text": "#0b1017",
    "error": "#ff9b93",
}
PAIRS = (
    ("text", "background", READABLE),
    ("text", "field", READABLE),
    ("text", "panel", READABLE),
    ("muted", "background", READABLE),
    ("muted", "panel", READABLE),
    ("accent", "background", READABLE),
    ("button_text", "accent", READABLE),
    ("error", "background", READABLE),
    ("border", "background", VISIBLE),
    ("border", "field", VISIBLE),
)
"""What stands on what, and the contrast that it needs."""


def _matching(pattern: str, cure: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, str) or not value:
            return value
        if not re.fullmatch(pattern, value):
            raise wrong_value(f"“{value[:40]}” is nothing that this key takes", cure)
        return value

    return read


def _colour(value: Any) -> Any:
    """#rrggbb, from that or a shorter form, with or without #, which begins a comment in YAML."""
    cure = 'write it as six digits of 0 to 9 and a to f, like "#0b5394"'
    _matching(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", cure)(value)
    if not isinstance(value, str) or not value:
        return value
    digits = value.removeprefix("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _told(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": WORDS, "pattern": pattern})


Colour = Annotated[str, BeforeValidator(_colour), _told("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]
"""A colour as in CSS: "#0b5394"."""
_FONT = r"[A-Za-z][A-Za-z0-9 -]*(, *[A-Za-z][A-Za-z0-9 -]*)*"
Fonts = Annotated[
    str,
    BeforeValidator(_matching(_FONT, "write names of fonts with commas: Inter, Arial, sans-serif")),
    Field(max_length=200),
    _told(f"^{_FONT}$"),
]
_RADIUS = r"0|(\d|1\d|2[0-4])px|[01](\.\d+)?rem"
Radius = Annotated[
    str,
    BeforeValidator(_matching(_RADIUS, "write 0, up to 24px, or less than 2rem")),
    _told(f"^({_RADIUS})$"),
]


class Colours(Model):
    """The colours of one scheme. What is not said follows from the rest."""

    accent: Colour | None = Field(None, description="Buttons, links, the clinic's name.")
    text: Colour | None = Field(None, description="Text.")
    muted: Colour | None = Field(None, description="Hints, and other quiet text.")
    border: Colour | None = Field(None, description="Borders of fields.")
    background: Colour | None = Field(None, description="What everything stands on.")
    panel: Colour | None = Field(None, description="The ground of notices and of every other row.")
    field: Colour | None = Field(None, description="The ground of fields.")
    button_text: Colour | None = Field(None, description="Text on a button of the accent's colour.")
    error: Colour | None = Field(None, description="What is said of mistakes.")
    focus: Colour | None = Field(None, description="Round the field that has the cursor.")


class Theme(Colours):
    """How the form looks on screen."""

    dark: Colours | None = Field(None, description="The colours where dark ones are asked for.")
    font: Fonts | None = Field(
        None, description="Fonts that the patient's device or the portal has; none is fetched."
    )
    radius: Radius | None = Field(None, description="How round corners are: 0, 4px, .5rem.")
    spacing: Literal["compact", "normal", "roomy"] | None = Field(
        None, description="The room between questions."
    )


def light(theme: Theme) -> dict[str, str]:
    """All colours of the light scheme, by key."""
    return _palette(_said(theme), LIGHT)


def dark(theme: Theme) -> dict[str, str]:
    """All colours of the dark scheme. An accent and an error that are said only for the light one
    are made lighter, until they are read."""
    said = _said(theme.dark) if theme.dark else {}
    ground = said.get("background", DARK["background"])
    for name in ("accent", "error"):
        given = getattr(theme, name)
        if given and name not in said:
            said[name] = near(given, ground, READABLE)
    return _palette(said, DARK)


def _said(colours: Colours) -> dict[str, str]:
    return {name: value for name in LIGHT if (value := getattr(colours, name))}


def _palette(said: dict[str, str], usual: dict[str, str]) -> dict[str, str]:
    made = {**usual, **said}
    if "background" in said:
        made.setdefault("background", said["background"])
        follows = {
            "field": said["background"],
            "panel": mixed(made["text"], said["background"], 0.05),
            **{n: near(usual[n], said["background"], READABLE) for n in ("muted", "error")},
            "border": near(usual["border"], said["background"], VISIBLE),
        }
        made |= {name: value for name, value in follows.items() if name not in said}
    if "accent" in said and "button_text" not in said:
        ends = (usual["button_text"], "#ffffff", "#0b1017")
        made["button_text"] = next(
            (one for one in ends if contrast(one, made["accent"]) >= READABLE),
            max(ends, key=lambda one: contrast(one, made["accent"])),
        )
    return made


def theme_faults(data: Any) -> "Iterator[Fault]":
    """An error (E430) for each colour in the loaded `data` that cannot be read on its ground.

    A theme that is wrong in another way gives none: that is said elsewhere.
    """
    given = data.get("clinic") if isinstance(data, dict) else None
    try:
        theme = Theme.model_validate(given.get("theme") if isinstance(given, dict) else {})
    except ValidationError:
        return
    yield from _faults(_said(theme), light(theme), ("clinic", "theme"))
    declared = _said(theme.dark) if theme.dark else {}
    yield from _faults(declared, dark(theme), ("clinic", "theme", "dark"))


def _faults(
    said: dict[str, str], all_colours: dict[str, str], trail: tuple[str, ...]
) -> "Iterator[Fault]":
    found: set[str] = set()
    all_colours = {**all_colours}
    for front, ground, least in PAIRS:
        ratio = contrast(all_colours[front], all_colours[ground])
        wrong, other = (front, ground) if front in said else (ground, front)
        if ratio >= least or wrong not in said or wrong in found:
            continue
        found.add(wrong)
        better = near(all_colours[wrong], all_colours[other], least)
        what = (
            f"“{front}” {all_colours[front]} on “{ground}” {all_colours[ground]} has a contrast of"
            f" {_floor(ratio)} to 1, and needs {least:g}"
        )
        reached = _floor(contrast(better, all_colours[other]))
        cure = f'write {wrong}: "{better}", which has {reached}'
        all_colours[wrong] = better  # what comes after has to fit what is written then
        yield (*trail, wrong), "E430", what, cure


def _floor(ratio: float) -> str:
    """Never rounded up: 4.49 is not 4.5."""
    return f"{int(ratio * 10) / 10:.1f}"
