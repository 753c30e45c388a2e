"""Answers as JSON: nothing is lost. docs/reading-back.md promises the shape."""

import json
from collections.abc import Iterable
from typing import Any

from intake.answers.outcome import outcome
from intake.answers.pdf import Filled


def as_json(filled: Iterable[Filled]) -> bytes:
    """One document of all files, in UTF-8."""
    files = [{"file": str(one.path), **outcome(one.answers, one.faults)} for one in filled]
    return written({"version": 1, "files": files})


def written(document: Any) -> bytes:
    """`document` as a file of JSON."""
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    # A name that is not UTF-8 holds halves of surrogate pairs; JSON has an escape for them.
    return text.encode("utf-8", "backslashreplace")
