"""What must fit together across a form.

Checked on the raw data, so that one mistake hides no other.
"""

from collections.abc import Iterator
from typing import Any

from intake.content.conditions import KEY
from intake.content.document import Trail
from intake.content.gather import Content
from intake.content.label_block import label_block_faults
from intake.content.outline import Outline, Outlines, PlacedItem, PlacedSection, entries, get
from intake.content.problems import Problem, shorten, suggest
from intake.content.types import Fault
from intake.kinds.options import raw_options

MAX_OPTIONS = 5_000
"""In one form, so that laying it out takes seconds and not minutes."""


LIST_OF_FORMS = "index"
"""What the files of a form cannot be called."""


def reference_problems(content: Content, outlines: Outlines) -> Iterator[Problem]:
    """Names of nothing, ids used twice in a form, items whose keys contradict each other or that
    do not fit their section. What several forms share is told once."""
    faults = dict.fromkeys(outlines.faults)
    checked: set[tuple[Trail, ...]] = set()
    for outline in (outlines.shared, *outlines.forms.values()):
        for section in outline:
            if (parts := (section.trail, *section.changes)) not in checked:
                checked.add(parts)
                faults |= dict.fromkeys(_section_faults(content, section))
    for form, outline in outlines.forms.items():
        if form == LIST_OF_FORMS:
            what = f"“{form}” cannot be the id of a form, because {form}.html is the list of forms"
            faults[("forms", form), "E308", what, "choose another id"] = None
        faults |= dict.fromkeys(_form_faults(content, ("forms", form), outline))
        if not outlines.faults:
            faults |= dict.fromkeys(_emptied(content.data["forms"][form], form, outline))
    for form, fault in _logic_faults(outlines):
        faults[_of_form(fault, form, outlines.forms.get(form, ()))] = None
    for trail, code, what, cure in faults:
        on_key = trail[-1] == KEY or len(trail) == 2
        path = trail[:-1] if trail[-1] == KEY else trail
        yield content.problem(content.place(path, key=on_key), code, what, cure)


def _logic_faults(outlines: Outlines) -> Iterator[tuple[str, Fault]]:
    every = [
        section for outline in (outlines.shared, *outlines.forms.values()) for section in outline
    ]
    if not any(section.has_conditions for section in every):
        return
    from intake.content.logic_problems import logic_faults  # late: many forms have no conditions

    sound = {form: one for form, one in outlines.forms.items() if form not in outlines.lost}
    yield from logic_faults(sound, outlines.shared)


def _of_form(fault: Fault, form: str, outline: Outline) -> Fault:
    """A fault that an item of another form has in this form, where this form takes it from."""
    trail, code, what, cure = fault
    is_own = trail[:2] == ("forms", form)
    if is_own or (trail[0] == "sections" and not _is_changed(trail, outline)):
        return fault
    if f"“{shorten(form)}”" not in what:
        what = f"in “{shorten(form)}”, {what}"
    cure = "leave out both items or none, or change this one here"
    return _taken(trail, form, outline), code, what, cure


def _taken(trail: Trail, form: str, outline: Outline) -> Trail:
    """Where `form` takes from another one what stands at `trail` there."""
    for section in outline:
        if section.at[1] == form and trail[: len(section.trail)] == section.trail:
            return section.at
    return ("forms", form, "extends")


def _is_changed(trail: Trail, outline: Outline) -> bool:
    """Whether the form takes the shared section, in which `trail` is, with changes."""
    return any(trail[:2] == section.trail and section.changes for section in outline)


def _section_faults(content: Content, section: PlacedSection) -> Iterator[Fault]:
    for item in section.items:
        yield from _item_faults(item, section.audience)
    yield from label_block_faults(section)
    known = [item.id for item in section.items if item.id]
    for index, name in enumerate(entries(section.raw, "on_every_page")):
        if isinstance(name, str) and name and name not in known:
            what = f"“{shorten(name)}” is not the id of an item of this section"
            yield (*section.trail, "on_every_page", index), "E403", what, suggest(name, known)
    yield from _repeated_items(content, {}, section)


