"""approve(): write down that a form is approved as it is, and keep what was approved."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from intake.approvals.fingerprint import fingerprint, of_language
from intake.approvals.kept import content_of, kept, path_of
from intake.approvals.record import Approval, Approvals, added, read
from intake.compare.forms import compare_forms
from intake.compare.version import advice
from intake.content.gather import APPROVALS
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Problem
from intake.content.validate import Checked
from intake.publish import alone
from intake.write import write_together


def approve(
    checked: Checked,
    folder: Path,
    forms: Sequence[Questionnaire],
    languages: Sequence[str],
    by: str,
    on: date,
    note: str | None = None,
) -> tuple[Approval, ...]:
    """Approve `forms` as they are, in `languages` (none: the clinic's first). Everything is
    written to `folder`, or nothing.

    Raises ContentError where a translation would be approved before its original, and where
    something cannot be read or written.
    """
    with alone(folder):  # who reads, adds and writes at the same moment would lose one of the two
        approvals = read(folder) or Approvals(folder / APPROVALS, ())
        first = checked.library.clinic.languages[0]
        chosen = sorted(dict.fromkeys(languages or [first]), key=lambda one: one != first)
        if first not in chosen:
            _check_originals(checked, approvals, forms, first)
        made = tuple(
            Approval(
                form=form.id,
                language=language,
                version=form.version,
                revision=fingerprint(form, language),
                by=by,
                date=on,
                note=note,
            )
            for form in forms
            for language in chosen
        )
        files = {approvals.path: added(approvals.path, made)}
        for form in forms:
            for language in chosen:
                path = path_of(approvals.path, form.id, language, first)
                files[path] = content_of(form, language)
        write_together(files)
        return made


def _check_originals(
    checked: Checked, approvals: Approvals, forms: Iterable[Questionnaire], first: str
) -> None:
    problems = []
    for form in forms:
        last = approvals.latest(form.id, first)
        if last is None or last.revision != fingerprint(form, first):
            what = f"the original of “{form.id}” ({first}) is not approved as it is"
            cure = f"approve it first, or with the translation: --language {first}"
            problems.append(_at(checked, form.id, "E804", what, cure))
    if problems:
        raise ContentError(problems)


def version_warnings(
    checked: Checked, folder: Path, forms: Iterable[Questionnaire]
) -> Iterator[Problem]:
    """A warning (W801) for each form that has changed since it was approved, and whose version
    was not raised as far as the changes ask; another (W802) for one that says it is a draft."""
    approvals = read(folder)
    first = checked.library.clinic.languages[0]
    for form in forms:
        last = approvals.latest(form.id, first) if approvals else None
        if approvals and last and (said := _advice(approvals, last, form)):
            what = f"changed since {last.by} approved it on {last.date}"
            yield _at(checked, form.id, "W801", f"“{form.id}” has {what}", said)
        if form.status == "draft":
            what = f"“{form.id}” says “status: draft”, so that it prints DRAFT all the same"
            yield _at(checked, form.id, "W802", what, "remove that line")


def _advice(approvals: Approvals, last: Approval, form: Questionnaire) -> str:
    """What to do about the version since the approval `last`; empty where it is right, or where
    what was approved is gone, so that nobody can tell: approving keeps it anew."""
    if last.revision == fingerprint(form, last.language):
        return ""
    try:
        before = kept(approvals, last, last.language)
    except ContentError:
        return ""
    said = advice(compare_forms(before, of_language(form, last.language)))
    return said and said[0].lower() + said[1:].rstrip(".")


_KEYS = {"W801": "version", "W802": "status"}


def _at(checked: Checked, form: str, code: str, what: str, cure: str) -> Problem:
    content = checked.content
    trail = ("forms", form, _KEYS.get(code, ""))
    known = trail if content.value(trail) is not None else trail[:2]
    found = content.problem(content.place(known, key=True), code, what, cure)
    return found._replace(form=form)
