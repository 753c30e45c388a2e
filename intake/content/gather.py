"""All that a clinic has written, in one file or in many: the data as one, and where it stands."""

import os
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from pathlib import Path
from typing import Any

from intake.content.document import Document, Trail
from intake.content.load import load
from intake.content.problems import ContentError, Place, Problem, Spot, shorten
from intake.content.read import MAX_BYTES, empty

MAX_FILES = 1000
MAX_TOGETHER = 32 * MAX_BYTES
SUFFIXES = (".yaml", ".yml")
NOT_CONTENT = ("output", "templates", "translations", "approvals")
"""Folders in which nobody looks for questions."""
APPROVALS = "approvals.yaml"
"""Who approved which form; it stands beside the questions and is none of them."""
_SHARED = ("sections", "forms")
"""The keys below which every file may add names of its own."""


class Content:
    """The data of all files as if it stood in one; every path belongs to one of the files.

    `problems` are those of loading: of these documents, of putting them together, and `unread`,
    those of the files that could not be read; without these files, it is not `whole`.
    """

    def __init__(self, documents: Iterable[Document], unread: Iterable[Problem] = ()) -> None:
        self.documents = tuple(documents)
        self.data: Any = {}
        self.problems: list[Problem] = [*unread]
        self.is_whole = not self.problems
        self.problems += [p for one in self.documents for p in one.problems]
        self._owners: dict[Trail, Document] = {}
        self._beginnings: dict[str, list[tuple[Spot, str]]] = {}
        if len(self.documents) == 1:
            self.data = self.documents[0].data
        else:
            for document in self.documents:
                self._add(document)
        self.problems = [p._replace(form=self.form(p.place)) for p in self.problems]

    def part(self, forms: Iterable[str]) -> "Content":
        """The same with only those of these `forms` that are there, and all that is no form."""
        part = copy(self)
        asked = {*forms}
        known = self.data["forms"].items()
        part.data = {**self.data, "forms": {name: one for name, one in known if name in asked}}
        owners = {id(self._owner(("forms", name))) for name in part.data["forms"]}
        part.documents = tuple(
            one for one in self.documents if id(one) in owners or one.data.keys() != {"forms"}
        )
        return part

    def place(self, path: Trail, *, key: bool = False) -> Place:
        """Where the value (or its key) at `path` stands, or its nearest ancestor."""
        document = self._owner(path)
        return Place(document.file, *document.spot(path, key=key))

    def find(self, character: str, path: Trail) -> Place:
        """Where `character` stands in the text at `path`."""
        document = self._owner(path)
        return Place(document.file, *document.find(character, path))

    def beyond_ascii(self) -> Iterator[tuple[Trail, str]]:
        """Every text with characters beyond ASCII, with its path."""
        for document in self.documents:
            for path in document.ends:
                if self._owner(path) is document and isinstance(text := self.value(path), str):
                    yield path, text

    def value(self, path: Trail) -> Any:
        """What stands at `path`; None where there is nothing."""
        value = self.data
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def problem(self, at: Place, code: str, what: str, cure: str) -> Problem:
        """A Problem at the place `at`, with its line of text and its form."""
        document = next((one for one in self.documents if one.file == at.file), self.documents[0])
        return Problem(at, code, what, cure, document.line(at), self.form(at))

    def form(self, at: Place) -> str:
        """The id of the form that is written at the place `at`; empty outside the forms."""
        if at.file not in self._beginnings:
            found = next((one for one in self.documents if one.file == at.file), None)
            self._beginnings[at.file] = _beginnings(found) if found else []
        beginnings = self._beginnings[at.file]
        after = bisect(beginnings, (at.line, at.column), key=lambda one: one[0])
        return beginnings[after - 1][1] if after else ""

    def is_spoiled(self, place: Place) -> bool:
        """Whether what is wrong at `place` follows from a problem that is known already."""
        return any(place.line in one.spoiled for one in self.documents if one.file == place.file)

    def _owner(self, path: Trail) -> Document:
        if len(self.documents) == 1:
            return self.documents[0]
        for length in (2, 1):
            if owner := self._owners.get(path[:length]):
                return owner
        return self.documents[0]

    def _add(self, document: Document) -> None:
        if not isinstance(document.data, dict):
            what = "the file should hold keys with values, but holds something else"
            cure = "begin it with clinic:, sections: or forms:"
            self.problems.append(document.problem(document.spot(()), "E303", what, cure))
            return
        if not document.data.keys() & {"clinic", *_SHARED}:
            what = "nothing here belongs to questions: clinic, sections and forms are the keys"
            cure = "move the file out of the folder"
            self.problems.append(document.problem(document.spot(()), "E301", what, cure))
            return
        for key, value in document.data.items():
            if key not in _SHARED or key not in self.data:
                self._put(document, self.data, (key,), value if key not in _SHARED else {})
            if key in _SHARED:
                self._add_names(document, key, value)

    def _add_names(self, document: Document, key: str, value: Any) -> None:
        if not isinstance(value, dict):
            what = f"“{key}” should hold names with something below each"
            at = document.spot((key,))
            self.problems.append(document.problem(at, "E303", what, "write “name:” and indent"))
            return
        for name, child in value.items():
            self._put(document, self.data[key], (key, name), child)

    def _put(self, document: Document, target: dict[str, Any], path: Trail, value: Any) -> None:
        name = str(path[-1])
        if name not in target:
            target[name] = value
            self._owners[path] = document
            return
        first = self.place(path, key=True)
        what = f"“{shorten(name)}” is already in {first.file}, line {first.line}"
        cure = "remove one of the two, or give one another name"
        if path == ("clinic",):
            cure = "keep the clinic in one file, for all forms"
        self.problems.append(document.problem(document.spot(path, key=True), "E401", what, cure))


