"""Give each letter of an Arabic ligature a place of its own in the text.

Arabic is drawn from left to right, its last letter first, and readers turn the letters round
again. Most of them (poppler 22, PDFium) also turn the letters of a glyph that stands for two, so
that لا is copied, searched for and read aloud as ال. Here such a glyph stands for its first
letter only, and an empty glyph without width, drawn just before it, for each of the others.
"""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import bidirectional

_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_FONT = re.compile(rb"/(\S+) \S+ Tf")
_SHOWN = re.compile(rb"<([0-9a-f]+)>")

Codes = dict[bytes, bytes]
"""For the glyph of a ligature, in four hexadecimal digits, all the glyphs that replace it."""


def part_ligatures(document: Any, pdf: Any) -> None:
    """A finisher for `write_pdf`, which must run after every glyph has its characters."""
    objects = {one.reference: one for one in pdf.objects}
    named: dict[bytes, Codes] = {}
    for one in pdf.objects:
        if isinstance(one, dict) and "ToUnicode" in one and "DescendantFonts" in one:
            widths = objects[one["DescendantFonts"][0]]["W"]
            name = one["BaseFont"].lstrip(b"/").split(b"+")[0]  # the name that pages call it by
            named[name] = _part(objects[one["ToUnicode"]].stream, widths)
    if any(named.values()):
        _show(pdf, named)


def _part(lines: list[bytes], widths: Any) -> Codes:
    """Rewrite a ToUnicode map and its widths: what is to be shown instead of each ligature."""
    texts = {}
    for line in lines:
        if entry := _ENTRY.fullmatch(line):
            texts[int(entry[1], 16)] = bytes.fromhex(entry[2].decode()).decode("utf-16-be")
    joined = {glyph: text for glyph, text in texts.items() if _is_joined(text)}
    free = _free(texts)
    empty: dict[str, int] = {}
    codes = {}
    for glyph, (first, *others) in joined.items():
        for letter in others:
            if letter not in empty:
                empty[letter] = next(free)
        replaced = [*(empty[letter] for letter in reversed(others)), glyph]
        codes[b"%04x" % glyph] = b"".join(b"%04x" % one for one in replaced)
        texts[glyph] = first
    if codes:
        lines[:] = _map(lines, texts | {glyph: letter for letter, glyph in empty.items()})
        for glyph in empty.values():
            widths.extend([glyph, type(widths)([0])])
    return codes


def _is_joined(text: str) -> bool:
    return len(text) > 1 and all(bidirectional(letter) == "AL" for letter in text)


def _free(used: dict[int, str]) -> Iterator[int]:
    """Glyphs that the embedded font has, emptied because they are not used."""
    return (glyph for glyph in range(max(used, default=0), 0, -1) if glyph not in used)


def _map(lines: list[bytes], texts: dict[int, str]) -> Iterator[bytes]:
    """The lines of a ToUnicode map with the entries `texts`, in blocks of a hundred at most."""
    begin = next(n for n, line in enumerate(lines) if line.endswith(b" beginbfchar"))
    yield from lines[:begin]
    entries = [
        b"<%04x> <%s>" % (glyph, text.encode("utf-16-be").hex().encode())
        for glyph, text in texts.items()
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        yield b"%d beginbfchar" % len(block)
        yield from block
        yield b"endbfchar"
    yield from lines[lines.index(b"endcmap") :]


def _show(pdf: Any, named: dict[bytes, Codes]) -> None:
    """Replace the ligatures of the fonts `named` in everything that shows text."""
    for one in pdf.objects:
        codes: Codes = {}
        for number, line in enumerate(getattr(one, "stream", ())):
            if not isinstance(line, bytes):
                continue
            if font := _FONT.fullmatch(line):
                codes = named.get(font[1], {})
            elif codes and line.endswith(b"TJ"):
                one.stream[number] = _SHOWN.sub(lambda shown: _replaced(shown, codes), line)  # noqa: B023  # used at once


def _replaced(shown: re.Match[bytes], codes: Codes) -> bytes:
    glyphs = re.findall(rb"....", shown[1])
    return b"<%s>" % b"".join(codes.get(glyph, glyph) for glyph in glyphs)
