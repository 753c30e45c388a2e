"""The editions: the ways in which one form is laid out on paper.

The content, its revision and the numbers of the questions are the same in all of them; only
sizes, room and what stands beside a question differ. What an edition looks like is in
templates/styles/edition-<name>.css. To add one: its entry in EDITIONS, that style sheet, and its
name in EditionName (intake/content/model.py); a test holds the three equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from intake.content.model import Clinic, Questionnaire

PAPERS = ("letter", "a4")


@dataclass(frozen=True)
class Hand:
    """The room that a hand needs, in points: the height of a field, the sides of a box to tick,
    from one written line to the next, and the width of a character.

    A field of 16 pt, lines 8.5 mm apart and five characters to an inch are what UKAAF, OERL and
    others ask of forms that anyone fills in (docs/decisions/0012-fit.md).
    """

    field: float = 16
    tick: float = 10
    line: float = 24.09
    character: float = 72 / 5


@dataclass(frozen=True)
class Edition:
    """`audience`: who it is for. In points, `size` is the least that a question or an option has,
    `small` the least of anything. `shows_codes`: whether ids and option codes are printed."""

    name: str
    audience: Literal["patient", "staff"]
    size: float
    small: float
    shows_codes: bool
    about: str
    hand: Hand = Hand()

    @property
    def is_for_patients(self) -> bool:
        """Whether a patient may be given it."""
        return self.audience == "patient"


_SMALL_HAND = Hand(field=11, tick=9, line=17, character=72 / 8)
"""Of staff, who write in charts all day."""
STANDARD = Edition("standard", "patient", 12, 8, False, "for most patients")
EDITIONS = (
    STANDARD,
    Edition("large-print", "patient", 18, 12, False, "for patients who see less well"),
    Edition("compact", "staff", 9, 8, False, "for the chart, on the fewest pages", _SMALL_HAND),
    Edition("coded", "staff", 12, 8, True, "for those who enter answers: with ids and codes"),
)
EDITION_BY_NAME = {edition.name: edition for edition in EDITIONS}


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

        `portal` is the form's address on the portal, and `code` its QR code, where it is shown.
        """
        portal = form.clinic.portal if self.edition.is_for_patients else None
        address = portal and portal.format(form=form.id, language=form.language)
        return SimpleNamespace(
            edition=self.edition.name,
            is_for_patients=self.edition.is_for_patients,
            shows_codes=self.edition.shows_codes,
            paper=self.paper,
            duplex=self.duplex,
            is_draft=form.status == "draft",
            portal=address,
            code=address and _code(address),
        )


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
