"""Which sections and items each form has, once shared sections, parts of other forms and the
changes of a variant are put in place.

Told from the raw data, so that it can be told of content with mistakes too: it holds paths and
raw mappings. `intake.content.model.assemble` puts the validated models in their order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from intake.content.document import Trail
from intake.content.problems import shorten, suggest
from intake.content.types import Fault
from intake.kinds import kind_of
from intake.kinds.base import Item
from intake.kinds.identity import identity, is_text

MOST_SECTIONS = 200
MOST_ITEMS = 600
"""In one form, so that laying it out takes seconds and not minutes."""
LONGEST_CHAIN = 8
"""Forms that extend one another, or are made of one another."""


@dataclass(frozen=True)
class PlacedItem:
    """An item in its form. `raw` is the mapping as it was written, a bare sentence as its text;
    `id` is empty and `kind` None where they cannot be told. `parent` is the item and the code of
    its answer that open a follow-up."""

    trail: Trail
    raw: Mapping[str, Any]
    id: str
    kind: type[Item] | None
    parent: tuple[str, str] | None = None


@dataclass(frozen=True)
class PlacedSection:
    """A section in its form. `trail` is where its body stands, `at` where the form takes it from;
    `changes` are the entries that change it, in their order."""

    trail: Trail
    at: Trail
    raw: Mapping[str, Any]
    id: str
    items: tuple[PlacedItem, ...]
    changes: tuple[Trail, ...] = ()

    @property
    def audience(self) -> str:
        """Who fills it in: `patient` or `clinician`."""
        return "clinician" if self.raw.get("for") == "clinician" else "patient"

    @property
    def has_conditions(self) -> bool:
        """Whether it or any of its items applies only sometimes."""
        return bool(self.condition_trail) or any(
            item.parent or "enable_when" in item.raw for item in self.items
        )

    @property
    def condition_trail(self) -> Trail | None:
        """Where its enable_when stands."""
        last = [trail for trail in (self.trail, *self.changes) if self._conditions.get(trail)]
        return (*last[-1], "enable_when") if last else None

    _conditions: Mapping[Trail, bool] = field(default_factory=dict)


Outline = tuple[PlacedSection, ...]


class Outlines:
    """The outline of each form by its id, and in `shared` every shared section by itself.

    What cannot be put in place is in `faults`, with full paths. A form that is made of something
    unknown is in `lost`: what else seems to be missing in it follows from that.
    """

    def __init__(self, data: Any) -> None:
        self.faults: list[Fault] = []
        self.lost: set[str] = set()
        self._shared = mapping(data, "sections")
        self._raw = mapping(data, "forms")
        self._open: list[str] = []
        self._depths = _depths(self._raw)
        self.shared: Outline = tuple(
            _section(raw, ("sections", name), ("sections", name), name)
            for name, raw in self._shared.items()
        )
        self.forms: dict[str, Outline] = {}
        for name in self._raw:
            self._outline(name)

    def _outline(self, form: str) -> Outline:
        """The sections of `form`; of a form that is made of itself, what can be told."""
        if form not in self.forms:
            self._open.append(form)
            self.forms[form] = self._within_limits(form, self._sections(form))
            self._open.pop()
        return self.forms[form]

    def _within_limits(self, form: str, sections: list[PlacedSection]) -> Outline:
        """The sections; none of them where they or their items are too many."""
        if noun := _too_many(sections):
            if form not in self.lost:
                what = f"the form “{shorten(form)}” has more than {noun}"
                self._fault(("forms", form), "E306", what, "make two forms of it")
            self.lost.add(form)
            return ()
        return tuple(sections)

    def _sections(self, form: str) -> list[PlacedSection]:
        trail: Trail = ("forms", form)
        raw = self._raw[form]
        made: list[PlacedSection] = []
        if isinstance(base := get(raw, "extends"), str) and base:
            made = list(self._other(base, (*trail, "extends")))
            made = self._without(made, raw, trail)
        for index, entry in enumerate(entries(raw, "sections")):
            here: Trail = (*trail, "sections", index)
            if isinstance(entry, dict) and "use" in entry:
                made += self._used(entry, here)
            elif isinstance(entry, dict) and "form" in entry:
                made += self._taken(entry, here)
            elif isinstance(entry, dict) and "change" in entry:
                made = self._changed(made, entry, here)
            else:
                made.append(_section(entry, here, here, section_id(entry)))
            if _too_many(made):
                break
        return made

    def _other(self, name: str, here: Trail) -> Outline:
        """The sections of another form, named at `here`."""
        if name not in self._raw:
            others = [one for one in self._raw if one != self._open[-1]]
            self._unknown("form", name, here, others)
            self.lost.add(self._open[-1])
            return ()
        if name in self._open:
            chain = " → ".join(map(shorten, (*self._open[self._open.index(name) :], name)))
            self.lost.add(self._open[-1])
            self._fault(here, "E420", f"the form is made of itself: {chain}", "remove this")
            return ()
        if len(self._open) > LONGEST_CHAIN or self._depths.get(name, 0) >= LONGEST_CHAIN:
            what = f"more than {LONGEST_CHAIN} forms are made of one another"
            self._fault(here, "E420", what, "take the first of them here instead")
            self.lost.add(self._open[-1])
            return ()
        found = self._outline(name)
        self.lost |= {self._open[-1]} if name in self.lost else set()
        return found

    def _used(self, entry: dict[str, Any], here: Trail) -> Iterator[PlacedSection]:
        name = entry["use"]
        if not isinstance(name, str) or not name:
            return
        if name not in self._shared:
            self._unknown("shared section", name, (*here, "use"), self._shared)
            self.lost.add(self._open[-1])
            return
        section = next(one for one in self.shared if one.id == name)
        section = replace(section, at=here)
        yield section if entry.keys() == {"use"} else self._change(section, entry, here)

    def _taken(self, entry: dict[str, Any], here: Trail) -> list[PlacedSection]:
        name = entry["form"]
        if not isinstance(name, str) or not name:
            return []
        found = list(self._other(name, (*here, "form")))
        wanted = entries(entry, "only")
        known = [section.id for section in found]
        for index, one in enumerate(wanted):
            if isinstance(one, str) and one and one not in known:
                self._unknown("section", one, (*here, "only", index), known)
        chosen = [section for section in found if not wanted or section.id in wanted]
        return self._without([replace(one, at=here) for one in chosen], entry, here)

    def _changed(
        self, made: list[PlacedSection], entry: dict[str, Any], here: Trail
    ) -> list[PlacedSection]:
        name = entry["change"]
        if isinstance(name, str) and "extends" not in self._raw[self._open[-1]]:
            what = "change: works in a form that extends another one"
            cure = f"write use: {shorten(name)}" if name in self._shared else "remove it"
            self._fault((*here, "change"), "E403", what, cure)
            return made
        earlier = entries(self._raw[self._open[-1]], "sections")[: int(here[-1])]
        if name in [get(one, "change") for one in earlier]:
            what = f"the section “{shorten(str(name))}” is changed above already"
            self._fault((*here, "change"), "E401", what, "put both changes into one entry")
        if isinstance(name, str) and name and name not in [section.id for section in made]:
            self._unknown("section", name, (*here, "change"), [section.id for section in made])
        return [self._change(one, entry, here) if one.id == name else one for one in made]

    def _change(self, section: PlacedSection, entry: dict[str, Any], here: Trail) -> PlacedSection:
        """The section with what `entry` replaces, leaves out and adds."""
        keys = ("title", "intro", "enable_when")
        raw = {**section.raw, **{key: entry[key] for key in keys if key in entry}}
        (left,) = self._without([section], entry, here, whole=False)
        groups = _groups(_items(entry, here))
        known = {item.id for item in left.items}
        new = [item for group in groups if group[0].id not in known for item in group]
        replaced = {group[0].id: group for group in groups if group[0].id in known}
        items = (*_replace(left.items, replaced), *new)
        conditions = {**section._conditions, here: "enable_when" in entry}
        return replace(
            section,
            raw=raw,
            items=items,
            changes=(*section.changes, here),
            _conditions=conditions,
        )

    def _without(
        self, made: list[PlacedSection], entry: Any, here: Trail, *, whole: bool = True
    ) -> list[PlacedSection]:
        """The sections less those, and those items, that `entry` leaves out; a follow-up goes with
        its question. `whole` sections may be left out too."""
        names = [name if isinstance(name, str) else "" for name in entries(entry, "without")]
        known = {item.id for section in made for item in section.items}
        known |= {section.id for section in made} if whole else set()
        for index, name in enumerate(names):
            if name and name not in known:
                self._unknown("item", name, (*here, "without", index), sorted(known))
        gone = set(names) - {""}
        if not gone:
            return made
        kept = [one for one in made if not (whole and one.id in gone)]
        return [replace(one, items=_less(one.items, gone)) for one in kept]

    def _unknown(self, noun: str, name: str, here: Trail, known: Any) -> None:
        if noun in ("item", "section") and self._open[-1] in self.lost:
            return
        cure = suggest(name, known)
        if noun == "shared section" and not known:
            cure = "declare it below sections:"
        self._fault(here, "E403", f"there is no {noun} “{shorten(name)}”", cure)

    def _fault(self, here: Trail, code: str, what: str, cure: str) -> None:
        if (fault := (here, code, what, cure)) not in self.faults:
            self.faults.append(fault)


def _too_many(sections: Sequence[PlacedSection]) -> str:
    """What there is too much of, with its limit; empty where there is not."""
    if len(sections) > MOST_SECTIONS:
        return f"{MOST_SECTIONS} sections"
    items = sum(len(section.items) for section in sections)
    return f"{MOST_ITEMS} items" if items > MOST_ITEMS else ""


def _less(items: Sequence[PlacedItem], gone: set[str]) -> tuple[PlacedItem, ...]:
    """The items without those whose ids are in `gone`, nor the follow-ups of these."""
    left_out = set(gone)
    kept = []
    for item in items:
        if item.id in left_out or (item.parent and item.parent[0] in left_out):
            left_out.add(item.id)
        else:
            kept.append(item)
    return tuple(kept)


def _groups(items: Iterable[PlacedItem]) -> list[list[PlacedItem]]:
    """Each item that is no follow-up together with its follow-ups."""
    groups: list[list[PlacedItem]] = []
    for item in items:
        if item.parent is None:
            groups.append([])
        groups[-1].append(item)
    return groups


def _replace(
    items: Sequence[PlacedItem], replaced: Mapping[str, Sequence[PlacedItem]]
) -> Iterator[PlacedItem]:
    """Each item, or the ones that replace it; with a replaced item go its old follow-ups."""
    gone: set[str] = set()
    for item in items:
        if item.id in replaced:
            first, *others = replaced[item.id]
            yield replace(first, parent=item.parent)
            yield from others
        elif not item.parent or item.parent[0] not in gone | replaced.keys():
            yield item
            continue
        gone.add(item.id)


def _section(raw: Any, trail: Trail, at: Trail, name: str) -> PlacedSection:
    body = raw if isinstance(raw, dict) else {}
    conditions = {trail: "enable_when" in body}
    return PlacedSection(trail, at, body, name, tuple(_items(body, trail)), (), conditions)


def _items(raw: Any, trail: Trail) -> Iterator[PlacedItem]:
    for index, item in enumerate(entries(raw, "items")):
        yield from _item(item, (*trail, "items", index), None)


def _item(raw: Any, trail: Trail, parent: tuple[str, str] | None) -> Iterator[PlacedItem]:
    """An item and, right after it, its follow-ups."""
    is_bare = isinstance(raw, str) or is_text(raw)
    body = {"text": raw} if is_bare else raw if isinstance(raw, dict) else {}
    kind = kind_of(body)
    made = identity(body, "id")
    yield PlacedItem(trail, body, made, kind, parent)
    for code, items in mapping(body, "follow_up").items():
        for index, one in enumerate(items if isinstance(items, list) else []):
            yield from _item(one, (*trail, "follow_up", code, index), (made, code))


def section_id(section: Any) -> str:
    """The id of a section written in its form: what it says, else made from its title."""
    if not isinstance(section, dict):
        return ""
    made = identity(section, "id", "title")
    return made if "id" in section else made.replace("_", "-")


def made_of(data: Any, forms: Iterable[str]) -> set[str]:
    """The ids of these `forms` of the data, and of those that they extend or take sections from,
    whether they are there or not."""
    found: set[str] = set()
    left = [*forms]
    while left:
        if (name := left.pop()) not in found:
            found.add(name)
            left += _named(mapping(data, "forms").get(name))
    return found


def _named(form: Any) -> list[str]:
    """The ids of the forms that `form` extends, or takes sections from."""
    named = [get(form, "extends"), *(get(one, "form") for one in entries(form, "sections"))]
    return [one for one in named if isinstance(one, str) and one]


def _depths(forms: Mapping[str, Any]) -> dict[str, int]:
    """How many forms each one is made of, one of the other; 0 for one of too many, as it is told
    of and none of them is taken. Of forms that are made of themselves nothing is said."""
    order = TopologicalSorter({name: _named(form) for name, form in forms.items()})
    depths: dict[str, int] = {}
    with suppress(CycleError):
        order.prepare()
    while order.is_active():
        ready = order.get_ready()
        for name in ready:
            depth = max((depths[one] + 1 for one in _named(forms.get(name))), default=0)
            depths[name] = depth if depth <= LONGEST_CHAIN else 0
        order.done(*ready)
    return depths


def get(data: Any, key: str) -> Any:
    """The value at `key`, None where `data` has none."""
    return data.get(key) if isinstance(data, dict) else None


def entries(data: Any, key: str) -> list[Any]:
    """The list at `key`, empty where there is none."""
    value = get(data, key)
    return value if isinstance(value, list) else []


def mapping(data: Any, key: str) -> dict[str, Any]:
    """The mapping at `key`, empty where there is none."""
    value = get(data, key)
    return value if isinstance(value, dict) else {}
