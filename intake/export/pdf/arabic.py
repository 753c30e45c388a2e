"""Give each letter of an Arabic ligature a place of its own in the text.

Arabic is drawn from left to right, its last letter first, and readers of a PDF turn the letters
round again. poppler 22 and PDFium turn round the letters of a glyph that stands for two as well,
so that لا is searched for and read aloud as ال. Here such a glyph is cut in two within the
embedded font: the drawing keeps the first letter and the right end of the width, and an empty
glyph before it takes the other letter and the rest of the width. Nothing looks different.
"""

import io
import re
from collections.abc import Iterator
from typing import Any
from unicodedata import bidirectional

_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_FONT = re.compile(rb"/(\S+) \S+ Tf")
_SHOWN = re.compile(rb"<([0-9a-f]+)>")

Parts = dict[int, list[int]]
"""For the glyph of a ligature the glyphs that are shown instead, from left to right."""


def mend_arabic(document: Any, pdf: Any) -> None:
    """A finisher for `write_pdf`, which must run after every glyph has its characters."""
    objects = {one.reference: one for one in pdf.objects}
    named: dict[bytes, Parts] = {}
    for font in list(pdf.objects):
        if isinstance(font, dict) and "ToUnicode" in font and "DescendantFonts" in font:
            name = font["BaseFont"].lstrip(b"/").split(b"+")[0]  # what pages call it
            named[name] = _part(font, objects)
    if any(named.values()):
        for one in pdf.objects:
            _show(getattr(one, "stream", []), named)


def _part(font: Any, objects: Any) -> Parts:
    """Cut the ligatures of one font: in its map of characters, its widths and its file."""
    lines = objects[font["ToUnicode"]].stream
    descendant = objects[font["DescendantFonts"][0]]
    file = objects.get(objects[descendant["FontDescriptor"]].get("FontFile2"))
    texts = dict(_texts(lines))
    joined = {glyph: text for glyph, text in texts.items() if _is_joined(text)}
    if not joined or file is None:
        return {}
    parts, widths = _cut(file, joined, texts)
    for glyph, text in joined.items():
        texts |= dict(zip(parts[glyph], reversed(text), strict=True))
    lines[:] = list(_map(lines, texts))
    array = descendant["W"]
    array[:] = _widths(array, widths)
    return parts


def _texts(lines: list[bytes]) -> Iterator[tuple[int, str]]:
    """The entries of a ToUnicode map: a glyph and what it stands for."""
    for line in lines:
        if entry := _ENTRY.fullmatch(line):
            yield int(entry[1], 16), bytes.fromhex(entry[2].decode()).decode("utf-16-be")


def _is_joined(text: str) -> bool:
    return len(text) > 1 and all(bidirectional(letter) in ("AL", "R") for letter in text)


def _map(lines: list[bytes], texts: dict[int, str]) -> Iterator[bytes]:
    """The lines of a ToUnicode map with the entries `texts`, a hundred at most in a block."""
    begin = next(n for n, line in enumerate(lines) if line.endswith(b" beginbfchar"))
    yield from lines[:begin]
    entries = [
        b"<%04x> <%s>" % (glyph, text.encode("utf-16-be").hex().encode())
        for glyph, text in texts.items()
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        yield from (b"%d beginbfchar" % len(block), *block, b"endbfchar")
    yield from lines[lines.index(b"endcmap") :]


def _cut(file: Any, joined: dict[int, str], used: dict[int, str]) -> tuple[Parts, dict[int, float]]:
    """Cut the glyphs `joined` in the embedded font `file`: their parts, and the parts' widths.

    The empty parts are glyphs that nothing on the pages uses. Widths are in thousandths of an em.
    """
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(file.stream[0]), recalcTimestamp=False) as font:
        names, metrics, drawn = font.getGlyphOrder(), font["hmtx"].metrics, font["glyf"]
        free = (
            number
            for number, name in enumerate(names)
            if number and number not in used and drawn[name].numberOfContours == 0
        )
        parts = {glyph: [next(free) for _ in text[1:]] + [glyph] for glyph, text in joined.items()}
        outlines = {glyph: drawn[names[glyph]].getCoordinates(drawn) for glyph in joined}
        for glyph, (*empty, _) in parts.items():
            width, begin = metrics[names[glyph]]
            share = width // (1 + len(empty))
            rest = share * len(empty)
            _draw(drawn[names[glyph]], outlines[glyph], -rest)
            metrics |= {names[one]: (share, 0) for one in empty}
            metrics[names[glyph]] = width - rest, begin - rest
        scale = 1000 / font["head"].unitsPerEm  # type: ignore[attr-defined]  # read from the file
        target = io.BytesIO()
        font.save(target)
        shown = (one for row in parts.values() for one in row)
        widths = {one: metrics[names[one]][0] * scale for one in shown}
    file.stream = [target.getvalue()]
    file.extra["Length1"] = len(target.getvalue())
    return parts, widths


def _draw(glyph: Any, outline: Any, distance: int) -> None:
    """Give `glyph` an outline of its own, instead of other glyphs put together, and move it."""
    points, ends, flags = outline
    points = points.copy()
    points.translate((distance, 0))
    glyph.numberOfContours = len(ends)
    glyph.coordinates, glyph.endPtsOfContours, glyph.flags = points, ends, flags
    if not hasattr(glyph, "program"):
        from fontTools.ttLib.tables.ttProgram import Program

        glyph.program = Program()
        glyph.program.fromBytecode(b"")


def _widths(array: Any, new: dict[int, float]) -> list[Any]:
    """The array W of a PDF font, a first glyph and a list of widths in turn, with `new` in it."""
    widths: dict[int, float] = {}
    for first, row in zip(array[::2], array[1::2], strict=True):
        widths |= {first + step: width for step, width in enumerate(row)}
    widths |= new
    return [part for glyph in sorted(widths) for part in (glyph, type(array)([widths[glyph]]))]


def _show(lines: list[Any], named: dict[bytes, Parts]) -> None:
    """Show the parts of ligatures instead of them, in the lines of one page's drawing."""
    parts: Parts = {}
    for number, line in enumerate(lines):
        if not isinstance(line, bytes):
            continue
        if font := _FONT.fullmatch(line):
            parts = named.get(font[1], {})
        elif parts and line.endswith(b"] TJ"):
            lines[number] = _SHOWN.sub(lambda shown, now=parts: _replaced(shown, now), line)


def _replaced(shown: re.Match[bytes], parts: Parts) -> bytes:
    glyphs = [int(code, 16) for code in re.findall(rb"....", shown[1])]
    return b"<%s>" % b"".join(
        b"%04x" % one for glyph in glyphs for one in parts.get(glyph, [glyph])
    )
