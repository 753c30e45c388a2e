"""Read one YAML file into plain data that remembers where everything stood."""

from dataclasses import replace
from pathlib import Path

from intake.content.compose import Composer
from intake.content.document import Document
from intake.content.problems import ContentError, Problem
from intake.content.read import empty, read
from intake.content.recover import without_fault

MOST = 2000
"""Files that are remembered: those that are there, and a good many that are gone."""


def load(source: Path) -> Document:
    """Load the YAML file `source`.

    Raises ContentError where nothing can be made of the file: encoding, characters, limits,
    syntax. What does not stand in the way of further checks is in `Document.problems`.
    """
    return _parsed(source, *read(source))


class Loader:
    """Loads files as `load` does, for one that stays: of a file that is as it was the last time
    the document is the same one."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[str, list[Problem]], Document]] = {}

    def __call__(self, source: Path) -> Document:
        """The document of `source`. Raises ContentError."""
        found = read(source)
        if source not in self._known or self._known[source][0] != found:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[source] = found, _parsed(source, *found)
        return self._known[source][1]


def _parsed(source: Path, text: str, warnings: list[Problem]) -> Document:
    lines = tuple(text.split("\n"))
    faults: list[Problem] = []
    while True:
        composer = Composer(str(source), text)
        data = composer.compose()
        if not composer.is_fatal:
            break
        fault = composer.problems[-1]
        mended = without_fault(text, fault, faults)
        if mended is None:
            echo = bool(faults) and fault.code == "E201"
            raise ContentError([*warnings, *faults, *composer.problems[: -1 if echo else None]])
        faults.append(fault)
        text = mended
    if data == "":
        raise empty(source, "nothing is written in the file")
    at_fault = {fault.place.line for fault in faults}
    others = [problem for problem in composer.problems if problem.place.line not in at_fault]
    return replace(
        composer.document,
        lines=lines,
        data=data,
        problems=(*warnings, *faults, *others),
        spoiled=frozenset(composer.spoiled | at_fault),
    )
