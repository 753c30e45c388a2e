"""E518: the fields that can be seen on the pages are not those that the form has.

What is missing is an answer that nobody can give; a PDF with other fields is not read back.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from intake.content.model import Questionnaire
from intake.export.pdf.fit.finding import Finding, Findings
from intake.export.pdf.fit.marks import Mark, Page

CURE = "remove the rule or the template of your own that hides or adds it"


class Control(NamedTuple):
    """One box to write in or to tick: `value` is what a tick stands for."""

    name: str
    sort: str
    value: str


def unlike(pages: Iterable[Page], form: Questionnaire) -> Findings:
    """Every control of `form` that is on no page, and every one that is not its own."""
    wanted = Counter(_wanted(form))
    every = [mark for page in pages for mark in page.marks]
    marks = [mark for mark in every if mark.sort in ("field", "tick") and not _is_copy(mark)]
    places: dict[str, tuple[int, Any]] = {}
    for mark in every:
        if mark.where.item is not None:
            name = mark.where.item.get("data-item") or ""
            places.setdefault(name, (mark.where.page, mark.where.item))
    found = Counter(_own(mark.box.element) for mark in marks)
    for control, what in (
        *((one, "is not to be seen") for one in wanted - found),
        *((one, "is none of the form's") for one in found - wanted),
    ):
        page, item = places.get(control.name.partition(".")[0], (1, None))
        value = f" for “{control.value}”" if control.value else ""
        kind = "field" if control.sort == "text" else "box to tick"
        yield Finding("E518", page, item, f"the {kind} “{control.name}”{value} {what}", CURE)


def _wanted(form: Questionnaire) -> Iterable[Control]:
    for item in form.items:
        for one in item.fields(form.clinic.order):
            for value in one.values or ("",):
                yield Control(one.name, one.sort, value)


def _own(element: Any) -> Control:
    sort = element.get("type") or "text"
    is_tick = sort in ("radio", "checkbox")
    value = element.get("value") or "" if is_tick else ""
    return Control(element.get("name") or "", sort if is_tick else "text", value)


def _is_copy(mark: Mark) -> bool:
    """Whether it only repeats another field, as the head of the page does."""
    return "data-copy" in mark.box.element.attrib
