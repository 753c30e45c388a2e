"""integer: a whole number."""

from collections.abc import Iterator
from typing import Any, Literal

from intake.content.types import Fault, ShortText, number
from intake.kinds.base import Bounded


class Integer(Bounded):
    """A whole number, with its unit if it has one."""

    kind: Literal["integer"] = "integer"
    one_line = True
    unit: ShortText | None = None

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        for name in ("min", "max"):
            if (number(raw.get(name)) or 0) % 1:
                what = "the answer is a whole number, so its limits are whole numbers too"
                yield (name,), "E304", what, "round it, or use kind: decimal"
