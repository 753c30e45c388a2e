"""quantity: an amount and a unit that the patient chooses."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from intake.answers.control import Control
from intake.content.types import Fault
from intake.kinds.base import digits, in_inches
from intake.kinds.bounds import Bounded, within
from intake.kinds.options import Option, raw_options, repeated
from intake.kinds.response import Terms, Value, quantity, ucum_of

if TYPE_CHECKING:
    from intake.answers.sent import Sent


class Quantity(Bounded):
    """Stored as a number and the code of its unit (FHIR Quantity with unitOption)."""

    kind: Literal["quantity"] = "quantity"
    facts: ClassVar = {"units": "unit"}
    one_line = False
    answer = "words"
    units: Annotated[tuple[Option, ...], Field(min_length=1, max_length=12)] = Field(
        description="The units to choose from, each a text or {code, text}."
    )

    def controls(self, date_order: str) -> Iterator[Control]:
        yield Control(f"{self.id}.value", "text", most=20, usual=digits(self) or 0)
        yield Control(f"{self.id}.unit", "radio", tuple(unit.code for unit in self.units))

    def put(self, value: Any) -> Iterator[tuple[str, Any]]:
        yield from ((f"{self.id}.{key}", part) for key, part in value.items())

    def value_type(self) -> str:
        return "Quantity"

    def valued(self, value: Any, beside: dict[str, Any], terms: Terms) -> Value:
        unit = {one.code: one for one in self.units}.get(value.get("unit"))
        if unit is None:
            return quantity(value, None, None, terms)
        return quantity(value, str(unit.text), ucum_of(unit), terms)

    def script(self) -> dict[str, Any]:
        ucum = {unit.code: code for unit in self.units if (code := ucum_of(unit))}
        return super().script() | ({"ucum": ucum} if ucum else {})

    def take(self, sent: "Sent") -> dict[str, str] | None:
        units = [unit.code for unit in self.units]
        found = amount(sent, f"{self.id}.value", f"{self.id}.unit", units)
        within(sent, self.min, Decimal(found["value"]) if "value" in found else None, self.max)
        return found or None

    def suffices(self, value: Any, beside: dict[str, Any]) -> bool:
        return super().suffices(None, beside) or len(value or {}) == 2

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        return {f"{self.id}.{key}": (value or {}).get(key) for key in ("value", "unit")}

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        yield from repeated(raw_options(raw.get("units"), "units"))

    def view(self, date_order: str) -> dict[str, Any]:
        width = digits(self)
        return {"inches": in_inches(width) if width else None}


def amount(sent: "Sent", value: str, unit: str, units: Sequence[str]) -> dict[str, str]:
    """`value` and `unit`, as far as they are answered, from the fields of those names.

    An only unit need not be ticked.
    """
    number = sent.number(value, sent.words(value))
    code = sent.code(unit) or (units[0] if len(units) == 1 and number is not None else None)
    if number is not None and not code:
        sent.fault("E718", "is an amount without a unit")
    if code and number is None and not sent.is_left(value):
        sent.fault("E718", "is a unit without an amount")
    shown = {} if number is None else {"value": format(number, "f")}
    return shown | ({"unit": code} if code else {})
