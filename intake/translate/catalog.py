"""PO files: a translator's program reads and writes them (GNU gettext manual, "PO Files")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileParser, denormalize, normalize

from intake.content.problems import ContentError, Place, Problem, shorten

MAX_BYTES = 8 * 1024 * 1024
_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"\s*(?:#(?!~).*|#~\|.*|(?:#~\s*)?(?:(msgctxt|msgid|msgstr) +)?({_STRING})\s*|#~\s*)?"
)
_BEFORE = {"msgctxt": ("", "msgstr"), "msgid": ("", "msgctxt", "msgstr"), "msgstr": ("msgid",)}
"""After what a word may stand; the parser does not mind the order."""
FUZZY = "fuzzy"


@dataclass
class Row:
    """One text of a PO file. `line` is where it stands there, 0 for a new one."""

    name: str
    original: str
    translation: str = ""
    is_fuzzy: bool = False
    previous: str = ""
    remarks: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    where: tuple[str, int] | None = None
    line: int = 0


@dataclass
class PoFile:
    """The headers in their order, the rows by their names, and rows of texts that are gone."""

    headers: dict[str, str]
    rows: dict[str, Row]
    gone: dict[str, Row] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language tag of the translations (BCP 47), empty where the file says none."""
        return self.headers.get("Language", "").strip().replace("_", "-")


def read_po(path: Path) -> PoFile:
    """The PO file `path`. Raises ContentError with what is wrong with it."""
    text = _read_text(path)
    if odd := _odd_line(text):
        raise ContentError([_problem(path, odd[0], "E601", odd[1], _AGAIN)])
    collected = _Collected()
    kept = "\n".join("" if line.startswith("#~|") else line for line in text.split("\n"))
    try:
        PoFileParser(collected, abort_invalid=True).parse(StringIO(kept))
    except Exception as error:  # of any sort, where lines are in an order that has no meaning
        what = f"cannot be read as a PO file: {shorten(str(error) or type(error).__name__, 80)}"
        raise ContentError([_problem(path, 0, "E601", what, _AGAIN)]) from None
    return _sorted_out(path, collected)


def _odd_line(text: str) -> tuple[int, str] | None:
    """The number of the first line that does not belong into a PO file, and why not."""
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.fullmatch(line)
        if not found:
            return number, f"“{shorten(line)}” is not a line of a PO file"
        word, string = found.groups()
        if string and last not in (_BEFORE[word] if word else _BEFORE):
            return number, f"“{shorten(line)}” does not belong here"
        last = word or last
    return (number, "the msgstr of the last text is missing") if last != "msgstr" else None


def write_po(po: PoFile) -> bytes:
    """The PO file's bytes; the same for the same content."""
    pieces = [f"# {remark}".rstrip() for remark in po.remarks]
    headers = "".join(f"{name}: {value}\n" for name, value in po.headers.items())
    pieces += ['msgid ""', f"msgstr {normalize(headers)}", ""]
    for row in po.rows.values():
        pieces += [*_row_lines(row), ""]
    for row in po.gone.values():
        pieces += [*_gone_lines(row), ""]
    return "\n".join(pieces).encode()


def plural_forms(language: str) -> str:
    """gettext's plural forms of a language; of one that is not known, as in English."""
    try:
        return str(get_plural(language.replace("-", "_")).plural_forms)
    except (LookupError, ValueError, UnknownLocaleError):
        return "nplurals=2; plural=(n != 1);"


_AGAIN = "mend it in the program that wrote it, or export into another file"


class _Collected(Catalog):
    """All messages in their order, even those that have the same name."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Message] = []

    def __setitem__(self, id: Any, message: Message) -> None:
        self.found.append(message)


def _problem(path: Path, line: int, code: str, what: str, cure: str) -> Problem:
    return Problem(Place(str(path), line, 1 if line else 0), code, what, cure)


def _read_text(path: Path) -> str:
    def stop(code: str, what: str, cure: str) -> ContentError:
        return ContentError([_problem(path, 0, code, what, cure)])

    try:
        if path.exists() and not path.is_file():
            raise stop("E102", "is not a file", "name a PO file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        cure = "make it with: intake translate export"
        raise stop("E101", "there is no such file", cure) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not possible here"
        raise stop("E103", f"cannot be read: {reason}", "check the name and the access") from None
    if len(raw) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES // 1024**2} MiB"
        raise stop("E106", what, "write a file for each form: intake translate export --form ID")
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = f"the byte 0x{raw[error.start]:02x} in line {line} is not UTF-8"
        raise stop("E105", what, "save it with the encoding UTF-8") from None
    if not text.strip():
        raise stop("E104", "the file is empty", "make it with: intake translate export")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _sorted_out(path: Path, collected: _Collected) -> PoFile:
    problems: list[Problem] = []
    po = PoFile({}, {})
    for message in collected.found:
        line = message.lineno or 0
        if message.context is None and message.id == "":
            po.headers = _headers(str(message.string))
            po.remarks = tuple(message.user_comments)
        elif message.context is None:
            what = f"“{shorten(str(message.id))}” has no msgctxt, which says where it belongs"
            problems.append(_problem(path, line, "E601", what, _AGAIN))
        elif message.context in po.rows:
            what = f"“{shorten(message.context, 60)}” is there twice"
            problems.append(_problem(path, line, "E602", what, "remove one of the two"))
        else:
            po.rows[message.context] = _row(message)
    for message in collected.obsolete.values():
        if message.context:
            po.gone[message.context] = _row(message)
    charset = re.search(r"charset=([\w-]+)", po.headers.get("Content-Type", "charset=UTF-8"))
    if charset is None or charset[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        what = f"says that it is {shorten(charset[1]) if charset else 'of no charset'}, not UTF-8"
        problems.append(_problem(path, 0, "E105", what, "save it with the charset UTF-8"))
    if problems:
        raise ContentError(problems)
    return po


def _headers(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _row(message: Message) -> Row:
    old = [remark for remark in message.user_comments if remark.startswith("|")]
    return Row(
        name=str(message.context),
        original=str(message.id),
        translation=str(message.string).replace("\r\n", "\n"),
        is_fuzzy=FUZZY in message.flags,
        previous=_previous(old),
        remarks=[remark for remark in message.user_comments if not remark.startswith("|")],
        line=message.lineno or 0,
    )


def _previous(remarks: list[str]) -> str:
    """The text of `#| msgid "..."` and the lines that go on with it."""
    strings = [re.findall(_STRING, one) for one in remarks if "msgctxt" not in one]
    return "".join(denormalize(string) for found in strings for string in found)


def _row_lines(row: Row) -> Iterator[str]:
    yield from (f"# {remark}".rstrip() for remark in row.remarks)
    yield from (f"#. {note}" for note in row.notes)
    if row.where:
        file, line = row.where
        yield f"#: \u2068{file}\u2069:{line}" if " " in file else f"#: {file}:{line}"
    if row.is_fuzzy:
        yield f"#, {FUZZY}"
    if row.previous:
        yield from (f"#| {one}" for one in f"msgid {normalize(row.previous)}".split("\n"))
    yield f"msgctxt {normalize(row.name, width=0)}"
    yield f"msgid {normalize(row.original)}"
    yield f"msgstr {normalize(row.translation)}"


def _gone_lines(row: Row) -> Iterator[str]:
    yield from (f"# {remark}".rstrip() for remark in row.remarks)
    for key, text in (("msgctxt", row.name), ("msgid", row.original), ("msgstr", row.translation)):
        yield from (f"#~ {one}" for one in f"{key} {normalize(text)}".split("\n"))
