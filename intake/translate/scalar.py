"""How one text is written in YAML: plain where that is safe, else in quotes; long ones folded."""

import re
from textwrap import wrap
from unicodedata import category

WIDTH = 100
"""Columns of a line; longer texts are folded."""

_SAFE_START = re.compile(r"[\w¿¡(]")
_ENDS_PLAIN = re.compile(r": |:$|\s#|\n")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]|:\S")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def one_line(text: str, *, in_flow: bool, quoted: bool = False) -> str:
    """`text` as a scalar of one line; `in_flow` between braces or brackets."""
    return text if not quoted and is_plain(text, in_flow=in_flow) else _in_quotes(text)


def is_plain(text: str, *, in_flow: bool) -> bool:
    """Whether `text`, without spaces at its ends, needs no quotes."""
    unsafe = _ENDS_PLAIN.search(text) or (in_flow and _FLOW_SIGNS.search(text))
    return bool(_SAFE_START.match(text)) and not unsafe and _is_visible(text)


def lines(text: str, indent: int, key: str) -> list[str]:
    """`text` as the value of `key` in a block: what follows `key: `, then the lines below it,
    indented for a key that stands in column `indent`."""
    room = WIDTH - indent - 2
    breaks = "\n" in text
    if not _is_visible(text.replace("\n", "")):
        return [_in_quotes(text)]
    if not breaks and len(text) + len(key) <= room:
        return [one_line(text, in_flow=False)]
    rows = text.split("\n") if breaks else _folded(text, room)
    margin = " " * (indent + 2)
    return ["|-" if breaks else ">-", *(margin + row if row else "" for row in rows)]


def _folded(text: str, room: int) -> list[str]:
    return wrap(
        text, max(room, 20), break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )


def _in_quotes(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _is_visible(character):
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _is_visible(text: str) -> bool:
    """Whether `text` can stand in a file as it is; spaces that do not break (French) can."""
    return text.isprintable() or all(c.isprintable() or category(c) == "Zs" for c in text)
