"""Which forms are approved as they are: who must know this asks here."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from intake import once
from intake.content.gather import APPROVALS
from intake.content.problems import ContentError, Place, Problem

if TYPE_CHECKING:
    from intake.approvals.record import Approval, Approvals
    from intake.content.model import Questionnaire

Standing = Literal["approved", "changed", "never"]
"""Approved as it is, changed since it was approved, or not approved at any time."""


class State(NamedTuple):
    """How a form stands in one language, and the last approval. `is_draft`: its pages say so."""

    form: str
    language: str
    standing: Standing
    approval: "Approval | None"
    is_draft: bool


def with_approvals(forms: "tuple[Questionnaire, ...]", folder: Path) -> "tuple[Questionnaire, ...]":
    """The forms, each knowing in which languages it is not what was approved.

    Where `folder` has no approvals.yaml they come back as they are. Raises ContentError for what
    is wrong in that file.
    """
    if not (folder / APPROVALS).exists():
        return forms
    from intake.approvals.record import read

    approvals = read(folder)
    return tuple(_unapproved_in(form, states([form], approvals)) for form in forms)


def _unapproved_in(form: "Questionnaire", found: "Iterable[State]") -> "Questionnaire":
    """The form, knowing it; the same object each time, for who remembers what it is made of."""
    languages = tuple(one.language for one in found if one.standing != "approved")
    copies = _copies(form)
    if languages not in copies:
        copies[languages] = form.model_copy(update={"unapproved": languages})
    return copies[languages]


@once.OfObject
def _copies(form: "Questionnaire") -> "dict[tuple[str, ...], Questionnaire]":
    return {}


def states(forms: "Iterable[Questionnaire]", approvals: "Approvals | None") -> Iterator[State]:
    """How each form stands in each of the clinic's languages, the first one first."""
    from intake.approvals.fingerprint import fingerprint

    for form in forms:
        for language in form.clinic.languages:
            last = approvals.latest(form.id, language) if approvals else None
            standing: Standing = "never"
            if last:
                is_same = last.revision == fingerprint(form, language)
                standing = "approved" if is_same else "changed"
            is_kept_from = approvals is not None and standing != "approved"
            is_draft = form.status == "draft" or is_kept_from
            yield State(form.id, language, standing, last, is_draft)


def require_approval(forms: "Iterable[Questionnaire]", folder: Path) -> None:
    """Raises ContentError naming each of `forms`, and each language of it, that is not approved
    as it is, or that says of itself that it is a draft."""
    from intake.approvals.record import read

    chosen = tuple(forms)
    drafts = {form.id for form in chosen if form.status == "draft"}
    problems = []
    for one in states(chosen, read(folder)):
        if one.standing == "approved" and one.form not in drafts:
            continue
        what, cure = _WHY[one.standing]
        if one.standing == "approved":
            what, cure = "says “status: draft”", "remove that line"
        named = f"“{one.form}” in {one.language}"
        cure = cure.format(form=one.form, language=one.language)
        problem = Problem(Place(str(folder / APPROVALS)), "E803", f"{named} {what}", cure)
        problems.append(problem._replace(form=one.form))
    if problems:
        raise ContentError(problems)


_APPROVE = "approve it: intake approve {form} --language {language} --by NAME"
_WHY = {
    "approved": ("", ""),
    "changed": ("has changed since it was approved", f"look at “intake diff”, and {_APPROVE}"),
    "never": ("is not approved", _APPROVE),
}
