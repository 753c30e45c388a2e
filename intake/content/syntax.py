"""What a YAML parser's complaint means to the person who wrote the file."""

import re
from collections.abc import Callable
from typing import NamedTuple

from intake.content.libyaml import yaml
from intake.content.problems import Spot, shorten

Said = tuple[Spot, str, str, str]
"""Line and column, code, what, cure."""

_QUOTE = "put quotes round the whole text"


class _Complaint(NamedTuple):
    """What the parser said, where it stopped and where the thing began that it could not end."""

    said: str
    at: Spot
    began: Spot
    lines: tuple[str, ...]

    def line(self, spot: Spot) -> str:
        return self.lines[spot[0] - 1]

    @property
    def before(self) -> str:
        return self.line(self.at)[: self.at[1] - 1]

    @property
    def sign(self) -> str:
        return self.line(self.at)[self.at[1] - 1 :][:1]


def explain(error: yaml.YAMLError, lines: tuple[str, ...]) -> Said:
    """Place, code, what and cure of the parser's `error` in a file of `lines`."""
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or error}"
    at = _spot(getattr(error, "problem_mark", None), lines) or (1, 1)
    began = _spot(getattr(error, "context_mark", None), lines) or at
    complaint = _Complaint(said.strip().split("\n")[0], at, began, lines)
    for pattern, rule in _RULES:
        if re.search(pattern, complaint.said) and (found := rule(complaint)):
            return found
    what = f"the YAML cannot be read here ({shorten(complaint.said, 80)})"
    return at, "E201", what, "look at this line and the one above: spaces, quotes, brackets"


def _spot(mark: yaml.Mark | None, lines: tuple[str, ...]) -> Spot | None:
    """The place of `mark`; libyaml puts the end of a file one line below its last."""
    end = (len(lines), len(lines[-1]) + 1)
    return min((mark.line + 1, mark.column + 1), end) if mark else None


def _no_break_space(complaint: _Complaint) -> Said | None:
    last = complaint.at[0]
    for number in (complaint.began[0], last, max(1, last - 1)):
        if found := re.search("^ *\xa0|[:-]\xa0", complaint.line((number, 1))):
            what = "U+00A0 NO-BREAK SPACE stands where a space is needed"
            return (number, found.end()), "E201", what, "write a space instead; the two look alike"
    return None


def _tab(complaint: _Complaint) -> Said | None:
    if complaint.sign != "\t" and "tab character" not in complaint.said:
        return None
    what = "a tab stands where the line should begin with spaces"
    return complaint.at, "E202", what, "write spaces instead of the tab"


def _sign(complaint: _Complaint) -> Said:
    sign = complaint.line(complaint.began)[complaint.began[1] - 1 :][:1]
    if not sign.strip():
        return complaint.began, "E201", "a bracket is still open here", "close it, or remove it"
    return complaint.began, "E201", f"“{shorten(sign)}” cannot begin a text", _QUOTE


def _escape(complaint: _Complaint) -> Said:
    if "Unicode" in complaint.said:
        what = "this escape is no character (half of a surrogate pair)"
        return complaint.at, "E107", what, "write the character itself instead of \\u or \\U"
    what = "inside double quotes a backslash begins an escape, and this one does not exist"
    return complaint.at, "E201", what, "write \\\\ for a backslash, or use single quotes"


def _open_quote(complaint: _Complaint) -> Said:
    what = "a quote is opened here and never closed"
    return complaint.began, "E201", what, "add the closing quote at the end of the text"


def _colon(complaint: _Complaint) -> Said | None:
    """A colon inside a text, or else a line that does not stand below its neighbours."""
    if complaint.sign != ":":
        return None
    if first := re.match(r"[\s-]*[^\s:]+:\s+", complaint.before):
        text = complaint.line(complaint.at)[first.end() :]
        whole = "" if "{" in complaint.before else f': "{shorten(text)}"'
        what = "a second colon in one line makes this text look like a key"
        return complaint.at, "E203", what, _QUOTE + whole
    what = "this line looks like a key, but the line above is not finished"
    cure = "give the line above its colon, or begin this line in the same column"
    return complaint.at, "E201", what, cure


def _bracket(complaint: _Complaint) -> Said:
    if (found := _colon(complaint)) and found[1] == "E203":
        return found
    sign = complaint.line(complaint.began)[complaint.began[1] - 1 :][:1]
    what = f"after “{sign}” a comma or the closing bracket is missing"
    at = complaint.at if complaint.at[0] == complaint.began[0] else complaint.began
    return at, "E201", what, "add it, or put quotes round a text that holds brackets or commas"


def _no_colon(complaint: _Complaint) -> Said:
    what = "this line has no colon with a space after it"
    cure = "write “key: value”; begin it with “- ” in a list; indent it if it continues a text"
    return complaint.began, "E201", what, cure


def _after_quote(complaint: _Complaint) -> Said | None:
    if not complaint.before.rstrip().endswith(("'", '"')):
        return None
    what = "the text goes on after its closing quote"
    return complaint.at, "E201", what, "put the quotes round all of it; as an apostrophe use ’"


def _misplaced(complaint: _Complaint) -> Said:
    if complaint.before.strip(" -"):
        rest = shorten(complaint.line(complaint.at)[complaint.at[1] - 1 :], 24)
        return complaint.at, "E201", f"“{rest}” cannot stand here", f"remove it, or {_QUOTE}"
    what = "this line does not stand under the lines it belongs to"
    cure = "begin it in the same column as its neighbours; check quotes and brackets above it"
    return complaint.at, "E201", what, cure


def _list_on_key(complaint: _Complaint) -> Said:
    what = "a list cannot begin on this line"
    return complaint.at, "E201", what, "begin it on the next line, or put quotes round the text"


_RULES: tuple[tuple[str, Callable[[_Complaint], Said | None]], ...] = (
    ("", _no_break_space),
    ("tab character|cannot start any token", _tab),
    ("cannot start any token|directive|incompatible YAML|an anchor|an alias|a tag|block scalar|"
     "node content", _sign),
    ("escape", _escape),
    ("quoted scalar", _open_quote),
    ("mapping values are not allowed", _colon),
    ("expected ',' or", _bracket),
    ("could not find expected ':'", _no_colon),
    ("expected key|expected '-'|expected <block end>|<document start>", _after_quote),
    ("expected key|expected '-'|expected <block end>|<document start>", _misplaced),
    ("sequence entries are not allowed", _list_on_key),
)  # fmt: skip
