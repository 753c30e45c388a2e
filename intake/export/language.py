"""How a language says what the templates add themselves: words, days, numbers.

The catalogues are read by Babel, which is imported for languages other than English only.
"""

import re
from datetime import date
from functools import partial
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from intake.content.words import Foreign, direction
from intake.locales import decimal_sign, locale
from intake.resources import TEMPLATE_LANGUAGE, catalogue, is_english

_BEGIN, _END = "\u2068", "\u2069"
"""Unicode's first strong isolate. WeasyPrint 70 has neither <bdi> nor unicode-bidi."""

_TWO_STOPS = re.compile(r"(?<=(?<!\.)\.)\.(?=\s*$)")
"""The second of two full stops at the end; of three, the dots of an ellipsis, none."""


def speak(environment: Environment, language: str) -> None:
    """Give `environment` the words of `language` and the filters day, number, isolate, plain,
    sentence."""
    words = translations(language)
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension
    for written in (day, number, isolate):
        environment.filters[written.__name__] = partial(written, language=language)
    environment.filters["plain"] = plain
    environment.filters["lean"] = lean
    environment.filters["sentence"] = sentence


class _English(Foreign):
    """A string of the templates that is not translated. It may hold markup of its own."""

    def __html__(self) -> str:
        return f"<span lang={self.language} dir=ltr>{self}</span>"


class _Untranslated(NullTranslations):
    """Says everything in English, and marks it as such."""

    def gettext(self, message: str) -> str:
        return _English(message, TEMPLATE_LANGUAGE)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def translations(language: str) -> NullTranslations:
    """The words of the BCP 47 tag `language`; what its catalogue lacks is marked as English."""
    if is_english(language):
        return NullTranslations()
    path = catalogue(language)
    if path is None:
        return _Untranslated()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True))
    compiled.seek(0)
    words = GNUTranslations(compiled)
    words.add_fallback(_Untranslated())
    return words


def plain(value: object) -> str:
    """A text without the mark of its language: for attributes and <title>, which take no markup."""
    return value.striptags() if isinstance(value, Markup) else str(value)


def lean(source: str) -> Markup:
    """A script without comments, and without the white space that means nothing."""
    from rjsmin import jsmin

    return Markup(jsmin(source))  # noqa: S704 - our own templates' text


def sentence(value: object) -> Markup:
    """A sentence with one full stop at its end, where its last word brings its own: 5:15 p. m."""
    return Markup(_TWO_STOPS.sub("", escape(value)))  # noqa: S704  # nothing is added


def day(value: date | str, language: str) -> str:
    """A date, or its ISO form, in words: September 14, 2026; 14 de septiembre de 2026.

    Of a month (2026-09) or a year as well: September 2026; 2026.
    """
    given = str(value)
    when = date.fromisoformat(given + "-01-01"[len(given) - 4 :])
    if len(given) == 4:
        return given
    if language == TEMPLATE_LANGUAGE:
        return f"{when:%B} {when.day}, {when.year}" if len(given) == 10 else f"{when:%B %Y}"
    from babel.dates import format_date, format_skeleton

    if len(given) == 7:
        return format_skeleton("yMMMM", when, locale=locale(language))
    return format_date(when, "long", locale=locale(language))


def number(value: object, language: str) -> Any:
    """A number with the digits that it was written with, and the language's decimal sign.

    The digits are 0 to 9 in every language: they are on the keys and in the laboratory's reports
    everywhere, and ٠ and ٥ beside handwriting are taken for a point and a zero.
    """
    text = str(value)
    if "." in text:
        text = text.replace(".", decimal_sign(language))
    return isolate(text, language) if text.startswith("-") else text


def isolate(value: object, language: str) -> Any:
    """An id, a telephone number, a unit: what may run from left to right within other text.

    In a form that runs from left to right itself it comes back as it is.
    """
    if not value or direction(language) == "ltr":
        return value
    return escape(_BEGIN) + escape(value) + _END
