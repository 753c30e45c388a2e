"""What staff are told of a form's approval. Who asks for it gives `Site` a function `Approvals`."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from intake.content.model import Questionnaire
from intake.content.validate import Checked


class Approval(NamedTuple):
    """The last approval of a form in one language: by whom and when (as 2026-11-01), and what has
    changed since, in words. It is approved as it is where there are no `changes`."""

    language: str
    by: str
    date: str
    changes: tuple[str, ...] = ()


class Approvals(Protocol):
    """Who knows of approvals; intake/preview/approved.py has the one that does."""

    def __call__(self, checked: Checked, /) -> Mapping[str, tuple[Approval, ...]]:
        """The approvals of the forms, by their ids; what was never approved is not among them."""

    def page(self, form: Questionnaire, /) -> str | None:
        """The comparison of a form with what was approved, as a page, if there is anything."""


class Nobody:
    """No form has an approval."""

    def __call__(self, checked: Checked, /) -> Mapping[str, tuple[Approval, ...]]:
        return {}

    def page(self, form: Questionnaire, /) -> str | None:
        return None


nobody_asks = Nobody()
