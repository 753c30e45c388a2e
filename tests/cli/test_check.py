"""`intake check`: exit codes, what goes where, and what a person sees on a terminal."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner
from yaml_cases import FIRST, form

from intake.cli import console
from intake.cli.app import app

GOOD = form("- Where does it hurt?").replace(
    "Neurology}", "Neurology, allow: {W408: a file for a test}}"
)
BROKEN = form("- {text: Where?, knid: string}")
PROMISE = Path(__file__).parents[2] / "docs" / "check-json.md"
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


USAGE = [["--json", "--watch"], ["--nonsense"], ["--quiet=yes", "a.yaml"], ["--form", "x"]]


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


def terminal(*arguments: str) -> tuple[int, list[str]]:
    """Exit code and lines of `intake check` on a real pseudo-terminal, colors left out."""
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=secondary, stdout=secondary, stderr=secondary
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
    heading, first, excerpt, caret, verdict, hint = lines
    assert heading == "headache"
    assert first.startswith(f"q.yaml:{FIRST}:28: E301 unknown key “knid”")
    assert excerpt.endswith("- {text: Where?, knid: string}")
    assert excerpt[caret.index("^") :].startswith("knid")
    assert (verdict, hint) == ("1 error in 1 form", "“intake explain E301” says more.")


def test_on_a_terminal_a_problem_of_the_whole_file_has_no_caret(
    write: Callable[[str], str],
) -> None:
    code, lines = terminal(write(""))
    assert code == 1
    assert lines[0].startswith("q.yaml: E104 ")
    assert lines[1:] == ["1 error", "“intake explain E104” says more."]


MANY = """clinic: {name: Riverside Neurology}
forms:
  headache:
    title: Headache
    sections:
      - {title: Your headache, items: [Where?, {text: Since?, knid: date}]}
      - use: about-you
  migraine:
    titel: Migraine
    sections: [{title: Your migraine, items: [{text: Where?, knid: string}, {text: When?, hnt: x}]}]
sections:
  about-you: {title: About you, items: [{text: Name, knid: string}]}
colour: red
"""


def test_on_a_terminal_problems_stand_by_form_with_a_count_at_the_end(
    write: Callable[[str], str],
) -> None:
    """First what is outside the forms, from anywhere in the file; then form by form."""
    code, lines = terminal(write(MANY))
    shown = [re.sub(r"^q.yaml:(\d+):\d+: (\w+) .*", r"\1 \2", line) for line in lines]
    assert [line for line in shown if line and not line.startswith("    ")] == [
        "Outside the forms",
        *("12 E301", "13 E301"),
        "headache",
        "6 E301",
        "migraine",
        *("9 E301", "10 E301", "10 E301"),
        "6 errors in 2 forms and outside the forms",
        "“intake explain E301” says more.",
    ]
    assert code == 1


def test_in_a_pipe_the_same_problems_are_lines_in_reading_order(
    write: Callable[[str], str],
) -> None:
    lines = check(write(MANY))[2].splitlines()
    assert [line.split(":")[1] for line in lines] == ["6", "9", "10", "10", "12", "13"]


WARNED = "\ufeff" + GOOD
TWO = GOOD + GOOD.split("forms:\n")[1].replace("headache:", "migraine:")
VERDICTS = [
    (GOOD, "No problems in 1 form (1 item)", 0),
    (TWO + "          - And since when?\n", "No problems in 2 forms (3 items)", 0),
    (WARNED, "1 warning", 0),
    (WARNED.replace("\n", "\r\n", 1), "2 warnings", 0),
    (BROKEN, "1 error in 1 form", 1),
    ("\ufeff" + BROKEN, "1 error, 1 warning in 1 form and outside the forms", 1),
    (TWO.replace("items:", "itms:"), "2 errors in 2 forms", 1),
    (BROKEN + "colour: red\n", "2 errors in 1 form and outside the forms", 1),
]


@pytest.mark.parametrize(("text", "verdict", "code"), VERDICTS)
def test_on_a_terminal_the_verdict_is_one_line(
    write: Callable[[str], str], text: str, verdict: str, code: int
) -> None:
    """With the right plurals, once, before the hint if there is one."""
    name = "q.yaml"
    Path(name).write_bytes(text.encode())
    ended, lines = terminal(name)
    while lines[-1].startswith("“intake explain"):
        lines.pop()
    assert (ended, lines[-1]) == (code, verdict)
    assert lines.count(verdict) == 1


STRICT = [(GOOD, 0, 0), (WARNED, 0, 1), (BROKEN, 1, 1)]


@pytest.mark.parametrize(("text", "usual", "strict"), STRICT)
def test_strict_counts_warnings_as_errors(
    write: Callable[[str], str], text: str, usual: int, strict: int
) -> None:
    """In the exit code only: what is printed stays the same."""
    name = write(text)
    as_usual, strictly = check(name), check("--strict", name)
    assert (as_usual[0], strictly[0]) == (usual, strict)
    assert as_usual[1:] == strictly[1:]


def report(*arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit code and document of `intake check --json`, which the published schema allows."""
    code, out, err = check("--json", *arguments)
    assert err == ""
    found = json.loads(out)
    (schema,) = re.findall(r"```json\n(.*?)```", PROMISE.read_text("utf-8"), re.DOTALL)
    jsonschema.Draft202012Validator(_closed(json.loads(schema))).validate(found)
    return code, found


