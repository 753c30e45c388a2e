"""The fields of a PDF, read with pikepdf. Runs in the worker only (worker.py): the file is hostile.

A field is told by what is stored in it, and only where that is also what the page shows: a file
that shows one thing and stores another, or that could do anything by itself, is refused.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from intake.answers.stored import Field
from intake.answers.xmp import facts

HEAD = 1024
"""The bytes at the beginning in which %PDF- may stand (ISO 32000-1, annex H, 3.4.1)."""
MOST_FIELDS = 5000
MOST_DEPTH = 4
MOST_PAGES = 500
MOST_BYTES = 100_000
"""Of one text; the longest that a form takes has 20,000 characters."""
MOST_TOTAL = 2_000_000
HARMLESS = ("/URI", "/GoTo")
"""Actions that a link may have (ISO 32000-1, 12.6.4): an address, a place in the file."""
RADIO, PUSH = 1 << 15, 1 << 16
"""Flags of a button (ISO 32000-1, table 226)."""
IDENTITY = "intake/"
"""Begins the names of the fields that say which form it is; they show nowhere."""
LIMITS = {
    "flate_max_memory": 32 << 20,
    "run_length_max_memory": 32 << 20,
    "png_max_memory": 32 << 20,
    "tiff_max_memory": 32 << 20,
    "dct_max_memory": 32 << 20,
    "max_stream_filters": 4,
    "parser_max_nesting": 100,
    "parser_max_container_size": 200_000,
    "doc_max_warnings": 5,
}
"""Of qpdf, in bytes and numbers; for the whole process."""


class Refused(Exception):
    """The file is not read. `code` and `what` say why; neither holds anything of its content."""

    def __init__(self, code: str, what: str) -> None:
        self.code = code
        self.what = what
        super().__init__(code)


def fields(path: Path) -> list[Field]:
    """Every field of the file `path`. Raises Refused."""
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(HEAD):
            raise Refused("E701", "is not a PDF")
        file.seek(0)
        try:
            with _opened(file) as pdf:
                found = _identified(pdf, list(_fields(pdf)))
                if pdf.get_warnings():
                    raise Refused("E704", "is damaged")
                return found
        except pikepdf.PasswordError:
            raise Refused("E703", "is encrypted") from None
        except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError) as error:
            if "memory" in str(error) or "limit" in str(error):
                raise Refused("E707", "needs too much memory") from None
            raise Refused("E704", "is damaged") from None


def _opened(file: Any) -> Pdf:
    """Without recovery: what is pieced together from a damaged file may be an older state of it."""
    return Pdf.open(file, attempt_recovery=False, suppress_warnings=True)


def _fields(pdf: Pdf) -> Iterator[Field]:
    if pdf.is_encrypted:
        raise Refused("E703", "is encrypted")
    form = pdf.Root.get(Name.AcroForm)
    if form is not None and Name.XFA in form:
        raise Refused("E705", "is an XFA form")
    on_pages = _check_actions(pdf)
    if form is None or not isinstance(form.get(Name.Fields), Array):
        raise Refused("E708", "has no fields to fill in")
    total = 0
    for count, node in enumerate(_nodes(form.Fields)):
        field = _field(*node)
        on_pages -= {widget.objgen for widget in node[2]}
        total += len(field.name) + len(field.value)
        if count >= MOST_FIELDS or total > MOST_TOTAL:
            raise Refused("E708", "has more fields than any form")
        yield field
    if on_pages:
        raise Refused("E708", "shows a field that is not stored with the others")


def _identified(pdf: Pdf, found: list[Field]) -> list[Field]:
    """`found` with what the metadata knows of the form and no field does."""
    packet = pdf.Root.get(Name.Metadata)
    raw = packet.read_bytes() if isinstance(packet, Stream) else b""
    if len(raw) > MOST_BYTES:
        raise Refused("E707", "needs too much memory")
    told = {f"{IDENTITY}{name}": text for name, text in facts(raw).items() if text}
    said = {field.name: field.value.strip() for field in found if field.name in told}
    if any(text and text != told[name] for name, text in said.items()):
        raise Refused("E709", "says two things of which form it is")
    more = [Field(name, "text", (), text) for name, text in told.items() if not said.get(name)]
    known = {field.name for field in more}
    return [field for field in found if field.name not in known] + more


def _check_actions(pdf: Pdf) -> set[tuple[int, int]]:
    """Raises Refused for anything that the file could do by itself or when it is touched.

    The numbers of the objects that are fields on the pages.
    """
    root = pdf.Root
    if Name.JavaScript in root.get(Name.Names, {}) or Name.AA in root:
        raise Refused("E706", "has a script in it")
    opening = root.get(Name.OpenAction)
    if not isinstance(opening, Array | None):
        _check_action(opening)
    if len(pdf.pages) > MOST_PAGES:
        raise Refused("E708", "has more pages than any form")
    widgets = set()
    for page in pdf.pages:
        if Name.AA in page.obj:
            raise Refused("E706", "has a script in it")
        for annotation in page.obj.get(Name.Annots, ()):
            _check_node(annotation)
            if annotation.get(Name.Subtype) == Name.Widget:
                widgets.add(annotation.objgen)
    return widgets


def _check_node(node: Any) -> None:
    """Raises Refused if a field or an annotation does more than lead somewhere."""
    if Name.AA in node:
        raise Refused("E706", "has a script in it")
    if Name.A in node:
        _check_action(node.A)


def _check_action(action: Any) -> None:
    if str(action.get(Name.S)) not in HARMLESS or Name.Next in action:
        raise Refused("E706", "has a script or an action in it")


Node = tuple[str, Any, list[Any]]
"""A field's whole name, its dictionary, and its widgets, of which it may itself be the only one."""


