"""Texts, ids and codes, and how a type is read. All input is text; each type says how."""

import contextlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic_core import (
    CoreSchema,
    PydanticCustomError,
    PydanticKnownError,
    ValidationError,
    core_schema,
)

from intake.content.facts import Fact
from intake.content.problems import shorten
from intake.content.words import Words
from intake.light import no_metadata

with contextlib.suppress(ImportError), no_metadata():  # to look for plugins, when a model is built
    import pydantic.plugin._loader  # noqa: F401

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""A BCP 47 tag: en, es, pt-BR."""


MAX_TEXT = 2000


MAX_SHORT_TEXT = 200


MAX_ID = 64


WORDS = ["string", "number", "boolean"]
"""What an editor may take a text for: 5 and true are words here."""


class Model(BaseModel):
    """Frozen, and no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    facts: ClassVar[Mapping[str, Fact]] = {}
    """What a change of a key means, as far as the class's own keys differ from words that are
    read; see intake/content/facts.py."""


Fault = tuple[tuple[str | int, ...], str, str, str]
"""Where below the item (keys and indexes), code, what, cure."""


def wrong_value(what: str, cure: str, code: str = "E304") -> PydanticCustomError:
    """A value that cannot be read, to be raised by a validator."""
    return PydanticCustomError(code, "{what}", {"what": what, "cure": cure})


def tidy(value: Any) -> Any:
    """Text without spaces at its ends or doubled inside; line breaks stay."""
    if not isinstance(value, str):
        return value
    if "  " in value or "\n" in value or "\t" in value:
        value = re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", value))
    return value.strip()


@lru_cache(4096)
def slug(text: str, separator: str = "_") -> str:
    """An id made from a text: `When did it start?` gives `when_did_it_start`; may be empty."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", text.lower())
    return separator.join(words)[:MAX_ID].strip(separator)


class Read:
    """How a type is read: pydantic's own schema of it, and what an editor is told.

    Made once here instead of anew for each of some hundred fields, which is a third of the time
    that the models take to build (docs/decisions/0006-start.md). `name` is the type's in the
    JSON Schema.
    """

    def __init__(self, core: CoreSchema, described: dict[str, Any], name: str = "") -> None:
        self.core = core
        self.described = described
        self.name = name
        if name:
            SHARED[name] = described

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        return self.core

    def __get_pydantic_json_schema__(self, core: Any, _handler: Any) -> dict[str, Any]:
        if self.name:
            return {"x-shared": self.name}
        made = dict(self.described)
        while core:  # pydantic checks each limit of a Field round what is inside
            limits = core.get("metadata", {}).get("pydantic_js_updates", {})
            made |= {_LIMITS[name]: limit for name, limit in limits.items() if name in _LIMITS}
            core = core.get("schema")
        return made


_LIMITS = {"ge": "minimum", "le": "maximum"}


SHARED: dict[str, dict[str, Any]] = {}
"""What the JSON Schema says of the types that have a name there."""


def _checked(value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    text: str = tidy(value)
    if not text:
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    if len(text) > most:
        raise PydanticKnownError("string_too_long", {"max_length": most})
    return text


def _in_languages(value: dict[str, Any], languages: Sequence[str] | None, most: int) -> Words:
    """The text that `value` gives for each language; every mistake in it at once."""
    if not all(re.fullmatch(LANGUAGE, language) for language in value):
        raise PydanticKnownError("string_type")
    found: dict[str, str] = {}
    errors: list[Any] = []
    for language, text in value.items():
        try:
            if languages and language not in languages:
                what = f"“{shorten(language)}” is not one of the clinic's languages"
                cure = f"add {language} to languages: of the clinic, or remove this text"
                raise wrong_value(what, cure, "E312")
            found[language] = _checked(text, most)
        except PydanticCustomError as error:
            errors.append({"type": error, "loc": (language,), "input": text})
        except PydanticKnownError as known:
            told = {"type": known.type, "ctx": known.context or {}}
            errors.append({**told, "loc": (language,), "input": text})
    if languages and languages[0] not in value and not errors:
        what = f"the text is missing in “{shorten(languages[0])}”, the clinic's first language"
        cure = f"add {shorten(languages[0])}: … with what belongs there"
        raise wrong_value(what, cure, "E313")
    if errors:
        raise ValidationError.from_exception_data("text", errors)
    if not found:
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return Words(found)


def _said(value: str) -> Any:
    """As it is written: one text, or one for each language."""
    if isinstance(value, Words):
        return dict(value.by_language) if len(value.by_language) > 1 else str(value)
    return value


def _words(most: int, name: str) -> Read:
    """A text that people read. Validation's context is the clinic's languages, the first first."""

    def read(value: Any, info: Any) -> str:
        if isinstance(value, Words):
            return value
        if isinstance(value, dict):
            return _in_languages(value, info.context, most)
        text = _checked(value, most)
        many = info.context and len(info.context) > 1
        return Words({info.context[0]: text}) if many else text

    shown = core_schema.plain_serializer_function_ser_schema(_said)
    core = core_schema.with_info_plain_validator_function(read, serialization=shown)
    one = {"type": WORDS, "minLength": 1, "maxLength": most}
    each = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": LANGUAGE},
        "additionalProperties": one,
    }
    return Read(core, {"anyOf": [one, each]}, name)


def _plain_words(most: int) -> Read:
    core = core_schema.no_info_before_validator_function(
        tidy, core_schema.str_schema(min_length=1, max_length=most)
    )
    return Read(core, {"type": WORDS, "minLength": 1, "maxLength": most})


def _key(pattern: str) -> Read:
    core = core_schema.str_schema(pattern=pattern, max_length=MAX_ID)
    return Read(core, {"type": WORDS, "pattern": pattern, "maxLength": MAX_ID})


Text = Annotated[str, _words(MAX_TEXT, "TextInLanguages")]
"""What a person reads: 1 to 2,000 characters. Line breaks are kept. A map gives it in several
languages; it is then a Words."""


ShortText = Annotated[str, _words(MAX_SHORT_TEXT, "ShortTextInLanguages")]
"""A title or an option: 1 to 200 characters, like Text."""


Typed = Annotated[str, _plain_words(MAX_TEXT)]
"""What stands in a field to begin with: 1 to 2,000 characters."""


Name = Annotated[str, _plain_words(MAX_SHORT_TEXT)]
"""What is the same in every language, such as a name or a number: 1 to 200 characters."""


ItemId = Annotated[str, _key(r"^[a-z][a-z0-9_]*$")]
"""An item's id (FHIR linkId): small letters, digits and _; never changes once published."""


Slug = Annotated[str, _key(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""The id of a form or a section: small letters, digits and single hyphens."""


CODE = r"^[a-z0-9][a-z0-9_-]*$"


Code = Annotated[str, _key(CODE)]
"""An option's code, the value that is stored: small letters, digits, _ and -."""
