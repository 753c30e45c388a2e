"""Which form, in which version and revision, some answers are to."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from intake.content.model import Questionnaire

Pair = tuple[str, str]
"""The name of a control and what was typed or chosen, as a browser would send them."""

NAMES = tuple(f"intake.{key}" for key in ("form", "version", "revision", "language", "edition"))
"""The controls that say what was answered. A page sends all but the last."""


class Identity(NamedTuple):
    """What answers say of themselves; empty where they do not. `revision` may be shortened."""

    form: str = ""
    version: str = ""
    revision: str = ""
    language: str = ""
    edition: str = ""

    @property
    def has_revision(self) -> bool:
        """Whether it says a revision, and not something that can be none."""
        return re.fullmatch("[0-9a-f]{8,64}", self.revision) is not None

    def is_of(self, questionnaire: Questionnaire) -> bool:
        """Whether exactly this revision of the content was answered."""
        return self.has_revision and questionnaire.revision.startswith(self.revision)


def identify(pairs: Iterable[Pair]) -> Identity:
    """The identity that is among `pairs`; of a name that is there twice, none."""
    found: dict[str, list[str]] = {name: [] for name in NAMES}
    for name, value in pairs:
        if name in found:
            found[name].append(value.strip())
    return Identity(*(values[0] if len(values) == 1 else "" for values in found.values()))
