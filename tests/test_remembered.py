"""The command that was run already: it says the same at once, unless anything has changed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from intake import once, remembered

PROGRAM = """
import sys, time
from intake import once, remembered
if {aged}:
    once.AGED = 0
from intake.start import run
import os
real = os._exit
def ended(code):
    print("quick" if "typer" not in sys.modules else "slow", file=sys.stderr)
    sys.stderr.flush()
    real(code)
os._exit = ended
run()
"""
SITE = """
clinic: {name: Site, allow: {W408: an example}}
forms:
  headache: {title: Headache, sections: [{id: all, title: All, items: [Where?]}]}
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of one form, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "questions.yaml").write_text(SITE)
    return folder


def build(folder: Path, aged: bool = True) -> tuple[str, str]:
    """Whether `intake build` was quick, and what it printed. `aged`: all files count as old."""
    program = PROGRAM.format(aged=aged)
    arguments = ["build", "--format", "html", "--form", "headache"]
    result = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    *lines, how = result.stderr.splitlines()
    return how, "".join(lines) + result.stdout


def settled(folder: Path) -> tuple[str, str]:
    """What `build` gives once nothing changes: another test of this run may just have had Python
    compile a part of the package for the first time, which changes a folder of it."""
    return next((found for _ in range(5) if (found := build(folder))[0] == "quick"), ("slow", ""))


def test_the_second_time_is_quick_until_something_changes(site: Path) -> None:
    """It says what the first said; a source, an output, approvals, a template: it looks again."""
    assert build(site)[0] == "slow"
    how, said = settled(site)
    assert (how, said.partition(" ")[2]) == ("quick", "files are up to date\n")
    page = site / "output" / "headache.html"
    content = page.read_bytes()
    page.unlink()
    how, said = build(site)
    assert (how, "headache.html" in said, page.read_bytes()) == ("slow", True, content)
    assert settled(site)[0] == "quick"
    approvals = site / "approvals.yaml"
    approvals.write_text("[]")
    how, said = build(site)
    assert (how, " kB " in said) == ("slow", True)
    assert settled(site)[0] == "quick"
    (site / "templates" / "styles").mkdir(parents=True)
    (site / "templates" / "styles" / "_own.css").write_text("")
    how, said = build(site)
    assert (how, " kB " in said) == ("slow", True)


def test_a_young_file_is_compared_by_content(tmp_path: Path, monkeypatch) -> None:
    """Written again in the same moment, with the same size, its signs are the same."""
    path = tmp_path / "a.yaml"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "argv", ["intake", "build"])
    remembered.begin()
    says = {"said": ["all"], "told": [], "warnings": []}
    try:
        for content, is_same in (("one", True), ("two", False)):
            path.write_text("one")
            remembered.keep(signs := remembered.look([path]), says)
            assert len(signs[str(path)]) == 5
            path.write_text(content)
            forged = path.stat()
            old = signs[str(path)]
            monkeypatch.setattr(
                once, "signs_of", lambda path, old=old: old[:4] if path.endswith("yaml") else []
            )
            assert forged.st_size == old[0]
            assert (remembered.still_true() is not None) == is_same
            monkeypatch.undo()
            monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    finally:
        remembered._key = None


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_text(""),
    "of another sort": lambda path: path.write_text("[1]"),
    "wrong inside": lambda path: path.write_text('{"signs": {"/": 3}}'),
    "half": lambda path: path.write_text(path.read_text()[:50]),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_record_is_no_record(damage: str, tmp_path: Path, monkeypatch) -> None:
    """It is only a way to be quick."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "argv", ["intake", "build"])
    (tmp_path / "a").write_text("a")
    remembered.begin()
    try:
        remembered.keep(remembered.look([tmp_path / "a"]), {"said": [], "told": [], "warnings": []})
        (record,) = (tmp_path / "cache" / "intake").iterdir()
        assert record.stat().st_mode & 0o777 == 0o600 or os.name != "posix"
        assert remembered.still_true() is not None
        DAMAGE[damage](record)
        assert remembered.still_true() is None
    finally:
        remembered._key = None


def test_records_do_not_pile_up(tmp_path: Path, monkeypatch) -> None:
    """The oldest go."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(remembered, "MOST", 3)
    says = {"said": [], "told": [], "warnings": []}
    try:
        for number in range(6):
            monkeypatch.setattr(sys, "argv", ["intake", "build", str(number)])
            remembered.begin()
            remembered.keep({}, says)
            time.sleep(0.01)
    finally:
        remembered._key = None
    assert len(list((tmp_path / "cache" / "intake").iterdir())) == 3
