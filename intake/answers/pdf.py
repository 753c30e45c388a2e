"""From a filled PDF to what a browser would have sent, and to answers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.answers.expected import pair
from intake.answers.forms import Forms
from intake.answers.identity import identify
from intake.answers.outcome import is_right
from intake.answers.read import Answers, read
from intake.answers.reader import CURES, Reader
from intake.answers.sent import Fault
from intake.answers.stored import Field
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
        """Whether it is `ok`, as docs/reading-back.md has it."""
        return is_right(self.answers, self.faults)


def read_pdf(path: Path, forms: Forms, reader: Reader, today: date) -> Filled:
    """The answers in the file `path`, to that one of `forms` which it says it is."""
    found = reader.fields(path)
    if isinstance(found, Fault):
        return Filled(path, None, None, (found,))
    identity = identify(pair(field) for field in found if field.sort == "text")
    questionnaire = forms.answered(identity)
    if isinstance(questionnaire, Fault):
        return Filled(path, None, None, (questionnaire,))
    expected = forms.fields(questionnaire.id)
    faults, is_mapped = _repeated(found), not identity.is_of(questionnaire)
    if not is_mapped:
        faults = faults or _unlike(found, expected)
    if faults:
        return Filled(path, questionnaire, None, faults)
    pairs = [pair(field) for field in found if field.value and _fits(field, expected)]
    others = [pair(field) for field in found if field.value and not _fits(field, expected)]
    lacking = list(_lacking(questionnaire, found, expected)) if is_mapped else []
    answers = read(questionnaire, pairs, today, others, [one.item for one in lacking])
    return Filled(path, questionnaire, answers, (*answers.faults, *lacking))


def _fits(field: Field, expected: dict[str, Field]) -> bool:
    """Whether the questionnaire has such a control, in which such a code can be chosen."""
    known = expected.get(field.name)
    return (
        known is not None
        and known.sort == field.sort
        and (not known.states or field.value in known.states)
    )


def _repeated(found: Iterable[Field]) -> tuple[Fault, ...]:
    count = Counter(field.name for field in found)
    return _refusal("has a field twice", [name for name, times in count.items() if times > 1])


def _unlike(found: Sequence[Field], expected: dict[str, Field]) -> tuple[Fault, ...]:
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


def _lacking(
    questionnaire: Questionnaire, found: Iterable[Field], expected: dict[str, Field]
) -> Iterator[Fault]:
    """A fault for each item of which another revision's file lacks fields, with their names."""
    gone = expected.keys() - {field.name for field in found} - OPTIONAL
    for item in questionnaire.items:
        names = [name for name in expected if name in gone and _item(name) == item.id]
        if names:
            what = f"has fields that the file lacks: {_listed(names)}"
            yield Fault(item.id, "W705", what, "compare the two revisions; ask the patient")


def _item(name: str) -> str:
    """The id of the item whose field is called `name`."""
    return pair(Field(name, "text"))[0].partition(".")[0]


def _refusal(what: str, names: Sequence[str]) -> tuple[Fault, ...]:
    if not names:
        return ()
    return (Fault("", "E708", f"{what}: {_listed(names[:MOST_NAMED], len(names))}", CURES["E708"]),)


def _listed(names: Sequence[str], of: int = 0) -> str:
    """`names` with commas; `of` is how many there are, where these are not all."""
    more = f" and {of - len(names)} more" if of > len(names) else ""
    return ", ".join(shorten(name) for name in names) + more
