"""What a translator gets of each text: its name, the original, and what helps to translate it."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from intake.content.document import Trail
from intake.content.label_block import TEXT
from intake.content.model import Library, Variant
from intake.content.problems import Place, shorten
from intake.content.texts import keys, texts
from intake.content.types import MAX_TEXT, slug
from intake.content.validate import Checked
from intake.content.words import Words
from intake.kinds.base import Item
from intake.kinds.options import Option

_SPINE = frozenset({"sections", "items"})
"""Lists that every form is made of: their entries have names of their own, these need none."""
_GROUP = "with-"
_NAMES = ("id", "code", "use", "change")
_NOUNS = {
    "text": "Question",
    "hint": "Help under the question",
    "reason": "Why we ask",
    "intro": "What is read first",
    "notice": "Small print",
    "other": "Last option, with a line to write on",
    "lower": "Words at the low end of the scale",
    "upper": "Words at the high end of the scale",
    "constraint_message": "What is read when an answer does not fit",
}


class Entry(NamedTuple):
    """One text. `name` says which it is as long as no id changes: `forms/headache/pain/onset/text`.

    `trail` is its path as `texts` gives it, `translation` is empty where there is none.
    """

    name: str
    trail: Trail
    original: str
    translation: str
    place: Place
    notes: tuple[str, ...]


def entries(checked: Checked, language: str) -> list[Entry]:
    """Every text of the content, in the order of its files, with what is there in `language`."""
    first = checked.library.clinic.languages[0]
    found: dict[str, Entry] = {}
    placed = [(checked.content.place(trail), trail, text) for trail, text in texts(checked.library)]
    order = {document.file: index for index, document in enumerate(checked.content.documents)}
    for place, trail, text in sorted(placed, key=lambda one: (order[one[0].file], one[0][1:])):
        written = text.by_language if isinstance(text, Words) else {first: text}
        chain = list(_chain(checked.library, trail))
        name = plain = _name(chain)
        number = 1
        while name in found:
            number += 1
            name = f"{plain}/{number}"
        notes = tuple(_notes(chain))
        known = written.get(language, "")
        found[name] = Entry(name, trail, written[first], known, place, notes)
    return list(found.values())


def of_forms(checked: Checked, names: Iterable[str], found: Iterable[Entry]) -> set[str]:
    """The names of those entries that can be read in one of the forms called `names`."""
    direct: set[Trail] = set()
    items: set[Trail] = set()
    for form in names:
        bases = list(_bases(checked.library, form))
        direct |= {("forms", base) for base in bases}
        for section in checked.outlines[form]:
            direct |= {section.trail, *section.changes}
            items |= {item.trail for item in section.items}
    return {
        entry.name
        for entry in found
        if entry.trail[:-1] in direct
        or any(entry.trail[:length] in items for length in range(len(entry.trail)))
    }


def _bases(library: Library, form: str) -> Iterator[str]:
    """The form, the one that it extends, and so on."""
    yield form
    declared = library.forms[form]
    if isinstance(declared, Variant):
        yield from _bases(library, declared.extends)


class _Step(NamedTuple):
    """One step of a path: from `holder` by `part` (a key, an index) to `value`."""

    holder: Any
    part: str | int
    value: Any
    limit: int = 0


def _chain(library: Library, trail: Trail) -> Iterator[_Step]:
    value: Any = library
    for part in trail:
        holder, limit = value, 0
        if isinstance(holder, BaseModel):
            key = next(key for key in keys(type(holder)) if key.alias == part)
            value, limit = getattr(holder, key.name), key.limit
        else:
            value = holder[part]
        yield _Step(holder, part, value, limit)


def _name(chain: list[_Step]) -> str:
    """The path without what changes when something is moved or added: indexes, and the groups of
    options, whose codes are unique without them."""
    parts: list[str] = []
    in_group = False
    for step in chain:
        if isinstance(step.holder, tuple):
            own = _own_name(step.value)
            in_group = own.startswith(_GROUP)
            parts.append(own or str(step.part))
        elif in_group and isinstance(step.value, tuple):
            parts.pop()
            in_group = False
        elif not (step.part in _SPINE and isinstance(step.value, tuple)):
            parts.append(str(step.part))
    if isinstance(chain[-1].holder, Option) and parts[-1] == "text":
        parts.pop()
    return "/".join(parts)


def _own_name(value: Any) -> str:
    """The id or code of an entry of a list; of a group, `with-` and that of its first."""
    for name in _NAMES:
        if isinstance(found := getattr(value, name, None), str):
            return found
    if isinstance(value, BaseModel):
        for key in keys(type(value)):
            inner = getattr(value, key.name)
            if isinstance(inner, tuple) and inner and (first := _own_name(inner[0])):
                return _GROUP + first
    return slug(value, "-") if isinstance(value, str) else ""


def _notes(chain: list[_Step]) -> Iterator[str]:
    """What sort of text it is and to which question it belongs; how long it may be."""
    last = chain[-1]
    part = str(last.part)
    item = next((s.value for s in reversed(chain) if isinstance(s.value, Item)), None)
    noun = _NOUNS.get(part, part.replace("_", " ").capitalize())
    if isinstance(last.holder, Option) and part == "text":
        noun = "Option"
    is_question = last.holder is item and part == "text"
    yield noun + (f", for “{shorten(item.text, 60)}”" if item and not is_question else "")
    limit = last.limit
    section = next((s.value for s in chain if hasattr(s.value, "appearance")), None)
    if section is not None and section.appearance == "label_block" and item:
        limit = TEXT
    if limit < MAX_TEXT:
        yield f"At most {limit} characters"
