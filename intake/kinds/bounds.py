"""The smallest and the largest value that fit, which several kinds have."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from intake.content.problems import shorten
from intake.content.types import Fault
from intake.content.values import Number, number
from intake.kinds.base import Item

if TYPE_CHECKING:
    from intake.answers.sent import Sent


class Bounded(Item):
    """What the kinds with a smallest and a largest value share."""

    facts: ClassVar = {"min": "least", "max": "most"}
    min: Number | None = Field(None, description="The smallest number that fits.")
    max: Number | None = Field(None, description="The largest number that fits.")

    def limits(self) -> tuple[Any, ...]:
        return (self.min, self.max)

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        low, high = number(raw.get("min")), number(raw.get("max"))
        yield from out_of_order(low, high)
        yield from beyond(low, number(raw.get("initial")), high)

    def script(self) -> dict[str, Any]:
        limits = {"min": self.min, "max": self.max}
        return {key: format(limit, "f") for key, limit in limits.items() if limit is not None}


def within(
    sent: "Sent", low: Any, value: Any, high: Any, words: tuple[str, str] = ("less", "more")
) -> None:
    """A fault of `sent` when the answer `value` is below `low` or above `high`; any may be None."""
    if value is None:
        return
    if low is not None and value < low:
        sent.fault("E713", f"is {words[0]} than {low}")
    if high is not None and value > high:
        sent.fault("E713", f"is {words[1]} than {high}")


EARLIER_LATER = ("earlier", "later")


def out_of_order(low: Any, high: Any) -> Iterator[Fault]:
    """A fault when `low` is above `high`; either may be None."""
    if low is not None and high is not None and low > high:
        yield ("min",), "E405", f"min ({low}) is above max ({high})", "make max the higher one"


def beyond(low: Any, value: Any, high: Any, cure: str = "write one between") -> Iterator[Fault]:
    """A fault when `value`, which is given as initial, is below `low` or above `high`; each of
    the three may be None."""
    if value is None:
        return
    if (low is not None and value < low) or (high is not None and value > high):
        yield ("initial",), "E310", f"initial ({shorten(str(value))}) is beyond min or max", cure
