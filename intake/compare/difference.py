"""What a comparison finds, as frozen data that the terminal, the page and JSON show."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Group = Literal["meaning", "appearance", "translation"]
GROUPS: tuple[Group, ...] = ("meaning", "appearance", "translation")
"""What a change is of, the weightiest first."""
Level = Literal["none", "patch", "minor", "major"]
LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")
"""Which part of a version (semver.org) a change asks to be raised."""
State = Literal["same", "changed", "new", "gone"]


@dataclass(frozen=True)
class Change:
    """One thing that is different.

    `sort` is a stable name: added, removed, renamed, moved, text, value, kind, answers, missing,
    stale, unapproved. `what` says in plain words what it is about. `old` and `new` are the
    wordings before and after, None where there is none; they are in `language`, empty for values
    that are not words. `unfit` says, each in a sentence, which stored answers no longer fit.
    """

    group: Group
    sort: str
    what: str
    old: str | None = None
    new: str | None = None
    language: str = ""
    unfit: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """Stored answers that no longer fit: major. Other words: minor. Looks: patch."""
        if self.unfit:
            return "major"
        return "patch" if self.group == "appearance" else "minor"


@dataclass(frozen=True)
class Subject:
    """What changes are about: the `form`, a `section`, or an `item`.

    `id` and `text` are those of now, of what is gone those of before; `was` is the id before,
    empty for what is new. `number` is the question's on paper, `section` the title of its section.
    """

    sort: Literal["clinic", "form", "section", "item"]
    id: str
    was: str
    text: str
    section: str
    number: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class FormDifference:
    """One form before and after. Versions and revisions are empty where there is no such form.

    `language` is the one that its texts are written in. `by` and `on` say who approved the one
    before and when, if it is what was approved.
    """

    id: str
    was: str
    title: str
    language: str
    state: State
    versions: tuple[str, str]
    revisions: tuple[str, str]
    subjects: tuple[Subject, ...]
    by: str = ""
    on: str = ""

    def changes(self, group: Group | None = None) -> Iterator[tuple[Subject, Change]]:
        """Every change of `group`, or of all, in reading order."""
        for subject in self.subjects:
            for change in subject.changes:
                if group in (None, change.group):
                    yield subject, change

    def count(self, group: Group) -> int:
        """How many changes of `group` there are."""
        return sum(1 for _ in self.changes(group))

    @property
    def unfit(self) -> tuple[str, ...]:
        """Which stored answers no longer fit, each said once."""
        return tuple(dict.fromkeys(one for _, change in self.changes() for one in change.unfit))

    @property
    def level(self) -> Level:
        """Which part of the version the changes ask to be raised."""
        return max((change.level for _, change in self.changes()), key=LEVELS.index, default="none")


@dataclass(frozen=True)
class Comparison:
    """All forms of two sets; `old` and `new` say in words what was compared. `clinic` has the
    changes of the clinic's block, which stands on every form and is of no revision."""

    old: str
    new: str
    clinic: tuple[Change, ...]
    forms: tuple[FormDifference, ...]

    @property
    def changed(self) -> tuple[FormDifference, ...]:
        """The forms that are not the same."""
        return tuple(form for form in self.forms if form.state != "same")

    @property
    def is_same(self) -> bool:
        """Whether there is no difference at all."""
        return not self.clinic and not self.changed
