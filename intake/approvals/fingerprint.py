"""What is approved of a form: its content in one language, and the fingerprint of that."""

from typing import Any

from pydantic import BaseModel

from intake import once
from intake.content.model import Questionnaire
from intake.content.words import Words


def of_language(form: Questionnaire, language: str) -> Questionnaire:
    """The form with its texts in the clinic's first language and in `language` only.

    A translation is approved together with what it translates: once the original is another one,
    the translation has to be looked at again.
    """
    whole = form.whole or form
    first = whole.clinic.languages[0]
    chosen = tuple(dict.fromkeys((first, language)))
    clinic = whole.clinic.model_copy(update={"languages": chosen})
    texts = {name: _limited(value, chosen) for name, value in whole if name != "clinic"}
    return anew(whole, **{**texts, "clinic": clinic, "language": first, "unapproved": None})


def anew(form: Questionnaire, **changes: Any) -> Questionnaire:
    """The form with other values; a copy would remember the revision that it had with the old."""
    return Questionnaire.model_construct(**{**dict(form), **changes})


def fingerprint(form: Questionnaire, language: str) -> str:
    """The revision of what is approved: SHA-256 in hexadecimal. Of a form in one language, and of
    the original of others as if there were no translations, it is the revision that a form in
    this language alone would have."""
    known = _fingerprints(form)
    if language not in known:
        known[language] = of_language(form, language).revision
    return known[language]


@once.OfObject
def _fingerprints(form: Questionnaire) -> dict[str, str]:
    return {}


def _limited(value: Any, languages: tuple[str, ...]) -> Any:
    if isinstance(value, Words):
        kept = {name: text for name, text in value.by_language.items() if name in languages}
        return Words(kept) if len(kept) > 1 else next(iter(kept.values()), str(value))
    if isinstance(value, tuple):
        return tuple(_limited(child, languages) for child in value)
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _limited(child, languages) for name, child in value})
    return value
