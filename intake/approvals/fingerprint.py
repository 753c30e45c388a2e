"""What is approved of a form: its content in one language, and the fingerprint of that."""

from typing import Any

from pydantic import BaseModel

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
    left: Questionnaire = _limited(whole, chosen)
    return left.model_copy(update={"clinic": clinic, "language": first, "unapproved": ()})


def fingerprint(form: Questionnaire, language: str) -> str:
    """The revision of what is approved: SHA-256 in hexadecimal. Of a form in one language, and of
    the original of others as if there were no translations, it is the revision that a form in
    this language alone would have."""
    return of_language(form, language).revision


def _limited(value: Any, languages: tuple[str, ...]) -> Any:
    if isinstance(value, Words):
        kept = {name: text for name, text in value.by_language.items() if name in languages}
        return Words(kept) if len(kept) > 1 else next(iter(kept.values()), str(value))
    if isinstance(value, tuple):
        return tuple(_limited(child, languages) for child in value)
    if isinstance(value, BaseModel):
        fields = {name: _limited(getattr(value, name), languages) for name in _names(value)}
        return value.model_copy(update=fields)
    return value


def _names(model: BaseModel) -> list[str]:
    return [name for name in type(model).model_fields if name != "clinic"]
