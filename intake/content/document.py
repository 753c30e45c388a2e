"""A file's data, and where each of its values stood."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from intake.content.problems import Place, Problem, Spot

Trail = tuple[str | int, ...]
"""A path in the data: the keys and indexes from the top, `("forms", "headache", "title")`."""


@dataclass(frozen=True)
class Document:
    """One file's data. `values` and `keys` give the place of each value and of its key, `ends`
    the end of each text with characters beyond ASCII. What else is wrong in a line of `spoiled`
    follows from a problem that is known already.
    """

    file: str
    lines: tuple[str, ...]
    data: Any
    values: dict[Trail, Spot]
    keys: dict[Trail, Spot]
    ends: dict[Trail, Spot]
    problems: tuple[Problem, ...] = ()
    spoiled: frozenset[int] = frozenset()

    def line(self, place: Place) -> str:
        """The text of the line at `place`; empty where there is none."""
        return self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""

    def problem(self, at: Spot, code: str, what: str, cure: str) -> Problem:
        """A Problem at line and column `at`, with its line of text."""
        place = Place(self.file, *at)
        return Problem(place, code, what, cure, self.line(place))

    def spot(self, path: Trail, *, key: bool = False) -> Spot:
        """Line and column of the value (or its key) at `path`, or of its nearest ancestor."""
        while path:
            if key and path in self.keys:
                return self.keys[path]
            if path in self.values:
                return self.values[path]
            path, key = path[:-1], False
        return self.values.get((), (1, 1))

    def find(self, character: str, path: Trail) -> Spot:
        """Where `character` stands in the text at `path`; its beginning if only as an escape."""
        at = self.spot(path)
        return find_character(self.lines, character, at, self.ends.get(path, at))


def character_name(character: str) -> str:
    """`U+200B ZERO WIDTH SPACE`."""
    name = unicodedata.name(character, "CONTROL CHARACTER" if ord(character) < 160 else "")
    return f"U+{ord(character):04X} {name}".strip()


def find_character(lines: tuple[str, ...], character: str, at: Spot, end: Spot) -> Spot:
    """Where the first `character` from `at` to `end` is; `at` if it is only an escape."""
    for number, line in enumerate(lines[at[0] - 1 : end[0]], at[0]):
        column = line.find(character, at[1] - 1 if number == at[0] else 0)
        if column >= 0:
            return number, column + 1
    return at
