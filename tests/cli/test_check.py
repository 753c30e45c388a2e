"""`intake check`: exit codes, what goes where, and what a person sees on a terminal."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner
from yaml_cases import FIRST, form

from intake.cli import console
from intake.cli.app import app

GOOD = form("- Where does it hurt?")
BROKEN = form("- {text: Where?, knid: string}")
COMMAND = [sys.executable, "-c", "from intake.cli.app import run; run()", "check"]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """`write(text)`: the name of a file that holds it, in the folder one is in."""
    monkeypatch.chdir(tmp_path)

    def put(text: str, name: str = "q.yaml") -> str:
        Path(name).write_text(text, "utf-8")
        return name

    return put


def check(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `intake check`."""
    result = CliRunner().invoke(app, ["check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def test_a_good_file_gives_0_and_a_line_for_each_form(write: Callable[[str], str]) -> None:
    assert check(write(GOOD)) == (0, "headache 1.0.0: 1 item, no problems\n", "")


def test_without_a_name_it_checks_questions_yaml_here(write: Callable[..., str]) -> None:
    write(GOOD, "questions.yaml")
    assert check()[0] == 0


def test_a_broken_file_gives_1_and_its_problems_on_standard_error(
    write: Callable[[str], str],
) -> None:
    line = f"q.yaml:{FIRST}:28: E301 unknown key “knid”; did you mean “kind”?\n"
    assert check(write(BROKEN)) == (1, "", line)


def test_a_warning_gives_0_and_stands_on_standard_error(write: Callable[[str], str]) -> None:
    code, out, err = check(write("\ufeff" + GOOD))
    assert (code, out.count("\n"), err.count("\n")) == (0, 1, 1)
    assert err.startswith("q.yaml:1:1: W101 ")


@pytest.mark.parametrize("option", ["--quiet", "-q"])
def test_quiet_prints_nothing_but_problems(write: Callable[[str], str], option: str) -> None:
    assert check(option, write(GOOD)) == (0, "", "")
    assert check(option, write(BROKEN))[2].count("E301") == 1


USAGE = [["--nonsense"], ["--quiet=yes", "a.yaml"], ["--form", "x"]]


@pytest.mark.parametrize("arguments", USAGE)
def test_a_usage_error_gives_2_and_says_so_on_standard_error(arguments: list[str]) -> None:
    code, out, err = check(*arguments)
    assert (code, out) == (2, "")
    assert err


@pytest.mark.parametrize(("count", "last"), [(100, "E301"), (101, "1 more"), (500, "400 more")])
def test_more_than_100_problems_are_cut_with_a_count(
    write: Callable[[str], str], count: int, last: str
) -> None:
    title = "      - title: Section {}\n        items:\n"
    item = "          - {{text: Question {}, knid: x}}\n"
    text = form("- Q").split("      - title")[0] + "".join(
        (title.format(n) if n % 400 == 0 else "") + item.format(n) for n in range(count)
    )
    lines = check(write(text))[2].splitlines()
    shown = [line for line in lines if " E301 " in line]
    assert len(shown) == 100
    assert last in lines[-1]


NAMES = [
    "new\nline.yaml",
    "bell\x07.yaml",
    "\x1b[2Jclear.yaml",
    "rtl\u202e.yaml",
    "a b.yaml",
    "患.yaml",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_name_does_not_break_the_line(write: Callable[..., str], name: str) -> None:
    for problems in (check(write(BROKEN, name)), check("no-" + name)):
        assert problems[0] == 1
        (line,) = problems[2].splitlines()
        assert line.isprintable()


def test_a_name_that_is_not_utf_8_is_shown_escaped(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.yaml")
    (tmp_path / name).write_text(BROKEN, "utf-8")
    run = subprocess.run([*COMMAND, name], cwd=tmp_path, capture_output=True, check=False)
    assert run.returncode == 1
    assert run.stderr.startswith(rb"\udcff.yaml:")
    assert run.stderr.count(b"\n") == 1


DENIED = [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")]


@pytest.mark.parametrize("error", DENIED, ids=["denied", "broken disk"])
def test_a_file_that_cannot_be_read_is_one_line(
    write: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    name = write(GOOD)

    def refuse(self: Path, *arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    code, out, err = check(name)
    assert (code, out) == (1, "")
    assert f"{name}: E103 cannot be read: {error.strerror}; " in err
    assert err.count("\n") == 1


def test_it_needs_no_standard_input_and_prints_no_color_into_a_pipe(
    write: Callable[[str], str],
) -> None:
    run = subprocess.run(
        [*COMMAND, write(BROKEN)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, "FORCE_COLOR": "", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )
    assert run.returncode == 1
    assert run.stdout == b""
    assert b"\x1b" not in run.stderr
    assert "“knid”".encode() in run.stderr


def test_a_pipe_that_is_closed_early_ends_quietly(write: Callable[[str], str]) -> None:
    read, closed = os.pipe()
    os.close(read)
    with os.fdopen(closed, "wb") as out:
        run = subprocess.run(
            [*COMMAND, write(GOOD)], stdout=out, stderr=subprocess.PIPE, check=False
        )
    assert b"Traceback" not in run.stderr


def terminal(name: str) -> tuple[int, list[str]]:
    """Exit code and lines of `intake check` on a real pseudo-terminal, colors left out."""
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, name], stdin=secondary, stdout=secondary, stderr=secondary
    )
    os.close(secondary)
    raw, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([primary], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(primary, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not piece:
            break
        raw += piece
    os.close(primary)
    text = re.sub(r"\x1b\[[0-9;]*m", "", raw.decode())
    return process.wait(60), text.replace("\r\n", "\n").splitlines()


def test_on_a_terminal_each_problem_has_its_line_and_a_caret(write: Callable[[str], str]) -> None:
    code, lines = terminal(write(BROKEN))
    assert code == 1
    first, excerpt, caret, last = lines
    assert first.startswith(f"q.yaml:{FIRST}:28: E301 unknown key “knid”")
    assert excerpt.endswith("- {text: Where?, knid: string}")
    assert excerpt[caret.index("^") :].startswith("knid")
    assert last == "1 problem. Nothing was written."


def test_on_a_terminal_a_problem_of_the_whole_file_has_no_caret(
    write: Callable[[str], str],
) -> None:
    code, lines = terminal(write(""))
    assert code == 1
    assert len(lines) == 2
    assert not any("^" in line for line in lines)


CARETS = [
    ("knid", 1, 0),
    ("a knid", 3, 2),
    ("患者 knid", 4, 5),
    ("\tknid", 2, 1),
    ("\t患\t者\tknid", 6, 7),
    ("e\u0301e\u0301 knid", 6, 3),
    ("ab\x07 knid", 5, 4),
    ("ｆｕｌｌ knid", 6, 9),
    ("x" * 300 + "knid" + "y" * 300, 301, 55),
    ("患" * 300 + "knid", 301, 110),
    ("ab", 3, 2),
]


@pytest.mark.parametrize(("line", "column", "cells"), CARETS)
def test_the_caret_stands_under_the_spot_whatever_the_width_of_the_letters(
    line: str, column: int, cells: int
) -> None:
    """Below the letter of the place, counted in the cells of a terminal, after the indent of 4."""
    excerpt, caret = console.excerpt(line, column).split("\n")
    assert caret == " " * (4 + cells) + "^"
    assert "\t" not in excerpt
    assert ("\ufffd" in excerpt) == ("\x07" in line)
    assert len(excerpt) < 120
