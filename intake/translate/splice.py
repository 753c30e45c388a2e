"""Put translations into a YAML file and leave every other byte as it is.

A text becomes a map of languages, or its map gets one more. Only what the parser's marks enclose
is touched; whoever calls checks that the new text means what it should.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from intake.content.document import Trail
from intake.translate.scalar import WIDTH, is_plain, lines, one_line

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Edit = tuple[int, int, str]
"""From this character to that one, what stands there instead."""


class Wish(NamedTuple):
    """A translation of the text at a path. `original` is the language of a text that is written
    plain; `is_wrapped`: whether a bare text becomes `{text: {en: ...}}`."""

    original: str
    language: str
    text: str
    is_wrapped: bool = False


Node = Any
"""A yaml.Node: its types here do not tell which one has which marks and style."""


class Spot(NamedTuple):
    """A node, and the list or mapping that it stands in."""

    node: Node
    parent: Node | None


def edits(text: str, wishes: Mapping[Trail, Wish], languages: Iterable[str] = ()) -> list[Edit]:
    """What puts every wish at its path (in the data as it is written) into the YAML `text`, lines
    ended by newlines. `languages` replace those that the clinic lists.

    The text must be one that the loader takes without problems.
    """
    source = Source(text)
    made = [edit for trail, wish in wishes.items() for edit in source.translate(trail, wish)]
    made += source.declare(tuple(languages))
    return sorted(made, key=lambda edit: edit[:2])


class Source:
    """A YAML text and the places of everything in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.spots: dict[Trail, Spot] = {}
        self._visit(yaml.compose(text, Loader=_LOADER), None, ())

    def translate(self, trail: Trail, wish: Wish) -> Iterator[Edit]:
        """What brings the translation to the text at `trail`."""
        node, parent = self.spots[trail]
        if isinstance(node, yaml.MappingNode):
            known = {key.value: value for key, value in node.value}
            if wish.language in known:
                yield from self._replace(known[wish.language], node, wish)
            else:
                yield self._add(node.value[-1][1], node, wish)
        elif parent is not None and parent.flow_style:
            yield from self._in_braces(node, wish, in_flow=True)
        elif isinstance(parent, yaml.SequenceNode) and self._is_short(node, wish):
            yield from self._in_braces(node, wish, in_flow=False)
        else:
            yield from self._in_block(node, parent, wish)

    def declare(self, languages: tuple[str, ...]) -> Iterator[Edit]:
        """What makes these the clinic's languages, where the clinic is in this file."""
        clinic = self.spots.get(("clinic",))
        if not languages or clinic is None:
            return
        new = f"[{', '.join(languages)}]"
        known = self.spots.get(("clinic", "languages"))
        if known:
            last = known.node.value[-1]
            added = languages[len(known.node.value) :]
            lead = ", " if known.node.flow_style else _margin(known.node) + "- "
            new = "".join(lead + language for language in added)
            yield self._at_end(last, new) if known.node.flow_style else self._below(last, new)
            return
        last = next(v for _, v in reversed(clinic.node.value) if isinstance(v, yaml.ScalarNode))
        new = f"languages: [{', '.join(languages)}]"
        if clinic.node.flow_style:
            yield self._at_end(last, f", {new}")
        else:
            yield self._below(last, _margin(clinic.node) + new)

    def _visit(self, node: Node, parent: Node | None, trail: Trail) -> None:
        self.spots[trail] = Spot(node, parent)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._visit(value, node, (*trail, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self._visit(value, node, (*trail, index))

    def _in_braces(self, node: Node, wish: Wish, *, in_flow: bool) -> Iterator[Edit]:
        """`Left` becomes `{en: Left, es: Izquierdo}`, whatever way it is written in."""
        start, end = self._span(node)
        translation = one_line(wish.text, in_flow=True)
        before, after = "{", f", {wish.language}: {translation}}}"
        if wish.is_wrapped:
            before, after = "{text: {", after + "}"
        yield start, start, f"{before}{wish.original}: "
        if not in_flow and not node.style and not is_plain(node.value, in_flow=True):
            yield start, end, one_line(node.value, in_flow=True)
        yield end, end, after

    def _is_short(self, node: Node, wish: Wish) -> bool:
        """Whether the text and its translation fit one line, in braces."""
        line = self.lines[node.start_mark.line]
        added = len("{: , : }") + len(wish.original + wish.language)
        is_one_line = node.end_mark.line == node.start_mark.line and node.style not in ("|", ">")
        fits = len(line) + added + len(wish.text) <= WIDTH
        return is_one_line and fits and "\n" not in wish.text

    def _in_block(self, node: Node, parent: Node | None, wish: Wish) -> Iterator[Edit]:
        """The text, as it is written, below `en:`, and the translation in the next line."""
        base = parent.start_mark.column if parent else 0
        row, column = node.start_mark.line, node.start_mark.column
        start = self._starts[row] + column
        before = self.lines[row][:column]
        if before.strip() and isinstance(parent, yaml.MappingNode):
            indent = base + 2
            lead = "\n" + " " * indent
            begin = self._starts[row] + len(before.rstrip())
        else:
            indent, lead, begin = column, "", start
        if wish.is_wrapped:
            indent += 2
            lead = f"text:\n{' ' * indent}"
        yield begin, start, f"{lead}{wish.original}: "
        for number in range(row + 1, self._last_row(node) + 1):
            if self.lines[number].strip():
                yield self._starts[number], self._starts[number], " " * (indent - base)
        yield self._below(node, _entry(wish, indent))

    def _add(self, last: Node, languages: Node, wish: Wish) -> Edit:
        if languages.flow_style:
            translation = one_line(wish.text, in_flow=True)
            return self._at_end(last, f", {wish.language}: {translation}")
        return self._below(last, _entry(wish, languages.start_mark.column))

    def _replace(self, old: Node, languages: Node, wish: Wish) -> Iterator[Edit]:
        start, end = self._span(old)
        if languages.flow_style:
            yield start, end, one_line(wish.text, in_flow=True)
            return
        header, *body = lines(wish.text, languages.start_mark.column, wish.language)
        first, last = old.start_mark.line, self._last_row(old)
        if old.style in ("|", ">"):
            end = start + len(self.lines[first][old.start_mark.column :].split()[0])
            body_start = self._row_end(first)
        else:
            body_start = self._row_end(last)
        if "#" in self.text[end:body_start] and not body:  # quotes keep a comment off the text
            header = one_line(wish.text, in_flow=False, quoted=True)
        yield start, end, header
        yield body_start, self._row_end(last), "".join(f"\n{line}" for line in body)

    def _at_end(self, node: Node, new: str) -> Edit:
        end = self._span(node)[1]
        return end, end, new

    def _below(self, node: Node, new: str) -> Edit:
        """`new` after the last line of `node`, behind a comment that stands there."""
        end = self._row_end(self._last_row(node))
        return end, end, new

    def _span(self, node: Node) -> tuple[int, int]:
        first, last = node.start_mark, node.end_mark
        return self._starts[first.line] + first.column, self._starts[last.line] + last.column

    def _last_row(self, node: Node) -> int:
        """The last line that `node` has something in."""
        row: int = node.end_mark.line - (node.end_mark.column == 0)
        row = min(row, len(self.lines) - 1)
        while row > node.start_mark.line and not self.lines[row].strip():
            row -= 1
        return row

    def _row_end(self, row: int) -> int:
        return self._starts[row] + len(self.lines[row])


def _entry(wish: Wish, indent: int) -> str:
    header, *body = lines(wish.text, indent, wish.language)
    return "\n".join([f"\n{' ' * indent}{wish.language}: {header}", *body])


def _margin(block: Node) -> str:
    """The beginning of a new line in a list or mapping in block style."""
    return "\n" + " " * int(block.start_mark.column)
