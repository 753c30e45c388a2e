"""How options are arranged on paper, from the lengths of their texts.

At 12 pt a character of the bundled font is 5.8 pt wide on average; a box with its spaces takes
28 pt; a line is 480 pt (Letter and A4 less their margins and the column of question numbers).
"""

from collections.abc import Iterator, Sequence
from typing import Any

LINE = 480
LONG_LIST = 12
SHORT_OTHER = 8
"""Characters that the word for another answer may have beside a writing line in one column."""


def columns(texts: Sequence[str], *, one_row: bool = True) -> int:
    """How many options stand side by side: 0 means all in one row, if `one_row` allows it.

    In a long list one option in five may be too long for its column; it takes a whole line.
    """
    widths = sorted(28 + 5.8 * len(text) for text in texts)
    if one_row and sum(widths) <= LINE:
        return 0
    spare = len(widths) // 5 if len(widths) >= LONG_LIST else 0
    return max(1, min(4, int(LINE / widths[-1 - spare])))


def too_wide(text: str, count: int) -> bool:
    """Whether an option does not fit one of `count` columns."""
    return count > 1 and 28 + 5.8 * len(text) > LINE / count


def other_fits(options: int, count: int, other: str) -> bool:
    """Whether another answer's line fits the last row of `options` in `count` columns."""
    return count > 1 and options % count > 0 and len(other) <= SHORT_OTHER


def wordings(option: Any) -> Iterator[str]:
    """The text of an option as it was written, in each language that it is given in."""
    text = option.get("text") if isinstance(option, dict) else option
    for one in text.values() if isinstance(text, dict) else [text]:
        if isinstance(one, str):
            yield one