def _beginnings(document: Document) -> list[tuple[Spot, str]]:
    """Where each form begins, with its id, and where something else does, with an empty one."""
    found = []
    for trail, spot in document.keys.items():
        match trail:
            case ("forms", str(name)) if not name.startswith("\0"):  # as one that is there twice
                found.append((spot, name))
            case (_,) | ("forms", _):
                found.append((spot, ""))
    return sorted(found)


def gather(sources: Iterable[Path], load: Callable[[Path], Document] = load) -> Content:
    """Load every file of `sources`, by `load`; of a folder, the YAML files in it and below it.

    Raises ContentError where there is nothing that can be read.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in _bounded(files(sources)):
        try:
            documents.append(load(path))
        except ContentError as error:
            problems += error.problems
    if not documents:
        raise ContentError(problems)
    return Content(documents, problems)


def home(sources: Iterable[Path]) -> Path:
    """The folder that templates/ and output/ stand in: the first folder, or the first file's."""
    first = next(iter(sources))
    return first if _is_folder(first) else first.parent


def approvals_home(sources: Iterable[Path]) -> Path:
    """The folder that approvals.yaml stands in: the nearest that has one, from `home` upwards.

    Where there is none, it is `home`: whoever names a folder of forms only, is not past it.
    """
    own = home(sources)
    above = own.resolve().parents
    if (own / APPROVALS).exists():
        return own
    return next((folder for folder in above if (folder / APPROVALS).is_file()), own)


def files(sources: Iterable[Path]) -> Iterator[Path]:
    """The files of `sources`; of a folder, the YAML files in it and below it.

    Raises ContentError for a folder without any.
    """
    for source in sources:
        if not _is_folder(source):
            yield source
            continue
        if not (found := sorted(_below(source))):
            raise empty(source, "no file in the folder ends in .yaml")
        yield from found


def _is_folder(source: Path) -> bool:
    return os.path.isdir(source)  # noqa: PTH112  # Path.is_dir raises for a name that is too long


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if one[0] != "." and one not in NOT_CONTENT]
        for name in names:
            if name.endswith(SUFFIXES) and name[0] != "." and name != APPROVALS:
                yield Path(root, name)


def _bounded(files: Iterator[Path]) -> Iterator[Path]:
    """The files, each once, until they are too many or too large together."""
    seen: set[Path] = set()
    size = 0
    for path in files:
        real = path.resolve()
        if real in seen:
            continue
        seen.add(real)
        size += os.path.getsize(path) if os.path.isfile(path) else 0  # noqa: PTH113, PTH202
        if len(seen) > MAX_FILES or size > MAX_TOGETHER:
            what = f"more than {MAX_FILES:,} files, or {MAX_TOGETHER // MAX_BYTES} MiB, together"
            cure = "keep the forms of one clinic in a folder of their own"
            raise ContentError([Problem(Place(str(path)), "E106", what, cure)])
        yield path
