"""Find every place in a template where a value could become markup, script, style or an address.

Autoescaping protects element text and quoted attribute values, and nothing else. So a value may
stand there and nowhere else; `ALLOWED_ADDRESSES` lists the addresses that the model restricts.

A text may be in another language than its page, and is then marked with a <span>. An attribute and
<title> take no mark: a text stands there as `text|plain`. What is no text needs none: `NO_TEXT` and
`NO_TEXT_KEYS` list the names of ids, codes, numbers and words of HTML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment

ALLOWED_ADDRESSES = frozenset(
    {
        ("action", "clinic.submit_to"),
        ("href", "one.stem"),
        ("href", "files.page"),
        ("src", "files.page"),
        ("src", "files.fragment"),
    }
)
"""The model takes an https address or a path on the portal's own host, and nothing else; the names
of files are ids of forms and tags of languages: letters, digits, hyphens."""

# fmt: off
NO_TEXT = frozenset(("code", "lang", "n", "name", "start", "step"))
"""Names that stand for themselves: parameters of the macros, and the language of the page."""

NO_TEXT_KEYS = frozenset((
    "code", "half", "id", "initial", "lines", "revision", "version",
))
"""Keys of what a template gets: `it.ref`, `option.code`."""

_ADDRESSES = frozenset((
    "action", "background", "cite", "codebase", "data", "formaction", "href", "icon",
    "imagesrcset", "longdesc", "manifest", "ping", "poster", "profile", "src", "srcdoc",
    "srcset", "usemap", "xlink:href", "xmlns",
))
# fmt: on
_READ = (
    *("alt", "aria-description", "aria-label", "aria-placeholder", "aria-roledescription"),
    *("aria-valuetext", "content", "label", "placeholder", "summary", "title", "value"),
)
"""Attributes that hold words for people; others take ids, numbers and words of HTML."""
_RAW = ("style", "script", "xmp", "iframe", "noscript", "noembed", "plaintext", "textarea", "title")
_ESCAPED_RAW = ("textarea", "title")
_UNESCAPED = re.compile(
    r"(\||^[-+\s]*filter)\s*(safe|xmlattr|urlize)\b|\bMarkup\b|\bautoescape\b|__html__"
)

_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME = re.compile(r"(?<![\w.])(?:[a-zA-Z_]\w*)(?:\.\w+)*")
_OPERATORS = frozenset(("and", "else", "if", "in", "is", "none", "not", "or"))


@dataclass
class _State:
    """Where in the HTML the reader is: text, comment, raw text, a tag, a name, or a value."""

    where: str = "text"
    tag: str = ""
    attribute: str = ""
    type: str = ""
    value: str = ""
    is_closing: bool = False
    is_data: bool = False
    """Inside a script that is JSON, in which Jinja's tojson escapes what would end it."""


def lint(source: str, *, inside: str = "") -> list[str]:
    """One sentence, `line: what`, for each value of the template `source` in a wrong place.

    With `inside` the whole source stands in <style> or <script>, where no value may be.
    """
    environment = Environment(trim_blocks=False)
    pieces = list(environment.lex(source))
    return list(_lint(pieces, inside))


def _lint(pieces: list[tuple[int, str, str]], inside: str) -> Iterator[str]:
    state = _State("raw", tag=inside) if inside else _State()
    code = ""
    for line, kind, text in pieces:
        if kind == "data":
            for character in text:
                _step(state, character)
        elif kind in ("variable_begin", "block_begin"):
            code = ""
        elif kind not in ("variable_end", "block_end"):
            code += text
        else:
            code = code.strip()
            if _UNESCAPED.search(code):
                yield f"{line}: {code!r} switches escaping off"
            if kind == "variable_end" or _prints(code, state):
                if what := _fault(state, code):
                    yield f"{line}: {code!r} {what}"
                state.value += "\0"


def _prints(code: str, state: _State) -> bool:
    """Whether a block tag puts something in the page that is not in this source."""
    word = code.split()[0]
    if word == "trans" and state.where != "text":
        return True
    return word in ("include", "print") and not _includes_own(code, state)


def _includes_own(code: str, state: _State) -> bool:
    """An included style sheet or script is itself linted as one."""
    suffix = {"style": ".css", "script": ".js"}.get(state.tag)
    return state.where == "raw" and suffix is not None and suffix in code


