"""The names of the files that are made of a form."""

from intake.content.model import Questionnaire
from intake.export.edition import Sheet


def file_name(questionnaire: Questionnaire, extension: str, sheet: Sheet | None = None) -> str:
    """`headache.pdf`; where it is not the clinic's first language, its paper or the standard
    edition, that is said: `headache.es.large-print.a4.pdf`."""
    language, clinic = questionnaire.language, questionnaire.clinic
    names = [questionnaire.id]
    if language != clinic.languages[0]:
        names.append(language)
    if sheet:
        names += sheet.marks(clinic)
    return ".".join(names) + extension
