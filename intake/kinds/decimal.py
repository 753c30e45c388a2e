"""decimal: a number that may have a fraction."""

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from intake.content.types import ShortText
from intake.content.values import Number
from intake.kinds.base import SingleLine
from intake.kinds.bounds import Bounded, within
from intake.kinds.response import Terms, Value, plain_number

if TYPE_CHECKING:
    from intake.answers.sent import Sent


class Decimal(SingleLine, Bounded):
    """A number such as a temperature or a weight, with its unit if it has one."""

    kind: Literal["decimal"] = "decimal"
    facts: ClassVar = {"unit": "measure"}
    answer = "number"
    unit: ShortText | None = Field(None, description="The unit, which stands behind the box.")
    initial: Number | None = Field(None, description="What stands there to begin with.")

    def begun(self) -> Any:
        return self.initial

    @property
    def longest(self) -> int:
        return 20

    def initial_answer(self) -> Any:
        return self.first_box(None if self.initial is None else format(self.initial, "f"))

    def value_type(self) -> str:
        return "Decimal"

    def valued(self, value: Any, beside: dict[str, Any], terms: Terms) -> Value:
        return {"valueDecimal": plain_number(value)}

    def one(self, sent: "Sent", text: str) -> str | None:
        """The digits as text: as a number of JSON, 36.60 would lose its zero, and more."""
        found = sent.number(self.id, text)
        within(sent, self.min, found, self.max)
        return None if found is None else format(found, "f")
