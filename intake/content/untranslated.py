"""W201: texts that are not written in every language of the clinic.

They are shown in the first language, marked as such; this says so to whoever builds the forms.
"""

from collections.abc import Iterator

from intake.content.model import Library
from intake.content.problems import Problem, shorten
from intake.content.texts import texts
from intake.content.types import Fault
from intake.content.validate import Checked
from intake.content.words import Words

CODE = "W201"


def untranslated(checked: Checked) -> Iterator[Problem]:
    """A warning for each text and each language that it is missing in, at the text, in the order
    of the files."""
    content = checked.content
    found = (
        content.problem(content.place(trail), code, what, cure)
        for trail, code, what, cure in missing(checked.library)
    )
    yield from sorted(found)


def missing(library: Library) -> Iterator[Fault]:
    """The same, with the path of each text."""
    first, *others = library.clinic.languages
    if not others:
        return
    for trail, text in texts(library):
        written = text.by_language if isinstance(text, Words) else {first: text}
        for language in others:
            if language not in written:
                what = f"“{shorten(written[first])}” is not translated into {language}"
                cure = f"write {{{first}: …, {language}: …}}, or run: "
                cure += f"intake translate export --language {language}"
                yield trail, CODE, what, cure