def _closed(schema: Any) -> Any:
    """The schema without leave for keys that it does not name."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _closed(one) for key, one in schema.items()}
    if isinstance(made.get("properties"), dict):
        made["additionalProperties"] = False
    return made


def test_json_of_a_good_file_tells_of_its_forms(write: Callable[[str], str]) -> None:
    text = GOOD.replace("Neurology,", "Neurology, languages: [en, es],")
    text = text.replace("title: Headache", "title: {en: Head ache, es: ¿Dolor de cabeza?}")
    code, found = report(write(text))
    languages = ["en", "es"]
    form = {"id": "headache", "version": "1.0.0", "title": "Head ache", "items": 1}
    assert found["forms"] == [form | {"languages": languages}]
    assert found["counts"] == {"errors": 0, "warnings": 0, "forms": 1, "items": 1}
    assert (code, found["version"], found["ok"], found["problems"]) == (0, 1, True, [])


def test_json_of_a_broken_file_tells_of_its_problems(write: Callable[[str], str]) -> None:
    """All of them, the letters of every script as they are."""
    code, found = report(write(MANY.replace("knid: date", "“knid”: date")))
    assert (code, found["ok"], found["forms"]) == (1, False, [])
    assert found["counts"] == {"errors": 6, "warnings": 0, "forms": 0, "items": 0}
    of = [(one["line"], one["form"]) for one in found["problems"]]
    migraine = [(line, "migraine") for line in (9, 10, 10)]
    assert of == [(6, "headache"), *migraine, (12, None), (13, None)]
    assert found["problems"][4] == {
        "file": "q.yaml",
        "line": 12,
        "column": 54,
        "code": "E301",
        "severity": "error",
        "form": None,
        "what": "unknown key “knid”",
        "cure": "did you mean “kind”?",
    }


HEADACHE = "title: Headache, sections: [{title: All, items: [{text: Where?, knid: x}]}]"
WHERE = [
    # the files, and each problem's file, line and form
    (["forms: {a: {" + HEADACHE + "}, b: {" + HEADACHE + "}}"], [(0, 1, "a"), (0, 1, "b")]),
    (["forms: {a: {" + HEADACHE + "}}\nsections: {b: {titel: B}}"], [(0, 1, "a"), (0, 2, None)]),
    (
        ["sections: {forms: {titel: F}}\nforms: {b: {" + HEADACHE + "}}"],
        [(0, 1, None), (0, 2, "b")],
    ),
    (["forms:\n  a: {" + HEADACHE + "}\n  a: {title: x}"], [(0, 2, "a"), (0, 3, None)]),
    (["forms:\n  a:\n    title: One: two\n    sections: []"], [(0, 3, "a"), (0, 4, "a")]),
    (
        ["forms:\n  a: {" + HEADACHE + "}", "forms:\n  b: {" + HEADACHE + "}"],
        [(0, 2, "a"), (1, 2, "b")],
    ),
    (["forms: {a: {" + HEADACHE + "}}", "\nforms: {a: {title: A}}"], [(0, 1, "a"), (1, 2, "a")]),
    (["forms: [{title: A}]"], [(0, 1, None)]),
]


@pytest.mark.parametrize(("texts", "problems"), WHERE)
def test_a_problem_is_of_the_form_that_its_place_is_in(
    write: Callable[..., str], texts: list[str], problems: list[tuple[int, int, str | None]]
) -> None:
    """Whatever the order and style of the file, and whichever of several files it is."""
    names = [write(text, f"q{number}.yaml") for number, text in enumerate(texts)]
    found = report(*names, write("clinic: {name: A}", "z.yaml"))[1]["problems"]
    places = {(one["file"], one["line"], one["form"]) for one in found}
    assert places == {(names[number], line, name) for number, line, name in problems}


REPORTS = [
    ([], WARNED, 0, [("W101", "warning", 1)]),
    (["--strict"], WARNED, 1, [("W101", "warning", 1)]),
    ([], "", 1, [("E104", "error", None)]),
    (["--quiet"], BROKEN, 1, [("E301", "error", FIRST)]),
]


@pytest.mark.parametrize(("options", "text", "code", "problems"), REPORTS)
def test_json_says_what_the_exit_code_says(
    write: Callable[[str], str], options: list[str], text: str, code: int, problems: list[object]
) -> None:
    ended, found = report(*options, write(text))
    assert (ended, found["ok"]) == (code, code == 0)
    assert [(p["code"], p["severity"], p["line"]) for p in found["problems"]] == problems


def test_json_lists_every_problem(write: Callable[[str], str]) -> None:
    """Also those beyond the hundred that a person is shown."""
    items = "\n".join(f"- {{text: Question {n}, knid: x}}" for n in range(150))
    assert report(write(form(items)))[1]["counts"]["errors"] == 150


def test_json_is_utf_8_in_any_locale(write: Callable[[str], str]) -> None:
    """A file name that is not UTF-8 stays what it is, by JSON's own escape."""
    name = os.fsdecode(b"\xff.yaml")
    write(BROKEN, "q.yaml")
    Path("q.yaml").rename(name)
    run = subprocess.run(
        [*COMMAND, "--json", name],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )
    assert (run.returncode, run.stderr) == (1, b"")
    (problem,) = json.loads(run.stdout.decode("utf-8"))["problems"]
    assert (problem["file"], problem["what"]) == (name, "unknown key “knid”")
    assert "“knid”" in run.stdout.decode("utf-8")


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
