"""What is not wrong but deserves a word: warnings, which keep nothing from being made."""

from collections.abc import Iterator

from intake.content.problems import Problem
from intake.content.untranslated import untranslated
from intake.content.validate import Checked

TEMPLATE_LANGUAGE = "en"
"""The language of the words that templates add: Page 1 of 2, Day, Yes, (optional)."""


def lint(checked: Checked) -> Iterator[Problem]:
    """The warnings about valid content, beside those that loading found."""
    content = checked.content
    yield from (problem for problem in content.problems if not problem.is_error)
    languages = checked.library.clinic.languages
    if languages[0].split("-")[0] != TEMPLATE_LANGUAGE:
        what = (
            f"the words that the form adds itself (Page, Day, Yes) are English, not {languages[0]}"
        )
        cure = (
            "put your words into copies of the templates, in a folder templates/ beside this file"
        )
        at = content.place(("clinic", "languages", 0))
        yield content.problem(at, "W103", what, cure)
    yield from untranslated(checked)
