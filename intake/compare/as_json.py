"""A comparison as plain data for programs; docs/diff-json.md promises it."""

from typing import Any

from intake.compare.difference import GROUPS, Change, Comparison, FormDifference, Subject
from intake.compare.version import fitting, is_raised


def document(comparison: Comparison) -> dict[str, Any]:
    """The whole comparison."""
    return {
        "version": 1,
        "same": comparison.is_same,
        "old": comparison.old,
        "new": comparison.new,
        "clinic": [_change(change) for change in comparison.clinic],
        "forms": [_form(form) for form in comparison.forms],
    }


def _form(form: FormDifference) -> dict[str, Any]:
    old, new = form.versions
    return {
        "id": form.id,
        "old_id": form.was or None,
        "title": form.title,
        "state": form.state,
        "old": {"version": old, "revision": form.revisions[0]} if old else None,
        "new": {"version": new, "revision": form.revisions[1]} if new else None,
        "approved": {"by": form.by, "date": form.on} if form.by else None,
        "counts": {group: form.count(group) for group in GROUPS},
        "level": form.level,
        "version_raised": is_raised(form),
        "version_fitting": fitting(old, form.level) or None,
        "unfit": list(form.unfit),
        "changes": [_of(subject, change) for subject, change in form.changes()],
    }


def _of(subject: Subject, change: Change) -> dict[str, Any]:
    about = {
        "sort": subject.sort,
        "id": subject.id,
        "old_id": subject.was or None,
        "text": subject.text,
        "number": subject.number,
        "section": subject.section or None,
    }
    return {"about": about, **_change(change)}


def _change(change: Change) -> dict[str, Any]:
    return {
        "group": change.group,
        "sort": change.sort,
        "level": change.level,
        "what": change.what,
        "language": change.language or None,
        "old": change.old,
        "new": change.new,
        "unfit": list(change.unfit),
    }
