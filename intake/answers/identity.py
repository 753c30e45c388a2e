"""Which form, in which version and revision, some answers are to."""

import re
from collections.abc import Iterable
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


class Forms:
    """The forms that answers may be to. Each is made ready once, in each language that is asked."""

    def __init__(self, questionnaires: Iterable[Questionnaire]) -> None:
        self.wholes = {whole.id: whole for whole in questionnaires}
        self._readings: dict[str, dict[str, Questionnaire]] = {}

    def answered(self, identity: Identity) -> Questionnaire | Fault:
        """The form that was answered, in its language as far as the clinic has that now."""
        whole = self.wholes.get(identity.form)
        if whole is None:
            return _unknown(identity.form, list(self.wholes))
        if whole.id not in self._readings:
            self._readings[whole.id] = {one.language: one for one in whole.readings()}
        found = self._readings[whole.id]
        return found.get(identity.language, found[whole.language])


def _unknown(form: str, known: list[str]) -> Fault:
    if not form:
        what, cure = "does not say which form it is", "fill in the PDF that intake build made"
        return Fault("", "E709", what, cure)
    what = f"is of the form “{shorten(form)}”, which the questions do not have"
    return Fault("", "E709", what, f"name the file with it in --questions; {suggest(form, known)}")
