"""Values that are no words for people: numbers, days, times, flags, patterns, addresses."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic_core import (
    CoreSchema,
    core_schema,
)

from intake.content.problems import shorten, suggest
from intake.content.types import (
    Read,
    wrong_value,
)


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


def is_time(value: Any) -> bool:
    """Whether `value` is a time of day from 00:00 to 23:59."""
    return isinstance(value, str) and bool(re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", value))


def _read_time(value: Any) -> Any:
    if isinstance(value, str) and not is_time(value):
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


def _plain(value: Decimal) -> str:
    """Without an exponent: 0.0000001, not 1E-7."""
    return format(value, "f")


def _value(
    read: Callable[[Any], Any], core: CoreSchema, name: str, text: bool = False, **more: Any
) -> Read:
    """A value that a person may write bare or in quotes: 5 or "5", true or "true"."""
    shown = core_schema.plain_serializer_function_ser_schema(_plain) if text else None
    schema = core_schema.no_info_before_validator_function(read, core, serialization=shown)
    return Read(schema, {"type": [name, "string"], **more})


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
