"""Which form, in which version and revision, some answers are to."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from intake.answers.sent import Fault
from intake.content.model import Questionnaire
from intake.content.problems import shorten, suggest

Pair = tuple[str, str]
"""The name of a control and what was typed or chosen, as a browser would send them."""

NAMES = tuple(f"intake.{key}" for key in ("form", "version", "revision", "language", "edition"))
"""The controls that say what was answered. A page sends the first three only."""


class Identity(NamedTuple):
    """What answers say of themselves; empty where they do not. `revision` may be shortened."""

    form: str = ""
    version: str = ""
    revision: str = ""
    language: str = ""
    edition: str = ""

    def is_of(self, questionnaire: Questionnaire) -> bool:
        """Whether exactly this revision of the content was answered."""
        is_one = re.fullmatch("[0-9a-f]{8,64}", self.revision) is not None
        return is_one and questionnaire.revision.startswith(self.revision)


def identify(pairs: Iterable[Pair]) -> Identity:
    """The identity that is among `pairs`; of a name that is there twice, none."""
    found: dict[str, list[str]] = {name: [] for name in NAMES}
    for name, value in pairs:
        if name in found:
            found[name].append(value.strip())
    return Identity(*(values[0] if len(values) == 1 else "" for values in found.values()))


def choose(questionnaires: Sequence[Questionnaire], identity: Identity) -> Questionnaire | Fault:
    """The questionnaire that was answered, in its language as far as the clinic has that now."""
    whole = next((one for one in questionnaires if one.id == identity.form), None)
    if whole is None:
        if not identity.form:
            what, cure = "does not say which form it is", "use a PDF that intake build made"
        else:
            what = f"is of the form “{shorten(identity.form)}”, which the questions do not have"
            cure = suggest(identity.form, [one.id for one in questionnaires])
            cure = f"name the file with that form in --questions; {cure}"
        return Fault("", "E709", what, cure)
    readings = {one.language: one for one in whole.readings()}
    return readings.get(identity.language, readings[whole.language])
