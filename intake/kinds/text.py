"""text: an answer of several lines. A bare sentence in the YAML is one of these."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from intake.answers.control import Control
from intake.content.types import Typed
from intake.content.values import Lines, Whole
from intake.kinds.base import Item

LETTERS = 70
"""Letters that are sure to fit a line of the paper, at 11 pt."""


class Text(Item):
    """Space to write freely; `lines` is how much of it."""

    kind: Literal["text"] = "text"
    takes = frozenset({"string", "phone", "email"})
    facts: ClassVar = {"lines": "appearance", "max_length": "length"}
    one_line = False
    answer = "words"
    lines: Lines = Field(2, description="Lines to write on, 1 to 24, 8.5 mm each on paper.")
    max_length: Annotated[Whole, Field(ge=1, le=20_000)] | None = Field(
        None, description="The most characters that fit, 1 to 20000."
    )
    initial: Typed | None = Field(None, description="What stands there to begin with.")

    def begun(self) -> Any:
        return self.initial

    def view(self, date_order: str) -> dict[str, Any]:
        """Lines enough for the text that stands there to begin with."""
        parts = (self.initial or "").split("\n")
        needed = sum(-(-len(part) // LETTERS) or 1 for part in parts)
        return {"lines": max(self.lines, needed)}

    def initial_answer(self) -> str | None:
        return (self.initial or "").strip() or None

    def controls(self, date_order: str) -> Iterator[Control]:
        yield Control(self.id, "text", most=self.max_length or 5000)
