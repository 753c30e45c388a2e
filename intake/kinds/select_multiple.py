"""select_multiple: any number of several options."""

from typing import Literal

from intake.kinds.base import Select


class SelectMultiple(Select):
    """Stored as the list of chosen codes, with `other` and a text where that is offered."""

    kind: Literal["select_multiple"] = "select_multiple"
