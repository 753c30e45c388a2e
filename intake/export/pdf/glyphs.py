"""Name the glyphs that WeasyPrint leaves without a character.

Where one character is drawn as two glyphs (the Vietnamese ị as i and a dot below), WeasyPrint 70
gives the whole character to the last and nothing to the first: a malformed ToUnicode map, which
PDF/UA-1 (7.21.7) forbids, and letters that cannot be searched for. Each such glyph has a
character of its own in the font: i and U+0323 together are ị again.

An Arabic letter under a vowel mark is such a glyph too. Its joined form has a character of its own,
which stands for the letter, or is made from the letter by the font's rules.
"""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import combining, normalize

from intake import fonts

_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_UNNAMED = "\u200b"
"""For a glyph that has no character of its own."""
_ROUNDS = 3
"""How often the rules are gone through: a ligature is made of forms that are made of letters."""


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
    if entry[2] and not combining(character[0]):
        return line
    return b"<%s> <%s>" % (entry[1], character.encode("utf-16-be").hex().encode())


def _characters(name: str) -> dict[int, str]:
    """For each glyph of the font `/ABCDEF+Noto-Sans-Bold` its characters."""
    from fontTools.ttLib import TTFont

    family = name.split("+")[-1].replace("-", " ")
    font = next((one for one in fonts.FONTS if family.startswith(one.family)), fonts.FONTS[0])
    file = font.files[-1 if family.endswith(" Bold") else 0][1]
    with TTFont(font.path(file), lazy=True) as opened:
        best = sorted((opened.getBestCmap() or {}).items(), reverse=True)
        found = {glyph: _letters(chr(code)) for code, glyph in best}
        for parts, formed in list(_formed(opened)) * _ROUNDS:
            if formed not in found and all(part in found for part in parts):
                found[formed] = "".join(found[part] for part in parts)
        return {opened.getGlyphID(glyph): characters for glyph, characters in found.items()}


def _letters(character: str) -> str:
    """An Arabic presentation form as the letters that are meant; others as they are."""
    is_form = "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"
    return normalize("NFKC", character) if is_form else character


def _formed(font: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """What an Arabic font shows for a letter within or at the end of a word, or for several."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag in ("init", "medi", "fina", "rlig"):
            for number in record.Feature.LookupListIndex:
                for rule in table.LookupList.Lookup[number].SubTable:
                    rule = getattr(rule, "ExtSubTable", rule)
                    if rule.LookupType == 1:
                        yield from (((old,), new) for old, new in rule.mapping.items())
                    elif rule.LookupType == 4:
                        for first, ligatures in rule.ligatures.items():
                            yield from (
                                ((first, *one.Component), one.LigGlyph) for one in ligatures
                            )
