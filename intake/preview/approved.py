"""What is known of the forms' approvals, for the page for staff: by whom, when, what changed since.

It asks intake.approvals and intake.compare, and nothing else here does.
"""

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from intake.approvals import record
from intake.approvals.fingerprint import fingerprint, of_language
from intake.approvals.kept import kept
from intake.compare import wording
from intake.compare.difference import FormDifference
from intake.compare.forms import compare_forms
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, shorten
from intake.content.validate import Checked
from intake.preview.approval import Approval

LISTED = 20
"""Changes that are told on the page of a form; the comparison tells all."""
LONGEST = 200
"""Characters of a wording there."""
_UNKNOWN = "What was approved cannot be found any more, so nobody can tell what has changed."


class Approved:
    """The approvals beside the questions in `folder`. It remembers what it compared: a comparison
    is asked for after every save, and made anew only where a form or its approval is another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told: dict[tuple[str, str], tuple[str, ...]] = {}
        self._pages: dict[str, tuple[str, str]] = {}
        self._alone = threading.Lock()  # a page takes seconds, in which it is asked for again

    def __call__(self, checked: Checked) -> Mapping[str, tuple[Approval, ...]]:
        """The approvals of each form. Raises ContentError for what is wrong in approvals.yaml."""
        approvals = record.read(self._folder)
        found: dict[str, list[Approval]] = {}
        if approvals is None:
            return {}
        for form in checked.questionnaires:
            for language in form.clinic.languages:
                if last := approvals.latest(form.id, language):
                    is_changed = language in (form.unapproved or ())
                    changes = self._changes(form, approvals, last) if is_changed else ()
                    made = Approval(language, last.by, last.date.isoformat(), changes)
                    found.setdefault(form.id, []).append(made)
        return {name: tuple(own) for name, own in found.items()}

    def page(self, form: Questionnaire) -> str | None:
        """The comparison of `form` with what was approved, as a page with pictures; None where
        there is nothing to compare with. It lays both out, which takes seconds; the last page of
        each form is remembered. Raises ContentError where one of the two cannot be read or made.
        """
        from intake.compare.page import page
        from intake.compare.sides import since_approval

        with self._alone:
            comparison, before, after = since_approval(form, self._folder)
            if not before.forms:
                return None
            key = f"{before.forms[0].revision} {form.revision} {comparison}"
            if self._pages.get(form.id, ("", ""))[0] != key:
                self._pages[form.id] = key, page(comparison, before, after)
            return self._pages[form.id][1]

    def _changes(
        self, form: Questionnaire, approvals: record.Approvals, last: record.Approval
    ) -> tuple[str, ...]:
        now = fingerprint(form, last.language)
        key = last.revision, now
        if key not in self._told:
            try:
                first = form.clinic.languages[0]
                before = kept(approvals, last, first)
                found = [*_lines(compare_forms(before, of_language(form, last.language)))]
            except ContentError:
                found = [_UNKNOWN]
            more = len(found) - LISTED
            told = found[:LISTED] + ([f"{more} more"] if more > 0 else [])
            self._told[key] = tuple(told) or (_UNKNOWN,)
        return self._told[key]


def _lines(difference: FormDifference) -> Iterator[str]:
    """A line for each change, the weightiest first, with what it is about."""
    if said := wording.state(difference):
        yield said
    for subject, change in difference.changes():
        said = wording.in_line(change) or ""
        if not said:
            sides = (("now", change.new), ("was", change.old))
            words = (f"{name} “{shorten(text, LONGEST)}”" for name, text in sides if text)
            said = f"{wording.what(change)}: {', '.join(words)}"
        yield f"{wording.subject(subject, difference.language)}: {said}"
