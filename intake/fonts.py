"""The fonts that the paper forms are set in: whole files from packages, never the system's.

`coverage.json` lists each family's characters, so that checking needs no font to be opened;
`make data` writes it anew after a font package changes, and a test holds the two equal.
"""

import json
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

COVERAGE = Path(__file__).with_name("coverage.json")
_UNSEEN = frozenset("\n\t\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")


class Font(NamedTuple):
    """A family: its package, and the file for each CSS font-weight."""

    family: str
    package: str
    files: tuple[tuple[str, str], ...]

    @property
    def cure(self) -> str:
        """What to do when a file of it cannot be read."""
        return f"install it again: pip install --force-reinstall {self.package.replace('_', '-')}"

    def path(self, name: str) -> Path:
        """Where the file `name` is. Raises FileNotFoundError when the package is missing."""
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise FileNotFoundError(f"the package {self.package.replace('_', '-')}")
        return Path(spec.origin).parent / "files" / name


FONTS = (
    Font(
        "Atkinson Hyperlegible",
        "fontpkg_atkinson_hyperlegible",
        (
            ("400", "AtkinsonHyperlegible-Regular.ttf"),
            ("700", "AtkinsonHyperlegible-Bold.ttf"),
        ),
    ),
    Font("Noto Sans", "fontpkg_noto_sans", (("100 900", "NotoSans[wdth,wght].ttf"),)),
    Font(
        "IBM Plex Sans Arabic",
        "fontpkg_ibm_plex_sans_arabic",
        (
            ("400", "IBMPlexSansArabic-Regular.ttf"),
            ("700", "IBMPlexSansArabic-Bold.ttf"),
        ),
    ),
)
"""In the order in which they are tried for a character."""


@cache
def coverage() -> dict[str, frozenset[int]]:
    """The code points that each family has."""
    ranges = json.loads(COVERAGE.read_text("utf-8"))
    return {
        family: frozenset().union(*(range(first, last + 1) for first, last in pairs))
        for family, pairs in ranges.items()
    }


def missing(text: str) -> list[str]:
    """The characters of `text` that no font has, each once, in their order."""
    known = coverage()
    return [
        character
        for character in dict.fromkeys(text)
        if character not in _UNSEEN
        and not any(ord(character) in known[font.family] for font in FONTS)
    ]


def holding(letters: Iterable[str]) -> Font:
    """The font that has the most of `letters`; the first of several."""
    known, codes = coverage(), {ord(letter) for letter in letters}
    return max(FONTS, key=lambda font: len(codes & known[font.family]))


def needed(text: str) -> tuple[Font, ...]:
    """The fonts that are needed to set `text`: always the first, others for what it lacks."""
    if text.isascii():
        return FONTS[:1]
    known = coverage()
    wanted: list[Font] = [FONTS[0]]
    for character in dict.fromkeys(text):
        font = next((f for f in FONTS if ord(character) in known[f.family]), FONTS[0])
        if font not in wanted:
            wanted.append(font)
    return tuple(wanted)
