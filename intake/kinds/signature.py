"""signature: a line to sign on, and the date."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from intake.answers.control import Control
from intake.content.values import Flag, No
from intake.kinds.base import Item
from intake.kinds.response import Node, Terms, in_parts

if TYPE_CHECKING:
    from intake.answers.sent import Sent


class Signature(Item):
    """Signed by hand on paper; on screen, the name typed in full."""

    kind: Literal["signature"] = "signature"
    facts: ClassVar = {"dated": "offers"}
    numbered = False
    one_line = False
    answer = "words"
    readonly: No = False
    sensitive: No = False
    dated: Flag = Field(True, description="Whether the date stands beside it.")

    def view(self, date_order: str) -> dict[str, Any]:
        return {"date_order": date_order}

    def controls(self, date_order: str) -> Iterator[Control]:
        yield Control(self.id, "text", most=200)
        if self.dated:
            yield Control(f"{self.id}.date", "text", most=40)

    def put(self, value: Any) -> Iterator[tuple[str, Any]]:
        for key, text in value.items():
            yield self.id if key == "name" else f"{self.id}.{key}", text

    def response(self, value: Any, beside: dict[str, Any], terms: Terms) -> Iterator[Node]:
        yield in_parts(self.id, {part: {"valueString": words} for part, words in value.items()})

    def take(self, sent: "Sent") -> dict[str, str] | None:
        """The name and the date as they were typed: the date's order is not asked for."""
        names = {"name": self.id, **({"date": f"{self.id}.date"} if self.dated else {})}
        given = {key: sent.words(name) for key, name in names.items()}
        return {key: words for key, words in given.items() if words} or None

    def suffices(self, value: Any, beside: dict[str, Any]) -> bool:
        return len(value or {}) == 1 + self.dated

    def lacks(self, value: Any) -> str:
        return "has no date" if "name" in value else "has a date, but is not signed"

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        date = {f"{self.id}.date": (value or {}).get("date")} if self.dated else {}
        return {self.id: (value or {}).get("name"), **date}
