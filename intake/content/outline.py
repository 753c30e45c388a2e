"""Which sections and items each form has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.content.document import Trail
from intake.kinds.base import Item


@dataclass(frozen=True)
class PlacedItem:
    """An item in its form."""

    trail: Trail
    raw: Mapping[str, Any]
    id: str
    kind: type[Item] | None
    parent: tuple[str, str] | None = None


@dataclass(frozen=True)
class PlacedSection:
    """A section in its form."""

    trail: Trail
    at: Trail
    raw: Mapping[str, Any]
    id: str
    items: tuple[PlacedItem, ...]
    changes: tuple[Trail, ...] = ()

    @property
    def audience(self) -> str:
        """Who fills it in: `patient` or `clinician`."""
        return "clinician" if self.raw.get("for") == "clinician" else "patient"

    @property
    def condition_trail(self) -> Trail | None:
        """Where its enable_when stands."""
        return (*self.trail, "enable_when") if "enable_when" in self.raw else None


Outline = tuple[PlacedSection, ...]
