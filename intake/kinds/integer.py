"""integer: a whole number."""

from typing import Literal, Self

from pydantic import model_validator

from intake.content.types import Fault, ShortText, fail
from intake.kinds.base import Bounded


class Integer(Bounded):
    """A whole number, with its unit if it has one."""

    kind: Literal["integer"] = "integer"
    one_line = True
    unit: ShortText | None = None

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        what = "the answer is a whole number, so its limits are whole numbers too"
        faults: list[Fault] = [
            ((name,), "E304", what, "round it, or use kind: decimal")
            for name in ("min", "max")
            if (limit := getattr(self, name)) is not None and limit % 1
        ]
        fail(faults)
        return self
