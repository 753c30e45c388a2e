"""What Babel knows of a language. It is imported when a language but English is asked for."""

from functools import cache
from typing import Any

from intake.resources import TEMPLATE_LANGUAGE, is_english


@cache
def locale(language: str) -> Any:
    """Babel's locale that is nearest to a BCP 47 tag; English where it knows none."""
    from babel import Locale, UnknownLocaleError

    while language:
        try:
            return Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            language = language.rpartition("-")[0]
    return Locale(TEMPLATE_LANGUAGE)


@cache
def decimal_sign(language: str) -> str:
    """What stands before the fraction of a number, between digits from 0 to 9."""
    if is_english(language):
        return "."
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(locale(language), numbering_system="latn")


@cache
def months(language: str) -> list[list[str]]:
    """For each month its names, whole and short, as they stand in dates and by themselves."""
    if is_english(language):
        return [[name, name[:3]] if len(name) > 3 else [name] for name in _ENGLISH_MONTHS]
    names = locale(language).months
    written = [names[use][width] for use in ("format", "stand-alone") for width in _WIDTHS]
    return [list(dict.fromkeys(one[month] for one in written)) for month in range(1, 13)]


@cache
def own_name(language: str) -> str:
    """What a language calls itself: Español; its tag where nobody knows."""
    if is_english(language):
        return "English"
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        name = language
    return name[:1].upper() + name[1:]


def longest_month(language: str) -> int:
    """The characters of the longest name of a month that stands by itself."""
    if is_english(language):
        return max(map(len, _ENGLISH_MONTHS))
    return max(map(len, locale(language).months["stand-alone"]["wide"].values()))


_WIDTHS = ("wide", "abbreviated")
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
