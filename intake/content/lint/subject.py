"""What the checks look at: every form, section and item that was declared, with its path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as field_
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from intake.content.document import Trail
from intake.content.model import Changes, Library, Section
from intake.content.outline import Outline
from intake.content.words import Words


class Finding(NamedTuple):
    """What a check found: the path in the data, code, what, cure; `key`: the place is the key's."""

    trail: Trail
    code: str
    what: str
    cure: str
    key: bool = False


class Wording(NamedTuple):
    """A text in one language, and its path."""

    trail: Trail
    text: str
    language: str

    @property
    def is_english(self) -> bool:
        """Whether rules about English apply: its language, and letters that English has."""
        if self.language.partition("-")[0] != "en":
            return False
        return self.text.isascii() or _foreign_share(self.text) < FOREIGN


FOREIGN = 0.03
"""The share of letters beyond ASCII from which on a text is not English, whatever it says it is."""
_NOT_ENGLISH = frozenset("¿¡«»")


def _foreign_share(text: str) -> float:
    if _NOT_ENGLISH.intersection(text):
        return 1
    letters = [letter for letter in text if letter.isalpha()]
    return sum(not letter.isascii() for letter in letters) / max(1, len(letters))


@dataclass(frozen=True, slots=True)
class Subject:
    """One declared form, section or item.

    `trail` is its path in the loaded data: `document.place((*trail, "text"))` is where its text
    stands. `first` is the language of a text that names none. `inside` is the path of the item
    whose `follow_up` it is.
    """

    level: Literal["form", "section", "item"]
    trail: Trail
    model: Any
    audience: str
    first: str
    inside: Trail | None = None
    read: dict[str, tuple[Wording, ...]] = field_(default_factory=dict, compare=False)

    def wordings(self, *keys: str) -> Iterator[Wording]:
        """The texts under `keys`, in every language."""
        values = vars(self.model)
        for key in keys:
            if (value := values.get(key)) is not None:
                yield from wordings((*self.trail, key), value, self.first)

    def english(self, *keys: str) -> Iterator[Wording]:
        """The English texts under `keys`. Found once for each key: many checks read them."""
        for key in keys:
            if key not in self.read:
                self.read[key] = tuple(one for one in self.wordings(key) if one.is_english)
            yield from self.read[key]

    @property
    def allow(self) -> Mapping[str, str]:
        """The warnings that are silenced here and below, each with its reason."""
        return field(self.model, "allow") or {}


def field(model: Any, name: str) -> Any:
    """The value of a key that a model has or has not: None then."""
    return vars(model).get(name)  # many times faster than getattr, which looks for private ones


def wordings(trail: Trail, value: Any, first: str) -> Iterator[Wording]:
    """The text `value` in every language that it is written in; nothing for None."""
    if isinstance(value, Words):
        for language, text in value.by_language.items():
            yield Wording((*trail, language), text, language)
    elif isinstance(value, str):
        yield Wording(trail, value, first)


@dataclass(frozen=True)
class Declared:
    """A valid library, the outlines of its forms, and the day from which ages are counted."""

    library: Library
    outlines: Mapping[str, Outline]
    today: date

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Everything that was declared, each once, in the order of the models."""
        return tuple(_subjects(self.library, self.outlines))

    @cached_property
    def items(self) -> tuple[Subject, ...]:
        """Every item, each once."""
        return tuple(subject for subject in self.subjects if subject.level == "item")

    @cached_property
    def allowed(self) -> dict[Trail, Mapping[str, str]]:
        """What is allowed, by the path below which it is; the clinic's is for everything."""
        found = {subject.trail: subject.allow for subject in self.subjects if subject.allow}
        everywhere = field(self.library.clinic, "allow")
        return {**found, (): everywhere} if everywhere else found

    def owner(self, trail: Trail, code: str) -> Trail | None:
        """The path of the nearest that allows the warning `code` at `trail`; None if none does."""
        for length in range(len(trail), -1, -1) if self.allowed else ():
            if code in self.allowed.get(trail[:length], ()):
                return trail[:length]
        return None

    def form_items(self) -> Iterator[tuple[str, tuple[Subject, ...]]]:
        """The items of each form in reading order, shared sections put in place."""
        by_trail = {subject.trail: subject for subject in self.items}
        for name, outline in self.outlines.items():
            trails = [item.trail for section in outline for item in section.items]
            yield name, tuple(by_trail[trail] for trail in trails)


def _subjects(library: Library, outlines: Mapping[str, Outline]) -> Iterator[Subject]:
    first = library.clinic.languages[0]
    for name, section in library.sections.items():
        yield from _section(("sections", name), section, first)
    for name, form in library.forms.items():
        trail: Trail = ("forms", name)
        yield Subject("form", trail, form, "patient", first)
        for index, part in enumerate(form.sections):
            here = (*trail, "sections", index)
            if isinstance(part, Section):
                yield from _section(here, part, first)
            elif isinstance(part, Changes):
                audience = _audience(here, outlines[name])
                for number, item in enumerate(part.items):
                    yield from _item((*here, "items", number), item, audience, first, None)


def _audience(entry: Trail, outline: Outline) -> str:
    """Who fills in the section that `entry` changes."""
    return next((one.audience for one in outline if entry in one.changes), "patient")


def _section(trail: Trail, section: Any, first: str) -> Iterator[Subject]:
    yield Subject("section", trail, section, section.for_, first)
    for index, item in enumerate(section.items):
        yield from _item((*trail, "items", index), item, section.for_, first, None)


def _item(
    trail: Trail, item: Any, audience: str, first: str, inside: Trail | None
) -> Iterator[Subject]:
    yield Subject("item", trail, item, audience, first, inside)
    for code, opened in (field(item, "follow_up") or {}).items():
        for index, child in enumerate(opened):
            here = (*trail, "follow_up", code, index)
            yield from _item(here, child, audience, first, trail)
