"""Limits of a date that no day fits."""

import pytest

from intake.kinds.date import Date

PAST, FUTURE = "1900-01-01", "2999-01-01"


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ({"min": "today", "max": PAST}, ["E405"]),
        ({"min": FUTURE, "max": "today"}, ["E405"]),
        ({"max": "today", "initial": FUTURE}, ["E310"]),
        ({"min": "today", "initial": PAST}, ["E310"]),
        ({"min": PAST, "max": "today", "initial": PAST}, []),
        ({"min": "today", "max": "today"}, []),
    ],
)
def test_today_is_a_day_among_the_limits(raw: dict[str, str], codes: list[str]) -> None:
    """As on the day on which the form is made."""
    told = list(Date.faults({"id": "a", "text": "When?", "kind": "date", **raw}))
    assert [code for _, code, *_ in told] == codes
