"""Give each Arabic letter and mark a place of its own in the text of a page.

Arabic is drawn from left to right, its last letter first, and readers of a PDF turn the letters
round again. Two things come out wrong in poppler 22 and PDFium, and with them what is searched
for, copied or read aloud. Nothing that is mended here looks different.

- They turn round the letters of a glyph that stands for two as well: لا becomes ال. Such a glyph
  is replaced by two: the drawing, which keeps the first letter and the right end of the width,
  and before it an empty one with the other letter and the rest of the width.
- A vowel mark, which has no width and its own height above the line, breaks its word in pieces.
  It takes half the width of its letter instead, in the same line.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any
from unicodedata import bidirectional

from intake.export.pdf.embedded import Embedded

_FONT = re.compile(rb"/(\S+) (\S+) Tf")
_SHOWN = re.compile(rb"<([0-9a-f]+)>")
_RISE = re.compile(rb"(-?[0-9.]+) Ts")
_MARK = re.compile(rb"\[(-?[0-9.]+)?<([0-9a-f]{4})>\] TJ")
_LEVEL = re.compile(rb">(-?[0-9.]+)<([0-9a-f]{4})>-?[0-9]+<([0-9a-f]{4})")
"""A mark that is moved to the right only, and its letter."""
_BASE = re.compile(rb"\[<(?:>-?[0-9]+<)?([0-9a-f]{4})")

Mark = tuple[int, int, int]
"""A glyph, and how far it is moved to the right and up, in units of the font."""


def mend_arabic(document: Any, pdf: Any) -> None:
    """A finisher for `write_pdf`, which must run after every glyph has its characters."""
    objects = {one.reference: one for one in pdf.objects}
    for one in pdf.objects:
        if isinstance(one, dict) and "ToUnicode" in one and "DescendantFonts" in one:
            font = Embedded(one, objects)
            if any(map(_is_right_to_left, font.texts.values())):
                name = one["BaseFont"].lstrip(b"/").split(b"+")[0]  # what pages call it
                _mend(font, name, [page.stream for page in pdf.objects if hasattr(page, "stream")])
                font.save()


def _mend(font: Embedded, name: bytes, streams: list[list[Any]]) -> None:
    """Mend whatever the drawings `streams` show in one font."""
    split = cache(partial(_split, font))
    texts = {glyph: text for glyph, text in font.texts.items() if _is_right_to_left(text)}
    joined = {glyph: split(glyph, None) for glyph, text in texts.items() if len(text) > 1}

    def level(found: re.Match[bytes]) -> bytes:
        above, letter = int(found[2], 16), int(found[3], 16)
        if letter not in texts or bidirectional(font.texts[above][0]) != "NSM":
            return found[0]
        return _codes(split(letter, (above, _units(found[1], font.units), 0)))

    for lines in streams:
        for size, start, end in _runs(lines, name):
            for number in range(start, end):
                raised = _raised(lines[number : number + 4], size, font.units)
                if raised and raised[1] in texts:
                    mark, letter, rest = raised
                    shown = b"[<" + _codes(split(letter, mark)) + rest
                    lines[number : number + 4] = [b"", b"", b"", shown]
            for number in range(start, end):
                if isinstance(lines[number], bytes) and lines[number].endswith(b"] TJ"):
                    line = _LEVEL.sub(level, lines[number])
                    lines[number] = _SHOWN.sub(partial(_parted, joined=joined), line)


def _is_right_to_left(text: str) -> bool:
    return bool(text) and all(bidirectional(letter) in ("AL", "R") for letter in text)


def _split(font: Embedded, glyph: int, mark: Mark | None) -> list[int]:
    """From left to right the new glyphs that are shown instead of one: a part for each letter.

    A mark goes with the letter that its middle is over, on its left, where it is read after it.
    """
    letters = font.texts[glyph][::-1]
    share = font.width(glyph) // len(letters)
    row = [(letter, share) for letter in letters]
    row[-1] = (letters[-1], font.width(glyph) - share * (len(letters) - 1))
    over = None
    if mark:
        over = min(max(0, (mark[1] + font.middle(mark[0])) // share), len(row) - 1)
        letter, width = row[over]
        row[over : over + 1] = [(font.texts[mark[0]], width // 2), (letter, width - width // 2)]
    made, left = [], 0
    for number, (text, width) in enumerate(row):
        if number == len(row) - 1:
            made.append(font.add(text, width, like=glyph, move=(-left, 0)))
        elif mark and number == over:
            made.append(font.add(text, width, like=mark[0], move=(mark[1] - left, mark[2])))
        else:
            made.append(font.add(text, width))
        left += width
    return made


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


def _raised(lines: list[Any], size: float, units: int) -> tuple[Mark, int, bytes] | None:
    """A mark as WeasyPrint shows it: the text is raised, the mark shown, the text lowered again.

    With it, from the fourth line, the letter that it belongs to and what follows the letter.
    """
    if len(lines) < 4 or not all(isinstance(line, bytes) for line in lines):
        return None
    rise, mark, level = (
        pattern.fullmatch(line)
        for pattern, line in zip((_RISE, _MARK, _RISE), lines[:3], strict=True)
    )
    base = _BASE.match(lines[3])
    if not (rise and mark and level and base) or float(level[1]) != 0:
        return None
    right = _units(mark[1] or b"0", units)
    up = round(float(rise[1]) / size * units)
    return (int(mark[2], 16), right, up), int(base[1], 16), lines[3][base.end() :]


def _units(move: bytes, units: int) -> int:
    """How far a number within a TJ operator, in thousandths of an em, moves to the right."""
    return round(-float(move) * units / 1000)


def _codes(glyphs: Iterable[int]) -> bytes:
    return b"".join(b"%04x" % glyph for glyph in glyphs)


def _parted(shown: re.Match[bytes], joined: dict[int, list[int]]) -> bytes:
    glyphs = [int(code, 16) for code in re.findall(rb"....", shown[1])]
    return b"<%s>" % _codes(part for glyph in glyphs for part in joined.get(glyph, [glyph]))
