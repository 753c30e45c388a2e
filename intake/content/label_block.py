"""The label block: the box of 3 1/2 by 2 1/8 inches at the top right of the first sheet of paper.

It has room for four short lines, and the strip on later pages for two. What does not fit is said.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from intake.content.document import Trail
from intake.content.outline import PlacedSection
from intake.content.types import Fault
from intake.kinds import PLAIN, kind_of
from intake.kinds.identity import first_text

ITEMS = 4
TEXT = 30
"""Characters of a text in the block: two lines of its column."""
REPEATED = 2
_NO_ROOM = ("hint", "reason", "how_long_ago", "sensitive", "repeats", "enable_when")

Found = tuple[Trail, str, str]
"""Where, what, cure."""


def label_block_faults(section: PlacedSection) -> Iterator[Fault]:
    """What a section with `appearance: label_block` asks for and the box cannot hold."""
    if section.raw.get("appearance") == "label_block":
        found = _faults(section)
    else:
        found = _misplaced(section)
    for trail, what, cure in found:
        yield trail, "E408", what, cure


def _misplaced(section: PlacedSection) -> Iterator[Found]:
    if "on_every_page" in section.raw:
        what = "on_every_page works only in the section of the label block"
        cure = "add appearance: label_block, or remove it"
        yield (*section.trail, "on_every_page"), what, cure


def _faults(section: PlacedSection) -> Iterator[Found]:
    here = section.trail
    if section.audience == "clinician":
        what = "the label block is filled in by the patient"
        yield (*here, "for"), what, "remove this line"
    if "intro" in section.raw:
        what = "the label block has no room for an intro"
        yield (*here, "intro"), what, "put it in the form's intro"
    if section.condition_trail:
        yield section.condition_trail, "the label block applies to everybody", "remove this line"
    for index, item in enumerate(section.items):
        for below, what, cure in _item_faults(item.raw):
            yield (*item.trail, *below), what, cure
        if index == ITEMS:
            what = f"the label block has room for {ITEMS} items"
            yield item.trail, what, "move the others to another section"
    repeated = section.raw.get("on_every_page")
    if isinstance(repeated, list) and len(repeated) > REPEATED:
        what = f"the top of later pages has room for {REPEATED} items"
        yield (*here, "on_every_page", REPEATED), what, "keep the two that identify the patient"


def _item_faults(item: Mapping[str, Any]) -> Iterator[Found]:
    kind = kind_of(item)
    if kind and not kind.one_line:
        what = f"“{item.get('kind', PLAIN)}” does not fit a line of the label block"
        yield ("kind",), what, "use a kind of one line, such as string or date"
    texts = item.get("text")
    for text in texts.values() if isinstance(texts, dict) else [first_text(texts)]:
        if isinstance(text, str) and len(text) > TEXT:
            what = f"this text is too long for the label block (at most {TEXT} characters)"
            yield ("text",), what, "shorten it, or move the item to another section"
    for key in _NO_ROOM:
        if item.get(key) not in (None, "false"):
            what = f"the label block has no room for “{key}”"
            yield (key,), what, "remove it, or move the item to another section"
