"""For every code of comparing and approving: what is prepared, and the command that says it."""

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from intake.cli.app import app

APPROVE = ["approve", "headache", "--by", "Ana Ruiz", "--date", "2026-03-05"]


def _run(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 0


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _indented(folder: Path) -> list[str]:
    _run(APPROVE)
    path = folder / "approvals.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line if line[0] in "#\n" else "  " + line for line in lines), "utf-8")
    return APPROVE


def _changed_by_hand(folder: Path) -> list[str]:
    _run(APPROVE)
    _edit(folder / "approvals" / "headache.yaml", "Where does", "Why does")
    return ["diff"]


def _changed(folder: Path) -> list[str]:
    _run(APPROVE)
    _edit(folder / "questions.yaml", "Where does", "Why does")
    return ["build", "--require-approval"]


def _translation(folder: Path) -> list[str]:
    _edit(folder / "questions.yaml", "Neurology", "Neurology, languages: [en, es]")
    return [*APPROVE, "--language", "es"]


def _old_version(folder: Path) -> list[str]:
    _changed(folder)
    return APPROVE


def _draft(folder: Path) -> list[str]:
    _edit(folder / "questions.yaml", "title: Headache", "title: Headache\n    status: draft")
    return APPROVE


CASES: dict[str, Callable[[Path], list[str]]] = {
    "E801": _indented,
    "E802": _changed_by_hand,
    "E803": _changed,
    "E804": _translation,
    "E805": lambda folder: ["diff"],
    "E806": lambda folder: ["diff", "HEAD~3:"],
    "W801": _old_version,
    "W802": _draft,
}
