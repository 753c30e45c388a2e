"""What is not wrong but deserves a word: warnings, which keep nothing from being made."""

from collections.abc import Iterator

from intake.content.document import Document
from intake.content.problems import Problem

TEMPLATE_LANGUAGE = "en"
"""The language of the words that templates add: Page 1 of 2, Day, Yes, (optional)."""


def lint(document: Document) -> Iterator[Problem]:
    """The warnings about a valid document, beside those that loading found."""
    yield from (problem for problem in document.problems if not problem.is_error)
    languages = document.data["clinic"].get("languages", [TEMPLATE_LANGUAGE])
    if languages[0].split("-")[0] != TEMPLATE_LANGUAGE:
        what = (
            f"the words that the form adds itself (Page, Day, Yes) are English, not {languages[0]}"
        )
        cure = (
            "put your words into copies of the templates, in a folder templates/ beside this file"
        )
        at = document.place(("clinic", "languages", 0))
        yield document.problem(at, "W103", what, cure)
