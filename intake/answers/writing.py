"""How people write numbers, months, days and times by hand, in the language of their form.

What could mean two things is not read at all: 1.234 and 1,234 in a language whose fractions have a
comma (Spanish of the United States writes 1,234 for a thousand), a year of two digits, 8:30 without
AM or PM on a form that asks for it.
"""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from unicodedata import combining, decimal, normalize

from intake.content.values import number
from intake.locales import decimal_sign, months
from intake.resources import is_english

_THOUSAND = r"-?[1-9][0-9]{0,2}[.,][0-9]{3}"
_ARABIC_SIGN = "\N{ARABIC DECIMAL SEPARATOR}"


class Writing:
    """The habits of one language, and the order of a date's parts: mdy, dmy or ymd."""

    def __init__(self, language: str, order: str) -> None:
        self.language = language
        self.order = order

    def number(self, text: str) -> Decimal | None:
        """`36.5`, `36,5` where the language writes that, `٣٦٫٥`, `.5`; None for anything else."""
        plain = _ascii_digits(text).replace("\N{MINUS SIGN}", "-").removeprefix("+")
        if self.sign != "." and re.fullmatch(_THOUSAND, plain):
            return None
        plain = plain.replace(_ARABIC_SIGN, ".")
        if plain.count(self.sign) == 1 and "." not in plain.replace(self.sign, ""):
            plain = plain.replace(self.sign, ".")
        return number(re.sub(r"^(-?)\.", r"\g<1>0.", plain))

    def whole(self, text: str) -> int | None:
        """A number of one to four digits, for the parts of a date or a time."""
        plain = _ascii_digits(text)
        return int(plain) if re.fullmatch("[0-9]{1,4}", plain) else None

    def month(self, text: str) -> int | None:
        """A month from 1 to 12, by its number, its name, or a beginning of one name only."""
        found = self.whole(text)
        if found is not None:
            return found if 1 <= found <= 12 else None
        wanted, names = _plain(text), _months(self.language)
        if wanted in names:
            return names[wanted]
        near = {at for name, at in names.items() if name.startswith(wanted)}
        return near.pop() if len(wanted) >= 3 and len(near) == 1 else None

    def day(self, text: str) -> str | None:
        """A whole day in one box, in the form's order of parts or as 2026-03-27: in ISO form."""
        parts = re.split(r"\s*[-/.,\s]\s*", _ascii_digits(text))
        order = "ymd" if re.fullmatch("[0-9]{4}", parts[0]) else self.order
        if len(parts) != 3:
            return None
        given = dict(zip(order, parts, strict=True))
        month, day = self.month(given["m"]), self.whole(given["d"])
        return iso_date(given["y"], month, day) if month and day else None

    def time(self, text: str) -> str | None:
        """A time in one box, like 08:30 or 8:30 AM, as HH:MM."""
        found = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})\s*(\D*)", _ascii_digits(text))
        half = self._half(found[3]) if found and found[3] else None
        if not found or (found[3] and half is None):
            return None
        return clock_time(int(found[1]), int(found[2]), half, self.clock)

    @cached_property
    def clock(self) -> int:
        """12 or 24: the hours of the clock that the form shows."""
        from intake.kinds.time import clock_hours

        return clock_hours(self.order)

    def _half(self, text: str) -> str | None:
        """`am` or `pm`, for either in English or as the form's language says it."""
        wanted = re.sub(r"[\s.]", "", _plain(text))
        for half in ("am", "pm"):
            if wanted in (half, re.sub(r"[\s.]", "", _plain(self._said(half.upper())))):
                return half
        return None

    def _said(self, word: str) -> str:
        if is_english(self.language):
            return word
        from intake.export.language import translations

        return str(translations(self.language).gettext(word))

    @cached_property
    def sign(self) -> str:
        """What stands before a fraction."""
        return decimal_sign(self.language)


def iso_date(year: str, month: int | None, day: int | None) -> str | None:
    """2026, 2026-03 or 2026-03-27 if there is such a day. `year` has to have four digits."""
    given = _ascii_digits(year)
    if not re.fullmatch("[0-9]{4}", given) or (day is not None and month is None):
        return None
    with suppress(ValueError):
        whole = date(int(given), month or 1, 1 if day is None else day).isoformat()
        return whole[: 4 if month is None else 7 if day is None else 10]
    return None


def clock_time(hour: int, minute: int, half: str | None, clock: int) -> str | None:
    """HH:MM; None if there is no such time, or if it may be one in the morning and one at night."""
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half == "pm")
    elif clock == 12 and 1 <= hour <= 12:
        return None
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


@cache
def _months(language: str) -> dict[str, int]:
    """The months' names, whole and short, as `_plain` makes them."""
    return {_plain(name): at for at, names in enumerate(months(language), 1) for name in names}


def _ascii_digits(text: str) -> str:
    """`text` with 0 to 9 for the digits of any script."""
    return "".join(str(decimal(c, c)) for c in text.strip())


def _plain(text: str) -> str:
    """A word without case, accents and the point of an abbreviation."""
    letters = normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not combining(c)).strip(" .\u200e\u200f")
