"""What the kinds share whose answer is asked in named parts, such as a person's name."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import Field

from intake.content.problems import shorten
from intake.content.types import Fault
from intake.content.values import Flag
from intake.kinds.base import Item


class InParts(Item):
    """A box for each of `parts`, in the order in which they are written."""

    one_line = False
    answer = "words"
    autofill_tokens: ClassVar[dict[str, str]]
    """For each part that there is, HTML's autofill token (HTML 4.10.18.7.1)."""
    essential: ClassVar[frozenset[str]]
    """The parts without which a required answer is none, as far as they are asked."""

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
        needed = self.essential & set(self.parts) or set(self.parts)
        boxes = [
            {
                "part": part,
                "token": self.autofill_tokens[part] if self.autofill else None,
                "required": self.required and part in needed,
            }
            for part in self.parts
        ]
        return {"part_boxes": boxes}
