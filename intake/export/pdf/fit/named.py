"""Which item an element of the sheet is of, and how long its answers may be."""

from typing import Any

from intake.answers.control import Control
from intake.content.model import Questionnaire
from intake.locales import longest_month


class Names:
    """The items of one form, by the elements that stand for them on the sheet."""

    def __init__(self, form: Questionnaire) -> None:
        self.form = form.id
        self._items = {item.id: item for item in form.items}
        controls = [one for item in form.items for one in item.fields(form.clinic.order)]
        self._usual = {one.name: _usual(one, form.language) for one in controls}

    def item(self, element: Any) -> str:
        """The id of the item whose element this is, from its data-item; empty for none."""
        name = "" if element is None else str(element.get("data-item") or "")
        return name if name in self._items else ""

    def usual(self, field: Any) -> int:
        """How many characters an answer in `field` normally has, as its kind says; else 0."""
        return self._usual.get(field.get("name") or "", 0)


def _usual(control: Control, language: str) -> int:
    """A month has at most as many as the longest name of one in the form's language."""
    if not control.is_month:
        return control.usual
    return min(control.most, longest_month(language))
