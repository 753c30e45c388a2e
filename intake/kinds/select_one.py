"""select_one: one of several options."""

from typing import Literal

from intake.content.types import Fault
from intake.kinds.base import Select, flat


class SelectOne(Select):
    """Stored as the code of the chosen option, or `other` with a text."""

    kind: Literal["select_one"] = "select_one"

    def more_faults(self) -> list[Fault]:
        what = "exclusive has no meaning here: only one option can be chosen anyway"
        return [
            (("options", *trail, "exclusive"), "E408", what, "remove it, or use select_multiple")
            for trail, option in flat(self.options)
            if option.exclusive
        ]
