"""Answers as JSON: nothing is lost. docs/reading-back.md promises the shape."""

import json
from collections.abc import Iterable
from typing import Any

from intake.answers.identity import Identity
from intake.answers.pdf import Filled
from intake.answers.sent import Fault


def as_json(filled: Iterable[Filled]) -> bytes:
    """One document of all files, in UTF-8."""
    document = {"version": 1, "files": [_file(one) for one in filled]}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    # A name that is not UTF-8 holds halves of surrogate pairs; JSON has an escape for them.
    return text.encode("utf-8", "backslashreplace")


def _file(filled: Filled) -> dict[str, Any]:
    answers = filled.answers
    identity = answers.identity if answers else Identity()
    left: dict[str, list[str]] = {}
    for name, text in answers.left_out if answers else ():
        left.setdefault(name, []).append(text)
    return {
        "file": str(filled.path),
        "ok": filled.is_right,
        **{key: value or None for key, value in identity._asdict().items()},
        "is_mapped": answers.is_mapped if answers else None,
        "answers": dict(answers.values) if answers else None,
        "beside": dict(answers.beside) if answers else None,
        "left_out": left if answers else None,
        "problems": [_problem(fault) for fault in filled.faults],
    }


def _problem(fault: Fault) -> dict[str, str | None]:
    return {
        "code": fault.code,
        "severity": "error" if fault.code.startswith("E") else "warning",
        "item": fault.item or None,
        "what": fault.what,
        "cure": fault.cure,
    }
