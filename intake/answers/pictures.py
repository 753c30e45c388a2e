"""What the fields of a PDF show: their pictures on the pages. Runs in the worker only.

A picture is a Form XObject, one for each state (ISO 32000-1, 12.5.5). Words in it are not compared
with the value, letter by letter: programs draw them with fonts and encodings of their own.
"""

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from intake.answers.refused import Refused

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
"""Flags of an annotation (ISO 32000-1, table 165)."""
_LEAST = 1
"""Points that a side of a field has; none that a person can use is smaller."""
_MOST_BYTES = 1_000_000
"""Of one picture."""
_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_WORDS = _TEXT | {"Do", "INLINE IMAGE"}
"""Operators that show words, or another picture, which may."""
_PAINTS = _WORDS | {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"}


def check_seen(widgets: Sequence[Any]) -> None:
    """Raises Refused if one of `widgets` cannot be seen on its page."""
    for widget in widgets:
        left, low, right, high = (float(side) for side in widget[Name.Rect])
        is_small = min(abs(right - left), abs(high - low)) < _LEAST
        flags = int(widget.get(Name.F, 0))
        if flags & (_HIDDEN | _NO_VIEW) or Name.OC in widget or is_small:
            raise Refused("E710", "has a field that is hidden")


def check_words(widgets: Sequence[Any], *, has_value: bool, drawn_anew: bool) -> None:
    """Raises Refused if the pictures of a text field show words and it has none, or the reverse.

    Where a field has no picture, or all are `drawn_anew` on opening, programs draw the value. Of a
    field on several pages pikepdf draws no picture, so its pictures may be blank.
    """
    looks = [look for widget in widgets if (look := _look(widget)) is not None]
    if has_value and (drawn_anew or len(looks) < len(widgets) or len(widgets) > 1):
        return
    if any(_does(look, _WORDS) for look in looks) != has_value:
        what = "shows words which are not stored" if not has_value else "does not show its words"
        raise Refused("E710", f"has a field that {what}")


def check_ticked(widget: Any, state: str) -> None:
    """Raises Refused if the picture of a box that is ticked is blank."""
    look = widget[Name.AP][Name.N].get(f"/{state}")
    if not isinstance(look, Stream) or not _does(look, _PAINTS):
        raise Refused("E710", "has a tick that does not show")


def states(widget: Any) -> tuple[str, ...]:
    """The states, other than off, that a widget can be in."""
    looks = widget[Name.AP][Name.N]
    names = looks.keys() if isinstance(looks, Dictionary) else ()
    return tuple(state[1:] for state in names if state != "/Off")


def _look(widget: Any) -> Stream | None:
    look = widget.get(Name.AP, {}).get(Name.N)
    return look if isinstance(look, Stream) else None


def _does(look: Stream, operators: frozenset[str]) -> bool:
    """Whether a picture uses one of `operators`; a text that is only spaces does not count."""
    if len(look.read_bytes()) > _MOST_BYTES:
        raise Refused("E707", "needs too much memory")
    try:
        used = pikepdf.parse_content_stream(look)
    except pikepdf.PdfParsingError:
        raise Refused("E704", "is damaged") from None
    found = ((str(one.operator), one.operands) for one in used)
    return any(name in operators and not _is_blank(name, given) for name, given in found)


def _is_blank(name: str, operands: Any) -> bool:
    if name not in _TEXT or not operands:
        return False
    last = operands[-1]
    parts = last if isinstance(last, Array) else [last]
    return not any(bytes(part).strip() for part in parts if isinstance(part, String))
