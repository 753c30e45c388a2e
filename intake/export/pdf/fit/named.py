"""Which item an element of the sheet is of, and how long its answers may be."""

from typing import Any

from intake.content.model import Questionnaire
from intake.export.pdf.fit.marks import number
from intake.kinds.base import Item, digits

SHORT = 4
"""Digits of a day, a month, a year: a field for numbers that holds no more has a known length."""


class Names:
    """The items of one form, by the elements that stand for them on the sheet."""

    def __init__(self, form: Questionnaire) -> None:
        self.form = form.id
        self._items = {item.id: item for item in form.items}

    def item(self, element: Any) -> str:
        """The id of the item whose element this is, from its data-item; empty for none."""
        name = "" if element is None else str(element.get("data-item") or "")
        return name if name in self._items else ""

    def length(self, element: Any, field: Any) -> int | None:
        """The most characters of an answer in `field`, if the content or the field says it."""
        item = self._items.get(self.item(element))
        most = number(field, "maxlength")
        if field.get("inputmode") == "numeric" and 0 < most <= SHORT:
            return most
        own = field.get("name") in (getattr(item, "id", ""), f"{getattr(item, 'id', '')}.value")
        return _declared(item) if item is not None and own else None


def _declared(item: Item) -> int | None:
    """By `width`, which is what an answer normally has, else `max_length`, else the limits."""
    for name in ("width", "max_length"):
        if value := getattr(item, name, None):
            return int(value)
    return digits(item)
