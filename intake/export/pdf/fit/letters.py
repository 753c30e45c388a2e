"""E514: a character that no font of ours draws: an empty box, or a letter of another font."""

from collections.abc import Iterable
from typing import Any

from intake import fonts
from intake.content.document import character_name
from intake.export.pdf.fit.finding import MENDED, Finding, Findings, quoted
from intake.export.pdf.fit.marks import Mark, Page

_OURS = frozenset(font.family for font in fonts.FONTS)
_UNDRAWN = frozenset("\n\t\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
CURE = "write it another way"


def undrawn(pages: Iterable[Page], document: Any) -> Findings:
    """Texts with glyphs that are missing or of a font that is not ours.

    The fonts are those that the finished PDF uses; only where one of them is wrong is it asked of
    each text what it needs.
    """
    used = document.fonts.values()
    if not any(font.missing or 0 in font.to_unicode or font.family not in _OURS for font in used):
        return
    found = False
    for page in pages:
        for mark in page.marks:
            if mark.sort == "text" and (told := _foreign(mark)):
                found = True
                yield Finding("E514", page.number, mark.where.item, *told)
    if not found:
        yield Finding("E514", 1, None, "a font is used that is not one of the forms' own", MENDED)


def _foreign(mark: Mark) -> tuple[str, str] | None:
    """What is wrong with the letters of a text and how to mend it, by the fonts of its style."""
    known = fonts.coverage()
    families = _OURS.intersection(mark.box.style["font_family"])
    if not families:
        return f"{quoted(mark.box.text)} is in a font that is not one of the forms' own", MENDED
    for letter in mark.box.text:
        if letter not in _UNDRAWN and not any(ord(letter) in known[one] for one in families):
            return f"{quoted(mark.box.text)} has {character_name(letter)}, which is not drawn", CURE
    return None
