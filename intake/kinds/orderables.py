"""orderables: the tests that the clinician may order."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from intake.content.types import Fault, Text
from intake.content.values import No, NoText
from intake.kinds.base import Item
from intake.kinds.options import MAX_OPTIONS, Option, raw_options, repeated


class Orderable(Option):
    """One test. `details` are ticked separately: which blood values, which part of the body."""

    text: Text = Field(description="The test, as it is read.")
    details: Annotated[tuple[Option, ...], Field(max_length=20)] = Field(
        (), description="What is ticked separately within it."
    )


class Orderables(Item):
    """A table: order, test with its details, when, result or note, initials."""

    kind: Literal["orderables"] = "orderables"
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
