"""table: rows that are filled in cell by cell, such as medicines with their dose."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from intake.answers.control import Control
from intake.content.problems import shorten
from intake.content.types import Fault, ItemId, Model, ShortText
from intake.content.values import Whole, Width, number
from intake.kinds.arrangement import wordings
from intake.kinds.base import Item
from intake.kinds.identity import identity, with_id
from intake.kinds.options import Option, raw_options, repeated
from intake.kinds.response import Node, Terms, Value, coding, in_parts, plain_number
from intake.kinds.time import clock_hours

if TYPE_CHECKING:
    from intake.answers.sent import Sent

CELL_OPTIONS = 4
CELL_OPTION = 15
"""Ticks that a cell can hold, and the letters of each."""
LINE = 31
"""Characters across all columns, by hand five to an inch, beside the numbers of the rows."""
STEPS = 19
"""The width of a table in steps of 5 %, less one for the numbers of the rows; item.css has a
class for each number of steps."""
WIDTHS = {
    "string": 10,
    "integer": 4,
    "decimal": 5,
    "date": 8,
    "time": 6,
    "yes_no": 4,
    "select_one": 7,
}
"""Characters that a cell of each kind has where its column does not say."""


class Column(Model):
    """One column. A bare text stands for a column of words under that heading."""

    facts: ClassVar = {"id": "aside", "kind": "cell", "options": "cell_code", "width": "appearance"}
    id: ItemId = Field(description="The key under which each row stores the cell.")
    text: ShortText = Field(description="The heading.")
    kind: Literal["string", "integer", "decimal", "date", "time", "yes_no", "select_one"] = Field(
        "string", description="What a cell takes."
    )
    options: Annotated[tuple[Option, ...], Field(max_length=CELL_OPTIONS)] = Field(
        (), description="The answers, for kind: select_one."
    )
    width: Width | None = Field(None, description="Characters that a cell has, five to an inch.")
    hint: ShortText | None = Field(None, description="Help that stands under the heading.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return with_id(value, "id")

    def control(self, name: str) -> Control:
        """A cell's control, under `name`."""
        if self.kind == "yes_no":
            return Control(name, "radio", ("yes", "no"))
        if self.kind == "select_one":
            return Control(name, "radio", tuple(option.code for option in self.options))
        return Control(name, "text", most=200 if self.kind == "string" else 20)

    def valued(self, value: Any, terms: Terms) -> Value:
        """What stands in a cell as FHIR's value[x]."""
        if self.kind == "select_one":
            words = {option.code: option.text for option in self.options}
            return coding(value, words[value], terms)
        read: dict[str, Callable[[Any], Any]] = {
            "decimal": plain_number,
            "time": lambda time: f"{time}:00",
            "yes_no": lambda code: code == "yes",
        }
        return {f"value{self.value_type()}": read.get(self.kind, lambda same: same)(value)}

    def value_type(self) -> str:
        """FHIR's type of a cell, as of an item."""
        special = {"yes_no": "Boolean", "select_one": "Coding"}
        return special.get(self.kind, self.kind.title())

    def take(self, sent: "Sent", name: str) -> Any:
        """What stands in the cell `name`; None if nothing does, or it cannot be read."""
        if self.kind in ("yes_no", "select_one"):
            return sent.code(name)
        text = sent.words(name)
        if text is None or self.kind == "string":
            return text
        if self.kind in ("integer", "decimal"):
            number = sent.number(name, text, whole=self.kind == "integer")
            if number is None:
                return None
            return int(number) if self.kind == "integer" else format(number, "f")
        found = sent.writing.day(text) if self.kind == "date" else sent.writing.time(text)
        if found is None:
            sent.unread(f"cannot be read as a {self.kind}", (name, text))
        return found


