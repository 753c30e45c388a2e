"""The label block: the box of 3 1/2 by 2 1/8 inches at the top right of the first sheet of paper.

It has room for four short lines, and the strip on later pages for two. What does not fit is said.
"""

from collections.abc import Iterator
from typing import Any

from intake.content.document import Document, Trail
from intake.content.problems import Problem
from intake.kinds import KIND_BY_NAME

ITEMS = 4
TEXT = 30
"""Characters of a text in the block: two lines of its column."""
REPEATED = 2


def label_block_problems(document: Document, trail: Trail, section: Any) -> Iterator[Problem]:
    """What a section with `appearance: label_block` asks for and the box cannot hold."""
    if not isinstance(section, dict):
        return
    found = _faults(section) if section.get("appearance") == "label_block" else _misplaced(section)
    for below, what, cure in found:
        yield document.problem(document.place((*trail, *below)), "E408", what, cure)


def _misplaced(section: dict[str, Any]) -> Iterator[tuple[Trail, str, str]]:
    if "on_every_page" in section:
        what = "on_every_page works only in the section of the label block"
        yield ("on_every_page",), what, "add appearance: label_block, or remove it"


def _faults(section: dict[str, Any]) -> Iterator[tuple[Trail, str, str]]:
    if section.get("for") == "clinician":
        yield ("for",), "the label block is filled in by the patient", "remove this line"
    if "intro" in section:
        yield ("intro",), "the label block has no room for an intro", "put it in the form's intro"
    items = section.get("items")
    for index, item in enumerate(items if isinstance(items, list) else []):
        for below, what, cure in _item_faults(item if isinstance(item, dict) else {"text": item}):
            yield ("items", index, *below), what, cure
        if index == ITEMS:
            what = f"the label block has room for {ITEMS} items"
            yield ("items", index), what, "move the others to another section"
    repeated = section.get("on_every_page")
    if isinstance(repeated, list) and len(repeated) > REPEATED:
        what = f"the top of later pages has room for {REPEATED} items"
        yield ("on_every_page", REPEATED), what, "keep the two that identify the patient"


def _item_faults(item: dict[str, Any]) -> Iterator[tuple[Trail, str, str]]:
    name = item.get("kind", "text")
    kind = KIND_BY_NAME.get(name) if isinstance(name, str) else None
    if kind and not kind.one_line:
        what = f"“{name}” does not fit a line of the label block"
        yield ("kind",), what, "use a kind of one line, such as string or date"
    if isinstance(item.get("text"), str) and len(item["text"]) > TEXT:
        what = f"this text is too long for the label block (at most {TEXT} characters)"
        yield ("text",), what, "shorten it, or move the item to another section"
    for key in ("hint", "how_long_ago"):
        if item.get(key) not in (None, "false"):
            what = f"the label block has no room for “{key}”"
            yield (key,), what, "remove it, or move the item to another section"
