"""time: a time of day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from intake.answers.control import Control
from intake.content.types import Fault
from intake.content.values import Time as TimeOfDay
from intake.content.values import is_time
from intake.kinds.base import Item
from intake.kinds.bounds import EARLIER_LATER, beyond, out_of_order, within
from intake.kinds.response import Terms, Value

if TYPE_CHECKING:
    from intake.answers.sent import Sent


class Time(Item):
    """An hour and a minute in boxes of their own; with a 12-hour clock, AM or PM beside them.

    Stored as HH:MM on the 24-hour clock (FHIR's time, without seconds).
    """

    kind: Literal["time"] = "time"
    facts: ClassVar = {"min": "least", "max": "most"}
    one_line = False
    answer = "time"
    min: TimeOfDay | None = Field(None, description="The earliest time that fits, like 08:00.")
    max: TimeOfDay | None = Field(None, description="The latest time that fits.")
    initial: TimeOfDay | None = Field(None, description="The time that stands there to begin with.")

    def begun(self) -> Any:
        return self.initial

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        given = [raw.get(key) for key in ("min", "initial", "max")]
        low, initial, high = (value if is_time(value) else None for value in given)
        yield from out_of_order(low, high)
        yield from beyond(low, initial, high, "write a time between the two")

    def view(self, date_order: str) -> dict[str, Any]:
        clock = clock_hours(date_order)
        limits = {"earliest": self.min, "latest": self.max, "start": self.initial}
        return {"clock": clock, **{key: clock_parts(time, clock) for key, time in limits.items()}}

    def script(self) -> dict[str, Any]:
        limits = {"min": self.min, "max": self.max}
        return {key: limit for key, limit in limits.items() if limit is not None}

    def controls(self, date_order: str) -> Iterator[Control]:
        yield Control(f"{self.id}.hour", "text", most=2, usual=2)
        yield Control(f"{self.id}.minute", "text", most=2, usual=2)
        if clock_hours(date_order) == 12:
            yield Control(f"{self.id}.half", "radio", ("am", "pm"))

    def put(self, value: Any) -> Iterator[tuple[str, Any]]:
        for part, text in zip(("hour", "minute"), value.split(":", 1), strict=False):
            yield f"{self.id}.{part}", text

    def value_type(self) -> str:
        return "Time"

    def valued(self, value: Any, beside: dict[str, Any], terms: Terms) -> Value:
        return {"valueTime": f"{value}:00"}

    def take(self, sent: "Sent") -> str | None:
        from intake.answers.writing import clock_time

        clock = sent.writing.clock
        names = [f"{self.id}.hour", f"{self.id}.minute"]
        texts = [(name, words) for name in names if (words := sent.words(name))]
        half = sent.code(f"{self.id}.half") if clock == 12 else None
        if not texts and not half:
            return None
        if half:
            texts.append((f"{self.id}.half", half))
        numbers = [sent.writing.whole(words) for name, words in texts if name in names]
        if len(numbers) < len(names):
            sent.unread("is not a whole time: a part is missing", *texts, code="E718")
            return None
        hour, minute = numbers
        unread = hour is None or minute is None
        found = None if unread else clock_time(hour or 0, minute or 0, half, clock)
        if found is None:
            what = "is not a time of day" + ", or lacks AM or PM" * (clock == 12 and not half)
            sent.unread(what, *texts)
        within(sent, self.min, found, self.max, EARLIER_LATER)
        return found


def clock_hours(date_order: str) -> int:
    """12 where the month is written first, which is where AM and PM are; 24 elsewhere."""
    return 12 if date_order == "mdy" else 24


def clock_parts(time: str | None, clock: int) -> dict[str, str] | None:
    """`hour`, `minute` and `half` (am, pm) as a clock of 12 or 24 hours shows them."""
    if time is None:
        return None
    hour, minute = int(time[:2]), time[3:]
    shown = str((hour - 1) % 12 + 1) if clock == 12 else time[:2]
    return {"hour": shown, "minute": minute, "half": "am" if hour < 12 else "pm"}
