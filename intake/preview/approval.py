"""What staff are told of a form's approval. Who asks for it gives `Site` a function `Approvals`."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from intake.content.validate import Checked


class Approval(NamedTuple):
    """The last approval of a form in one language: by whom and when (as 2026-11-01), and what has
    changed since, in words. It is approved as it is where there are no `changes`."""

    language: str
    by: str
    date: str
    changes: tuple[str, ...] = ()


Approvals = Callable[[Checked], Mapping[str, tuple[Approval, ...]]]
"""The approvals of the forms, by their ids; what was never approved is not among them."""


def nobody_asks(checked: Checked) -> Mapping[str, tuple[Approval, ...]]:
    """No form has an approval."""
    return {}
