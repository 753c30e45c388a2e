"""select_one: one of several options."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from intake.content.types import Code, Fault
from intake.kinds.coded import Select
from intake.kinds.options import raw_options


class SelectOne(Select):
    """Stored as the code of the chosen option, or `other` with a text."""

    kind: Literal["select_one"] = "select_one"
    takes = frozenset({"yes_no"})
    answer = "code"
    unsure = "add an option: {code: not_sure, text: Not sure}"
    initial: Code | None = Field(None, description="The option that is ticked to begin with.")

    def begun(self) -> Any:
        return self.initial

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        for trail, option in raw_options(raw.get("options"), "options"):
            if isinstance(option, dict) and option.get("exclusive") == "true":
                what = "exclusive has no meaning here: only one option can be chosen anyway"
                yield (*trail, "exclusive"), "E408", what, "remove it, or use select_multiple"
