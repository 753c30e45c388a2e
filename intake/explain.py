"""What each code means, with an example that is wrong and the same mended."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

from intake.content.allow import ALLOWABLE, ANSWERS
from intake.content.load import load
from intake.content.problems import CODES

_FILE = Path(__file__).with_name("explanations.yaml")


@dataclass(frozen=True)
class Explanation:
    """One code in plain words. `wrong` and `right` are lines of YAML; where a problem does not come
    from the lines of a file they are empty, and `cause` says what it comes from. `silence` says
    how a warning is silenced where it is right as it is; empty for errors."""

    code: str
    title: str
    means: str
    wrong: str = ""
    right: str = ""
    cause: str = ""
    silence: str = ""

    @property
    def severity(self) -> str:
        """`error` or `warning`."""
        return "error" if self.code.startswith("E") else "warning"


def explanations() -> dict[str, Explanation]:
    """The explanation of every code."""
    known = load(_FILE).data["codes"]
    return {code: _explanation(code, known[code]) for code in CODES}


def examples(code: str) -> tuple[str, str] | None:
    """The whole files of the wrong and of the right example; None where there are none."""
    data = load(_FILE).data
    found = data["codes"][code]
    if "wrong" not in found:
        return None
    if "whole" in found:
        return found["wrong"], found["right"]
    depth = " " * 10
    wrong, right = (
        data["frame"] + textwrap.indent(found[key], depth) for key in ("wrong", "right")
    )
    return wrong.replace(f"{depth}---\n", "---\n"), right


def _explanation(code: str, found: dict[str, str]) -> Explanation:
    shown = {key: found.get(key, "") for key in ("means", "wrong", "right", "cause")}
    return Explanation(code, CODES[code], **shown, silence=_silence(code))


def _silence(code: str) -> str:
    if code in ALLOWABLE:
        return (
            "If it is right as it is, say why, beside it or beside the section, the form or the"
            f" clinic: “allow: {{{code}: the reason}}”."
        )
    if code in ANSWERS:
        return "It cannot be silenced: it is said of each file that it is true of."
    return "It cannot be silenced; it goes when it is mended." if code.startswith("W") else ""
