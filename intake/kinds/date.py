"""date: a day, or only a month or a year."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from intake.answers.control import Control
from intake.content.types import Fault
from intake.content.values import Autocomplete, Day, Flag, Moment
from intake.kinds.base import Item
from intake.kinds.bounds import EARLIER_LATER, beyond, out_of_order, within
from intake.kinds.quantity import amount
from intake.kinds.response import Node, Terms, quantity

if TYPE_CHECKING:
    from intake.answers.sent import Sent


AGO = "ago"
"""Beside the answer: about how long ago it was, as an amount with one of AGO_UNITS."""
AGO_DIGITS = 3
AGO_UCUM = {"days": "d", "weeks": "wk", "months": "mo", "years": "a"}
"""Its units, with their codes in UCUM."""
AGO_UNITS = tuple(AGO_UCUM)
PARTS = {"year": ("year",), "month": ("year", "month"), "day": ("year", "month", "day")}
"""What is asked, by the precision."""
LENGTHS = {"year": 4, "month": 12, "day": 2}


class Date(Item):
    """A date in boxes for its parts, never a date picker (GOV.UK, NHS).

    Stored as ISO 8601, cut to what was answered: 2026, 2026-03 or 2026-03-27, which are the
    three forms of FHIR's date. With precision month or year the finer parts are not asked;
    with precision month, a year alone is an answer.
    """

    kind: Literal["date"] = "date"
    facts: ClassVar = {
        **{"min": "least", "max": "most", "precision": "exact", "how_long_ago": "offers"},
        "autocomplete": "appearance",
    }
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

    def begun(self) -> Any:
        return self.initial

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

    def script(self) -> dict[str, Any]:
        limits = {"min": self.min, "max": self.max}
        found: dict[str, Any] = {key: str(one) for key, one in limits.items() if one is not None}
        return found | ({"ucum": AGO_UCUM} if self.how_long_ago else {})

    def initial_answer(self) -> str | None:
        """Cut to what is asked."""
        last = {"year": 4, "month": 7, "day": 10}[self.precision]
        return self.initial.isoformat()[:last] if self.initial else None

    def controls(self, date_order: str) -> Iterator[Control]:
        for part in PARTS[self.precision]:
            is_month = part == "month"
            most, usual = LENGTHS[part], 0 if is_month else LENGTHS[part]
            yield Control(f"{self.id}.{part}", "text", (), most, usual, is_month)
        if self.how_long_ago:
            yield Control(f"{self.id}.ago", "text", most=4, usual=AGO_DIGITS)
            yield Control(f"{self.id}.ago_unit", "radio", AGO_UNITS)

    def put(self, value: Any) -> Iterator[tuple[str, Any]]:
        for part, text in zip(PARTS["day"], value.split("-", 2), strict=False):
            yield f"{self.id}.{part}", text

    def value_type(self) -> str:
        return "Date"

    def response_beside(self, beside: dict[str, Any], terms: Terms) -> Iterator[Node]:
        if ago := beside.get(AGO):
            unit = ago.get("unit")
            made = quantity(ago, unit and terms.say(unit), AGO_UCUM.get(unit or ""), terms)
            yield {"linkId": f"{self.id}.{AGO}", "answer": [made]}

    def take(self, sent: "Sent") -> str | None:
        if self.how_long_ago and (
            ago := amount(sent, f"{self.id}.ago", f"{self.id}.ago_unit", AGO_UNITS)
        ):
            sent.beside[AGO] = ago
        names = {part: f"{self.id}.{part}" for part in PARTS[self.precision]}
        given = {part: words for part, name in names.items() if (words := sent.words(name))}
        if not given:
            return None
        texts = [(names[part], words) for part, words in given.items()]
        if given.keys() != {*PARTS[self.precision][: len(given)]}:
            sent.unread("is not a whole date: a part is missing", *texts, code="E718")
            return None
        return self._day(sent, given, texts)

    def _day(self, sent: "Sent", given: dict[str, str], texts: list[tuple[str, str]]) -> str | None:
        """The date of parts none of which is missing before another."""
        from intake.answers.writing import iso_date

        month = sent.writing.month(given["month"]) if "month" in given else None
        day = sent.writing.whole(given["day"]) if "day" in given else None
        parts = (given["year"], month, day)
        found = iso_date(*parts)
        if found is None or len([part for part in parts if part is not None]) < len(given):
            sent.unread(_no_day(given, month, day, iso_date(given["year"], None, None)), *texts)
            return None
        self._within(sent, found)
        return found

    def _within(self, sent: "Sent", found: str) -> None:
        """Limits are compared as far as the answer goes. `min: today` is not checked: the form was
        filled in on a day before the one on which it is read."""
        low = None if self.min == "today" else self.min
        high = sent.today if self.max == "today" else self.max
        limits = (limit and limit.isoformat()[: len(found)] for limit in (low, high))
        within(sent, next(limits), found, next(limits), EARLIER_LATER)

    def suffices(self, value: Any, beside: dict[str, Any]) -> bool:
        """With precision month a year is enough; a day has to be whole."""
        is_whole = self.precision != "day" or len(value or "") == 10
        return AGO in beside or (super().suffices(value, beside) and (is_whole or not value))

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        if not self.how_long_ago:
            return {self.id: value}
        ago = beside.get(AGO, {})
        more = {f"{self.id}.ago": ago.get("value"), f"{self.id}.ago_unit": ago.get("unit")}
        return {self.id: value, **more}


def _no_day(given: dict[str, str], month: int | None, day: int | None, year: str | None) -> str:
    """Why parts are no date: `month`, `day` and `year` are what was read of them."""
    if year is None:
        return "has no year of four digits"
    if "month" in given and month is None:
        return "has a month that is none, or could be two"
    if "day" in given and day is None:
        return "has a day that is not a number"
    return "is not a day in the calendar"
