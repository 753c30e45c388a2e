"""What is not wrong but deserves a word: warnings, which keep nothing from being made.

Each check is a function from what was declared to findings; CHECKS lists them all.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from intake.content.lint.answers import repeated_options, scales, ungrouped
from intake.content.lint.boxes import boxes
from intake.content.lint.forms import repeated_questions, sources, templates_language, unused
from intake.content.lint.identifiers import changed_texts
from intake.content.lint.negatives import double_negatives
from intake.content.lint.not_sure import not_sure_missing
from intake.content.lint.reading_grade import reading_grades
from intake.content.lint.silence import silence
from intake.content.lint.subject import Declared, Finding
from intake.content.lint.two_questions import two_questions
from intake.content.lint.untranslated import untranslated
from intake.content.problems import Problem
from intake.content.validate import Checked

Check = Callable[[Declared], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    templates_language,
    untranslated,
    reading_grades,
    two_questions,
    double_negatives,
    not_sure_missing,
    ungrouped,
    repeated_options,
    repeated_questions,
    scales,
    changed_texts,
    unused,
    sources,
    boxes,
)


def warnings(checked: Checked, today: date | None = None) -> Iterator[Finding]:
    """The warnings about valid content, but those that it allows. Ages are counted to `today`."""
    day = today or datetime.now(UTC).date()
    declared = Declared(checked.library, checked.outlines, day)
    yield from silence((found for check in CHECKS for found in check(declared)), declared)


def lint(checked: Checked, today: date | None = None) -> tuple[Problem, ...]:
    """The warnings about valid content, with those that loading found, in reading order."""
    content = checked.content
    found = [problem for problem in content.problems if not problem.is_error]
    for trail, code, what, cure, key in warnings(checked, today):
        found.append(content.problem(content.place(trail, key=key), code, what, cure))
    return tuple(sorted(found))
