"""A font as WeasyPrint embeds it in a PDF, which can be given more glyphs."""

import io
import re
from collections.abc import Iterator
from typing import Any

_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


class Embedded:
    """One font of a PDF that is not yet written: its characters, its widths and its file.

    A new glyph takes the number of one that no page uses, and that the file has empty for it.
    """

    def __init__(self, font: Any, objects: Any) -> None:
        """`font` is the PDF's dictionary, `objects` everything in the PDF by its reference."""
        from fontTools.ttLib import TTFont

        self._map = objects[font["ToUnicode"]].stream
        descendant = objects[font["DescendantFonts"][0]]
        self._array = descendant["W"]
        self._stream = objects[objects[descendant["FontDescriptor"]]["FontFile2"]]
        self._file = TTFont(io.BytesIO(self._stream.stream[0]), recalcTimestamp=False)
        self._names = self._file.getGlyphOrder()
        self._drawn: Any = self._file["glyf"]
        self._metrics: Any = self._file["hmtx"].metrics
        self.units: int = self._file["head"].unitsPerEm  # type: ignore[attr-defined]  # as read
        self.texts = dict(_texts(self._map))
        self._free = (
            number
            for number, name in enumerate(self._names)
            if number and number not in self.texts and self._drawn[name].numberOfContours == 0
        )
        self._added: list[int] = []

    def width(self, glyph: int) -> int:
        """How wide a glyph is, in units of the font."""
        return int(self._metrics[self._names[glyph]][0])

    def middle(self, glyph: int) -> int:
        """Where the middle of a glyph's drawing is, from its left, in units of the font."""
        drawn = self._drawn[self._names[glyph]]
        return (drawn.xMin + drawn.xMax) // 2 if drawn.numberOfContours else 0

    def add(
        self, text: str, width: int, like: int | None = None, move: tuple[int, int] = (0, 0)
    ) -> int:
        """A new glyph that stands for `text`: empty, or drawn `like` another and moved."""
        glyph = next(self._free, None)
        if glyph is None:
            raise IndexError("the font has no glyph to spare")  # told as a failure to lay out
        name, begin = self._names[glyph], 0
        if like is not None:
            points, ends, flags = self._drawn[self._names[like]].getCoordinates(self._drawn)
            self._drawn[name] = _outline(points.copy(), ends, flags, move)
            begin = self._metrics[self._names[like]][1] + move[0]
        self._metrics[name] = (width, begin)
        self.texts[glyph] = text
        self._added.append(glyph)
        return glyph

    def save(self) -> None:
        """Put everything that was added into the PDF."""
        self._map[:] = list(_map(self._map, self.texts))
        widths: dict[int, float] = {}
        for first, row in zip(self._array[::2], self._array[1::2], strict=True):
            widths |= {first + step: width for step, width in enumerate(row)}
        widths |= {glyph: self.width(glyph) * 1000 / self.units for glyph in self._added}
        kind = type(self._array)
        self._array[:] = [part for one in sorted(widths) for part in (one, kind([widths[one]]))]
        target = io.BytesIO()
        self._file.save(target)
        self._stream.stream = [target.getvalue()]
        self._stream.extra["Length1"] = len(target.getvalue())


def _texts(lines: list[bytes]) -> Iterator[tuple[int, str]]:
    """The entries of a ToUnicode map: a glyph and what it stands for."""
    for line in lines:
        if entry := _ENTRY.fullmatch(line):
            yield int(entry[1], 16), bytes.fromhex(entry[2].decode()).decode("utf-16-be")


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


def _outline(points: Any, ends: Any, flags: Any, move: tuple[int, int]) -> Any:
    """A glyph with an outline of its own, not put together of others."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph
    from fontTools.ttLib.tables.ttProgram import Program

    points.translate(move)
    glyph: Any = Glyph()  # type: ignore[no-untyped-call]
    glyph.numberOfContours = len(ends)
    glyph.coordinates, glyph.endPtsOfContours, glyph.flags = points, ends, flags
    glyph.program = Program()
    glyph.program.fromBytecode(b"")
    return glyph
