"""decimal: a number that may have a fraction."""

from typing import Literal

from intake.content.types import ShortText
from intake.kinds.base import Bounded


class Decimal(Bounded):
    """A number such as a temperature or a weight, with its unit if it has one."""

    kind: Literal["decimal"] = "decimal"
    one_line = True
    unit: ShortText | None = None
