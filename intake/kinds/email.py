"""email: an email address."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from intake.content.values import Whole
from intake.kinds.contact_point import ContactPoint


class Email(ContactPoint):
    """One address; 254 characters are the most that mail servers take (RFC 5321, 4.5.3.1.3)."""

    kind: Literal["email"] = "email"
    facts: ClassVar = {"max_length": "length", "autocomplete": "appearance"}
    called = "an email address"
    pattern = (  # HTML 4.10.5.1.5, word for word, without its anchors
        r"[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
        r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
    )
    max_length: Annotated[Whole, Field(ge=6, le=254)] = Field(
        254, description="The most characters that fit, 6 to 254."
    )
    autocomplete: Literal["email", "off"] = Field(
        "email", description="off where it is not the patient's own (HTML autofill)."
    )

    @property
    def longest(self) -> int:
        return self.max_length
