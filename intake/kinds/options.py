"""Options: the possible answers that several kinds offer."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag, model_validator

from intake.content.problems import shorten
from intake.content.types import (
    Code,
    Fault,
    Model,
    Name,
    ShortText,
)
from intake.content.values import Flag, System
from intake.kinds.identity import identity, with_id

MAX_OPTIONS = 100


class Coding(Model, defer_build=False):  # every kind and every option has it inside
    """The same thing in a code system, such as LOINC or SNOMED CT (FHIR Coding)."""

    facts: ClassVar = {"code": "aside"}
    system: System = Field(description="The code system's address, like http://loinc.org.")
    code: Name = Field(description="The code there.")
    display: Name | None = Field(None, description="The system's own words for the code.")
    source: Name = Field(description="Who says that this code is the right one.")


Codings = Annotated[
    tuple[Coding, ...],
    Field(max_length=10, description="The same thing in code systems, each with who says so."),
]


class Option(Model):
    """One possible answer. A bare text stands for itself, its code made from it."""

    facts: ClassVar = {"code": "aside"}
    code: Code = Field(description="The value that is stored. Never change it.")
    text: ShortText = Field(description="The answer, as it is read.")
    codes: Codings = ()

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return with_id(value, "code")


class Choice(Option):
    """An option of a select."""

    exclusive: Flag = Field(
        False, description="Excludes every other option, like “None of these” (select_multiple)."
    )


class OptionGroup(Model):
    """Options under a heading of their own."""

    facts: ClassVar = {"options": "aside"}
    title: ShortText = Field(description="The heading.")
    options: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=MAX_OPTIONS)] = Field(
        description="The options under it."
    )


def _option_tag(value: Any) -> str:
    if isinstance(value, dict):
        return "=group" if "options" in value else "=option"
    return "=group" if isinstance(value, OptionGroup) else "=option"


AnyOption = Annotated[
    Annotated[Choice, Tag("=option")] | Annotated[OptionGroup, Tag("=group")],
    Discriminator(_option_tag),
]


OTHER = "other"


IN_PERSON = "in_person"
"""The code that `sensitive` adds."""


RawOption = tuple[tuple[str | int, ...], Any]


OptionList = Annotated[tuple[AnyOption, ...], Field(min_length=1, max_length=MAX_OPTIONS)]


Other = Annotated[
    ShortText | None, Field(description="Adds a last option with a line to write on, so worded.")
]


def flat(options: tuple[Choice | OptionGroup, ...]) -> Iterator[Choice]:
    """Every option, groups opened."""
    for option in options:
        yield from option.options if isinstance(option, OptionGroup) else (option,)


def raw_options(options: Any, *trail: str | int) -> Iterator[RawOption]:
    """Every option of the raw list `options` with its place below `trail`, groups opened."""
    for index, option in enumerate(options if isinstance(options, list) else []):
        if isinstance(option, dict) and "options" in option:
            yield from raw_options(option["options"], *trail, index, "options")
        else:
            yield (*trail, index), option


def repeated(options: Iterable[RawOption], noun: str = "option") -> Iterator[Fault]:
    """A fault for each option (or row: `noun`) whose code an earlier one has already."""
    seen: set[str] = set()
    for trail, option in options:
        code = identity(option, "code")
        if code in seen and isinstance(option, dict) and "code" in option:
            what = f"the {noun} code “{shorten(code)}” appears twice"
            yield (*trail, "code"), "E402", what, "give one of the two another code"
        elif code in seen:
            what = f"this {noun} is stored as “{shorten(code)}”, like one above"
            cure = f"remove one of the two, or give it a code: {{code: {code[:30]}_2, text: …}}"
            yield trail, "E402", what, cure
        seen |= {code} - {""}
