"""The sheets that are made of a form: one of its editions on one size of paper."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from intake.editions import EDITION_BY_NAME, EDITIONS, PAPERS, STANDARD, Edition, Hand

if TYPE_CHECKING:
    from intake.content.model import Clinic, Questionnaire

__all__ = [
    "EDITIONS",
    "EDITION_BY_NAME",
    "PAPERS",
    "STANDARD",
    "Edition",
    "Hand",
    "Sheet",
    "sheets",
    "usual",
]


@dataclass(frozen=True)
class Sheet:
    """One edition on one size of paper, printed on one side (or as it comes) or `duplex`."""

    edition: Edition
    paper: str
    duplex: bool

    def marks(self, clinic: "Clinic") -> tuple[str, ...]:
        """What a file's name says of it: nothing of the standard edition on the clinic's paper."""
        is_standard, is_usual = self.edition == STANDARD, self.paper == clinic.paper
        return (
            *(() if is_standard else (self.edition.name,)),
            *(() if is_usual else (self.paper,)),
        )

    def view(self, form: "Questionnaire") -> Any:
        """What templates see of it as `sheet`: plain values only.

        `portal` is the form's address on the portal, and `code` its QR code, where it is shown;
        a line may end between the `portal_pieces`.
        """
        portal = form.clinic.portal if self.edition.is_for_patients else None
        address = portal and portal.format(form=form.id, language=form.language)
        return SimpleNamespace(
            edition=self.edition.name,
            is_for_patients=self.edition.is_for_patients,
            shows_codes=self.edition.shows_codes,
            paper=self.paper,
            duplex=self.duplex,
            is_draft=form.is_draft,
            portal=address,
            portal_pieces=address and pieces(address),
            code=address and _code(address),
        )


def pieces(address: str) -> list[str]:
    """An address cut where a line of it may end: behind / ? & and =, and in what is long, but not
    beside a hyphen, which might be taken for one that is not part of it."""
    found = re.findall(r"[^/?&=]*[/?&=]+|[^/?&=]+", address)
    return [part for one in found for part in re.findall(_PIECE, one)]


_PIECE = r".{1,18}(?<!-)(?!-)|.+"
"""As many characters as a line of large print has room for beside the label block."""


def _code(text: str) -> Any:
    from intake.export.qr import quiet_size, svg_path

    return SimpleNamespace(size=quiet_size(text), path=svg_path(text))


def usual(clinic: "Clinic") -> Sheet:
    """The standard edition on the clinic's paper."""
    return Sheet(STANDARD, clinic.paper, clinic.duplex)


def sheets(
    clinic: "Clinic", editions: Iterable[str] = (), papers: Iterable[str] = ()
) -> tuple[Sheet, ...]:
    """The sheets to make of each form: the clinic's, or the `editions` and `papers` asked for."""
    names = dict.fromkeys(editions or clinic.editions)
    sizes = dict.fromkeys(papers or (clinic.paper,))
    return tuple(
        Sheet(EDITION_BY_NAME[name], paper, clinic.duplex) for name in names for paper in sizes
    )