def _fault(state: _State, code: str) -> str:
    where, name = state.where, state.attribute.lower()
    if where == "text":
        return ""
    if where == "raw" and state.tag in _ESCAPED_RAW:
        return "" if _is_plain(code) else f"is a text in <{state.tag}> without |plain"
    if where == "raw":
        is_json = state.is_data and code.endswith("|tojson")
        return "" if is_json else f"stands in <{state.tag}>"
    if where == "comment":
        return "stands in a comment"
    if where != "value":
        return {"unquoted": "stands in an unquoted attribute"}.get(
            where, "stands in the name of a tag or an attribute"
        )
    if name.startswith("on") or name == "style":
        return f"stands in {name}="
    if name in _ADDRESSES and not state.value and (name, code) not in ALLOWED_ADDRESSES:
        return f"begins {name}="
    if name in ("content", "values", "to", "from") and state.tag in ("meta", "animate", "set"):
        return f"stands in {name}= of <{state.tag}>"
    if state.value.startswith("'"):
        return "stands between single quotes"
    is_for_people = name in _READ or name.startswith("data-")
    return f"is a text in {name}= without |plain" if is_for_people and not _is_plain(code) else ""


def _is_plain(code: str) -> bool:
    """Whether the expression `code` ends in |plain or |length, or is made of no text at all."""
    if re.search(r"\|\s*(plain|length)$", code):
        return True
    if "|" in code or code.startswith("trans"):
        return False
    names = set(_NAME.findall(_STRING.sub("", code))) - _OPERATORS
    return all(
        name.rpartition(".")[2] in NO_TEXT_KEYS if "." in name else name in NO_TEXT
        for name in names
    )


def _step(state: _State, character: str) -> None:
    """Move on by one character of the source; a small part of the HTML tokenizer."""
    handler = _STEPS[state.where]
    handler(state, character)


def _text(state: _State, character: str) -> None:
    if character == "<":
        state.where, state.tag, state.type, state.is_closing = "open", "", "", False


def _open(state: _State, character: str) -> None:
    if character == "!":
        state.where, state.value = "comment", ""
    elif character == "/":
        state.is_closing = True
    elif character.isalpha() or (state.tag and not character.isspace() and character not in "/>"):
        state.tag += character.lower()
    elif character == ">":
        _end_tag(state)
    elif state.tag:
        state.where, state.attribute = "before_name", ""
    else:
        state.where = "text"


def _end_tag(state: _State) -> None:
    state.is_data = state.tag == "script" and state.type == "application/json"
    raw = state.tag in _RAW and not state.is_closing
    state.where, state.value, state.attribute = ("raw" if raw else "text"), "", ""


def _before_name(state: _State, character: str) -> None:
    if character == ">":
        _end_tag(state)
    elif not character.isspace() and character != "/":
        state.where, state.attribute = "name", character


def _name(state: _State, character: str) -> None:
    if character == "=":
        state.where, state.value = "before_value", ""
    elif character == ">":
        _end_tag(state)
    elif character.isspace() or character == "/":
        state.where = "before_name"
    else:
        state.attribute += character


def _before_value(state: _State, character: str) -> None:
    if character == '"':
        state.where, state.value = "value", ""
    elif character == "'":
        state.where, state.value = "value", "'"
    elif character == ">":
        _end_tag(state)
    elif not character.isspace():
        state.where, state.value = "unquoted", character


def _value(state: _State, character: str) -> None:
    if character == ("'" if state.value.startswith("'") else '"'):
        state.where = "before_name"
        state.type = state.value if state.attribute == "type" else state.type
    else:
        state.value += character


def _unquoted(state: _State, character: str) -> None:
    if character == ">":
        _end_tag(state)
    elif character.isspace():
        state.where = "before_name"


def _raw(state: _State, character: str) -> None:
    state.value = (state.value + character)[-12:]
    if state.value.lower().endswith(f"</{state.tag}>"):
        state.where, state.value = "text", ""


def _comment(state: _State, character: str) -> None:
    state.value += character
    closed = state.value.endswith("-->") if state.value.startswith("--") else character == ">"
    if closed:
        state.where, state.value = "text", ""


_STEPS = {
    "text": _text,
    "open": _open,
    "before_name": _before_name,
    "name": _name,
    "before_value": _before_value,
    "value": _value,
    "unquoted": _unquoted,
    "raw": _raw,
    "comment": _comment,
}
