"""orderables: the tests that the clinician may order."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from intake.answers.control import Control
from intake.content.types import Fault, Text
from intake.content.values import No, NoText
from intake.kinds.base import Item, ticked
from intake.kinds.options import MAX_OPTIONS, Option, raw_options, repeated

if TYPE_CHECKING:
    from intake.answers.sent import Sent

REMARKS = ("when", "note", "initials")
"""What is written beside each test."""


class Orderable(Option):
    """One test. `details` are ticked separately: which blood values, which part of the body."""

    facts: ClassVar = {"details": "code"}
    text: Text = Field(description="The test, as it is read.")
    details: Annotated[tuple[Option, ...], Field(max_length=20)] = Field(
        (), description="What is ticked separately within it."
    )


class Orderables(Item):
    """A table: order, test with its details, when, result or note, initials."""

    kind: Literal["orderables"] = "orderables"
    facts: ClassVar = {"options": "code"}
    numbered = False
    one_line = False
    answer = "none"
    audience = frozenset({"clinician"})
    required: No = False
    readonly: No = False
    sensitive: No = False
    reason: NoText = None
    constraint_message: NoText = None
    options: Annotated[tuple[Orderable, ...], Field(min_length=1, max_length=MAX_OPTIONS)] = Field(
        description="The tests."
    )

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        options = list(raw_options(raw.get("options"), "options"))
        yield from repeated(options)
        for trail, option in options:
            if isinstance(option, dict):
                yield from repeated(raw_options(option.get("details"), *trail, "details"))

    def controls(self, date_order: str) -> Iterator[Control]:
        yield Control(self.id, "checkbox", tuple(option.code for option in self.options))
        for option in self.options:
            name = f"{self.id}.{option.code}"
            if option.details:
                yield Control(name, "checkbox", tuple(detail.code for detail in option.details))
            for remark in REMARKS:
                yield Control(f"{name}.{remark}", "text", most=500)

    def take(self, sent: "Sent") -> dict[str, Any] | None:
        """By the code of each test of which anything is ticked or written: whether it is `ordered`,
        its `details`, and the remarks."""
        ordered = sent.codes(self.id)
        found: dict[str, Any] = {}
        for option in self.options:
            name = f"{self.id}.{option.code}"
            given: dict[str, Any] = {key: sent.words(f"{name}.{key}") for key in REMARKS}
            given["details"] = sent.codes(name) if option.details else []
            given = {key: value for key, value in given.items() if value}
            if given or option.code in ordered:
                found[option.code] = {"ordered": option.code in ordered, **given}
        return found or None

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        made = {}
        for option in self.options:
            name, given = f"{self.id}.{option.code}", (value or {}).get(option.code, {})
            made[f"{self.id}={option.code}"] = ticked(given.get("ordered", False))
            for detail in option.details:
                made[f"{name}={detail.code}"] = ticked(detail.code in given.get("details", ()))
            made |= {f"{name}.{key}": given.get(key) for key in REMARKS}
        return made
