"""What the kinds share whose answer is asked in named parts, such as a person's name."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from intake.answers.control import Control
from intake.content.problems import shorten
from intake.content.types import Fault
from intake.content.values import Flag
from intake.kinds.base import Item
from intake.kinds.response import Node, Terms, in_parts

if TYPE_CHECKING:
    from intake.answers.sent import Sent


LENGTH = 100


class InParts(Item):
    """A box for each of `parts`, in the order in which they are written."""

    one_line = False
    answer = "words"
    facts: ClassVar = {"parts": "part", "autofill": "appearance"}
    autofill_tokens: ClassVar[dict[str, str]]
    """For each part that there is, HTML's autofill token (HTML 4.10.18.7.1)."""
    essential: ClassVar[frozenset[str]]
    """The parts without which a required answer is none, as far as they are asked."""

    lengths: ClassVar[dict[str, int]] = {}
    """The most characters of those parts that have not LENGTH."""

    parts: tuple[str, ...]
    autofill: Flag = Field(
        False, description="Whether it is the patient's own, which the browser may fill in."
    )

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        given = raw.get("parts")
        parts = given if isinstance(given, list) else []
        for index, part in enumerate(parts):
            if isinstance(part, str) and part in parts[:index]:
                what = f"the part “{shorten(part)}” is asked twice"
                yield ("parts", index), "E309", what, "remove one of the two"

    def view(self, date_order: str) -> dict[str, Any]:
        needed = self._needed()
        boxes = [
            {
                "part": part,
                "token": self.autofill_tokens[part] if self.autofill else None,
                "required": self.required and part in needed,
            }
            for part in self.parts
        ]
        return {"part_boxes": boxes}

    def _needed(self) -> frozenset[str]:
        return self.essential.intersection(self.parts) or frozenset(self.parts)

    def script(self) -> dict[str, Any]:
        return {"essential": sorted(self._needed())}

    def controls(self, date_order: str) -> Iterator[Control]:
        for part in self.parts:
            yield Control(f"{self.id}.{part}", "text", most=self.lengths.get(part, LENGTH))

    def put(self, value: Any) -> Iterator[tuple[str, Any]]:
        yield from ((f"{self.id}.{key}", part) for key, part in value.items())

    def response(self, value: Any, beside: dict[str, Any], terms: Terms) -> Iterator[Node]:
        yield in_parts(self.id, {part: {"valueString": words} for part, words in value.items()})

    def take(self, sent: "Sent") -> dict[str, str] | None:
        given = {part: sent.words(f"{self.id}.{part}") for part in self.parts}
        return {part: words for part, words in given.items() if words} or None

    def suffices(self, value: Any, beside: dict[str, Any]) -> bool:
        return super().suffices(None, beside) or self._needed() <= (value or {}).keys()

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        return {f"{self.id}.{part}": (value or {}).get(part) for part in self.parts}
