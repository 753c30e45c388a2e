"""The editions: the ways in which one form is laid out on paper.

The content, its revision and the numbers of the questions are the same in all of them; only
sizes, room and what stands beside a question differ. What an edition looks like is in
templates/styles/edition-<name>.css. To add one: its entry in EDITIONS, from which the clinic's key
and the command line take their choices, and that style sheet. Facts only: every command has them.
"""

from dataclasses import dataclass
from typing import Literal

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
