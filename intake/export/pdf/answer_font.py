"""The font that typed answers are shown in.

A simple TrueType font with WinAnsiEncoding (ISO 32000-1, 9.6.3 and annex D), which every program
that fills in forms knows how to write with; the page's own fonts are numbered by glyphs.
"""

import io
import zlib
from functools import cache
from typing import Any, NamedTuple

from intake import fonts

NAME = "Answer"
"""What fields call the font."""
_FIRST, _LAST = 32, 255
_FILE = fonts.FONTS[0].files[0][1]


class _Cut(NamedTuple):
    """The font's file with what WinAnsi needs, and its facts in 1/1000 of its size."""

    file: bytes
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int
    cap_height: int


def embed(pdf: Any) -> str:
    """Add the font to `pdf`, which is not yet written; a reference to its dictionary."""
    import pydyf

    cut = _cut()
    name = "/" + _tag(cut.file) + "+" + fonts.FONTS[0].family.replace(" ", "-")
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


@cache
def _cut() -> _Cut:
    """Made once: every form has the same."""
    from fontTools import subset as module

    subset: Any = module
    options = subset.Options(
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=["GSUB", "GPOS", "GDEF", "DSIG", "kern", "name", "OS/2", "post"],
    )
    text = bytes(range(_FIRST, _LAST + 1)).decode("cp1252", "ignore")
    with subset.load_font(str(fonts.FONTS[0].path(_FILE)), options) as font:
        cap_height = font["OS/2"].sCapHeight
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        target = io.BytesIO()
        font.save(target, reorderTables=False)
        return _described(font, cap_height, target.getvalue())


def _described(font: Any, cap_height: int, file: bytes) -> _Cut:
    """The opened `font` with its `file`."""
    glyphs, metrics, head, lines = font.getBestCmap(), font["hmtx"], font["head"], font["hhea"]

    def scaled(*lengths: float) -> tuple[int, ...]:
        return tuple(round(length * 1000 / float(head.unitsPerEm)) for length in lengths)

    codes = [bytes([code]).decode("cp1252", "replace") for code in range(_FIRST, _LAST + 1)]
    names = [glyphs.get(ord(character)) for character in codes]
    return _Cut(
        file,
        scaled(*(metrics[name][0] if name else 0 for name in names)),
        scaled(head.xMin, head.yMin, head.xMax, head.yMax),
        *scaled(lines.ascent, lines.descent, cap_height),
    )


def _tag(content: bytes) -> str:
    """Six letters that tell one subset from another (ISO 32000-1, 9.6.4)."""
    number = zlib.crc32(content)
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))
