"""The clinic's theme as style rules, which come after all others."""

from intake.content.colours import mixed
from intake.content.theme import DARK, LIGHT, Theme, dark, light

NAMES = {
    "text": "--ink",
    "muted": "--soft",
    "border": "--line",
    "accent": "--accent",
    "panel": "--wash",
    "focus": "--focus",
    "background": "--ground",
    "field": "--field",
    "button_text": "--on",
    "error": "--wrong",
    "radius": "--radius",
    "font": "--font",
    "spacing": "--space",
}
"""The custom property of the styles for each key of a theme."""
PUBLIC = {inner: f"--intake-{key.replace('_', '-')}" for key, inner in NAMES.items()}
"""What a page around the form may set, which then counts more than the theme."""

PLACE = "/* theme */"
"""Where a page has its theme."""
_SPACES = {"compact": ".75", "normal": "1", "roomy": "1.3"}
_GENERIC = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-rounded")


def theme_css(theme: Theme | None) -> str:
    """The rules for what differs from the styles' own; nothing where there is no theme.

    All values were checked when they were read: colours of digits, names of letters.
    """
    if theme is None:
        return ""
    more = {
        "--radius": theme.radius,
        "--space": theme.spacing and _SPACES[theme.spacing],
        "--font": theme.font and _fonts(theme.font),
    }
    own = {name: value for name, value in more.items() if value}
    return _rules("screen", {**_changed(light(theme), LIGHT), **own}) + _rules(
        "screen and (prefers-color-scheme: dark)", _changed(dark(theme), DARK)
    )


def _changed(colours: dict[str, str], usual: dict[str, str]) -> dict[str, str]:
    made = {NAMES[key]: value for key, value in colours.items() if value != usual[key]}
    if {"--line", "--ground"} & made.keys():
        made["--rule"] = mixed(colours["border"], colours["background"], 0.35)
    return made


def _rules(media: str, values: dict[str, str]) -> str:
    if not values:
        return ""
    said = "; ".join(f"{name}: {value}" for name, value in values.items())
    page = ""
    if ground := values.get("--ground"):
        page = f"html:has(> body > .intake) {{ background: {ground} }}\n"
    return f"@media {media} {{\n.intake {{ {said} }}\n{page}}}\n"


def _fonts(names: str) -> str:
    each = (name.strip() for name in names.split(","))
    return ", ".join(name if name in _GENERIC else f'"{name}"' for name in each)
