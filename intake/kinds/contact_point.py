"""What the kinds share by which the clinic reaches a person (FHIR ContactPoint)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from intake.content.problems import shorten
from intake.content.types import Fault, Name
from intake.content.values import matcher
from intake.kinds.base import SingleLine

if TYPE_CHECKING:
    from intake.answers.sent import Sent


class ContactPoint(SingleLine):
    """One line; on a telephone, the keys that such an answer needs."""

    answer = "words"
    pattern: ClassVar[str]
    """What a whole answer looks like; not for HTML's pattern=, which reads regular expressions in
    another way (flag v)."""

    called: ClassVar[str]
    """What an answer is, in words for the clinic."""

    initial: Name | None = Field(None, description="What stands there to begin with.")

    def begun(self) -> Any:
        return self.initial

    def script(self) -> dict[str, Any]:
        return {"pattern": self.pattern}

    def initial_answer(self) -> Any:
        return self.first_box(self.initial)

    def one(self, sent: "Sent", text: str) -> str:
        if not matcher(self.pattern)(text):
            said = f": {self.constraint_message}" if self.constraint_message else ""
            sent.fault("E714", f"does not look like {self.called}{said}")
        return text

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        initial = raw.get("initial")
        if isinstance(initial, str) and initial and not matcher(cls.pattern)(initial.strip()):
            what = f"“{shorten(initial)}” does not look like an answer to kind: {_name(cls)}"
            yield ("initial",), "E309", what, "correct it, or remove it"


def _name(kind: type[ContactPoint]) -> str:
    return str(kind.model_fields["kind"].default)
