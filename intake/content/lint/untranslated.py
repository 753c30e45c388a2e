"""W201: texts that are not written in every language of the clinic.

They are shown in the first language, marked as such; this says so to whoever builds the forms.
"""

from collections.abc import Iterator

from intake.content.lint.subject import Declared, Finding
from intake.content.model import Library
from intake.content.problems import shorten
from intake.content.texts import texts
from intake.content.words import Words

# fmt: off
SYMBOLS = frozenset((
    "kg", "g", "mg", "µg", "lb", "oz", "m", "cm", "mm", "km", "ft", "in", "l", "L", "ml", "mL",
    "dl", "dL", "°C", "°F", "C", "F", "h", "min", "s", "mmHg", "bpm", "kcal", "cal", "kJ", "IU",
    "mg/dL", "mmol/L", "g/dL",
))
# fmt: on
"""Units that are written alike in every language (ISO 80000-1), and those of the laboratory."""


def untranslated(declared: Declared) -> Iterator[Finding]:
    """W201: each text and each language that it is missing in."""
    yield from missing(declared.library)


def missing(library: Library) -> Iterator[Finding]:
    """The same of a library alone."""
    first, *others = library.clinic.languages
    if not others:
        return
    for trail, text in texts(library):
        if text in SYMBOLS or not any(map(str.isalpha, text)):
            continue
        written = text.by_language if isinstance(text, Words) else {first: text}
        for language in others:
            if language not in written:
                what = f"“{shorten(written[first])}” is not translated into {language}"
                cure = f"write {{{first}: …, {language}: …}}, or run: "
                cure += f"intake translate export --language {language}"
                yield Finding(trail, "W201", what, cure)
