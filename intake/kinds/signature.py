"""signature: a line to sign on, and the date."""

from typing import Literal

from pydantic import Field

from intake.content.values import Flag, No
from intake.kinds.base import Item


class Signature(Item):
    """Signed by hand on paper; on screen, the name typed in full."""

    kind: Literal["signature"] = "signature"
    numbered = False
    one_line = False
    answer = "words"
    readonly: No = False
    sensitive: No = False
    dated: Flag = Field(True, description="Whether the date stands beside it.")
