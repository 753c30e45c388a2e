"""From a filled PDF to what a browser would have sent.

A field of the PDF mirrors a control of the page: its name is the control's, with / for each full
stop; a tick has the value behind =, and the second and later boxes of a name have #2, #3 ...
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.answers.field import Field
from intake.answers.identity import NAMES, Forms, Pair, identify
from intake.answers.read import Answers, read
from intake.answers.reader import CURES, RawField, Reader
from intake.answers.sent import Fault
from intake.content.model import Questionnaire
from intake.content.problems import shorten

OPTIONAL = frozenset({"intake/edition"})
"""Fields that a PDF of the form may lack."""
MOST_NAMED = 3
"""Fields that a refusal names."""


@dataclass(frozen=True)
class Filled:
    """What one file gave: answers to a questionnaire, or why it is refused."""

    path: Path
    questionnaire: Questionnaire | None
    answers: Answers | None
    faults: tuple[Fault, ...]

    @property
    def is_right(self) -> bool:
        """Whether there are answers, and nothing wrong with them but what is only warned of."""
        return self.answers is not None and not any(one.code[0] == "E" for one in self.faults)


def read_pdf(path: Path, forms: Forms, reader: Reader, today: date) -> Filled:
    """The answers in the file `path`, to that one of `forms` which it says it is."""
    found = reader.fields(path)
    if isinstance(found, Fault):
        return Filled(path, None, None, (found,))
    identity = identify(_pair(field) for field in found if field.sort == "text")
    questionnaire = forms.answered(identity)
    if isinstance(questionnaire, Fault):
        return Filled(path, None, None, (questionnaire,))
    expected = expected_fields(questionnaire)
    faults = _repeated(found)
    if identity.is_of(questionnaire):
        faults = faults or _unlike(found, expected)
    if faults:
        return Filled(path, questionnaire, None, faults)
    pairs = [_pair(field) for field in found if field.value and _fits(field, expected)]
    others = [_pair(field) for field in found if field.value and not _fits(field, expected)]
    answers = read(questionnaire, pairs, today, others)
    return Filled(path, questionnaire, answers, answers.faults)


def expected_fields(questionnaire: Questionnaire) -> dict[str, RawField]:
    """Every field that the form's PDF has, by name, blank."""
    order = questionnaire.clinic.order
    made = [RawField(_path(name), "text", (), "") for name in NAMES]
    count: Counter[str] = Counter()
    for field in (field for item in questionnaire.items for field in item.fields(order)):
        count[field.name] += 1
        made += _fields(field, count[field.name])
    return {field.name: field for field in made}


def _fields(field: Field, nth: int) -> list[RawField]:
    path = _path(field.name)
    if field.sort == "checkbox":
        return [RawField(f"{path}={value}", "checkbox", (value,), "") for value in field.values]
    return [RawField(path if nth == 1 else f"{path}#{nth}", field.sort, field.values, "")]


def _path(name: str) -> str:
    return name.replace(".", "/")


def _pair(field: RawField) -> Pair:
    """The pair that a browser would send of a field that is filled in."""
    name = re.sub("[=#].*", "", field.name, flags=re.DOTALL)
    return name.replace("/", "."), field.value


def _fits(field: RawField, expected: dict[str, RawField]) -> bool:
    """Whether the questionnaire has such a control, in which such a code can be chosen."""
    known = expected.get(field.name)
    return (
        known is not None
        and known.sort == field.sort
        and (not known.states or field.value in known.states)
    )


def _repeated(found: Iterable[RawField]) -> tuple[Fault, ...]:
    count = Counter(field.name for field in found)
    return _refusal("has a field twice", [name for name, times in count.items() if times > 1])


def _unlike(found: Sequence[RawField], expected: dict[str, RawField]) -> tuple[Fault, ...]:
    """A refusal where the fields are not exactly those that are `expected`."""
    names = {field.name for field in found}
    changed = [
        field.name
        for field in found
        if field.name in expected
        and (field.sort, {*field.states})
        != (expected[field.name].sort, {*expected[field.name].states})
    ]
    return (
        *_refusal("lacks a field of the form", sorted(expected.keys() - names - OPTIONAL)),
        *_refusal("has a field that the form has not", sorted(names - expected.keys())),
        *_refusal("has a field of another sort than the form", changed),
    )


def _refusal(what: str, names: Sequence[str]) -> tuple[Fault, ...]:
    if not names:
        return ()
    shown = ", ".join(shorten(name) for name in names[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return (Fault("", "E708", f"{what}: {shown}{more}", CURES["E708"]),)
