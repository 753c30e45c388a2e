"""The body of a POST, as the pairs of names and texts that a browser would send of its answers."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from intake.answers.identity import NAMES, Pair

MAX_BYTES = 1024 * 1024
MAX_FIELDS = 10_000
"""Texts in one body: far more than anybody answers."""
MAX_DEPTH = 8
"""Lists and mappings in one another; answers need four."""
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
_Parts = tuple[list[Pair], dict[str, Any], dict[str, Any]]
"""Fields by their names, and by the ids of items answers and what is said beside them."""


class Unreadable(Exception):
    """A body is not taken. `status` is of HTTP; `what` holds nothing of what was sent."""

    def __init__(self, status: int, what: str) -> None:
        self.status = status
        self.what = what
        super().__init__(what)


class Body(NamedTuple):
    """What a body says of its form (`about`), the fields that are the portal's `own`, and the rest.

    With `is_json`, `answers` and `beside` are as they are stored, by item id, and `pairs` whatever
    else there is; without, `pairs` are the answers as they were typed.
    """

    about: list[Pair]
    own: list[Pair]
    pairs: list[Pair]
    answers: Mapping[str, Any]
    beside: Mapping[str, Any]
    is_json: bool


def parse(content_type: str, body: bytes, own: Collection[str]) -> Body:
    """The parts of a body. `content_type` is the header of that name; `own` are the names of
    fields that the portal adds. Raises Unreadable."""
    if len(body) > MAX_BYTES:
        raise Unreadable(413, f"is larger than {MAX_BYTES:,} bytes")
    sort, _, parameters = content_type.partition(";")
    charset = re.search(r"""charset\s*=\s*"?([^\s;"]*)""", parameters, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        raise Unreadable(415, "is not in UTF-8, or says so")
    parser = {JSON: _from_json, FORM: _from_form}.get(sort.strip().lower())
    if parser is None:
        raise Unreadable(415, f"is neither {JSON} nor {FORM}")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(400, "is not in UTF-8") from None
    fields, answers, beside = parser(text)
    about = [pair for pair in fields if pair[0] in NAMES]
    mine = [pair for pair in fields if pair[0] in own]
    pairs = [pair for pair in fields if pair[0] not in NAMES and pair[0] not in own]
    return Body(about, mine, pairs, answers, beside, parser is _from_json)


def _from_form(text: str) -> _Parts:
    try:
        pairs = parse_qsl(text, errors="strict", max_num_fields=MAX_FIELDS)
    except UnicodeDecodeError:
        raise Unreadable(400, "is not in UTF-8") from None
    except ValueError:
        raise Unreadable(413, f"has more than {MAX_FIELDS:,} fields") from None
    return [*pairs], {}, {}


def _from_json(text: str) -> _Parts:
    data = _load(text)
    if not isinstance(data, dict):
        raise Unreadable(400, "is JSON without keys")
    answers, beside = data.pop("answers", {}), data.pop("beside", {})
    if not isinstance(answers, dict) or not isinstance(beside, dict):
        raise Unreadable(400, "has answers that are not told by the ids of items")
    names = {name.partition(".")[2]: name for name in NAMES}
    return [(str(names.get(key, key)), told(value)) for key, value in data.items()], answers, beside


def told(value: Any) -> str:
    """A text as it is, and any other value as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _load(text: str) -> Any:
    """The value of a JSON document. Numbers are texts: what they are, the items decide."""
    bare = _TEXTS.sub("", text)
    if _depth(bare) > MAX_DEPTH:
        raise Unreadable(400, f"has lists in lists, more than {MAX_DEPTH} deep")
    if bare.count(",") >= MAX_FIELDS:
        raise Unreadable(413, f"has more than {MAX_FIELDS:,} fields")
    try:
        return json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=_no_number,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError:
        raise Unreadable(400, "is not JSON") from None


_TEXTS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)


def _depth(bare: str) -> int:
    """How deep lists and mappings stand in one another, in JSON without its texts."""
    deepest = depth = 0
    for sign in re.sub(r"[^][{}]", "", bare):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _no_number(_: str) -> Any:
    raise Unreadable(400, "has a number that is none")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable(400, "has a key twice")
    return found
