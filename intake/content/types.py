"""The small types that every model is made of. All input is text; each type says how it is read."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from intake.content.problems import shorten

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
    return re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", value)).strip()


def slug(text: str, separator: str = "_") -> str:
    """An id made from a text: `When did it start?` gives `when_did_it_start`; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)
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


def _read_no(value: Any) -> Any:
    if _read_bool(value) is True:
        raise wrong_value("this key has no meaning for this kind of item", "remove it", "E309")
    return False


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


class _Read:
    """How a type is read: pydantic's own schema of it, and what an editor is told.

    Made once here instead of anew for each of some hundred fields, which is a third of the time
    that the models take to build (docs/decisions/0006-start.md).
    """

    def __init__(self, core: CoreSchema, described: dict[str, Any]) -> None:
        self.core = core
        self.described = described

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        return self.core

    def __get_pydantic_json_schema__(self, _core: Any, _handler: Any) -> dict[str, Any]:
        return dict(self.described)


def _plain(value: Decimal) -> str:
    """Without an exponent: 0.0000001, not 1E-7."""
    return format(value, "f")


def _words(most: int) -> _Read:
    core = core_schema.str_schema(min_length=1, max_length=most)
    described = {"type": WORDS, "minLength": 1, "maxLength": most}
    return _Read(core_schema.no_info_before_validator_function(tidy, core), described)


def _key(pattern: str) -> _Read:
    core = core_schema.str_schema(pattern=pattern, max_length=MAX_ID)
    return _Read(core, {"type": WORDS, "pattern": pattern, "maxLength": MAX_ID})


def _value(
    read: Callable[[Any], Any], core: CoreSchema, name: str, text: bool = False, **more: Any
) -> _Read:
    """A value that a person may write bare or in quotes: 5 or "5", true or "true"."""
    shown = core_schema.plain_serializer_function_ser_schema(_plain) if text else None
    schema = core_schema.no_info_before_validator_function(read, core, serialization=shown)
    return _Read(schema, {"type": [name, "string"], **more})


Text = Annotated[str, _words(MAX_TEXT)]
"""What a person reads: 1 to 2,000 characters. Line breaks are kept."""

ShortText = Annotated[str, _words(MAX_SHORT_TEXT)]
"""A title, an option or a name: 1 to 200 characters."""

ItemId = Annotated[str, _key(r"^[a-z][a-z0-9_]*$")]
"""An item's id (FHIR linkId): small letters, digits and _; never changes once published."""

Slug = Annotated[str, _key(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""The id of a form or a section: small letters, digits and single hyphens."""

Code = Annotated[str, _key(r"^[a-z0-9][a-z0-9_-]*$")]
"""An option's code, the value that is stored: small letters, digits, _ and -."""

Flag = Annotated[
    bool, _value(_read_bool, core_schema.bool_schema(), "boolean", pattern="^(true|false)$")
]
No = Annotated[
    Literal[False],
    _value(_read_no, core_schema.bool_schema(), "boolean", enum=[False, "false"]),
]
"""A flag that a kind inherits and that means nothing for it."""

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
    _Read(
        core_schema.no_info_before_validator_function(
            _read_date,
            core_schema.date_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(date.isoformat),
        ),
        {"type": "string", "format": "date"},
    ),
]
Lines = Annotated[Whole, Field(ge=1, le=24)]
"""Lines of writing space, 8.5 mm each on paper (three to an inch); 24 fill a Letter page."""
