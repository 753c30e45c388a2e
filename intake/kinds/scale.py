"""scale: a number on a line whose two ends are worded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from intake.answers.control import Control
from intake.content.types import Fault, ShortText
from intake.content.values import Whole, number
from intake.kinds.base import Item
from intake.kinds.bounds import beyond, out_of_order

if TYPE_CHECKING:
    from intake.answers.sent import Sent

MAX_STEPS = 11
_STEP = Field(ge=-100, le=1000)


class Scale(Item):
    """Whole numbers from `min` to `max`, at most 11 of them; `lower` and `upper` word the ends."""

    kind: Literal["scale"] = "scale"
    facts: ClassVar = {"min": "least", "max": "most"}
    one_line = False
    answer = "number"
    min: Annotated[Whole, _STEP] = Field(0, description="The number at the lower end.")
    max: Annotated[Whole, _STEP] = Field(10, description="The number at the upper end.")
    lower: ShortText = Field(description="The words at the lower end.")
    upper: ShortText = Field(description="The words at the upper end.")
    initial: Whole | None = Field(None, description="The number that is ticked to begin with.")

    def begun(self) -> Any:
        return self.initial

    def view(self, date_order: str) -> dict[str, Any]:
        return {"steps": range(self.min, self.max + 1)}

    def controls(self, date_order: str) -> Iterator[Control]:
        steps = tuple(str(step) for step in range(self.min, self.max + 1))
        yield Control(self.id, "radio", steps)

    def value_type(self) -> str:
        return "Integer"

    def take(self, sent: "Sent") -> int | None:
        step = sent.code(self.id)
        return None if step is None else int(step)

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        low, high = number(raw.get("min", "0")), number(raw.get("max", "10"))
        yield from out_of_order(low, high)
        yield from beyond(low, number(raw.get("initial")), high)
        if low is not None and high is not None and high - low >= MAX_STEPS:
            what = f"{high - low + 1} steps do not fit one line (at most {MAX_STEPS})"
            yield ("max",), "E405", what, "use kind: integer for longer ranges"
