"""date: a day, or only a month or a year."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from intake.content.types import Fault
from intake.content.values import Autocomplete, Day, Flag, Moment
from intake.kinds.base import Item
from intake.kinds.bounds import beyond, out_of_order


class Date(Item):
    """A date in boxes for its parts, never a date picker (GOV.UK, NHS).

    Stored as ISO 8601, cut to what was answered: 2026, 2026-03 or 2026-03-27, which are the
    three forms of FHIR's date. With precision month or year the finer parts are not asked;
    with precision month, a year alone is an answer.
    """

    kind: Literal["date"] = "date"
    one_line = True
    answer = "date"
    precision: Literal["day", "month", "year"] = Field("day", description="The finest part asked.")
    how_long_ago: Flag = Field(
        False, description="Also offers “about how long ago”: a number of days, weeks, months ..."
    )
    autocomplete: Autocomplete | None = Field(None, description="HTML autofill token: bday.")
    min: Moment | None = Field(None, description="The first day that fits, or today.")
    max: Moment | None = Field(None, description="The last day that fits, or today.")
    initial: Day | None = Field(None, description="The day that stands there to begin with.")

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        days = {key: str(raw.get(key, "")) for key in ("min", "initial", "max")}
        known = {key: day for key, day in days.items() if day[:1].isdigit()}
        low, high = known.get("min"), known.get("max")
        yield from out_of_order(low, high)
        yield from beyond(low, known.get("initial"), high, "write a day between the two")

    def view(self, date_order: str) -> dict[str, Any]:
        asked = {"day": "ymd", "month": "ym", "year": "y"}[self.precision]
        names = {"y": "year", "m": "month", "d": "day"}
        day = self.initial
        initial = day and {"year": day.year, "month": day.month, "day": day.day}
        parts = [names[part] for part in date_order if part in asked]
        return {"parts": parts, "initial": initial}
