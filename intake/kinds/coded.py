"""The kinds whose answers are codes: each answer may open further questions."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo
from pydantic_core import core_schema

from intake.answers.control import Control
from intake.content.problems import shorten, suggest
from intake.content.types import (
    CODE,
    Code,
    Fault,
    Read,
)
from intake.kinds.arrangement import columns, other_fits, too_wide
from intake.kinds.base import Item, ticked
from intake.kinds.identity import identity
from intake.kinds.options import (
    IN_PERSON,
    OTHER,
    OptionList,
    Other,
    flat,
    raw_options,
    repeated,
)
from intake.kinds.response import Terms, Value, coding

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from intake.answers.sent import Sent


@cache
def _follow_up() -> "TypeAdapter[Any]":
    """Made when the first follow-up is met: most forms have none, and the models of all kinds
    inside the models of some take longer to build than everything else."""
    from pydantic import TypeAdapter

    from intake.kinds import AnyItem  # late: the kinds are made of this

    return TypeAdapter(dict[Code, Annotated[tuple[AnyItem, ...], Field(min_length=1)]])


def _read_follow_up(value: Any, info: ValidationInfo) -> Any:
    return _follow_up().validate_python(value, context=info.context)


def _written_follow_up(value: dict[str, tuple[Item, ...]]) -> Any:
    return {
        code: [item.model_dump(by_alias=True) for item in items] for code, items in value.items()
    }


FollowUp = Annotated[
    dict[str, tuple[Item, ...]],
    Read(
        core_schema.with_info_plain_validator_function(
            _read_follow_up,
            serialization=core_schema.plain_serializer_function_ser_schema(_written_follow_up),
        ),
        {},
        "FollowUp",
    ),
]
"""Items that apply when the answer is given by whose code they stand."""


class Coded(Item):
    """What the kinds share whose answers are codes: each may open further questions."""

    one_line = False
    is_coded = True
    facts: ClassVar = {"follow_up": "aside"}
    follow_up: FollowUp = Field(
        default_factory=dict,
        description="Items that apply when this answer is given: {yes: [How many?]}.",
    )

    def offered_codes(self) -> Iterator[str]:
        """The codes of the answers that the content offers, in their order."""
        raise NotImplementedError

    def other_text(self) -> str | None:
        """The wording of the last option, which has a line to write on; None if there is none."""
        return None

    def answer_codes(self) -> tuple[str, ...]:
        other = [OTHER] if self.other_text() else []
        return (*self.offered_codes(), *[IN_PERSON] * self.sensitive, *other)

    def controls(self, date_order: str) -> Iterator[Control]:
        """Buttons or ticks, with those that `sensitive` and `other` add, and the other's line."""
        is_one = self.answer == "code"
        yield Control(self.id, "radio" if is_one else "checkbox", self.answer_codes())
        if self.other_text():
            yield Control(f"{self.id}.{OTHER}", "text", most=500)

    def value_type(self) -> str:
        return "Coding"

    def valued(self, value: Any, beside: dict[str, Any], terms: Terms) -> Value:
        """A code; words for another answer as words (FHIR open-choice)."""
        if value == OTHER and beside.get(OTHER):
            return {"valueString": beside[OTHER]}
        return coding(value, self.display(value, terms), terms)

    def display(self, code: str, terms: Terms) -> str | None:
        """The words that `code` has on the form."""
        own = terms.say("I would rather talk in person") if code == IN_PERSON else None
        return own or self.wording().get(code)

    def take(self, sent: "Sent") -> str | list[str] | None:
        is_one = self.answer == "code"
        one = sent.code(self.id) if is_one else None
        codes = [one] if one else [] if is_one else sent.codes(self.id)
        if getattr(self, "other", None) and (words := sent.words(f"{self.id}.{OTHER}")):
            sent.beside[OTHER] = words
            if OTHER not in codes:
                sent.fault("W704", "has another answer written, but its box is not ticked")
        return one if is_one else codes or None

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        field, *more = self.controls("")
        other = {name: beside.get(OTHER) for name, *_ in more}
        if self.answer == "code":
            return {self.id: value, **other}
        chosen = {f"{self.id}={code}": ticked(code in (value or ())) for code in field.values}
        return chosen | other

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        possible, opened = cls.possible(raw), raw.get("follow_up")
        for code in opened if isinstance(opened, dict) else ():
            if possible is not None and code not in possible and re.fullmatch(CODE, str(code)):
                what = f"“{shorten(str(code))}” is not the code of an answer to this question"
                yield ("follow_up", code), "E403", what, suggest(code, sorted(possible))
        yield from unknown_codes(raw.get("initial"), possible, "initial")


def unknown_codes(
    value: Any, possible: frozenset[str] | None, *trail: str | int
) -> Iterator[Fault]:
    """A fault for each code in `value` (one, or a list) that is not `possible`."""
    for index, code in enumerate(value if isinstance(value, list) else [value]):
        is_code = isinstance(code, str) and re.fullmatch(CODE, code)
        if is_code and possible and code not in possible:
            here = (*trail, index) if isinstance(value, list) else trail
            what = f"“{shorten(code)}” is not the code of an answer to this question"
            yield here, "E309", what, suggest(code, sorted(possible))


def other_faults(raw: dict[str, Any]) -> Iterator[Fault]:
    """A fault for a kind's `other` that is a flag instead of words."""
    if raw.get("other") in ("true", "false", "yes", "no"):
        what = "“other” is the wording of the last option, not yes or no"
        yield ("other",), "E304", what, "write its words, like other: Something else"


class Select(Coded):
    """What select_one and select_multiple share."""

    facts: ClassVar = {"options": "code"}
    options: OptionList = Field(
        description="The answers, each a text or {code, text}; in groups {title, options}."
    )
    other: Other = None

    def other_text(self) -> str | None:
        return self.other

    @classmethod
    def possible(cls, raw: dict[str, Any]) -> frozenset[str] | None:
        codes = {identity(option, "code") for _, option in raw_options(raw.get("options"))}
        codes |= {OTHER} if raw.get("other") else set()
        codes |= {IN_PERSON} if raw.get("sensitive") == "true" else set()
        return frozenset(codes - {""}) or None

    def offered_codes(self) -> Iterator[str]:
        for option in flat(self.options):
            yield option.code

    def wording(self) -> dict[str, str]:
        more = {OTHER: self.other} if self.other else {}
        return {option.code: option.text for option in flat(self.options)} | more

    def view(self, date_order: str) -> dict[str, Any]:
        options = list(flat(self.options))
        count = columns([option.text for option in options], one_row=not self.other)
        wide = tuple(option.code for option in options if too_wide(option.text, count))
        grouped = len(options) > len(self.options)
        fits = not grouped and not wide and other_fits(len(options), count, self.other or "")
        return {"columns": count, "wide": wide, "other_fits": fits}

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        options = list(raw_options(raw.get("options"), "options"))
        yield from repeated(options)
        yield from other_faults(raw)
        for trail, option in options:
            if raw.get("other") and identity(option, "code") == OTHER:
                what = f"the code “{OTHER}” is taken by the line that other: adds"
                cure = "remove this option, or give it another code, like {code: other_2, text: …}"
                yield (*trail, "code"), "E406", what, cure
            if raw.get("sensitive") == "true" and identity(option, "code") == IN_PERSON:
                what = "sensitive: true adds this answer itself"
                yield trail, "E402", what, "remove this option, or sensitive"
