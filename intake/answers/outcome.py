"""What an answered form gave, told as plain data: the shape that docs/reading-back.md promises."""

from collections.abc import Iterable
from typing import Any

from intake.answers.identity import Identity
from intake.answers.read import Answers
from intake.answers.sent import Fault


def is_right(answers: Answers | None, faults: Iterable[Fault]) -> bool:
    """Whether there are answers, all of them could be put into the form, and nothing is wrong
    with them but what is only warned of."""
    return answers is not None and not any(
        one.code[0] == "E" or one.code == "W702" for one in faults
    )


def outcome(answers: Answers | None, faults: Iterable[Fault]) -> dict[str, Any]:
    """What was answered and what is wrong with it, as values of JSON."""
    faults = tuple(faults)
    identity = answers.identity if answers else Identity()
    left: dict[str, list[str]] = {}
    for name, text in answers.left_out if answers else ():
        left.setdefault(name, []).append(text)
    return {
        "ok": is_right(answers, faults),
        **{key: value or None for key, value in identity._asdict().items()},
        "is_mapped": answers.is_mapped if answers else None,
        "answers": dict(answers.values) if answers else None,
        "beside": dict(answers.beside) if answers else None,
        "left_out": left if answers else None,
        "problems": [problem(fault) for fault in faults],
    }


def problem(fault: Fault) -> dict[str, str | None]:
    """One thing that is wrong, in words for the clinic."""
    return {
        "code": fault.code,
        "severity": "error" if fault.code.startswith("E") else "warning",
        "item": fault.item or None,
        "what": fault.what,
        "cure": fault.cure,
    }
