"""yes_no: yes or no, and if wanted "not sure"."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from intake.content.types import Code
from intake.content.values import Flag
from intake.kinds.coded import Coded
from intake.kinds.options import IN_PERSON


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

    @classmethod
    def possible(cls, raw: dict[str, Any]) -> frozenset[str]:
        more = {"not_sure": raw.get("not_sure"), IN_PERSON: raw.get("sensitive")}
        return frozenset({"yes", "no"} | {code for code, flag in more.items() if flag == "true"})
