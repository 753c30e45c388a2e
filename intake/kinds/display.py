"""display: words to read, no answer."""

from typing import Literal

from intake.content.types import Nothing
from intake.kinds.base import Item


class Display(Item):
    """An instruction or a note between questions."""

    kind: Literal["display"] = "display"
    numbered = False
    one_line = False
    answer = "none"
    required: Nothing = None
    readonly: Nothing = None
    sensitive: Nothing = None
    constraint_message: Nothing = None
    reason: Nothing = None
