"""What a patient is told of an answer that does not fit: words of the page's own script."""

from intake.answers.sent import Fault
from intake.content.model import Questionnaire
from intake.kinds.base import Answer, Item

_SAID: dict[Answer, str] = {
    "none": "Enter an answer.",
    "words": "Enter an answer.",
    "code": "Choose an answer.",
    "codes": "Tick at least one.",
    "number": "Enter a number in digits.",
    "date": "Enter a date.",
    "time": "Enter a time, like {time}.",
    "rows": "Choose an answer in each row.",
}
"""By what an answer is, as templates/scripts/words.html has it; so it is in the catalogues."""
_LONG = "Use at most {most} characters."
_REFUSED = "The clinic’s computer could not take them."


def message(fault: Fault, form: Questionnaire) -> str | None:
    """What is said of `fault` at its question, in the language of `form`; None for a warning.

    The question's own `constraint_message` where it has one and was answered. It never quotes an
    answer.
    """
    from intake.export.language import translations

    if fault.code[0] == "W" and fault.code != "W702":
        return None
    say = translations(form.language).gettext
    item = next((one for one in form.items if one.id == fault.item), None)
    if item is None:
        return str(say(_REFUSED))
    if fault.code != "E711" and item.constraint_message:
        return str(item.constraint_message)
    if fault.code == "E715":
        return str(say(_LONG)).format(most=_most(item, form))
    return str(say(_SAID[item.answer])).format(time="08:30")


def _most(item: Item, form: Questionnaire) -> int:
    """The characters that the smallest box of `item` takes."""
    return min(control.most for control in item.fields(form.clinic.order) if control.most)
