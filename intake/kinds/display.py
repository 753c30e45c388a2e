"""display: words to read, no answer."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from intake.answers.control import Control
from intake.content.values import No, NoText
from intake.kinds.base import Item

if TYPE_CHECKING:
    from intake.answers.sent import Sent


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

    def controls(self, date_order: str) -> Iterator[Control]:
        yield from ()

    def take(self, sent: "Sent") -> None:
        return None

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        return {}
