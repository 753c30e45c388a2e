"""Content checked again after a save: only what has changed, if it is nothing but forms.

What is right or wrong in a form follows from itself, from the forms that it is made of, from the
shared sections and the clinic block, and from nothing else.
"""

from typing import Any

from intake.content.gather import Content
from intake.content.outline import made_of
from intake.content.problems import ContentError
from intake.content.validate import Checked, validate


def validate_again(content: Content, last: Checked) -> Checked:
    """What `validate` gives. Where the documents of `content` are those of `last` but for some that
    hold forms, only these forms, and those made of them, are checked; the others are the same
    objects as in `last`.

    Raises ContentError with every problem at once.
    """
    forms = _saved(content, last.content)
    if forms is None:
        return validate(content)
    if not forms:
        return last._replace(content=content)
    forms |= {name for name in content.data["forms"] if made_of(content.data, [name]) & forms}
    try:
        part = validate(content.part(made_of(content.data, forms)))
    except ContentError:
        return validate(content)  # which tells all
    return _together(content, last, part, forms)


def _together(content: Content, last: Checked, part: Checked, forms: set[str]) -> Checked:
    """`last`, with the `forms` as they are in `part`."""

    def each(old: Any, new: Any) -> dict[str, Any]:
        return {name: (new if name in forms else old)[name] for name in content.data["forms"]}

    def by_id(checked: Checked) -> dict[str, Any]:
        return {form.id: form for form in checked.questionnaires}

    models = each(last.library.forms, part.library.forms)
    return Checked(
        content,
        last.library.model_copy(update={"forms": models}),
        each(last.outlines, part.outlines),
        tuple(each(by_id(last), by_id(part)).values()),
    )


def _saved(content: Content, last: Content) -> set[str] | None:
    """The ids of the forms in the documents that have changed, also of those that are gone; None
    where there is anything else in them."""
    was = {one.file: one for one in last.documents}
    now = {one.file: one for one in content.documents}
    if was.keys() != now.keys() or any(problem.is_error for problem in content.problems):
        return None
    forms: set[str] = set()
    for file in (file for file in now if was[file] is not now[file]):
        for data in (was[file].data, now[file].data):
            if data.keys() != {"forms"}:
                return None
            forms |= data["forms"].keys()
    return forms