def _nodes(top: Any) -> Iterator[Node]:
    """Every field that has no fields below it, in the order of the file."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, str, int]] = [(node, "", 1) for node in reversed(list(top))]
    while waiting:
        node, above, depth = waiting.pop()
        if (node.is_indirect and node.objgen in seen) or depth > MOST_DEPTH:
            raise Refused("E704", "has fields that contain one another")
        if len(seen) > 4 * MOST_FIELDS:
            raise Refused("E708", "has more fields than any form")
        seen.add(node.objgen)
        name = ".".join(filter(None, (above, str(node.get(Name.T, "")))))
        kids = list(node.get(Name.Kids, ()))
        if any(Name.T in kid for kid in kids):
            waiting += [(kid, name, depth + 1) for kid in reversed(kids)]
            continue
        if any(Name.Kids in kid for kid in kids):
            raise Refused("E704", "has fields that contain one another")
        for widget in (node, *kids):
            _check_node(widget)
        yield name, node, kids or [node]


def _field(name: str, node: Any, widgets: list[Any]) -> Field:
    sort, value = str(node.get(Name.FT)), node.get(Name.V)
    if sort == "/Tx":
        return Field(name, "text", (), _text(_shared(node, widgets), widgets))
    if sort != "/Btn" or int(node.get(Name.Ff, 0)) & PUSH:
        return Field(name, "other", (), "")
    is_radio = bool(int(node.get(Name.Ff, 0)) & RADIO)
    states = tuple(state for widget in widgets for state in _states(widget))
    shown = [_state(widget.get(Name.AS)) for widget in widgets]
    stored = _state(value)
    if [state for state in shown if state] != [stored] * bool(stored):
        raise Refused("E710", "has a tick that is shown in another way than it is stored")
    return Field(name, "radio" if is_radio else "checkbox", states, stored)


def _states(widget: Any) -> Iterator[str]:
    """The states, other than off, that a widget can be in."""
    looks = widget[Name.AP][Name.N]
    if isinstance(looks, Dictionary):
        yield from (state[1:] for state in looks.keys() if state != "/Off")  # noqa: SIM118


def _state(value: Any) -> str:
    """The state that a name is of; empty for off. pypdf 7 writes a radio button's as a text."""
    if value is None:
        return ""
    if not isinstance(value, Name | String):
        raise Refused("E708", "has a tick with a value that no tick can have")
    state = str(value).removeprefix("/")
    return "" if state == "Off" else state


def _shared(node: Any, widgets: list[Any]) -> Any:
    """The value of a text field that several widgets show.

    Some programs store it with the widget that was filled in instead of with the field.
    """
    stored = [one[Name.V] for one in (node, *widgets) if Name.V in one]
    given = [one for one in stored if not isinstance(one, String) or bytes(one)]
    if len({bytes(one) for one in given if isinstance(one, String)}) > 1:
        raise Refused("E710", "has a field that shows words which are not stored")
    return next(iter(given), None)


def _text(value: Any, widgets: list[Any]) -> str:
    if value is None or (isinstance(value, String) and not bytes(value)):
        if any(_shows_words(widget) for widget in widgets):
            raise Refused("E710", "has a field that shows words which are not stored")
        return ""
    if not isinstance(value, String):
        raise Refused("E708", "has a text field with a value that is no text")
    if len(bytes(value)) > MOST_BYTES:
        raise Refused("E708", "has a text that is longer than any form takes")
    return str(value)


_SHOWN = re.compile(
    rb"""(?: \( (?P<string> (?: [^()\\] | \\. )* ) \) | < (?P<hex> [0-9A-Fa-f\s]* ) > )
    [\s0-9.\-]* (?: \]\s*TJ | Tj | ' | " | [(<] )""",
    re.VERBOSE | re.DOTALL,
)
"""A string that a content stream shows."""


def _shows_words(widget: Any) -> bool:
    """Whether there is anything but spaces in the picture of a text field."""
    look = widget.get(Name.AP, {}).get(Name.N)
    if not isinstance(look, Stream):
        return False
    content = look.read_bytes()
    return any((one["string"] or one["hex"] or b"").strip() for one in _SHOWN.finditer(content))
