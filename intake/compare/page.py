"""A comparison as one page to print for the meeting, with pictures of the forms."""

from types import SimpleNamespace
from typing import Any

from intake.approvals.fingerprint import of_language
from intake.compare import wording
from intake.compare.difference import GROUPS, Change, Comparison, FormDifference
from intake.compare.marks import Piece, marked
from intake.compare.sides import Side
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, shorten
from intake.content.words import direction

_PICTURE = 'src=""'
"""Where the template has a picture; no text can hold it, because its quotes are escaped."""


def page(comparison: Comparison, before: Side, after: Side) -> str:
    """The whole page: no script, no request; pictures are in it.

    Raises ContentError when a template is wrong.
    """
    from intake.export.policy import PLACE, policy
    from intake.export.rendering import Renderer

    forms = [_form(form, before, after) for form in comparison.changed]
    clinics = [one.clinic.name for side in (after, before) for one in side.forms]
    data = {
        "clinic": clinics[0] if clinics else "",
        "old": comparison.old,
        "new": comparison.new,
        "nothing": wording.nothing(comparison) if comparison.is_same else None,
        "same": len(comparison.forms) - len(comparison.changed),
        "changes": [_change(change, "en") for change in comparison.clinic],
        "forms": forms,
    }
    made = Renderer(after.folder / "templates").fill("compare.html", "en", data)
    addresses = [one.address for form in forms for sight in form.sights for one in sight.shown]
    first, *others = made.split(_PICTURE)
    filled = (f'src="{one}"{rest}' for one, rest in zip(addresses, others, strict=True))
    whole = first + "".join(filled)
    rule = f'"{policy(whole, None)}; img-src data:"'
    return whole.replace(PLACE, PLACE.replace('""', rule), 1)


def _form(form: FormDifference, before: Side, after: Side) -> Any:
    sights, problem = _sights(form, before, after)
    return SimpleNamespace(
        title=form.title,
        id=form.id,
        versions=wording.versions(form),
        state=wording.state(form),
        lang=form.language,
        summary=wording.summary(form) if form.state == "changed" else "",
        groups=[_group(form, group) for group in GROUPS if form.count(group)],
        unfit=form.unfit,
        sights=sights,
        problem=problem,
    )


def _group(form: FormDifference, group: Any) -> Any:
    """The changes of a group below what they are about."""
    subjects: list[Any] = []
    last = None
    for subject, change in form.changes(group):
        if subject is not last:
            subjects.append(
                SimpleNamespace(
                    before=wording.before(subject),
                    text=shorten(subject.text, wording.LONGEST),
                    id=subject.id,
                    changes=[],
                )
            )
        last = subject
        subjects[-1].changes.append(_change(change, form.language))
    return SimpleNamespace(title=wording.TITLES[group], count=form.count(group), subjects=subjects)


def _change(change: Change, language: str) -> Any:
    """`sides` are the wordings, each with its label and its pieces."""
    sentence = wording.in_line(change)
    sides: list[Any] = []
    if sentence is None:
        both = change.old is not None and change.new is not None
        pieces = (
            marked(change.old or "", change.new or "")
            if both
            else (
                _plain(change.old),
                _plain(change.new),
            )
        )
        if change.sort == "stale":
            pieces = ((), _plain(change.new))
        named = zip(("Was", "Now"), ("old", "new"), pieces, strict=True)
        sides = [
            SimpleNamespace(label=label, name=name, pieces=one) for label, name, one in named if one
        ]
    spoken = change.language or language
    return SimpleNamespace(
        what=sentence or wording.what(change),
        sides=sides,
        unfit=change.unfit,
        lang=spoken,
        dir=direction(spoken),
    )


def _plain(text: str | None) -> tuple[Piece, ...]:
    return ((text, False),) if text is not None else ()


def _sights(form: FormDifference, before: Side, after: Side) -> tuple[list[Any], str]:
    """The pages that look different, and why there are none."""
    from intake.compare.pictures import sights

    old = _of(before, form.was)
    new = _of(after, form.id)
    if not old or not new:
        return [], ""
    if form.by:  # then `old` is the original alone, as it was approved
        new = of_language(new, form.language)
    spoken = {change.language for _, change in form.changes("translation")}
    shared = [one for one in new.clinic.languages if one in old.clinic.languages]
    found = []
    try:
        for language in shared:
            if language != shared[0] and language not in spoken:
                continue
            for sight in sights(old, new, (before.folder, after.folder), language):
                found.append(_sight(sight, form, language, len(shared) > 1))
    except ContentError as error:
        problem = error.problems[0]
        return [], f"There are no pictures: {problem.what}; {problem.cure}."
    return found, "" if found else "On paper, the pages look as they did."


def _sight(sight: Any, form: FormDifference, language: str, many: bool) -> Any:
    named = f"Page {sight.page}" + (f", in {wording.language(language)}" if many else "")
    sides = (("Before", sight.old), ("After", sight.new))
    shown = [
        SimpleNamespace(label=label, alt=f"{named}, {label.lower()}", **one._asdict())
        for label, one in sides
        if one
    ]
    return SimpleNamespace(title=named, shown=shown)


def _of(side: Side, name: str) -> Questionnaire | None:
    return next((form for form in side.forms if form.id == name), None)
