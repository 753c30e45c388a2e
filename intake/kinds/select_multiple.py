"""select_multiple: any number of several options."""

from typing import Literal

from pydantic import Field

from intake.content.types import Code
from intake.kinds.coded import Select


class SelectMultiple(Select):
    """Stored as the list of chosen codes, with `other` and a text where that is offered."""

    kind: Literal["select_multiple"] = "select_multiple"
    answer = "codes"
    initial: tuple[Code, ...] = Field((), description="The options that are ticked to begin with.")
