"""address: a postal address in its parts."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from intake.kinds.in_parts import InParts

Part = Literal["line", "city", "state", "postal_code", "country"]


class Address(InParts):
    """Stored by part, as FHIR's Address has them. `line` is all that stands above the city."""

    kind: Literal["address"] = "address"
    autofill_tokens: ClassVar = {
        "line": "street-address",
        "city": "address-level2",
        "state": "address-level1",
        "postal_code": "postal-code",
        "country": "country-name",
    }
    lengths: ClassVar = {"line": 300}
    essential = frozenset({"line", "city"})
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=5)] = Field(
        ("line", "city", "state", "postal_code"), description="What is asked, in this order."
    )
