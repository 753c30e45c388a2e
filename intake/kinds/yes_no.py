"""yes_no: yes or no, and if wanted "not sure"."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from intake.content.types import Code
from intake.content.values import Flag
from intake.kinds.coded import Coded
from intake.kinds.options import IN_PERSON
from intake.kinds.response import Terms, Value

WORDS = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}
"""The codes as the template words them."""


class YesNo(Coded):
    """Stored as `yes`, `no` or `not_sure`; worded by the form's language."""

    kind: Literal["yes_no"] = "yes_no"
    answer = "code"
    is_yes_or_no = True
    unsure = "add not_sure: true"
    not_sure: Flag = Field(False, description="Adds “Not sure”; wise for facts about health.")
    initial: Code | None = Field(None, description="The answer that is ticked to begin with.")

    def begun(self) -> Any:
        return self.initial

    def offered_codes(self) -> Iterator[str]:
        yield from ("yes", "no", *["not_sure"] * self.not_sure)

    def value_type(self) -> str:
        """A boolean, unless there are other answers than yes and no."""
        return "Boolean" if self.answer_codes() == ("yes", "no") else super().value_type()

    def valued(self, value: Any, beside: dict[str, Any], terms: Terms) -> Value:
        if self.value_type() == "Boolean":
            return {"valueBoolean": value == "yes"}
        return super().valued(value, beside, terms)

    def display(self, code: str, terms: Terms) -> str | None:
        return terms.say(WORDS[code]) if code in WORDS else super().display(code, terms)

    @classmethod
    def possible(cls, raw: dict[str, Any]) -> frozenset[str]:
        more = {"not_sure": raw.get("not_sure"), IN_PERSON: raw.get("sensitive")}
        return frozenset({"yes", "no"} | {code for code, flag in more.items() if flag == "true"})
