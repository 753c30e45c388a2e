"""integer: a whole number."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from intake.content.types import Fault, ShortText
from intake.content.values import Whole, number
from intake.kinds.base import SingleLine
from intake.kinds.bounds import Bounded, within

if TYPE_CHECKING:
    from intake.answers.sent import Sent


class Integer(SingleLine, Bounded):
    """A whole number, with its unit if it has one."""

    kind: Literal["integer"] = "integer"
    facts: ClassVar = {"unit": "measure"}
    answer = "number"
    unit: ShortText | None = Field(None, description="The unit, which stands behind the box.")
    initial: Whole | None = Field(None, description="What stands there to begin with.")

    def begun(self) -> Any:
        return self.initial

    @property
    def longest(self) -> int:
        return 20

    def initial_answer(self) -> Any:
        return self.first_box(self.initial)

    def value_type(self) -> str:
        return "Integer"

    def one(self, sent: "Sent", text: str) -> int | None:
        found = sent.number(self.id, text, whole=True)
        within(sent, self.min, found, self.max)
        return None if found is None else int(found)

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        for name in ("min", "max"):
            if (number(raw.get(name)) or 0) % 1:
                what = "the answer is a whole number, so its limits are whole numbers too"
                yield (name,), "E304", what, "round it, or use kind: decimal"
