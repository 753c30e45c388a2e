"""display: words to read, no answer."""

from typing import Literal

from intake.content.values import No, NoText
from intake.kinds.base import Item


class Display(Item):
    """An instruction or a note between questions."""

    kind: Literal["display"] = "display"
    numbered = False
    one_line = False
    answer = "none"
    required: No = False
    readonly: No = False
    sensitive: No = False
    constraint_message: NoText = None
    reason: NoText = None