def _item_faults(item: PlacedItem, audience: str) -> Iterator[Fault]:
    if item.kind is None:
        return
    for below, code, what, cure in item.kind.faults(dict(item.raw)):
        yield (*item.trail, *below), code, what, cure
    if audience not in item.kind.audience:
        cure = f"move it to a section with for: {' or '.join(sorted(item.kind.audience))}"
        what = f"“{item.raw['kind']}” does not belong in a section for the {audience}"
        yield (*item.trail, "kind"), "E408", what, cure


def _form_faults(content: Content, trail: Trail, outline: Outline) -> Iterator[Fault]:
    sections: dict[str, Trail] = {}
    items: dict[str, Trail] = {}
    for section in outline:
        here = section.at if section.at == section.trail else _named(section.at)
        yield from _repeated(content, sections, section.id, here, "section")
        for item in section.items:
            at = item.trail
            if at[0] == "forms" and at[:2] != trail:
                at = _taken(at, str(trail[1]), outline)
            yield from _repeated(content, items, item.id, at, "item")
    blocks = [one for one in outline if one.raw.get("appearance") == "label_block"]
    for block in blocks[1:2]:
        what = "a form has one label block, and there is one above"
        yield _named(block.at), "E408", what, "remove one of the two"
    yield from _size_faults(trail, outline)


def _emptied(raw: Any, form: str, outline: Outline) -> Iterator[Fault]:
    """A fault for a form, and for each of its sections, in which `without` leaves nothing."""
    trail: Trail = ("forms", form)
    if not outline and (get(raw, "extends") or entries(raw, "sections")):
        what = f"nothing is left of the form “{shorten(form)}”"
        yield trail, "E307", what, "leave less out, or remove the form"
    for section in outline:
        if not section.items and entries(section.raw, "items"):
            at = trail if get(raw, "without") else (*section.changes, section.at)[0]
            what = f"no item is left of the section “{shorten(section.id)}”"
            yield (*at, "without"), "E307", what, "leave the whole section out, or less of it"


def _size_faults(trail: Trail, outline: Outline) -> Iterator[Fault]:
    items = (item for section in outline for item in section.items)
    count = sum(1 for item in items for _ in raw_options(item.raw.get("options")))
    if count > MAX_OPTIONS:
        name = shorten(str(trail[-1]))
        what = f"the form “{name}” has {count:,} options, {MAX_OPTIONS:,} is the most"
        yield trail, "E306", what, "make two forms of it"


def _named(at: Trail) -> Trail:
    """Where an entry of a form's `sections` names the section that it takes."""
    return (*at, "use")


def _repeated_items(
    content: Content, seen: dict[str, Trail], section: PlacedSection
) -> Iterator[Fault]:
    for item in section.items:
        yield from _repeated(content, seen, item.id, item.trail, "item")


def _repeated(
    content: Content, seen: dict[str, Trail], name: str, here: Trail, noun: str
) -> Iterator[Fault]:
    """A fault when `name` is taken; where a shared section has it too, at the form's own."""
    there = seen.setdefault(name, here) if name else here
    if there == here:
        return
    if here[0] == "sections" and there[0] == "forms":
        here, there = there, here
    first, at = content.place((*there, "id")), content.place((*here, "id"))
    where = "" if first.file == at.file else f" of {first.file}"
    what = f"the {noun} id “{shorten(name)}” is already used on line {first.line}{where}"
    cure = "give one of the two another id"
    if here[-1] == "use":
        cure = "remove one of the two: a form uses a section once"
    elif noun == "item" and "items" not in here and "follow_up" not in here:
        cure = "leave one of the two out, like without: [id]"
    elif noun == "item":
        cure += ", like {id: another_name, text: …}"
    yield (*here, "id"), "E401", what, cure
