"""matrix: several questions that share their answers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from intake.answers.control import Control
from intake.content.problems import shorten
from intake.content.types import Fault
from intake.kinds.arrangement import wordings
from intake.kinds.base import Item
from intake.kinds.identity import identity
from intake.kinds.options import IN_PERSON, Option, raw_options, repeated
from intake.kinds.response import Node, Terms, coding, in_parts

if TYPE_CHECKING:
    from intake.answers.sent import Sent

MAX_ROWS = 40
LONGEST_WORD = {2: 13, 3: 13, 4: 11, 5: 10, 6: 9, 7: 8}
"""By the number of options, the letters that fit the width of an option's column on paper at
12 points; the widths are in the kind's item.css. An option may take four lines."""
LINES = 4


_SHARED = Field(min_length=1, max_length=max(LONGEST_WORD))


class Matrix(Item):
    """A table: a row for each question, a column for each of `options`, one tick in each row.

    Stored as the code of one option for each row.
    """

    kind: Literal["matrix"] = "matrix"
    facts: ClassVar = {"rows": "row", "options": "code"}
    one_line = False
    is_tall = True
    answer = "rows"
    rows: Annotated[tuple[Option, ...], Field(min_length=1, max_length=MAX_ROWS)] = Field(
        description="The questions, each a text or {code, text}."
    )
    options: Annotated[tuple[Option, ...], Field(min_length=1, max_length=max(LONGEST_WORD))] = (
        Field(description="The answers that all rows share, each a text or {code, text}.")
    )

    @classmethod
    def possible(cls, raw: dict[str, Any]) -> frozenset[str] | None:
        return _codes(raw.get("options")) or None

    @classmethod
    def row_codes(cls, raw: dict[str, Any]) -> frozenset[str]:
        return _codes(raw.get("rows"))

    def wording(self) -> dict[str, str]:
        return {option.code: option.text for option in self.options}

    def row_wording(self) -> dict[str, str]:
        return {row.code: row.text for row in self.rows}

    def controls(self, date_order: str) -> Iterator[Control]:
        codes = tuple(option.code for option in self.options)
        for row in self.rows:
            yield Control(f"{self.id}.{row.code}", "radio", codes)

    def put(self, value: Any) -> Iterator[tuple[str, Any]]:
        yield from ((f"{self.id}.{key}", part) for key, part in value.items())

    def value_type(self) -> str:
        return "Coding"

    def response(self, value: Any, beside: dict[str, Any], terms: Terms) -> Iterator[Node]:
        words = self.wording()
        yield in_parts(
            self.id, {row: coding(code, words[code], terms) for row, code in value.items()}
        )

    def take(self, sent: "Sent") -> dict[str, str] | None:
        given = {row.code: sent.code(f"{self.id}.{row.code}") for row in self.rows}
        return {row: code for row, code in given.items() if code} or None

    def suffices(self, value: Any, beside: dict[str, Any]) -> bool:
        return super().suffices(None, beside) or len(value or {}) == len(self.rows)

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        return {f"{self.id}.{row.code}": (value or {}).get(row.code) for row in self.rows}

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        rows = list(raw_options(raw.get("rows"), "rows"))
        yield from repeated(rows, "row")
        for trail, row in rows:
            if raw.get("sensitive") == "true" and identity(row, "code") == IN_PERSON:
                what = f"the row code “{IN_PERSON}” is taken by the tick that sensitive: adds"
                yield trail, "E406", what, "give the row another code"
        options = list(raw_options(raw.get("options"), "options"))
        yield from repeated(options)
        if len(options) == 1:
            what = "one option is no choice"
            yield ("options",), "E307", what, "add another, or use kind: select_multiple"
        letters = LONGEST_WORD.get(len(options), 99)
        for trail, option in options:
            if wide := [text for text in wordings(option) if _too_wide(text, letters)]:
                what = f"“{shorten(wide[0])}” is too long for one of {len(options)} columns"
                what += f" (at most {letters} letters a word, and {LINES} lines)"
                yield trail, "E306", what, "shorten it, or make each row a select_one"


def _codes(options: Any) -> frozenset[str]:
    return frozenset(identity(option, "code") for _, option in raw_options(options)) - {""}


def _too_wide(text: str, letters: int) -> bool:
    """Whether a word of `text` is longer than a line, or the whole than the lines there are."""
    words = text.replace("-", "- ").split()
    return len(text) > LINES * letters or any(len(word) > letters for word in words)
