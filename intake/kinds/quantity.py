"""quantity: an amount and a unit that the patient chooses."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from intake.content.types import Fault, fail
from intake.kinds.base import Bounded, Option, columns


class Quantity(Bounded):
    """Stored as a number and the code of its unit (FHIR Quantity with unitOption)."""

    kind: Literal["quantity"] = "quantity"
    one_line = False
    units: Annotated[tuple[Option, ...], Field(min_length=1, max_length=12)]

    def view(self, date_order: str) -> dict[str, Any]:
        return {"columns": columns(self.units)}

    @model_validator(mode="after")
    def _check_units(self) -> Self:
        codes = [unit.code for unit in self.units]
        faults: list[Fault] = [
            (("units", index), "E402", f"the unit “{code}” appears twice", "remove one of them")
            for index, code in enumerate(codes)
            if code in codes[:index]
        ]
        fail(faults)
        return self
