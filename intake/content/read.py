"""From a file to its text: size, encoding, line ends."""

import re
import stat
from pathlib import Path

from intake.content.problems import ContentError, Place, Problem, visible

MAX_BYTES = 1024 * 1024

_LINE_END = re.compile("\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


def read(source: Path) -> tuple[str, list[Problem]]:
    """The text of the file `source`, every line ended by a newline, and warnings about it.

    Raises ContentError when the file is not there, is not a file, is empty, is too large or
    is not UTF-8.
    """
    raw = _read_bytes(source)
    warnings = []
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or raw.count(0) * 3 > len(raw):
        raise _stop(source, "E105", "is UTF-16, not UTF-8", "save it again as UTF-8")
    if raw.startswith(_BOM):
        raw = raw.removeprefix(_BOM)
        what = "the file starts with a byte order mark (BOM), which is passed over"
        place = Place(str(source), 1, 1)
        warnings.append(Problem(place, "W101", what, 'save it as "UTF-8", not "UTF-8 with BOM"'))
    text = _decode(source, raw)
    if not text.strip():
        raise empty(source, "the file is empty")
    if "\r" in text:
        warnings += _mixed_line_ends(source, text)
        text = _LINE_END.sub("\n", text)
    return text, warnings


def empty(source: Path, what: str) -> ContentError:
    """The error for a file in which nothing is written."""
    cure = "write the questions in it, or make a first one with: intake new clinic"
    return _stop(source, "E104", what, cure)


def _stop(source: Path, code: str, what: str, cure: str) -> ContentError:
    return ContentError([Problem(Place(str(source)), code, what, cure)])


def _read_bytes(source: Path) -> bytes:
    try:
        kind = source.stat().st_mode
        if not stat.S_ISREG(kind):
            what = "is a folder" if stat.S_ISDIR(kind) else "is not a regular file"
            raise _stop(source, "E102", what, "name the YAML file with the questions")
        with source.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        cure = "check the name and the folder, or make a first one with: intake new clinic"
        raise _stop(source, "E101", "there is no such file", cure) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not possible here"
        cure = "ask whoever looks after this computer for access to it"
        raise _stop(source, "E103", f"cannot be read: {reason}", cure) from None
    if len(raw) > MAX_BYTES:
        cure = "a form takes a few kilobytes; split the file or remove what is not a form"
        raise _stop(source, "E106", f"is larger than {MAX_BYTES // 1024} KiB", cure)
    return raw


def _decode(source: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        lines = _LINE_END.split(raw[: error.start].decode("utf-8"))
        place = Place(str(source), len(lines), len(lines[-1]) + 1)
        byte = raw[error.start : error.start + 1]
        guess = visible(byte.decode("cp1252", "ignore"))
        what = f"the byte 0x{byte.hex()} is not UTF-8"
        if guess:
            what += f" (in Windows-1252, also called cp1252 or ANSI, it is “{guess}”)"
        cure = "save the file again with the encoding UTF-8"
        raise ContentError([Problem(place, "E105", what, cure)]) from None


def _mixed_line_ends(source: Path, text: str) -> list[Problem]:
    ends = _LINE_END.findall(text)
    odd = next((number for number, end in enumerate(ends, 1) if end != ends[0]), 0)
    if not odd:
        return []
    what = "this line ends in another way than those above (Windows CRLF, Unix LF)"
    cure = "harmless here; save the file with one sort of line ending"
    return [Problem(Place(str(source), odd, 1), "W102", what, cure)]
