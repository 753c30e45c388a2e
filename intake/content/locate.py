"""Where the item or the form that a problem is about stands in the content."""

from intake.content.document import Trail
from intake.content.problems import Problem
from intake.content.validate import Checked

_KEYS = {"E517": "max_pages"}
"""The key of the form that a problem is about, by its code."""


def located(checked: Checked, problem: Problem) -> Problem:
    """`problem` at the place of its item, else of its form, where it has no place in a file yet."""
    if problem.place.line or problem.form not in checked.outlines:
        return problem
    content = checked.content
    form: Trail = ("forms", problem.form)
    written = (*form, _KEYS.get(problem.code, ""))
    if trail := _item(checked, problem):
        place = content.place(trail)
    else:
        place = content.place(form if content.value(written) is None else written, key=True)
    made = content.problem(place, problem.code, problem.what, problem.cure)
    return made._replace(form=problem.form, item=problem.item)


def _item(checked: Checked, problem: Problem) -> Trail | None:
    placed = (item for section in checked.outlines[problem.form] for item in section.items)
    return next((item.trail for item in placed if item.id == problem.item), None)
