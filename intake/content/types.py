"""The small types that every model is made of. All input is text; each type says how it is read."""

import re
import unicodedata
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from intake.content.problems import shorten

MAX_TEXT = 2000
MAX_SHORT_TEXT = 200
MAX_ID = 64


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
    return separator.join(words)[:40].strip(separator)


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


_ID_PATTERN = r"^[a-z][a-z0-9_]*$"
_SLUG_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_CODE_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"
_NUMBER_PATTERN = r"-?[0-9]{1,12}(\.[0-9]{1,12})?"


def _schema(name: str, **more: Any) -> WithJsonSchema:
    """What an editor is told: a person may write 5 or "5", true or "true"."""
    return WithJsonSchema({"type": [name, "string"], **more})


Text = Annotated[str, BeforeValidator(tidy), StringConstraints(min_length=1, max_length=MAX_TEXT)]
"""What a person reads: 1 to 2,000 characters. Line breaks are kept."""

ShortText = Annotated[
    str, BeforeValidator(tidy), StringConstraints(min_length=1, max_length=MAX_SHORT_TEXT)
]
"""A title, an option or a name: 1 to 200 characters."""

ItemId = Annotated[str, StringConstraints(pattern=_ID_PATTERN, max_length=MAX_ID)]
"""An item's id (FHIR linkId): small letters, digits and _; never changes once published."""

Slug = Annotated[str, StringConstraints(pattern=_SLUG_PATTERN, max_length=MAX_ID)]
"""The id of a form or a section: small letters, digits and single hyphens."""

Code = Annotated[str, StringConstraints(pattern=_CODE_PATTERN, max_length=MAX_ID)]
"""An option's code, the value that is stored: small letters, digits, _ and -."""

Flag = Annotated[bool, BeforeValidator(_read_bool), _schema("boolean", pattern="^(true|false)$")]
No = Annotated[Literal[False], BeforeValidator(_read_no), _schema("boolean", enum=[False, "false"])]
"""A flag that a kind inherits and that means nothing for it."""

Whole = Annotated[int, BeforeValidator(_read_whole), _schema("integer", pattern="^-?[0-9]{1,12}$")]
Number = Annotated[
    Decimal,
    BeforeValidator(_read_number),
    PlainSerializer(str, return_type=str),
    _schema("number", pattern=f"^{_NUMBER_PATTERN}$"),
]
Day = Annotated[
    date,
    BeforeValidator(_read_date),
    PlainSerializer(date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Lines = Annotated[Whole, Field(ge=1, le=30)]
"""Lines of writing space; on paper a line is 8.5 mm high (notes on forms: three to an inch)."""
