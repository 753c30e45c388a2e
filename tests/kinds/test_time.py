"""time: asked on the clock that the clinic's patients read."""

import pytest
from yaml_cases import codes, item

RULES = [
    ("", []),
    (', min: "08:00", max: "08:00"', []),
    (', min: "08:00", initial: "08:00", max: "17:59"', []),
    (", min: 8:00", ["E304"]),
    (', min: "24:00"', ["E304"]),
    (', initial: "12:60"', ["E304"]),
    (', initial: "8:30 AM"', ["E304"]),
    (', min: "22:00", max: "06:00"', ["E405"]),
    (', min: "08:00", initial: "07:59"', ["E310"]),
    (', max: "17:00", initial: "17:01"', ["E310"]),
]


@pytest.mark.parametrize(("keys", "found"), RULES)
def test_times_are_of_the_day_and_in_order(keys: str, found: list[str]) -> None:
    assert codes(f"{{text: A, kind: time{keys}}}") == found


SHOWN = [
    ("mdy", "00:05", ("12", "05", "am")),
    ("mdy", "01:00", ("1", "00", "am")),
    ("mdy", "12:30", ("12", "30", "pm")),
    ("mdy", "23:59", ("11", "59", "pm")),
    ("dmy", "00:05", ("00", "05", "am")),
    ("ymd", "23:59", ("23", "59", "pm")),
]


@pytest.mark.parametrize(("order", "time", "shown"), SHOWN)
def test_a_time_is_shown_on_the_clock_of_the_place(
    order: str, time: str, shown: tuple[str, str, str]
) -> None:
    """Midnight is 12 AM and noon 12 PM on a clock of 12 hours."""
    start = item(f'{{text: A, kind: time, initial: "{time}"}}').view(order)["start"]
    assert (start["hour"], start["minute"], start["half"]) == shown


@pytest.mark.parametrize(("order", "clock"), [("mdy", 12), ("dmy", 24), ("ymd", 24)])
def test_am_and_pm_are_asked_where_they_are_in_use(order: str, clock: int) -> None:
    assert item("{text: A, kind: time}").view(order)["clock"] == clock
