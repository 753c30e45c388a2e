"""The forms that answers may be to, each made ready once."""

from collections.abc import Iterable

from intake.answers.expected import expected_fields
from intake.answers.identity import Identity
from intake.answers.sent import Fault
from intake.answers.stored import Field
from intake.content.model import Questionnaire
from intake.content.problems import shorten, suggest

_CURE = "fill in the PDF that intake build made"


class Forms:
    """The forms that answers may be to. Each is made ready once, in each language that is asked."""

    def __init__(self, questionnaires: Iterable[Questionnaire]) -> None:
        self.wholes = {whole.id: whole for whole in questionnaires}
        self._readings: dict[str, dict[str, Questionnaire]] = {}
        self._fields: dict[str, dict[str, Field]] = {}

    def answered(self, identity: Identity) -> Questionnaire | Fault:
        """The form that was answered, in its language as far as the clinic has that now."""
        whole = self.wholes.get(identity.form)
        if whole is None:
            return _unknown(identity.form, list(self.wholes))
        if not identity.has_revision:
            return Fault("", "E709", "does not say which revision of the form it is", _CURE)
        if whole.id not in self._readings:
            self._readings[whole.id] = {one.language: one for one in whole.readings()}
        found = self._readings[whole.id]
        return found.get(identity.language, found[whole.language])

    def fields(self, form: str) -> dict[str, Field]:
        """The fields that the PDF of the form with the id `form` has, by name."""
        if form not in self._fields:
            self._fields[form] = expected_fields(self.wholes[form])
        return self._fields[form]


def _unknown(form: str, known: list[str]) -> Fault:
    if not form:
        return Fault("", "E709", "does not say which form it is", _CURE)
    what = f"is of the form “{shorten(form)}”, which the questions do not have"
    return Fault("", "E709", what, f"name the file with it in --questions; {suggest(form, known)}")
