"""What stands over a page that begins in the midst of a question: “Question 6, continued”.

It is a named string of CSS (css-gcpm-3, 1.1): each element with `data-continued` says what a page
that begins with it, or in it, has to say; templates/styles/sheet.css shows that in the margin,
where it is an artifact, so that it is not read out between two answers.
"""

from collections.abc import Iterator
from typing import Any

ATTRIBUTE = "data-continued"
_ALONE = "data-continued-alone"
_ALWAYS_FIRST = ("p", "h1", "h2", "h3")


def note(root: Any) -> None:
    """Give the elements of the sheet with the element `root` what a page has to say of them.

    The words are those of its body: with # for the number of a question, and alone. A sheet
    without those says nothing.
    """
    body = root.find("body")
    if body is None or ATTRIBUTE not in body.attrib:
        return
    words, alone = body.attrib.pop(ATTRIBUTE), body.attrib.pop(_ALONE, "")
    above: dict[Any, str] = {}
    for parent, element in _pairs(body):
        if _is(element, "intake-follow-ups"):
            above[element] = _before(parent, element)
        if _is(element, "intake-item"):
            first, *others = _pieces(element)
            begins = _is_first(parent, element) or not above.get(parent)
            first.set(ATTRIBUTE, "" if begins else words.replace("#", above[parent]))
            number = _number(element)
            for one in others:
                one.set(ATTRIBUTE, words.replace("#", number) if number else alone)
        elif element.tag in _ALWAYS_FIRST:
            element.set(ATTRIBUTE, "")


def _pairs(parent: Any) -> Iterator[tuple[Any, Any]]:
    """Each element below `parent` with its own parent, but not what is in an item."""
    for element in parent:
        yield parent, element
        if not _is(element, "intake-item"):
            yield from _pairs(element)


def _pieces(item: Any) -> list[Any]:
    """The parts of an item between which a page may end; of an only part its own."""
    found = [item]
    while len(found) == 1 and len(found[0]):
        found = [*found[0]]
    return found


def _before(parent: Any, group: Any) -> str:
    """The number of the question that the follow-ups in `group` stand below."""
    found = ""
    for one in parent:
        if one is group:
            break
        if _is(one, "intake-item"):
            found = _number(one)
    return found


def _is_first(group: Any, item: Any) -> bool:
    """Whether the lead of follow-ups, which says what they follow from, stands above `item`."""
    return next((one for one in group if _is(one, "intake-item")), None) is item


def _number(item: Any) -> str:
    """The number of a question; empty for an item without."""
    found = (one for one in item.iter("span") if _is(one, "intake-number"))
    return next((one.text or "" for one in found), "")


def _is(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()
