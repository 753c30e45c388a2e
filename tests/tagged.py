"""The tags of a PDF and the text in each, as a screen reader meets them.

Poppler's pdfinfo -struct-text tells the same, but reads the whole page for every piece of text.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")


@cache
def lines(path: Path, number: int | None = None) -> tuple[str, ...]:
    """A line for each element, as `P`, and for each piece of text, as `"Name"`, further to the
    right the deeper it is; of every page, or of page `number` only, from 1."""
    with pikepdf.open(path) as document:
        texts = {page.obj.objgen: _texts(page) for page in document.pages}
        numbers = {page.obj.objgen: at for at, page in enumerate(document.pages, 1)}

        def told(node: Any, page: Any, depth: int) -> Iterator[str]:
            if isinstance(node, pikepdf.Array):
                for kid in node:
                    yield from told(kid, page, depth)
            elif not isinstance(node, pikepdf.Dictionary):
                if number in (None, numbers[page]):
                    yield " " * depth + f'"{texts[page][int(node)]}"'
            elif node.get("/Type") == "/MCR":
                yield from told(int(node.MCID), node.Pg.objgen, depth)
            elif "/S" in node:
                page = node.Pg.objgen if "/Pg" in node else page
                yield " " * depth + str(node.S)[1:]
                yield from told(node.get("/K", pikepdf.Array()), page, depth + 1)

        return tuple(told(document.Root.StructTreeRoot.K, None, 0))


def _texts(page: Any) -> dict[int, str]:
    """The text of each marked content of a page, by its number."""
    maps = {name: _characters(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    font, marked = "", [-1]
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                is_numbered = len(operands) > 1 and "/MCID" in operands[1]
                marked.append(int(operands[1].MCID) if is_numbered else -1)
                found.setdefault(marked[-1], "")
            case "EMC":
                marked.pop()
            case "Tf":
                font = str(operands[0])
            case "Tj" | "TJ":
                pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                raw = b"".join(bytes(one) for one in pieces if isinstance(one, pikepdf.String))
                codes = (raw[at : at + 2] for at in range(0, len(raw), 2))
                found[marked[-1]] += "".join(maps[font].get(code, "�") for code in codes)
    return found


def _characters(font: Any) -> dict[bytes, str]:
    """What each of a font's codes of two bytes stands for, by its ToUnicode map."""
    if "/ToUnicode" not in font:
        return {}
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in pairs
        if len(code) == 4
    }
