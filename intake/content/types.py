"""The small types that every model is made of. All input is text; each type says how it is read."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import (
    CoreSchema,
    PydanticCustomError,
    PydanticKnownError,
    ValidationError,
    core_schema,
)

from intake.content.problems import shorten, suggest
from intake.content.words import Words

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


def _read_date(value: Any) -> Any:
    if isinstance(value, str):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            with suppress(ValueError):
                return date.fromisoformat(value)
        what = f"“{shorten(value)}” is not a date in the calendar"
        raise wrong_value(what, "write year-month-day, like 2026-02-28")
    return value


def _read_bool(value: Any) -> Any:
    if isinstance(value, str):
        if value in ("true", "false"):
            return value == "true"
        raise wrong_value(f"“{shorten(value)}” is neither true nor false", "write true or false")
    return value


_NO_MEANING = ("this key has no meaning for this kind of item", "remove it", "E309")


def _read_no(value: Any) -> Any:
    if _read_bool(value) is True:
        raise wrong_value(*_NO_MEANING)
    return False


def _read_nothing(value: Any) -> None:
    if value is not None:
        raise wrong_value(*_NO_MEANING)


def _read_moment(value: Any) -> Any:
    return value if value == "today" else _read_date(value)


def _read_time(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", value):
        what = f"“{shorten(value)}” is not a time of day"
        raise wrong_value(what, "write hours and minutes from 00:00 to 23:59, like 08:30")
    return value


def _read_autocomplete(value: Any) -> Any:
    if isinstance(value, str) and value not in AUTOCOMPLETE:
        what = f"“{shorten(value)}” is not one of HTML's autofill tokens"
        raise wrong_value(what, suggest(value, AUTOCOMPLETE), "E309")
    return value


def _read_pattern(value: Any) -> Any:
    if isinstance(value, str):
        try:
            matcher(value)
        except Exception:  # the reasons are the regex engine's, in its own words
            what = f"“{shorten(value)}” is not a pattern that can be checked"
            cure = "write a regular expression without look-around or back-references: [0-9]{5}"
            raise wrong_value(what, cure) from None
    return value


def matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a text matches the whole of `pattern`, in time linear in its length.

    The engine is pydantic's (Rust's regex crate), which has nothing that could take for ever.
    Raises an exception of that engine for a pattern that it does not take.
    """
    from pydantic_core import SchemaValidator

    whole = SchemaValidator(core_schema.str_schema(pattern=f"^(?:{pattern})$"))
    return lambda text: whole.isinstance_python(text)


def _read_whole(value: Any) -> Any:
    if isinstance(value, str):
        if re.fullmatch(r"-?[0-9]{1,12}", value):
            return int(value)
        what = f"“{shorten(value)}” is not a whole number"
        raise wrong_value(what, "write digits only, like 12")
    return value


def number(value: Any) -> Decimal | None:
    """The number that the text `value` is; None for anything else."""
    if isinstance(value, str) and re.fullmatch(_NUMBER_PATTERN, value):
        return Decimal(value)
    return None


def _read_number(value: Any) -> Any:
    if isinstance(value, str):
        read = number(value)
        if read is None:
            what = f"“{shorten(value)}” is not a number"
            raise wrong_value(what, "write digits and a point, like 36.5")
        return read
    return value


_NUMBER_PATTERN = r"-?[0-9]{1,12}(\.[0-9]{1,12})?"


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


def _plain(value: Decimal) -> str:
    """Without an exponent: 0.0000001, not 1E-7."""
    return format(value, "f")


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


def _value(
    read: Callable[[Any], Any], core: CoreSchema, name: str, text: bool = False, **more: Any
) -> Read:
    """A value that a person may write bare or in quotes: 5 or "5", true or "true"."""
    shown = core_schema.plain_serializer_function_ser_schema(_plain) if text else None
    schema = core_schema.no_info_before_validator_function(read, core, serialization=shown)
    return Read(schema, {"type": [name, "string"], **more})


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

Flag = Annotated[
    bool, _value(_read_bool, core_schema.bool_schema(), "boolean", pattern="^(true|false)$")
]
No = Annotated[
    Literal[False],
    _value(_read_no, core_schema.bool_schema(), "boolean", enum=[False, "false"]),
]
"""A flag that a kind inherits and that means nothing for it."""

NoText = Annotated[
    None, Read(core_schema.no_info_plain_validator_function(_read_nothing), {"not": {}}, "NoText")
]
"""A text that a kind could inherit and that means nothing for it."""

Whole = Annotated[
    int, _value(_read_whole, core_schema.int_schema(), "integer", pattern="^-?[0-9]{1,12}$")
]
Number = Annotated[
    Decimal,
    _value(
        _read_number,
        core_schema.is_instance_schema(Decimal),
        "number",
        text=True,
        pattern=f"^{_NUMBER_PATTERN}$",
    ),
]
Day = Annotated[
    date,
    Read(
        core_schema.no_info_before_validator_function(
            _read_date,
            core_schema.date_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(date.isoformat),
        ),
        {"type": "string", "format": "date"},
    ),
]


def _word(read: Callable[[Any], Any], name: str, **described: Any) -> Read:
    text = core_schema.str_schema(max_length=200)
    core = core_schema.no_info_before_validator_function(read, text)
    return Read(core, {"type": "string", **described}, name)


Moment = Annotated[
    date | Literal["today"],
    Read(
        core_schema.no_info_before_validator_function(
            _read_moment,
            core_schema.union_schema(
                [core_schema.date_schema(), core_schema.literal_schema(["today"])]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        ),
        {"anyOf": [{"type": "string", "format": "date"}, {"const": "today"}]},
        "Moment",
    ),
]
"""A day, or `today`: the day on which the form is filled in."""

Time = Annotated[str, _word(_read_time, "TimeOfDay", pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day from 00:00 to 23:59."""

AUTOCOMPLETE = (
    *("name", "honorific-prefix", "given-name", "additional-name", "family-name"),
    *("honorific-suffix", "nickname", "organization-title", "organization"),
    *("street-address", "address-line1", "address-line2", "address-line3"),
    *("address-level4", "address-level3", "address-level2", "address-level1"),
    *("country", "country-name", "postal-code", "language"),
    *("bday", "bday-day", "bday-month", "bday-year", "sex", "url", "photo"),
    *("tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-extension"),
    *("email", "impp", "off", "on"),
)
"""HTML's autofill tokens that a form may ask for (HTML 4.10.18.7.1; WCAG 2.2, 1.3.5)."""

Autocomplete = Annotated[str, _word(_read_autocomplete, "Autocomplete", enum=list(AUTOCOMPLETE))]

Pattern = Annotated[str, _word(_read_pattern, "Pattern", minLength=1, maxLength=200)]
"""A regular expression for the whole answer, without look-around and back-references."""

Width = Annotated[Whole, Field(ge=1, le=35)]
"""Characters that an answer normally has: five take an inch on paper, a line holds 35."""

Repeats = Annotated[Whole, Field(ge=2, le=10)]
"""How many answers may be given, each in a box of its own."""

Lines = Annotated[Whole, Field(ge=1, le=24)]
"""Lines of writing space, 8.5 mm each on paper (three to an inch); 24 fill a Letter page."""

System = Annotated[
    str,
    Read(
        core_schema.str_schema(pattern=r"^(https?://|urn:)[^\s]+$", max_length=200),
        {"type": "string", "pattern": r"^(https?://|urn:)[^\s]+$", "maxLength": 200},
        "System",
    ),
]
"""The address that names a code system (FHIR Coding.system)."""
