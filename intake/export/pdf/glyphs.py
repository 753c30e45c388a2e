"""Name the glyphs that WeasyPrint leaves without a character.

Where one character is drawn as two glyphs (the Vietnamese ị as i and a dot below), WeasyPrint 70
gives the whole character to the last and nothing to the first: a malformed ToUnicode map, which
PDF/UA-1 (7.21.7) forbids, and letters that cannot be searched for. Each such glyph has a
character of its own in the font: i and U+0323 together are ị again.
"""

import re
from typing import Any
from unicodedata import combining

from intake import fonts

_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_UNNAMED = "\u200b"
"""For a glyph that has no character of its own."""


def name_glyphs(document: Any, pdf: Any) -> None:
    """A finisher for `write_pdf`: mends the ToUnicode maps of `pdf` that have empty entries."""
    maps = {one.reference: one.stream for one in pdf.objects if hasattr(one, "stream")}
    for one in pdf.objects:
        if not isinstance(one, dict) or "ToUnicode" not in one:
            continue
        lines = maps[one["ToUnicode"]]
        if any(line.endswith(b" <>") for line in lines):
            characters = _characters(one["BaseFont"].decode())
            lines[:] = [_named(line, characters) for line in lines]


def _named(line: bytes, characters: dict[int, str]) -> bytes:
    """An entry that is empty, or a mark's that has taken the whole letter, with its own character.

    Other lines come back as they are.
    """
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        return line
    character = characters.get(int(entry[1], 16), _UNNAMED)
    if entry[2] and not combining(character):
        return line
    return b"<%s> <%s>" % (entry[1], character.encode("utf-16-be").hex().encode())


def _characters(name: str) -> dict[int, str]:
    """For each glyph of the font `/ABCDEF+Noto-Sans-Bold` its first character."""
    from fontTools.ttLib import TTFont

    family = name.split("+")[-1].replace("-", " ")
    font = next((one for one in fonts.FONTS if family.startswith(one.family)), fonts.FONTS[0])
    file = font.files[-1 if family.endswith(" Bold") else 0][1]
    with TTFont(font.path(file), lazy=True) as opened:
        best = sorted((opened.getBestCmap() or {}).items(), reverse=True)
        return {opened.getGlyphID(glyph): chr(code) for code, glyph in best}
