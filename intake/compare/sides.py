"""What is compared: files, folders, a revision of git, or what was approved."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from intake.approvals.fingerprint import of_language
from intake.approvals.kept import kept
from intake.approvals.record import Approvals, read
from intake.compare.difference import Change, Comparison, FormDifference, Subject
from intake.compare.forms import compare, compare_forms
from intake.compare.git import checked_out, revision_of
from intake.content.gather import APPROVALS, approvals_home, gather, home
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Place, Problem
from intake.content.validate import validate

APPROVED = "approved"
NAMED = "what was approved"
USUAL = Path("questions.yaml")


class Side(NamedTuple):
    """One of the two: what it is, in words, and its forms. `folder` has the clinic's templates."""

    name: str
    forms: tuple[Questionnaire, ...]
    folder: Path


def compared(old: str, new: str, wanted: Iterable[str] = ()) -> tuple[Comparison, Side, Side]:
    """The comparison of `old` with `new`, and the two sides, of the forms `wanted`, or of all.

    Each is a path, `REVISION:`, `REVISION:path` or `approved`. A revision without a path, and
    what was approved, are of the path on the other side, else of questions.yaml. Raises
    ContentError where one of the two cannot be read.
    """
    path = next((Path(one) for one in (new, old) if _is_path(one)), USUAL)
    sides = [_side(one, path) for one in (old, new) if one != APPROVED]
    if len(sides) < 2:
        known = sides[0] if sides else _side(str(path), path)
        approved = _approved(known, path)
        sides = [known if one != APPROVED else approved for one in (old, new)]
    chosen = {*wanted}
    before, after = (
        side._replace(forms=tuple(one for one in side.forms if not chosen or one.id in chosen))
        for side in sides
    )
    if old == APPROVED and new != APPROVED:
        return _since_approval(before, after, path), before, after
    return compare(before.forms, after.forms, (before.name, after.name)), before, after


def since_approval(form: Questionnaire, folder: Path) -> tuple[Comparison, Side, Side]:
    """What changed in `form`, of the questions in `folder`, since it was approved; and both sides,
    the first without a form where it was never approved. Raises ContentError."""
    path = folder / USUAL
    after = Side("the questions as they are now", (form,), folder)
    approvals, first = _approvals(path), form.clinic.languages[0]
    last = approvals.latest(form.id, first)
    before = Side(NAMED, (kept(approvals, last, first),) if last else (), folder)
    return _since_approval(before, after, path), before, after


def _is_path(name: str) -> bool:
    return name != APPROVED and revision_of(name) is None


def _side(name: str, path: Path) -> Side:
    found = revision_of(name)
    if not found:
        source = Path(name)
        return Side(name, validate(gather([source])).questionnaires, home([source]))
    revision, below = found
    asked = Path(below) if below else path
    with checked_out(name, revision, asked) as source:
        try:
            forms = validate(gather([source])).questionnaires
        except ContentError as error:
            raise ContentError(
                [_named(one, source, name, asked) for one in error.problems]
            ) from None
    return Side(name, forms, home([path]))


def _named(problem: Problem, source: Path, name: str, asked: Path) -> Problem:
    """The problem with the name by which a person knows the file: `HEAD~3:forms/pain.yaml`."""
    revision = name.partition(":")[0]
    file = problem.place.file.replace(str(source), f"{revision}:{asked.as_posix()}", 1)
    return problem._replace(place=problem.place._replace(file=file))


def _approved(other: Side, path: Path) -> Side:
    """The originals that were approved: of the forms of `other`, and of those that are gone."""
    approvals = _approvals(path)
    forms = []
    for form in other.forms:
        first = form.clinic.languages[0]
        if last := approvals.latest(form.id, first):
            forms.append(kept(approvals, last, first))
    known = {form.id for form in other.forms}
    is_all = path.is_dir() or path.name == USUAL.name  # else other files have other forms
    gone = {one.form for one in approvals.entries if is_all and one.form not in known}
    for name in sorted(gone):
        first = other.forms[0].clinic.languages[0]
        if last := approvals.latest(name, first):
            with suppress(ContentError):  # what was kept of it may be gone with it
                forms.append(kept(approvals, last, first))
    return Side(NAMED, tuple(forms), home([path]))


def _approvals(path: Path) -> Approvals:
    folder = approvals_home([path])
    found = read(folder)
    if found is None:
        what = "is not there: nothing is approved yet"
        cure = "name what to compare with, like HEAD~1: or old.yaml, or approve the forms first"
        raise ContentError([Problem(Place(str(folder / APPROVALS)), "E805", what, cure)])
    return found


def _since_approval(before: Side, after: Side, path: Path) -> Comparison:
    """What changed since it was approved: the original, and each translation since its own
    approval."""
    approvals = _approvals(path)
    originals = [of_language(form, form.clinic.languages[0]) for form in after.forms]
    whole = {form.id: form for form in after.forms}
    made = compare(before.forms, originals, (before.name, after.name))
    forms = [
        _with_translations(one, whole[one.id], approvals) if one.id in whole else one
        for one in made.forms
    ]
    return replace(made, clinic=(), forms=tuple(forms))


_WHOLE = "The translation"


def _with_translations(
    found: FormDifference, form: Questionnaire, approvals: Approvals
) -> FormDifference:
    first, *others = form.clinic.languages
    subjects = list(found.subjects)
    last = approvals.latest(form.id, first)
    if not last:
        return found
    for language in others:
        if approval := approvals.latest(form.id, language):
            now = of_language(form, language)
            more = compare_forms(kept(approvals, approval, first), now)
            subjects = _together(subjects, more.subjects)
        else:
            never = Change("translation", "unapproved", _WHOLE, language=language)
            new = Subject("form", form.id, form.id, found.title, "", None, (never,))
            subjects = _together(subjects, [new])
    is_same = found.state == "same" and not subjects
    return replace(
        found,
        subjects=tuple(subjects),
        state="same" if is_same else "changed",
        by=last.by,
        on=last.date.isoformat(),
    )


def _together(subjects: list[Subject], more: Iterable[Subject]) -> list[Subject]:
    """The subjects with the changes of translation of `more`."""
    made = {(one.sort, one.id): one for one in subjects}
    for one in more:
        changes = tuple(change for change in one.changes if change.group == "translation")
        if not changes:
            continue
        known = made.get((one.sort, one.id), replace(one, changes=()))
        made[one.sort, one.id] = replace(known, changes=(*known.changes, *changes))
    return list(made.values())
