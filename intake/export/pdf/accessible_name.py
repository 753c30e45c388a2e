"""What a screen reader says of a form control: its name, and what describes it.

After the W3C's Accessible Name and Description Computation 1.2 for the markup that forms are made
of, so that a field of the PDF is called what the control of the HTML page is called.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_GROUPS = ("fieldset", "table")
_HEADS = {"fieldset": "legend", "table": "caption"}


@dataclass(frozen=True)
class Name:
    """What names a control, from the outermost group's words to its own, and what describes it."""

    parts: tuple[str, ...]
    description: str

    def __str__(self) -> str:
        """The whole, as one would read it out."""
        return sentence((*self.parts, self.description))


def sentence(parts: tuple[str, ...]) -> str:
    """`parts` one after the other; a colon after what ends with no mark."""
    said = ""
    for part in filter(None, parts):
        mark = "" if not said or said[-1] in ".?!:;,؟。" else ":"
        said = f"{said}{mark} {part}" if said else part
    return said


class Names:
    """The names of the controls of one page, an ElementTree of HTML elements."""

    def __init__(self, root: Any) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
        self._labels = {
            label.get("for"): label for label in root.iter("label") if label.get("for") is not None
        }

    def name(self, control: Any) -> Name:
        """The name of the element `control`."""
        groups = [*self._groups(control)]
        parts = [part for one in (*groups, control) for part in self._own(one) if part]
        told = dict.fromkeys(self._description(one) for one in (*groups, control))
        new = (one for one in told if one and not any(one in part for part in parts))
        return Name(tuple(parts), " ".join(new))

    def _groups(self, control: Any) -> Iterator[Any]:
        """The groups around `control`, the outermost first."""
        parent = self._parents.get(control)
        if parent is not None:
            yield from self._groups(parent)
            if parent.tag in _GROUPS or parent.get("role") in ("group", "radiogroup"):
                yield parent

    def _own(self, element: Any) -> tuple[str, ...]:
        """The name of one element without those of its groups: one part, or several elements'."""
        if ids := element.get("aria-labelledby", "").split():
            return tuple(self._said(one) for one in ids)
        if label := element.get("aria-label"):
            return (label,)
        if element.tag in _HEADS:
            return (text(next((one for one in element if one.tag == _HEADS[element.tag]), None)),)
        return (text(self._labels.get(element.get("id"))) or element.get("title", ""),)

    def _description(self, element: Any) -> str:
        return " ".join(self._said(one) for one in element.get("aria-describedby", "").split())

    def _said(self, name: str) -> str:
        return text(self._by_id.get(name))


def text(element: Any) -> str:
    """The words of `element` as they are read out: in one line, without what is hidden."""
    return "" if element is None else " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    if element.get("aria-hidden") == "true" or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
        if child.tag in ("p", "div", "br"):
            yield " "
