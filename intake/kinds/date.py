"""date: a day, or only a month or a year."""

from typing import Any, Literal

from pydantic import Field

from intake.content.types import Flag, ShortText
from intake.kinds.base import Item


class Date(Item):
    """A date in boxes for its parts, never a date picker (GOV.UK, NHS).

    Stored as ISO 8601, cut to what was answered: 2026, 2026-03 or 2026-03-27, which are the
    three forms of FHIR's date. With precision month or year the finer parts are not asked;
    with precision month, a year alone is an answer.
    """

    kind: Literal["date"] = "date"
    one_line = True
    precision: Literal["day", "month", "year"] = Field("day", description="The finest part asked.")
    how_long_ago: Flag = Field(
        False, description="Also offers “about how long ago”: a number of days, weeks, months ..."
    )
    autocomplete: ShortText | None = Field(None, description="HTML autofill token: bday.")

    def view(self, date_order: str) -> dict[str, Any]:
        asked = {"day": "ymd", "month": "ym", "year": "y"}[self.precision]
        names = {"y": "year", "m": "month", "d": "day"}
        return {"parts": [names[part] for part in date_order if part in asked]}
