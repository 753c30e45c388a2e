"""time: a time of day."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from intake.content.types import Fault
from intake.content.values import Time as TimeOfDay
from intake.content.values import is_time
from intake.kinds.base import Item
from intake.kinds.bounds import beyond, out_of_order


class Time(Item):
    """An hour and a minute in boxes of their own; with a 12-hour clock, AM or PM beside them.

    Stored as HH:MM on the 24-hour clock (FHIR's time, without seconds).
    """

    kind: Literal["time"] = "time"
    one_line = False
    answer = "time"
    min: TimeOfDay | None = Field(None, description="The earliest time that fits, like 08:00.")
    max: TimeOfDay | None = Field(None, description="The latest time that fits.")
    initial: TimeOfDay | None = Field(None, description="The time that stands there to begin with.")

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
