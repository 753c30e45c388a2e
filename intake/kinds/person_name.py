"""person_name: a person's name in its parts."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from intake.content.types import Fault
from intake.kinds.in_parts import InParts

Part = Literal["prefix", "given", "middle", "family", "suffix"]


class PersonName(InParts):
    """Stored by part, as FHIR's HumanName has them; `middle` is there a second given name."""

    kind: Literal["person_name"] = "person_name"
    autofill_tokens: ClassVar = {
        "prefix": "honorific-prefix",
        "given": "given-name",
        "middle": "additional-name",
        "family": "family-name",
        "suffix": "honorific-suffix",
    }
    essential = frozenset({"given", "family"})
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=5)] = Field(
        ("given", "family"), description="What is asked, in this order."
    )

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        parts = raw.get("parts")
        if isinstance(parts, list) and parts and not {"given", "family"} & set(map(str, parts)):
            what = "a name needs a given or a family name"
            yield ("parts",), "E307", what, "add one, like parts: [given, family]"
