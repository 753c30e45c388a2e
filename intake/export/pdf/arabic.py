"""Give each Arabic letter and mark a place of its own in the text of a page.

Arabic is drawn from left to right, its last letter first, and readers of a PDF turn the letters
round again. Two things come out wrong in poppler 22 and PDFium, and with them what is searched
for, copied or read aloud. Nothing that is mended here looks different.

- They turn round the letters of a glyph that stands for two as well: لا becomes ال. Such a glyph
  is replaced by two: the drawing, which keeps the first letter and the right end of the width,
  and before it an empty one with the other letter and the rest of the width.
- A vowel mark, which has no width and its own height above the line, breaks its word in pieces.
  The mark and its letter get half of the letter's width each, in one line.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any
from unicodedata import bidirectional

from intake.export.pdf.embedded import Embedded

_FONT = re.compile(rb"/(\S+) (\S+) Tf")
_SHOWN = re.compile(rb"<([0-9a-f]+)>")
_RISE = re.compile(rb"(-?[0-9.]+) Ts")
_MARK = re.compile(rb"\[(-?[0-9.]+)?<([0-9a-f]{4})>\] TJ")
_BASE = re.compile(rb"\[<(?:>-?[0-9]+<)?([0-9a-f]{4})")

Parts = dict[int, list[int]]
"""For the glyph of a ligature the glyphs that are shown instead, from left to right."""


def mend_arabic(document: Any, pdf: Any) -> None:
    """A finisher for `write_pdf`, which must run after every glyph has its characters."""
    objects = {one.reference: one for one in pdf.objects}
    fonts = {}
    for one in pdf.objects:
        if isinstance(one, dict) and "ToUnicode" in one and "DescendantFonts" in one:
            font = Embedded(one, objects)
            if any(map(_is_right_to_left, font.texts.values())):
                fonts[one["BaseFont"].lstrip(b"/").split(b"+")[0]] = font  # what pages call it
    streams = [one.stream for one in pdf.objects if fonts and hasattr(one, "stream")]
    for name, font in fonts.items():
        parts = _part_ligatures(font)
        marked: dict[tuple[int, ...], bytes] = {}
        for lines in streams:
            for size, start, end in _runs(lines, name):
                _join_marks(lines, start, end, size, font, parts, marked)
                _show(lines, start, end, parts)
        font.save()


def _is_right_to_left(text: str) -> bool:
    return bool(text) and all(bidirectional(letter) in ("AL", "R") for letter in text)


def _part_ligatures(font: Embedded) -> Parts:
    """The parts of each glyph of `font` that stands for several letters."""
    parts = {}
    for glyph, text in list(font.texts.items()):
        if len(text) > 1 and _is_right_to_left(text):
            share = font.width(glyph) // len(text)
            rest = share * (len(text) - 1)
            width = font.width(glyph) - rest
            empty = [font.add(letter, share) for letter in reversed(text[1:])]
            parts[glyph] = [*empty, font.add(text[0], width, like=glyph, move=(-rest, 0))]
    return parts


def _runs(lines: list[Any], name: bytes) -> Iterator[tuple[float, int, int]]:
    """Where in a page's drawing the font `name` is used: its size, the first and last line."""
    chosen = [
        (number, found)
        for number, line in enumerate(lines)
        if isinstance(line, bytes) and (found := _FONT.fullmatch(line))
    ]
    ends = [number for number, _ in chosen[1:]] + [len(lines)]
    for (start, found), end in zip(chosen, ends, strict=False):
        if found[1] == name:
            yield float(found[2]), start, end


def _join_marks(
    lines: list[Any],
    start: int,
    end: int,
    size: float,
    font: Embedded,
    parts: Parts,
    marked: dict[tuple[int, ...], bytes],
) -> None:
    """Show each mark in one line with its letter, which WeasyPrint shows after it.

    `marked` has the glyphs that were made for a mark at a place over a letter.
    """
    for number in range(start, end - 3):
        rise, mark, level, base = (
            pattern.match(line) if isinstance(line, bytes) else None
            for pattern, line in zip((_RISE, _MARK, _RISE, _BASE), lines[number:], strict=False)
        )
        if not (rise and mark and level and base) or float(rise[1]) == 0 or float(level[1]):
            continue
        above, letter = int(mark[2], 16), int(base[1], 16)
        if letter in parts or not _is_right_to_left(font.texts[letter]):
            continue
        right = round(-float(mark[1] or 0) * font.units / 1000)
        up = round(float(rise[1]) / size * font.units)
        key = (above, right, up, letter)
        if key not in marked:
            share = font.width(letter) // 2
            rest = font.width(letter) - share
            first = font.add(font.texts[above], share, like=above, move=(right, up))
            second = font.add(font.texts[letter], rest, like=letter, move=(-share, 0))
            marked[key] = b"[<%04x%04x" % (first, second)
        lines[number : number + 3] = [b"", b"", b""]
        lines[number + 3] = marked[key] + lines[number + 3][base.end() :]


def _show(lines: list[Any], start: int, end: int, parts: Parts) -> None:
    """Show the parts of ligatures instead of them."""
    for number in range(start, end):
        line = lines[number]
        if isinstance(line, bytes) and line.endswith(b"] TJ"):
            lines[number] = _SHOWN.sub(partial(_replaced, parts=parts), line)


def _replaced(shown: re.Match[bytes], parts: Parts) -> bytes:
    glyphs = [int(code, 16) for code in re.findall(rb"....", shown[1])]
    return b"<%s>" % b"".join(
        b"%04x" % one for glyph in glyphs for one in parts.get(glyph, [glyph])
    )
