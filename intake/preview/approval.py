"""What staff are told of a form's approval. Who asks for it gives `Site` a function `Approvals`."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from intake.content.validate import Checked


class Approval(NamedTuple):
    """By whom and when (as 2026-11-01) a form was approved, and what has changed since, in words.

    Nothing has changed where there are no `changes`.
    """

    by: str
    date: str
    changes: tuple[str, ...] = ()


Approvals = Callable[[Checked], Mapping[str, Approval]]
"""The approvals of the forms, by their ids; a form that was never approved is not among them."""


def nobody_asks(checked: Checked) -> Mapping[str, Approval]:
    """No form has an approval."""
    return {}
