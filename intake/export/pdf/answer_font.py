"""The font that typed answers are shown in.

A simple TrueType font with WinAnsiEncoding (ISO 32000-1, 9.6.3 and annex D), which every program
that fills in forms knows how to write with; the page's own fonts are numbered by glyphs. Its file
has more letters than that encoding, as far as the font has them: those of central European names,
and of the scripts that the form is written in. A program that makes a font of its own of the file
can write with them all.
"""

import io
import zlib
from collections import Counter
from functools import lru_cache
from typing import Any, NamedTuple

from intake import fonts

NAME = "Answer"
"""What fields call the font."""
_FIRST, _LAST = 32, 255
_LATIN = (range(0x100, 0x180), range(0x218, 0x21C))
_SCRIPTS = (
    (range(0x180, 0x250), range(0x1E00, 0x1F00)),  # more of Latin, as for Vietnamese
    (range(0x370, 0x400),),  # Greek
    (range(0x400, 0x530),),  # Cyrillic
    (range(0x600, 0x700), range(0xFB50, 0xFE00), range(0xFE70, 0xFF00)),  # Arabic, and its shapes
)
"""Blocks of Unicode of which all letters are needed in a form that is written with them."""
_FEW = 0.03
"""The share of letters up to which a script is not the form's own."""
_UNUSED = (
    *("GSUB", "GPOS", "GDEF", "DSIG", "kern", "name", "OS/2", "post", "meta"),
    *("fvar", "gvar", "avar", "cvar", "HVAR", "MVAR", "STAT"),  # of a font that can be varied
)
"""Tables of a font's file that nobody reads in a PDF."""


class _Cut(NamedTuple):
    """The font's name, its file with the letters that are needed, and its facts in 1/1000 of its
    size."""

    family: str
    file: bytes
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int
    cap_height: int


def embed(pdf: Any, text: str) -> str:
    """Add the font for answers to a form with this `text` to `pdf`, which is not yet written; a
    reference to its dictionary."""
    import pydyf

    letters = _written(text)
    cut = _cut(fonts.holding(letters), _needed(letters))
    name = "/" + _tag(cut.file) + "+" + cut.family.replace(" ", "-")
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": name,
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": pydyf.Array(cut.widths),
            "FontDescriptor": _descriptor(pdf, name, cut),
        }
    )
    pdf.add_object(font)
    reference: bytes = font.reference
    return reference.decode()


def _descriptor(pdf: Any, name: str, cut: _Cut) -> Any:
    """Add the font's file and its facts to `pdf`; a reference to the facts (ISO 32000-1, 9.8)."""
    import pydyf

    file = pydyf.Stream([cut.file], {"Length1": len(cut.file)}, compress=True)
    pdf.add_object(file)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 32,  # not symbolic
            "FontBBox": pydyf.Array(cut.box),
            "ItalicAngle": 0,
            "Ascent": cut.ascent,
            "Descent": cut.descent,
            "CapHeight": cut.cap_height,
            "StemV": 80,
            "FontFile2": file.reference,
        }
    )
    pdf.add_object(descriptor)
    return descriptor.reference


def _written(text: str) -> set[str]:
    """The letters of `text`, but those of a script of which there are a few words only."""
    counted = Counter(character for character in text if character.isalpha())
    few = counted.total() * _FEW
    for script in _SCRIPTS:
        codes = {letter for letter in counted if any(ord(letter) in block for block in script)}
        if sum(counted[letter] for letter in codes) < few:
            for letter in codes:
                del counted[letter]
    return {*counted}


def _needed(letters: set[str]) -> frozenset[int]:
    """The code points of the answers to a form that is written with these `letters`."""
    winansi = bytes(range(_FIRST, _LAST + 1)).decode("cp1252", "ignore")
    codes = {ord(letter) for letter in letters}
    scripts = [blocks for blocks in _SCRIPTS if any(codes & {*block} for block in blocks)]
    blocks = [block for script in (_LATIN, *scripts) for block in script]
    return frozenset(map(ord, winansi)).union(*blocks)


@lru_cache(8)
def _cut(font: fonts.Font, codes: frozenset[int]) -> _Cut:
    """Made once: forms in the same script have the same."""
    from fontTools import subset as module

    subset: Any = module
    options = subset.Options(
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=[*_UNUSED],
    )
    _, file = font.files[0]
    with subset.load_font(str(font.path(file)), options) as opened:
        cap_height = opened["OS/2"].sCapHeight
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=codes)
        cutter.subset(opened)
        target = io.BytesIO()
        opened.save(target, reorderTables=False)
        return _described(opened, font.family, cap_height, target.getvalue())


def _described(font: Any, family: str, cap_height: int, file: bytes) -> _Cut:
    """The opened `font` with its `file`."""
    glyphs, metrics, head, lines = font.getBestCmap(), font["hmtx"], font["head"], font["hhea"]

    def scaled(*lengths: float) -> tuple[int, ...]:
        return tuple(round(length * 1000 / float(head.unitsPerEm)) for length in lengths)

    codes = [bytes([code]).decode("cp1252", "replace") for code in range(_FIRST, _LAST + 1)]
    names = [glyphs.get(ord(character)) for character in codes]
    return _Cut(
        family,
        file,
        scaled(*(metrics[name][0] if name else 0 for name in names)),
        scaled(head.xMin, head.yMin, head.xMax, head.yMax),
        *scaled(lines.ascent, lines.descent, cap_height),
    )


def _tag(content: bytes) -> str:
    """Six letters that tell one subset from another (ISO 32000-1, 9.6.4)."""
    number = zlib.crc32(content)
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))
