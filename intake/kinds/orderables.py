"""orderables: the tests that the clinician may order."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from intake.content.types import Fault, Text, fail
from intake.kinds.base import MAX_OPTIONS, Item, Option


class Orderable(Option):
    """One test. `details` are ticked separately: which blood values, which part of the body."""

    text: Text
    details: Annotated[tuple[Option, ...], Field(max_length=20)] = ()
    exclusive: Literal[False] = False


class Orderables(Item):
    """A table: order, test with its details, when, result or note, initials."""

    kind: Literal["orderables"] = "orderables"
    numbered = False
    one_line = False
    audience = frozenset({"clinician"})
    options: Annotated[tuple[Orderable, ...], Field(min_length=1, max_length=MAX_OPTIONS)]

    @model_validator(mode="after")
    def _check_codes(self) -> Self:
        codes = [option.code for option in self.options]
        faults: list[Fault] = [
            (("options", index), "E402", f"the code “{code}” appears twice", "rename one of them")
            for index, code in enumerate(codes)
            if code in codes[:index]
        ]
        for index, option in enumerate(self.options):
            inner = [detail.code for detail in option.details]
            faults += [
                (
                    ("options", index, "details", place),
                    "E402",
                    f"the code “{code}” appears twice in “{option.code}”",
                    "rename one of them",
                )
                for place, code in enumerate(inner)
                if code in inner[:place]
            ]
        fail(faults)
        return self
