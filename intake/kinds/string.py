"""string: an answer of one line."""

from typing import Annotated, Literal

from pydantic import Field

from intake.content.types import ShortText, Whole
from intake.kinds.base import Item


class String(Item):
    """One line to write on: a name, a number on a card."""

    kind: Literal["string"] = "string"
    one_line = True
    max_length: Annotated[Whole, Field(ge=1, le=1000)] | None = None
    autocomplete: ShortText | None = Field(
        None, description="HTML autofill token: name, tel, email ... (WCAG 2.2, 1.3.5)."
    )
