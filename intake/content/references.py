"""What must fit together across a form.

Checked on the raw data, so that one mistake hides no other.
"""

from collections.abc import Iterator
from typing import Any

from intake.content.document import Document, Trail
from intake.content.label_block import label_block_problems
from intake.content.problems import Problem, shorten, suggest
from intake.kinds import KIND_BY_NAME
from intake.kinds.base import identity, raw_options

MAX_ITEMS = 600
MAX_OPTIONS = 5_000
"""In one form, so that laying it out takes seconds and not minutes."""


def reference_problems(document: Document) -> Iterator[Problem]:
    """Unknown shared sections, ids used twice in a form, items whose keys contradict each other
    or that do not fit their section."""
    shared = _mapping(document.data, "sections")
    for name, section in shared.items():
        yield from _section_problems(document, ("sections", name), section)
        yield from _repeated_items(document, {}, section, ("sections", name))
    for form_id, form in _mapping(document.data, "forms").items():
        yield from _form_problems(document, ("forms", form_id), form, shared)


def _form_problems(
    document: Document, trail: Trail, form: Any, shared: dict[str, Any]
) -> Iterator[Problem]:
    seen_items: dict[str, Trail] = {}
    seen_sections: dict[str, Trail] = {}
    count = options = blocks = 0
    for index, section in enumerate(_list(form, "sections")):
        here: Trail = (*trail, "sections", index)
        body = here
        if isinstance(section, dict) and "use" in section:
            name, here = section["use"], (*here, "use")
            if not isinstance(name, str) or not name:
                continue
            if name not in shared:
                what = f"there is no shared section “{shorten(name)}”"
                cure = suggest(name, shared) if shared else "declare it below sections:"
                yield document.problem(document.place(here), "E403", what, cure)
                continue
            section, body = shared[name], ("sections", name)
        else:
            name = section_id(section)
            yield from _section_problems(document, here, section)
        if _get(section, "appearance") == "label_block":
            blocks += 1
            if blocks == 2:
                what = "a form has one label block, and there is one above"
                yield document.problem(document.place(here), "E408", what, "remove one of the two")
        count += len(_list(section, "items"))
        options += sum(len(list(raw_options(_get(i, "options")))) for i in _list(section, "items"))
        yield from _repeated(document, seen_sections, name, here, "section")
        yield from _repeated_items(document, seen_items, section, body)
    if count > MAX_ITEMS:
        what = f"the form “{shorten(str(trail[-1]))}” has {count} items, {MAX_ITEMS} is the most"
        yield document.problem(
            document.place(trail, key=True), "E306", what, "make two forms of it"
        )
    if options > MAX_OPTIONS:
        name = shorten(str(trail[-1]))
        what = f"the form “{name}” has {options:,} options, {MAX_OPTIONS:,} is the most"
        yield document.problem(
            document.place(trail, key=True), "E306", what, "make two forms of it"
        )


def section_id(section: Any) -> str:
    """The id of a section written in its form: what it says, else made from its title."""
    if not isinstance(section, dict):
        return ""
    made = identity(section, "id", "title")
    return made if "id" in section else made.replace("_", "-")


def _repeated_items(
    document: Document, seen: dict[str, Trail], section: Any, trail: Trail
) -> Iterator[Problem]:
    for index, item in enumerate(_list(section, "items")):
        here = (*trail, "items", index)
        yield from _repeated(document, seen, identity(item, "id"), here, "item")


def _repeated(
    document: Document, seen: dict[str, Trail], name: str, here: Trail, noun: str
) -> Iterator[Problem]:
    """A problem when `name` is taken; where a shared section has it too, at the form's own."""
    there = seen.setdefault(name, here) if name else here
    if there == here:
        return
    if here[0] == "sections" and there[0] == "forms":
        here, there = there, here
    first = document.place((*there, "id"))[0]
    what = f"the {noun} id “{shorten(name)}” is already used on line {first}"
    at = document.place((*here, "id"))
    if here[-1] == "use":
        cure = "remove one of the two: a form uses a section once"
    else:
        cure = "give one of the two another id"
        cure += ", like {id: another_name, text: …}" if noun == "item" else ""
    yield document.problem(at, "E401", what, cure)


def _section_problems(document: Document, trail: Trail, section: Any) -> Iterator[Problem]:
    items = _list(section, "items")
    for index, item in enumerate(items):
        here = (*trail, "items", index)
        name = item.get("kind", "text") if isinstance(item, dict) else "text"
        kind = KIND_BY_NAME.get(name) if isinstance(name, str) else None
        if kind is None:
            continue
        for below, code, what, cure in kind.faults(item if isinstance(item, dict) else {}):
            yield document.problem(document.place((*here, *below)), code, what, cure)
        audience = section.get("for", "patient")
        if audience in ("patient", "clinician") and audience not in kind.audience:
            cure = f"move it to a section with for: {' or '.join(sorted(kind.audience))}"
            what = f"“{name}” does not belong in a section for the {audience}"
            yield document.problem(document.place((*here, "kind")), "E408", what, cure)
    yield from label_block_problems(document, trail, section)
    yield from _unknown_items(document, trail, section)


def _unknown_items(document: Document, trail: Trail, section: Any) -> Iterator[Problem]:
    known = [name for item in _list(section, "items") if (name := identity(item, "id"))]
    for index, name in enumerate(_list(section, "on_every_page")):
        if isinstance(name, str) and name and name not in known:
            at = document.place((*trail, "on_every_page", index))
            what = f"“{shorten(name)}” is not the id of an item of this section"
            yield document.problem(at, "E403", what, suggest(name, known))


def _get(data: Any, key: str) -> Any:
    return data.get(key) if isinstance(data, dict) else None


def _list(data: Any, key: str) -> list[Any]:
    value = _get(data, key)
    return value if isinstance(value, list) else []


def _mapping(data: Any, key: str) -> dict[str, Any]:
    value = _get(data, key)
    return value if isinstance(value, dict) else {}
