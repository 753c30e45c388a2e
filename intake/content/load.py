"""Read one YAML file into plain data that remembers where everything stood.

Everything is text: `no` is the word no, `1:20` is not eighty. The parser's events are read
one by one and counted, so that no file, however hostile, takes more than a bounded amount of
time and memory: no anchors (billion laughs, merge bombs), no tags, no deep nesting (libyaml's
own composer recurses and crashes on 50,000 brackets).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from intake.content.problems import ContentError, Place, Problem, shorten

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 24
MAX_NODES = 50_000

Trail = tuple[str | int, ...]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff"
    "\ud800-\udfff\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_PROSE = {"text", "title", "hint", "intro", "notice", "lower", "upper", "unit", "name", "other"}
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Document:
    """One file's data. `values` and `keys` give the place of each value and of its key.

    A path is the keys and indexes from the top: `("forms", "headache", "sections", 0)`.
    """

    file: str
    lines: tuple[str, ...]
    data: Any
    values: dict[Trail, tuple[int, int]]
    keys: dict[Trail, tuple[int, int]]
    problems: tuple[Problem, ...] = ()

    def problem(self, at: tuple[int, int], code: str, what: str, cure: str) -> Problem:
        """A Problem at line and column `at`, with its line of text."""
        line = self.lines[at[0] - 1] if 0 < at[0] <= len(self.lines) else ""
        return Problem(Place(self.file, *at), code, what, cure, line)

    def place(self, path: Trail, *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value (or its key) at `path`, or of its nearest ancestor."""
        while path:
            if key and path in self.keys:
                return self.keys[path]
            if path in self.values:
                return self.values[path]
            path, key = path[:-1], False
        return self.values.get((), (1, 1))


def load(source: Path) -> Document:
    """Load the YAML file `source`.

    Raises ContentError where nothing can be made of the file: encoding, characters, limits,
    syntax. What does not stand in the way of further checks is in `Document.problems`.
    """
    text, warnings = _decode(source)
    loader = _Loader(str(source), text)
    data = loader.compose()
    problems = (*warnings, *loader.problems)
    if loader.is_fatal:
        raise ContentError(list(problems))
    return replace(loader.document, data=data, problems=problems)


def _stop(source: Path, code: str, what: str, cure: str) -> ContentError:
    return ContentError([Problem(Place(str(source)), code, what, cure)])


def _read(source: Path) -> bytes:
    try:
        if source.exists() and not source.is_file():
            what = "is a folder" if source.is_dir() else "is not a regular file"
            raise _stop(source, "E102", what, "name the YAML file with the questions")
        with source.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        cure = "check the name and the folder, or make a first one with: intake new clinic"
        raise _stop(source, "E101", "there is no such file", cure) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not possible here"
        raise _stop(source, "E103", f"cannot be read: {reason}", "ask who owns the file") from None
    if len(raw) > MAX_BYTES:
        cure = "a form takes a few kilobytes; split the file or remove what is not a form"
        raise _stop(source, "E106", f"is larger than {MAX_BYTES // 1024} KiB", cure)
    return raw


def _decode(source: Path) -> tuple[str, list[Problem]]:
    raw = _read(source)
    warnings = []
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _stop(source, "E105", "is UTF-16, not UTF-8", "save it again as UTF-8")
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        what = "the file starts with a byte order mark (BOM), which is passed over"
        place = Place(str(source), 1, 1)
        warnings.append(Problem(place, "W101", what, 'save it as "UTF-8", not "UTF-8 with BOM"'))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        byte = raw[error.start : error.start + 1]
        guess = byte.decode("cp1252", "replace")
        what = f"byte 0x{byte.hex()} is not UTF-8 (in Windows-1252, cp1252, it would be “{guess}”)"
        place = Place(str(source), line, column)
        raise ContentError([Problem(place, "E105", what, "save the file again as UTF-8")]) from None
    if not text.strip():
        cure = "write the questions in it, or make a first one with: intake new clinic"
        raise _stop(source, "E104", "is empty", cure)
    crlf, lf = text.count("\r\n"), text.count("\n")
    if 0 < crlf < lf:
        first = text.index("\r\n") if text.index("\n") < text.index("\r\n") else text.index("\n")
        line = text.count("\n", 0, first) + 1
        what = "lines end in two ways, Windows (CRLF) and Unix (LF)"
        cure = "harmless here; save the file with one sort of line ending"
        warnings.append(Problem(Place(str(source), line, 1), "W102", what, cure))
    return text, warnings


