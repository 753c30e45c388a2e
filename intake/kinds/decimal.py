"""decimal: a number that may have a fraction."""

from typing import Literal

from pydantic import Field

from intake.content.types import ShortText
from intake.content.values import Number
from intake.kinds.base import SingleLine
from intake.kinds.bounds import Bounded


class Decimal(SingleLine, Bounded):
    """A number such as a temperature or a weight, with its unit if it has one."""

    kind: Literal["decimal"] = "decimal"
    answer = "number"
    unit: ShortText | None = Field(None, description="The unit, which stands behind the box.")
    initial: Number | None = Field(None, description="What stands there to begin with.")
