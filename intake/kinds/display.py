"""display: words to read, no answer."""

from typing import Literal

from intake.content.types import No
from intake.kinds.base import Item


class Display(Item):
    """An instruction or a note between questions."""

    kind: Literal["display"] = "display"
    numbered = False
    one_line = False
    required: No = False
