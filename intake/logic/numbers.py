"""The numbers of questions: running through the patient's part, the same in every output."""

from intake.content.model import Questionnaire, Section


def numbers(form: Questionnaire) -> dict[str, int]:
    """The number of each question that has one, by its id, in reading order."""
    counted = [item for section in form.sections if _counts(section) for item in section.items]
    numbered = [item.id for item in counted if item.numbered]
    return {item: number for number, item in enumerate(numbered, 1)}


def _counts(section: Section) -> bool:
    return section.for_ == "patient" and not section.appearance