def character_name(character: str) -> str:
    """`U+200B ZERO WIDTH SPACE`."""
    name = unicodedata.name(character, "CONTROL CHARACTER" if ord(character) < 160 else "")
    return f"U+{ord(character):04X} {name}".strip()


@dataclass
class _Open:
    """A list or a mapping whose end has not been read yet."""

    path: Trail
    value: Any
    key: str | None = None
    seen: set[str] = field(default_factory=set)
    duplicates: int = 0


class _Loader:
    """Turns parser events into data, collecting problems instead of stopping at the first."""

    def __init__(self, file: str, text: str) -> None:
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.document = Document(file, tuple(self.text.split("\n")), None, {}, {})
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Any = ""
        self.is_fatal = False

    def stop(self, at: tuple[int, int], code: str, what: str, cure: str) -> None:
        """A problem after which reading on makes no sense."""
        self.is_fatal = True
        self.say(at, code, what, cure)

    def say(self, at: tuple[int, int], code: str, what: str, cure: str) -> None:
        self.problems.append(self.document.problem(at, code, what, cure))

    def compose(self) -> Any:
        self._check_characters()
        if self.is_fatal:
            return None
        documents = nodes = 0
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                at = _start(event)
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        cure = "remove the line --- and keep one document in a file"
                        self.stop(at, "E210", "a second document starts here", cure)
                        break
                nodes += isinstance(event, yaml.NodeEvent)
                if nodes > MAX_NODES:
                    cure = "split the content over several files"
                    self.stop(at, "E209", f"more than {MAX_NODES:,} values in one file", cure)
                    break
                if isinstance(event, yaml.CollectionStartEvent) and len(self.stack) == MAX_DEPTH:
                    what = f"more than {MAX_DEPTH} levels, one inside the other"
                    self.stop(at, "E208", what, "a form needs about eight; remove the extra [ or {")
                    break
                self._take(event, at)
        except yaml.YAMLError as error:
            self._explain(error)
        return self.root

    def _take(self, event: yaml.Event, at: tuple[int, int]) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            ended = self.stack.pop()
            if isinstance(ended.value, dict):
                for number in range(ended.duplicates):
                    ended.value.pop(f"\0{number + 1}", None)
        if not isinstance(event, yaml.NodeEvent):
            return
        self._check_plain(event, at)
        if isinstance(event, yaml.CollectionStartEvent):
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.stack.append(_Open(self._place_value(value, at), value))
        elif self._expects_key():
            self._open_key(getattr(event, "value", ""), at)
        else:
            path = self._place_value(getattr(event, "value", "*"), at)
            if isinstance(event, yaml.ScalarEvent):
                self._check_text(event, path, at)

    def _expects_key(self) -> bool:
        return (
            bool(self.stack)
            and isinstance(self.stack[-1].value, dict)
            and (self.stack[-1].key is None)
        )

    def _open_key(self, name: str, at: tuple[int, int]) -> None:
        top = self.stack[-1]
        self._check_invisible(name, at)
        if name in top.seen:
            first = self.document.keys[(*top.path, name)][0]
            what = f"the key “{shorten(name)}” is already on line {first}"
            self.say(at, "E205", what, "keep one of the two")
            top.duplicates += 1
            name = f"\0{top.duplicates}"
        top.seen.add(name)
        top.key = name
        self.document.keys[(*top.path, name)] = at

    def _place_value(self, value: Any, at: tuple[int, int]) -> Trail:
        if not self.stack:
            self.root = value
            self.document.values[()] = at
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path = (*top.path, len(top.value))
            top.value.append(value)
        elif top.key is None:
            self.say(at, "E211", "a list or a group stands where a key should be", "remove it")
            path = (*top.path, "")
            top.key = ""
        else:
            path = (*top.path, top.key)
            top.value[top.key] = value
            top.key = None
        self.document.values[path] = at
        return path

    def _check_plain(self, event: yaml.NodeEvent, at: tuple[int, int]) -> None:
        if event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            what = f"“{sign}{shorten(event.anchor)}” is an anchor or alias, which is not used here"
            cure = f"write the text out, or put quotes round it if it should begin with {sign}"
            self.say(at, "E206", what, cure)
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            what = f"“{shorten(tag)}” is a YAML tag, which is not used here"
            cure = "remove it, or put quotes round the text if it should begin with !"
            self.say(at, "E207", what, cure)

    def _check_text(self, event: yaml.ScalarEvent, path: Trail, at: tuple[int, int]) -> None:
        self._check_invisible(event.value, at)
        prose = bool(path) and (isinstance(path[-1], int) or path[-1] in _PROSE)
        if event.style or not prose:
            return
        end = event.end_mark
        if end is None or end.line >= len(self.document.lines):
            return
        rest = self.document.lines[end.line][end.column :]
        lost = re.match(r" #.*\S" if event.value else r"\s*#.*\S", rest)
        if lost:
            lead = len(lost[0]) - len(lost[0].lstrip())
            what = f"the text stops before “{shorten(lost[0].strip(), 24)}”: # begins a comment"
            cure = "put quotes round the whole text, or two spaces before a comment that is meant"
            self.say((end.line + 1, end.column + lead + 1), "E204", what, cure)
            if not event.value:
                self._set(path, lost[0].strip())

    def _set(self, path: Trail, value: str) -> None:
        """Put a text where an empty one would be reported once more."""
        (self.stack[-1].value if self.stack else {})[path[-1]] = value

    def _check_invisible(self, value: str, at: tuple[int, int]) -> None:
        found = _INVISIBLE.search(value)
        if found:
            place = find_character(self.document.lines, found[0], at)
            self.say(place, "E107", f"{character_name(found[0])} cannot be printed", "remove it")

    def _check_characters(self) -> None:
        for number, line in enumerate(self.document.lines, 1):
            found = _FORBIDDEN.search(line)
            if found:
                what = f"{character_name(found[0])} cannot be in a text file"
                self.stop((number, found.start() + 1), "E107", what, "remove it")
                if len(self.problems) == 20:
                    return

    def _explain(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        said = str(getattr(error, "problem", None) or error).split("\n")[0]
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        for pattern, code, what, cure in _SYNTAX:
            if re.search(pattern, said):
                self.stop(at, code, what, cure)
                return
        context = str(getattr(error, "context", None) or "")
        what = f"the YAML cannot be read here ({', '.join(filter(None, (context, said)))})"
        self.stop(at, "E201", what, "look at this line and the one above: spaces, quotes, brackets")


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


_SYNTAX = (
    (
        "mapping values are not allowed",
        "E203",
        "a second colon in one line makes this text look like a key",
        'put quotes round the whole text, like "Pain: where?"',
    ),
    (
        r"character that cannot start any token|character '\\t'|tab character",
        "E202",
        "a tab or a sign such as @ ` % cannot begin a value",
        "use spaces instead of the tab, or put quotes round the text",
    ),
    (
        "did not find expected <document start>|could not find expected ':'",
        "E201",
        "this line is neither a key with its colon nor a part of the text above",
        "add the colon, begin it with “- ”, or indent it",
    ),
    (
        "did not find expected key|did not find expected '-' indicator",
        "E201",
        "this line does not stand under the lines it belongs to",
        "begin it in the same column as its neighbours; check quotes on the line above",
    ),
    (
        "did not find expected ',' or",
        "E201",
        "a comma or a closing bracket is missing",
        "close the bracket, or put quotes round a text that holds brackets or commas",
    ),
    (
        "unexpected end of stream|unclosed",
        "E201",
        "a quote is opened and never closed",
        "add the closing quote",
    ),
)


def find_character(lines: tuple[str, ...], character: str, at: tuple[int, int]) -> tuple[int, int]:
    """Line and column of the first `character` from `at` on; `at` if it is only an escape."""
    for number, line in enumerate(lines[at[0] - 1 :], at[0]):
        column = line.find(character, at[1] - 1 if number == at[0] else 0)
        if column >= 0:
            return number, column + 1
    return at


def scalars(data: Any) -> Iterator[tuple[Trail, str]]:
    """Every text in `data` with its path, in reading order."""
    stack: list[tuple[Trail, Any]] = [((), data)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, str):
            yield path, value
        else:
            pairs = value.items() if isinstance(value, dict) else enumerate(value)
            stack.extend(reversed([((*path, key), child) for key, child in pairs]))
