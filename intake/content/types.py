"""The small types that every model is made of. All input is text; each type says how it is read."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

MAX_TEXT = 2000
MAX_SHORT_TEXT = 200
MAX_ID = 64


class Model(BaseModel):
    """Frozen, and no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


Fault = tuple[tuple[str | int, ...], str, str, str]
"""Where below the model (keys and indexes), code, what, cure."""


def fail(faults: list[Fault]) -> None:
    """Report every fault at its own place; does nothing when there are none.

    Raises pydantic's ValidationError, which pydantic merges into the one being built.
    """
    if faults:
        raise ValidationError.from_exception_data(
            "content",
            [
                InitErrorDetails(
                    type=PydanticCustomError(code, "{what}", {"what": what, "cure": cure}),
                    loc=trail,
                    input=None,
                )
                for trail, code, what, cure in faults
            ],
        )


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
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        what = f"“{value[:40]}” is not a date in the calendar"
        raise wrong_value(what, "write year-month-day, like 2026-02-28")
    return value


def _read_bool(value: Any) -> Any:
    if isinstance(value, str):
        if value in ("true", "false"):
            return value == "true"
        raise wrong_value(f"“{value[:40]}” is neither true nor false", "write true or false")
    return value


def _read_whole(value: Any) -> Any:
    if isinstance(value, str):
        if re.fullmatch(r"-?[0-9]{1,12}", value):
            return int(value)
        raise wrong_value(f"“{value[:40]}” is not a whole number", "write digits only, like 12")
    return value


def _read_number(value: Any) -> Any:
    if isinstance(value, str):
        if re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", value):
            try:
                return Decimal(value)
            except InvalidOperation:
                pass
        what = f"“{value[:40]}” is not a number"
        raise wrong_value(what, "write digits and a point, like 36.5")
    return value


_ID_PATTERN = r"^[a-z][a-z0-9_]*$"
_SLUG_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_CODE_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"


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
Whole = Annotated[int, BeforeValidator(_read_whole), _schema("integer", pattern="^-?[0-9]{1,12}$")]
Number = Annotated[
    Decimal,
    BeforeValidator(_read_number),
    PlainSerializer(str, return_type=str),
    _schema("number", pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,12})?$"),
]
Day = Annotated[
    date,
    BeforeValidator(_read_date),
    PlainSerializer(date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Lines = Annotated[Whole, Field(ge=1, le=30)]
"""Lines of writing space; on paper a line is 8.5 mm high (notes on forms: three to an inch)."""
