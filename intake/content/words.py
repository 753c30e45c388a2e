"""Texts in several languages: what a model holds of them, and one language's reading of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Words(str):
    """A text in the languages that it is written in. As a string it is the first of them."""

    by_language: Mapping[str, str]

    def __new__(cls, by_language: Mapping[str, str]) -> "Words":
        made = super().__new__(cls, next(iter(by_language.values())))
        made.by_language = MappingProxyType(dict(by_language))
        return made

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Words):
            return dict(self.by_language) == dict(other.by_language)
        return str.__eq__(self, other) is True

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __reduce__(self) -> tuple[type["Words"], tuple[dict[str, str]]]:
        return Words, (dict(self.by_language),)


class Foreign(str):
    """A text in another language than the page, because it has no translation.

    In a template `{{ text }}` marks it with its language; within an attribute, where no mark
    is possible, templates write `{{ text|plain }}`.
    """

    language: str

    def __new__(cls, text: str, language: str) -> "Foreign":
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # for copies
        return (str(self), self.language)

    def __html__(self) -> str:
        from markupsafe import escape

        # Without quotes, so that even in an attribute, where it does not belong, it does no harm.
        mark = f"lang={self.language} dir={direction(self.language)}"
        return f"<span {mark}>{escape(str(self))}</span>"


def direction(language: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def reading(value: Any, language: str, original: str) -> Any:
    """`value` (a model, a tuple, a text ...) with every text in `language` only.

    A text that has no such translation becomes Foreign, in the `original` language.
    """
    made = value
    if isinstance(value, Words):
        chosen = value.by_language.get(language)
        made = chosen or Foreign(value.by_language.get(original, str(value)), original)
    elif isinstance(value, tuple):
        made = tuple(reading(child, language, original) for child in value)
    elif isinstance(value, dict):
        made = {key: reading(child, language, original) for key, child in value.items()}
    elif isinstance(value, BaseModel):
        names = type(value).model_fields
        fields = {name: reading(getattr(value, name), language, original) for name in names}
        made = value.model_copy(update=fields)
    return made


def languages(data: Any) -> tuple[str, ...]:
    """The languages that the clinic of the loaded `data` declares, the first one first.

    English where none can be told: what is wrong with them is said elsewhere.
    """
    clinic = data.get("clinic") if isinstance(data, dict) else None
    found = clinic.get("languages") if isinstance(clinic, dict) else None
    named = [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
    return tuple(named) or ("en",)
