"""select_multiple: any number of several options."""

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from intake.content.types import Code
from intake.kinds.coded import Select
from intake.kinds.options import flat

if TYPE_CHECKING:
    from intake.answers.sent import Sent


class SelectMultiple(Select):
    """Stored as the list of chosen codes, with `other` and a text where that is offered."""

    kind: Literal["select_multiple"] = "select_multiple"
    answer = "codes"
    initial: tuple[Code, ...] = Field((), description="The options that are ticked to begin with.")

    def begun(self) -> Any:
        return self.initial

    def initial_answer(self) -> list[str] | None:
        return [code for code in self.answer_codes() if code in self.initial] or None

    def take(self, sent: "Sent") -> str | list[str] | None:
        chosen = super().take(sent)
        alone = {option.code for option in flat(self.options) if option.exclusive}
        if chosen and len(chosen) > 1 and alone.intersection(chosen):
            sent.fault("E717", "has ticks beside an answer that excludes all others")
        return chosen
