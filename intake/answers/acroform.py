"""The fields of a PDF, read with pikepdf. Runs in the worker only (worker.py): the file is hostile.

A field is told by what is stored in it, and only where that is also what the page shows: a file
that shows one thing and stores another, or that could do anything by itself, is refused.
"""

from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Name, Pdf, Stream, String

from intake.answers.actions import check_actions, check_node
from intake.answers.pictures import check_seen, check_ticked, check_words, states
from intake.answers.refused import Refused
from intake.answers.stored import Field
from intake.answers.xmp import facts

HEAD = 1024
"""The bytes at the beginning in which %PDF- may stand (ISO 32000-1, annex H, 3.4.1)."""
MOST_FIELDS = 5000
MOST_DEPTH = 4
MOST_BYTES = 100_000
"""Of one text; the longest that a form takes has 20,000 characters."""
MOST_TOTAL = 2_000_000
INHERITED = ("/FT", "/Ff", "/V")
"""What a field has from the one above it where it says nothing (ISO 32000-1, 12.7.3.1)."""
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
    on_pages = check_actions(pdf)
    if form is None or not isinstance(form.get(Name.Fields), Array):
        raise Refused("E708", "has no fields to fill in")
    total, left = 0, set(on_pages)
    drawn_anew = bool(form.get(Name.NeedAppearances))
    for count, node in enumerate(_nodes(form.Fields)):
        field = _field(node, on_pages, drawn_anew=drawn_anew)
        left -= {widget.objgen for widget in node.widgets}
        total += len(field.name) + len(field.value)
        if count >= MOST_FIELDS or total > MOST_TOTAL:
            raise Refused("E708", "has more fields than any form")
        yield field
    if left:
        raise Refused("E708", "shows a field that is not stored with the others")


def _identified(pdf: Pdf, found: list[Field]) -> list[Field]:
    """`found` with what the metadata knows of the form and no field does."""
    packet = pdf.Root.get(Name.Metadata)
    raw = packet.read_bytes() if isinstance(packet, Stream) else b""
    if len(raw) > MOST_BYTES:
        raise Refused("E707", "needs too much memory")
    told = {f"{IDENTITY}{name}": text for name, text in facts(raw).items() if text}
    said = {field.name: field.value.strip() for field in found if field.value}
    if any(said.get(name, text) != text for name, text in told.items()):
        raise Refused("E709", "says two things of which form it is")
    more = [Field(name, "text", (), text) for name, text in told.items() if name not in said]
    return [field for field in found if field.value or field.name not in told] + more


class _Node(NamedTuple):
    """A field's whole name; its FT, Ff and V, which it may have from above; and its widgets, of
    which it may itself be the only one."""

    name: str
    facts: dict[str, Any]
    widgets: list[Any]


def _nodes(top: Any) -> Iterator[_Node]:
    """Every field that has no fields below it, in the order of the file."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, str, dict[str, Any], int]] = [(n, "", {}, 1) for n in [*top][::-1]]
    while waiting:
        node, above, inherited, depth = waiting.pop()
        if (node.is_indirect and node.objgen in seen) or depth > MOST_DEPTH:
            raise Refused("E704", "has fields that contain one another")
        if len(seen) > 4 * MOST_FIELDS:
            raise Refused("E708", "has more fields than any form")
        seen.add(node.objgen)
        name = ".".join(filter(None, (above, str(node.get(Name.T, "")))))
        facts = inherited | {key: node[key] for key in INHERITED if key in node}
        kids = list(node.get(Name.Kids, ()))
        if any(Name.T in kid for kid in kids):
            waiting += [(kid, name, facts, depth + 1) for kid in reversed(kids)]
            continue
        if any(Name.Kids in kid for kid in kids):
            raise Refused("E704", "has fields that contain one another")
        if any(Name.FT in kid and kid[Name.FT] != facts.get("/FT") for kid in kids):
            raise Refused("E708", "has a field of two sorts")
        for widget in (node, *kids):
            check_node(widget)
        yield _Node(name, facts, kids or [node])


def _field(node: _Node, on_pages: Set[tuple[int, int]], *, drawn_anew: bool) -> Field:
    """The field, if it is of a sort that a form has and shows what it stores."""
    is_seen = all(widget.objgen in on_pages for widget in node.widgets)
    if is_seen:
        check_seen(node.widgets)
    elif not node.name.startswith(IDENTITY):
        raise Refused("E708", "has a field that no page shows")
    sort, flags = str(node.facts.get("/FT")), int(node.facts.get("/Ff", 0))
    if sort == "/Tx":
        value = _text(_shared(node))
        if is_seen:
            has_value = bool(value.strip())
            check_words(node.widgets, has_value=has_value, drawn_anew=drawn_anew)
        return Field(node.name, "text", (), value)
    if sort != "/Btn" or flags & PUSH:
        raise Refused("E708", "has a field of a sort that no form has")
    return Field(node.name, "radio" if flags & RADIO else "checkbox", *_ticked(node))


def _ticked(node: _Node) -> tuple[tuple[str, ...], str]:
    """The states that a button's widgets can have, and the one that is on."""
    stored = _state(node.facts.get("/V"))
    shown = [(widget, _state(widget.get(Name.AS))) for widget in node.widgets]
    if [state for _, state in shown if state] != [stored] * bool(stored):
        raise Refused("E710", "has a tick that is shown in another way than it is stored")
    for widget, state in shown:
        if state in states(widget):
            check_ticked(widget, state)
    return tuple(state for widget in node.widgets for state in states(widget)), stored


def _state(value: Any) -> str:
    """The state that a name is of; empty for off. pypdf 7 writes a radio button's as a text."""
    if value is None:
        return ""
    if not isinstance(value, Name | String):
        raise Refused("E708", "has a tick with a value that no tick can have")
    state = str(value).removeprefix("/")
    return "" if state == "Off" else state


def _shared(node: _Node) -> Any:
    """The value of a text field that several widgets show.

    Some programs store it with the widget that was filled in instead of with the field.
    """
    stored = [one["/V"] for one in (node.facts, *node.widgets) if "/V" in one]
    given = [one for one in stored if not isinstance(one, String) or bytes(one)]
    if len({bytes(one) for one in given if isinstance(one, String)}) > 1:
        raise Refused("E710", "has a field that shows words which are not stored")
    return next(iter(given), None)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, String):
        raise Refused("E708", "has a text field with a value that is no text")
    if len(bytes(value)) > MOST_BYTES:
        raise Refused("E708", "has a text that is longer than any form takes")
    return str(value)