class Table(Item):
    """Stored as a list of rows, each a cell for each column; blank rows are left out."""

    kind: Literal["table"] = "table"
    facts: ClassVar = {"columns": "column", "rows": "appearance", "max_rows": "rows"}
    one_line = False
    is_tall = True
    answer = "words"
    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=6)] = Field(
        description="The columns, each a text or keys; see below."
    )
    rows: Annotated[Whole, Field(ge=1, le=20)] = Field(
        4, description="Blank rows on paper, and on a page without script."
    )
    max_rows: Annotated[Whole, Field(ge=1, le=100)] = Field(
        20, description="Rows that an answer may have."
    )

    def view(self, date_order: str) -> dict[str, Any]:
        widths = [column.width or WIDTHS[column.kind] for column in self.columns]
        return {
            "shares": _shares(widths),
            "blank_rows": range(1, self.rows + 1),
            "date_order": date_order,
            "clock": clock_hours(date_order),
        }

    def script(self) -> dict[str, Any]:
        columns = [
            {"id": column.id, "kind": column.kind, "type": column.value_type()}
            for column in self.columns
        ]
        return {"columns": columns, "max_rows": self.max_rows}

    def controls(self, date_order: str) -> Iterator[Control]:
        yield from self._cells(1, self.rows)

    def accepted(self, date_order: str) -> Iterator[Control]:
        """The page's script adds rows, up to `max_rows`."""
        yield from super().accepted(date_order)
        yield from self._cells(self.rows + 1, self.max_rows)

    def _cells(self, first: int, last: int) -> Iterator[Control]:
        for row in range(first, last + 1):
            for column in self.columns:
                yield column.control(f"{self.id}.{row}.{column.id}")

    def put(self, value: Any) -> Iterator[tuple[str, Any]]:
        for at, row in enumerate(value, 1):
            yield from ((f"{self.id}.{at}.{key}", cell) for key, cell in row.items())

    def response(self, value: Any, beside: dict[str, Any], terms: Terms) -> Iterator[Node]:
        """A group for each row."""
        columns = {column.id: column for column in self.columns}
        for row in value:
            yield in_parts(
                self.id, {key: columns[key].valued(cell, terms) for key, cell in row.items()}
            )

    def take(self, sent: "Sent") -> list[dict[str, Any]] | None:
        rows = []
        for row in range(1, self.max_rows + 1):
            cells = {}
            for one in self.columns:
                with sent.part(f"row {row}, “{shorten(one.text)}”"):
                    cells[one.id] = one.take(sent, f"{self.id}.{row}.{one.id}")
            rows.append({key: value for key, value in cells.items() if value is not None})
        return [row for row in rows if row] or None

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        rows = [*(value or ()), *[{}] * self.rows]
        return {
            f"{self.id}.{row}.{column.id}": rows[row - 1].get(column.id)
            for row in range(1, self.rows + 1)
            for column in self.columns
        }

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        blank, most = number(raw.get("rows", "4")), number(raw.get("max_rows", "20"))
        if blank is not None and most is not None and blank > most:
            what = f"rows ({blank}) is above max_rows ({most})"
            yield ("rows",), "E405", what, "make max_rows the higher one"
        columns = raw.get("columns")
        columns = columns if isinstance(columns, list) else []
        seen: set[str] = set()
        for index, column in enumerate(columns):
            if (name := identity(column, "id")) in seen:
                what = f"a column above has the id “{shorten(name)}” already"
                yield ("columns", index), "E401", what, "give one of the two another id"
            seen |= {name} - {""}
            for below, code, what, cure in _column_faults(column):
                yield ("columns", index, *below), code, what, cure
        yield from _too_wide([column for column in columns if isinstance(column, dict)])


def _column_faults(column: Any) -> Iterator[Fault]:
    """What does not fit together in one column as it was written."""
    if not isinstance(column, dict):
        return
    options = list(raw_options(column.get("options"), "options"))
    if column.get("kind") != "select_one":
        if "options" in column:
            what = "options have a meaning only for a column of kind: select_one"
            yield ("options",), "E309", what, "remove them, or write kind: select_one"
        return
    if "options" not in column or column["options"] == []:
        yield ("kind",), "E302", "“options” is missing", "add options: [ … ] to this column"
    yield from repeated(options)
    for trail, option in options:
        if wide := [text for text in wordings(option) if len(text) > CELL_OPTION]:
            what = f"“{shorten(wide[0])}” is too long for a cell (at most {CELL_OPTION} letters)"
            yield trail, "E306", what, "shorten it, or use a column of kind: string"


def _too_wide(columns: list[dict[str, Any]]) -> Iterator[Fault]:
    widths = [number(column.get("width")) or 0 for column in columns]
    if sum(widths) > LINE:
        what = f"the columns are {sum(widths)} characters wide, {LINE} fit the paper"
        yield ("columns",), "E306", what, "make some narrower, or leave their width out"


def _shares(widths: list[int]) -> list[int]:
    """Each column's part of the table in steps, in proportion to `widths`; two at the least."""
    shares = [max(2, round(STEPS * width / sum(widths))) for width in widths]
    while sum(shares) != STEPS:
        step = 1 if sum(shares) < STEPS else -1
        lack = [
            step * (STEPS * width / sum(widths) - share) if share + step >= 2 else -STEPS
            for width, share in zip(widths, shares, strict=True)
        ]
        shares[lack.index(max(lack))] += step
    return shares
