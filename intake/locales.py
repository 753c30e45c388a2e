"""Babel's locale for a language. Babel is imported when the first is asked for."""

from functools import cache
from typing import Any

from intake.resources import TEMPLATE_LANGUAGE


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
