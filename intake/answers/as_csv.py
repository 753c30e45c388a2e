"""Answers as a table: a row for each file, the columns those of one form."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from intake.answers.identity import NAMES
from intake.answers.pdf import Filled
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Place, Problem
from intake.content.values import number

BOM = "\ufeff"
"""Without it, the most used spreadsheet takes UTF-8 for the code page of its computer."""
HEAD = ("intake.file", "intake.ok", *NAMES, "intake.problems")
"""The first columns, whose names no item can have."""
_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")
"""What a cell begins with that a spreadsheet may run (OWASP, CSV Injection)."""


def as_csv(filled: Sequence[Filled], known: Sequence[Questionnaire]) -> bytes:
    """The table, in UTF-8, every cell in quotes (RFC 4180).

    The form is that of the files, or the only one that is `known`. Raises ContentError (E719) for
    files of several forms. `problems` are codes.
    """
    form = _form(filled, known)
    columns = _columns(form) if form else []
    file = StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow([*HEAD, *columns])
    for one in filled:
        row = _row(one)
        writer.writerow([_safe(row.get(column)) for column in (*HEAD, *columns)])
    return (BOM + file.getvalue()).encode("utf-8", "backslashreplace")


def _form(filled: Iterable[Filled], known: Sequence[Questionnaire]) -> Questionnaire | None:
    found = {one.questionnaire.id: one for one in filled if one.questionnaire and one.answers}
    if len(found) > 1:
        what = f"are of {len(found)} forms ({', '.join(found)}), and a table has one form's columns"
        cure = "read the files of each form by themselves, or use --to json"
        raise ContentError([Problem(Place("the files"), "E719", what, cure)])
    if found:
        return next(iter(found.values())).questionnaire
    return known[0] if len(known) == 1 else None


def _columns(form: Questionnaire) -> list[str]:
    return [column for item in form.items for column in item.cells(None, {})]


def _row(filled: Filled) -> dict[str, Any]:
    row: dict[str, Any] = {
        "intake.file": str(filled.path),
        "intake.ok": "yes" if filled.is_right else "no",
        "intake.problems": " ".join(sorted({fault.code for fault in filled.faults})),
    }
    if filled.answers and filled.questionnaire:
        row |= zip(NAMES, filled.answers.identity, strict=True)
        for item in filled.questionnaire.items:
            beside = filled.answers.beside.get(item.id, {})
            row |= item.cells(filled.answers.values.get(item.id), dict(beside))
    return row


def _safe(value: Any) -> str:
    """A cell that no spreadsheet runs: what would begin a formula has an apostrophe before it.

    A number is left as it is, though it may begin with a minus.
    """
    text = "" if value is None else str(value)
    is_run = _FORMULA.match(text) is not None and number(text) is None
    return f"'{text}" if is_run else text
