"""phone: a telephone number."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from intake.content.values import Whole
from intake.kinds.contact_point import ContactPoint


class Phone(ContactPoint):
    """A number as people write it: spaces, brackets, dots and an extension are all welcome.

    A number of E.164 has at most 15 digits; a prefix for calls abroad or a (0) may add some.
    """

    kind: Literal["phone"] = "phone"
    facts: ClassVar = {"max_length": "length", "autocomplete": "appearance"}
    called = "a telephone number"
    pattern = (
        r"[+]?[ (]*(?:[0-9][ ().-]*){5,20}"
        r"(?:(?:[xX#]|[eE][xX][tT](?:[.]|[eE][nN][sS][iI][oO][nN])?)[ ]*[0-9]{1,8})?"
    )
    max_length: Annotated[Whole, Field(ge=5, le=100)] = Field(
        40, description="The most characters that fit, 5 to 100."
    )
    autocomplete: Literal["tel", "off"] = Field(
        "tel", description="off where it is not the patient's own (HTML autofill)."
    )

    @property
    def longest(self) -> int:
        return self.max_length
