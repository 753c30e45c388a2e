"""What is not wrong but deserves a word: warnings, which keep nothing from being made."""

from collections.abc import Iterator

from intake.content.document import Document
from intake.content.problems import Problem
from intake.resources import TEMPLATE_LANGUAGE, catalogue, is_english

_WORDS = "the words that the form adds itself (Page, Day, Yes)"
_CURE = "put your words into copies of the templates, in a folder templates/ beside this file"


def lint(document: Document) -> Iterator[Problem]:
    """The warnings about a valid document, beside those that loading found."""
    yield from (problem for problem in document.problems if not problem.is_error)
    languages = document.data["clinic"].get("languages", [TEMPLATE_LANGUAGE])
    for index, language in enumerate(languages):
        if not is_english(language) and catalogue(language) is None:
            what = f"{_WORDS} are English, not {language}"
            at = document.place(("clinic", "languages", index))
            yield document.problem(at, "W103", what, _CURE)
