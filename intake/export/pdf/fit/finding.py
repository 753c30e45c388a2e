"""One thing that does not fit, before it is told as a problem with its form and edition."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from intake.content.problems import shorten

MENDED = "remove the rule of your own templates/styles that makes it so"
"""The cure where the built-in styles cannot have caused it."""


class Finding(NamedTuple):
    """`item` is the item's element, or its `data-item` alone where it has none on the sheet; None
    for what belongs to the form as a whole."""

    code: str
    page: int
    item: Any
    what: str
    cure: str


Findings = Iterator[Finding]


def quoted(text: str, limit: int = 32) -> str:
    """The beginning of `text`, as it is shown in a problem."""
    return f"“{shorten(text.strip(), limit)}”"
