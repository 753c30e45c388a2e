"""What must fit together across a form.

Checked on the raw data, so that one mistake hides no other.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from intake.content.load import Document, Trail
from intake.content.problems import Problem, shorten
from intake.content.types import slug
from intake.kinds import KIND_BY_NAME

LABEL_BLOCK_ITEMS = 4


def reference_problems(document: Document) -> Iterator[Problem]:
    """Unknown shared sections, ids used twice in a form, items that do not fit their section."""
    data = document.data
    shared = _mapping(data, "sections")
    for name, section in shared.items():
        yield from _section_problems(document, ("sections", name), section)
    for form_id, form in _mapping(data, "forms").items():
        yield from _form_problems(document, ("forms", form_id), form, shared)


def _form_problems(
    document: Document, trail: Trail, form: Any, shared: dict[str, Any]
) -> Iterator[Problem]:
    sections = form.get("sections") if isinstance(form, dict) else None
    seen_items: dict[str, Trail] = {}
    seen_sections: dict[str, Trail] = {}
    for index, section in enumerate(sections if isinstance(sections, list) else []):
        here: Trail = (*trail, "sections", index)
        if not isinstance(section, dict):
            continue
        if isinstance(name := section.get("use"), str):
            if name not in shared:
                near = get_close_matches(name, shared, 1, 0.5)
                known = ", ".join(shared) or "none are declared"
                cure = f"did you mean “{near[0]}”?" if near else f"shared sections: {known}"
                at = document.place((*here, "use"))
                what = f"there is no shared section “{shorten(name)}”"
                yield document.problem(at, "E403", what, cure)
                continue
            yield from _repeated(document, seen_sections, name, (*here, "use"), "section")
            section, here = shared[name], ("sections", name)
        else:
            yield from _section_problems(document, here, section)
            identity = section.get("id") or slug(str(section.get("title", "")), "-")
            yield from _repeated(document, seen_sections, identity, here, "section")
        for place, identity in _item_ids(section, here):
            yield from _repeated(document, seen_items, identity, place, "item")


def _repeated(
    document: Document, seen: dict[str, Trail], identity: Any, trail: Trail, noun: str
) -> Iterator[Problem]:
    if not isinstance(identity, str) or not identity:
        return
    if identity in seen:
        first = document.place(seen[identity])[0]
        what = f"the {noun} id “{shorten(identity)}” is already used on line {first}"
        at = document.place((*trail, "id")) if noun == "item" else document.place(trail)
        yield document.problem(at, "E401", what, "give one of the two another id")
    seen.setdefault(identity, trail)


def _section_problems(document: Document, trail: Trail, section: Any) -> Iterator[Problem]:
    if not isinstance(section, dict):
        return
    audience = section.get("for", "patient")
    items = section.get("items")
    label_block = section.get("appearance") == "label_block"
    for index, item in enumerate(items if isinstance(items, list) else []):
        at = document.place((*trail, "items", index))
        name = item.get("kind", "text") if isinstance(item, dict) else "text"
        kind = KIND_BY_NAME.get(name) if isinstance(name, str) else None
        if kind and audience in ("patient", "clinician") and audience not in kind.audience:
            cure = f"move it to a section with for: {' or '.join(sorted(kind.audience))}"
            what = f"“{name}” does not belong in a section for the {audience}"
            yield document.problem(at, "E408", what, cure)
        if label_block and kind and not kind.one_line:
            what = f"“{name}” does not fit a line of the label block"
            cure = "use a kind of one line, such as string or date"
            yield document.problem(at, "E408", what, cure)
        if label_block and index == LABEL_BLOCK_ITEMS:
            what = f"the label block has room for {LABEL_BLOCK_ITEMS} items"
            yield document.problem(at, "E408", what, "move the others to another section")
    known = [identity for _, identity in _item_ids(section, trail)]
    repeated = section.get("on_every_page")
    for index, identity in enumerate(repeated if isinstance(repeated, list) else []):
        if isinstance(identity, str) and identity and identity not in known:
            at = document.place((*trail, "on_every_page", index))
            what = f"“{shorten(identity)}” is not an item of this section"
            yield document.problem(at, "E403", what, "possible: " + ", ".join(known))


def _item_ids(section: Any, trail: Trail) -> Iterator[tuple[Trail, str]]:
    items = section.get("items") if isinstance(section, dict) else None
    for index, item in enumerate(items if isinstance(items, list) else []):
        text = item.get("text") if isinstance(item, dict) else item
        identity = item.get("id") if isinstance(item, dict) else None
        made = slug(text) if isinstance(text, str) else ""
        if made[:1].isdigit():
            made = f"q_{made}"
        if isinstance(identity or made, str):
            yield (*trail, "items", index), identity or made


def _mapping(data: Any, key: str) -> dict[str, Any]:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, dict) else {}
