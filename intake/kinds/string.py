"""string: an answer of one line."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from intake.content.problems import shorten
from intake.content.types import Fault, Name
from intake.content.values import Autocomplete, Pattern, Whole, matcher, number
from intake.kinds.base import SingleLine

if TYPE_CHECKING:
    from intake.answers.sent import Sent


class String(SingleLine):
    """One line to write on: a name, a number on a card."""

    kind: Literal["string"] = "string"
    takes = frozenset({"phone", "email"})
    facts: ClassVar = {"max_length": "length", "pattern": "exact", "autocomplete": "appearance"}
    answer = "words"
    max_length: Annotated[Whole, Field(ge=1, le=1000)] | None = Field(
        None, description="The most characters that fit, 1 to 1000."
    )
    pattern: Pattern | None = Field(
        None, description="A regular expression for the whole answer; needs constraint_message."
    )
    initial: Name | None = Field(None, description="What stands there to begin with.")
    autocomplete: Autocomplete | None = Field(
        None, description="HTML autofill token: name, tel, email ... (WCAG 2.2, 1.3.5)."
    )

    def script(self) -> dict[str, Any]:
        return {"pattern": self.pattern} if self.pattern else {}

    def begun(self) -> Any:
        return self.initial

    def view(self, date_order: str) -> dict[str, Any]:
        return {**super().view(date_order), "pattern": self.pattern}

    @property
    def longest(self) -> int:
        return self.max_length or 500

    @property
    def usual(self) -> int:
        return self.width or self.max_length or 0

    def initial_answer(self) -> Any:
        return self.first_box(self.initial)

    def one(self, sent: "Sent", text: str) -> str:
        if self.pattern and not matcher(self.pattern)(text):
            sent.fault("E714", f"does not fit: {self.constraint_message}")
        return text

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        pattern, initial = raw.get("pattern"), raw.get("initial")
        most = number(raw.get("max_length"))
        if most is not None and isinstance(initial, str) and len(initial) > most:
            what = f"initial has {len(initial)} characters, max_length is {most}"
            yield ("initial",), "E306", what, "make max_length larger, or initial shorter"
        if pattern and not raw.get("constraint_message"):
            what = "a pattern says nothing to the patient whose answer does not fit it"
            yield ("pattern",), "E302", what, "add constraint_message: … in plain words"
        if isinstance(pattern, str) and isinstance(initial, str) and initial:
            with suppress(Exception):  # a pattern that cannot be used is reported by itself
                if not matcher(pattern)(initial):
                    what = f"initial (“{shorten(initial)}”) does not fit the pattern"
                    yield ("initial",), "E309", what, "change one of the two"
