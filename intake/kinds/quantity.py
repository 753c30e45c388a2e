"""quantity: an amount and a unit that the patient chooses."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from intake.content.types import Fault
from intake.kinds.base import digits, in_inches
from intake.kinds.bounds import Bounded
from intake.kinds.options import Option, raw_options, repeated


class Quantity(Bounded):
    """Stored as a number and the code of its unit (FHIR Quantity with unitOption)."""

    kind: Literal["quantity"] = "quantity"
    one_line = False
    answer = "words"
    units: Annotated[tuple[Option, ...], Field(min_length=1, max_length=12)] = Field(
        description="The units to choose from, each a text or {code, text}."
    )

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        yield from repeated(raw_options(raw.get("units"), "units"))

    def view(self, date_order: str) -> dict[str, Any]:
        width = digits(self)
        return {"inches": in_inches(width) if width else None}
