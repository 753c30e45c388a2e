"""scale: a number on a line whose two ends are worded."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from intake.content.types import Fault, ShortText, Whole, fail
from intake.kinds.base import Item, out_of_order

MAX_STEPS = 11


class Scale(Item):
    """Whole numbers from `min` to `max`, at most 11 of them; `lower` and `upper` word the ends."""

    kind: Literal["scale"] = "scale"
    one_line = False
    min: Annotated[Whole, Field(ge=-100, le=1000)] = 0
    max: Annotated[Whole, Field(ge=-100, le=1000)] = 10
    lower: ShortText
    upper: ShortText

    def view(self, date_order: str) -> dict[str, Any]:
        return {"steps": range(self.min, self.max + 1)}

    @model_validator(mode="after")
    def _check_steps(self) -> Self:
        faults: list[Fault] = out_of_order(self.min, self.max)
        if not faults and self.max - self.min + 1 > MAX_STEPS:
            what = f"{self.max - self.min + 1} steps do not fit one line (at most {MAX_STEPS})"
            faults = [(("max",), "E405", what, "use kind: integer for longer ranges")]
        fail(faults)
        return self
