"""A line of the content with a caret under the spot that a problem is about."""

_WIDTH = 110


def excerpt(line: str, column: int) -> str:
    """A piece of `line` around `column` (from 1) and a caret below it, both indented."""
    start = max(0, column - 1 - _WIDTH // 2)
    piece = line[start : start + _WIDTH].replace("\t", " ")
    piece = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in piece)
    before = piece[: column - 1 - start]
    return f"    {piece}\n    {' ' * width(before)}^"


def width(text: str) -> int:
    """How many columns `text` takes on a terminal."""
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
