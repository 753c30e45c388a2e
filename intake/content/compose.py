"""Turn a YAML parser's events into plain data.

Everything is text: `no` is the word no, `1:20` is not eighty. The parser's events are read
one by one and counted, so that no file, however hostile, takes more than a bounded amount of
time and memory: no anchors (billion laughs, merge bombs), no tags, no deep nesting (libyaml's
own composer recurses and crashes on 50,000 brackets).
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from intake.content.document import Document, Trail, character_name, find_character
from intake.content.problems import Problem, Spot, shorten
from intake.content.syntax import explain

MAX_BAD_LINES = 20
MAX_DEPTH = 24
MAX_NODES = 50_000


_FORBIDDEN = (  # YAML reads U+0085, U+2028 and U+2029 as line ends, which no editor does
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_INVISIBLE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff"
    "\ud800-\udfff\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass
class _Open:
    """A list or a mapping whose end has not been read yet."""

    path: Trail
    value: Any
    key: str | None = None
    seen: set[str] = field(default_factory=set)
    duplicates: int = 0
    is_key: bool = False


class Composer:
    """Turns parser events into data, collecting problems instead of stopping at the first."""

    def __init__(self, file: str, text: str) -> None:
        self.text = text
        self.document = Document(file, tuple(self.text.split("\n")), None, {}, {}, {})
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Any = ""
        self.anchors: set[str] = set()
        self.spoiled: set[int] = set()
        self.is_fatal = False

    def stop(self, at: Spot, code: str, what: str, cure: str) -> None:
        """A problem after which reading on makes no sense."""
        self.is_fatal = True
        self.say(at, code, what, cure)

    def say(self, at: Spot, code: str, what: str, cure: str) -> None:
        self.problems.append(self.document.problem(at, code, what, cure))

    def compose(self) -> Any:
        self._check_characters()
        if self.is_fatal:
            return None
        documents = nodes = 0
        lines = self.document.lines
        end = len(lines), len(lines[-1]) + 1  # libyaml puts the end of a file one line below it
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                at = min(_start(event), end)
                if type(event) is yaml.ScalarEvent and nodes < MAX_NODES:
                    nodes += 1
                    self._take_text(event, at)
                    continue
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
            self.stop(*explain(error, self.document.lines))
        return self.root

    def _take(self, event: yaml.Event, at: Spot) -> None:
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
            is_key = self._expects_key() or (bool(self.stack) and self.stack[-1].is_key)
            self.stack.append(_Open(self._place_value(value, at), value, is_key=is_key))
            return
        self._open_key("alias", at) if self._expects_key() else self._place_value("alias", at)

    def _take_text(self, event: yaml.ScalarEvent, at: Spot) -> None:
        """Nine events in ten are texts and keys; they take the short way."""
        text: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._check_plain(event, at)
        if not text.isprintable():
            self._check_invisible(text, at, _end(event, at))
        if self._expects_key():
            self._open_key(text, at)
            return
        path = self._place_value(text, at)
        if not text.isascii():
            self.document.ends[path] = _end(event, at)
        if not event.style:
            self._check_text(event, path)

    def _expects_key(self) -> bool:
        if not self.stack:
            return False
        top = self.stack[-1]
        return top.key is None and type(top.value) is dict

    def _open_key(self, name: str, at: Spot) -> None:
        top = self.stack[-1]
        if name in top.seen:
            first = self.document.keys[(*top.path, name)][0]
            what = f"the key “{shorten(name)}” is already on line {first}"
            self.say(at, "E205", what, "keep one of the two")
            top.duplicates += 1
            name = f"\0{top.duplicates}"
        top.seen.add(name)
        top.key = name
        self.document.keys[(*top.path, name)] = at

    def _place_value(self, value: Any, at: Spot) -> Trail:
        if not self.stack:
            self.root = value
            self.document.values[()] = at
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path = (*top.path, len(top.value))
            top.value.append(value)
        elif top.key is None:
            if not top.is_key:
                what = "a list or a group stands where a key should be"
                cure = "remove it, or put quotes round a text that begins with { or ["
                self.say(at, "E211", what, cure)
                self.spoiled.add(at[0])
            path = (*top.path, "")
            top.key = ""
        else:
            path = (*top.path, top.key)
            top.value[top.key] = value
            top.key = None
        self.document.values[path] = at
        return path

    def _check_plain(self, event: yaml.NodeEvent, at: Spot) -> None:
        if event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            name = sign + event.anchor
            what = f"“{shorten(name)}” is an anchor or alias, which is not used here"
            cure = f"write the text out, or put quotes round it if it should begin with {sign}"
            if name not in self.anchors:
                self.say(at, "E206", what, cure)
            self.anchors.add(name)
            self.spoiled.add(at[0])
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            what = f"“{shorten(tag)}” is a YAML tag, which is not used here"
            cure = "remove it, or put quotes round the text if it should begin with !"
            self.say(at, "E207", what, cure)
            self.spoiled.add(at[0])

    def _check_text(self, event: yaml.ScalarEvent, path: Trail) -> None:
        end = event.end_mark
        if end is None or end.line >= len(self.document.lines):
            return
        line = self.document.lines[end.line]
        if "#" not in line:
            return
        rest = line[end.column :]
        lost = re.match(r" #.*\S" if event.value else r"\s*#.*\S", rest)
        if lost and path:
            lead = len(lost[0]) - len(lost[0].lstrip())
            what = f"the text stops before “{shorten(lost[0].strip(), 24)}”: # begins a comment"
            cure = "put quotes round the whole text, or two spaces before a comment that is meant"
            self.say((end.line + 1, end.column + lead + 1), "E204", what, cure)
            if not event.value:
                self._set(path, lost[0].strip())

    def _set(self, path: Trail, value: str) -> None:
        """Put a text where an empty one would be reported once more."""
        (self.stack[-1].value if self.stack else {})[path[-1]] = value

    def _check_invisible(self, value: str, at: Spot, end: Spot) -> None:
        if found := re.search(_INVISIBLE, value):
            place = find_character(self.document.lines, found[0], at, end)
            self.say(place, "E107", f"{character_name(found[0])} cannot be printed", "remove it")
            self.spoiled.add(at[0])

    def _check_characters(self) -> None:
        for number, line in enumerate(self.document.lines, 1):
            found = None if line.isprintable() else re.search(_FORBIDDEN, line)
            if found:
                what = f"{character_name(found[0])} cannot be in a text file"
                self.stop((number, found.start() + 1), "E107", what, "remove it")
                if len(self.problems) == MAX_BAD_LINES:
                    return


def _start(event: yaml.Event) -> Spot:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _end(event: yaml.Event, at: Spot) -> Spot:
    mark = event.end_mark
    return (mark.line + 1, mark.column + 1) if mark else at
