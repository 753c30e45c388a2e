"""What the elements of a sheet mean to what stands in them, by their classes and tags.

These are the names that a template of the clinic's own has to keep; `recognised.py` says where one
does not.
"""

from typing import Any

from intake.export.pdf.fit.marks import Where

_UNITS = frozenset({"intake-option", "intake-step", "intake-field", "intake-date-part"})
_HEADS = {
    "intake-title": "title",
    "intake-clinician-head": "title",
    "intake-section-intro": "title",
    "intake-lead": "title",
    "intake-when": "title",
    "intake-question": "question",
    "intake-hint": "question",
}
_TAGS = {"h1": "form", "thead": "table", "legend": "group"}


def meaning(element: Any, where: Where) -> dict[str, Any]:
    """What `element` changes in `where` for the marks in it."""
    changes: dict[str, Any] = {}
    tag, names = element.tag, (element.get("class") or "").split()
    if "intake-item" in names:
        changes |= {"item": element, "head": "", "head_of": None}
        changes |= {"unit": None, "row": None, "table": None}
    if head := _head(tag, names, where):
        changes |= {"head": head, "head_of": element}
    if tag == "label" and (target := element.get("for")):
        changes["label"] = target
    if tag == "table":
        changes["table"] = element
    if tag == "tr" and where.head != "table":
        changes |= {"row": element, "unit": element}
    elif where.unit is None and not _UNITS.isdisjoint(names):
        changes["unit"] = element
    return changes


def _head(tag: str, names: list[str], where: Where) -> str:
    """The heading that an element is; empty for none. What is in an item heads no other."""
    if where.head == "running":
        return ""
    head = next((_HEADS[name] for name in names if name in _HEADS), _TAGS.get(tag, ""))
    return "" if head == "title" and where.item is not None else head
