"""`intake explain`: every code in plain words, with examples that are what they say."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from intake import explain as explain_module
from intake.cli.app import app
from intake.content.gather import Content
from intake.content.lint import lint
from intake.content.load import load
from intake.content.problems import CODES, ContentError, Problem
from intake.content.validate import validate
from intake.explain import Explanation, examples, explanations

NOT_OF_LINES = {f"E10{n}" for n in range(1, 7)} | {"E209", "W101", "W102"}
NOT_OF_LINES |= {code for code in CODES if code[:2] in ("E5", "E6", "E7", "E8", "W7", "W8")}
"""What a few lines of a file cannot cause: the file itself, its length, the computer."""
TODAY = date(2026, 6, 1)
"""A day on which the sources of the examples are not old."""


def explain(*arguments: str, columns: int = 80) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `intake explain`."""
    result = CliRunner().invoke(app, ["explain", *arguments], env={"COLUMNS": str(columns)})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def problems(folder: Path, text: str) -> list[Problem]:
    """All that is wrong with a file that holds `text`."""
    path = folder / "q.yaml"
    path.write_text(text, "utf-8")
    try:
        return list(lint(validate(Content([load(path)])), TODAY))
    except ContentError as error:
        return error.problems


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_meaning_and_examples_or_a_cause(code: str) -> None:
    one = explanations()[code]
    assert one.title == CODES[code]
    assert len(one.means) > 50
    assert one.means.isprintable()
    assert one.means.endswith(".")
    assert bool(one.cause) == (code in NOT_OF_LINES)
    assert bool(one.wrong) == bool(one.right) == (code not in NOT_OF_LINES)
    assert bool(one.silence) == code.startswith("W")


def test_no_explanation_is_left_over() -> None:
    known = load(Path(explain_module.__file__).with_name("explanations.yaml")).data["codes"]
    assert list(known) == list(CODES)


@pytest.mark.parametrize("code", sorted(CODES.keys() - NOT_OF_LINES))
def test_the_wrong_example_has_this_problem_only_and_the_right_one_none(
    code: str, tmp_path: Path
) -> None:
    found = examples(code)
    assert found
    wrong, right = found
    assert {problem.code for problem in problems(tmp_path, wrong)} == {code}
    assert problems(tmp_path, right) == []


ALLOWED = [("W301", True), ("W408", True), ("W101", False), ("W410", False), ("E301", None)]


@pytest.mark.parametrize(("code", "can_be"), ALLOWED)
def test_a_warning_says_how_it_is_silenced(code: str, can_be: bool | None) -> None:
    said = " ".join(explain(code)[1].split())
    assert (f"“allow: {{{code}: the reason}}”" in said) == bool(can_be)
    assert ("cannot be silenced" in said) == (can_be is False)


def test_what_silences_a_warning_does(tmp_path: Path) -> None:
    """The words of the explanation, beside an item as it says."""
    found = examples("W302")
    assert found
    allowed = found[0].replace("kind: yes_no", "kind: yes_no, allow: {W302: the reason}")
    assert [one.code for one in problems(tmp_path, found[0])] == ["W302"]
    assert problems(tmp_path, allowed) == []


@pytest.mark.parametrize("code", ["E301", "e301", " e301 "])
def test_a_code_is_explained_in_either_case(code: str) -> None:
    exit_code, out, err = explain(code)
    assert (exit_code, err) == (0, "")
    assert out.splitlines()[0] == "E301: an unknown key"
    assert out.index("Wrong:") < out.index("hnt: Show") < out.index("Right:") < out.index("hint: S")


def test_without_a_code_all_are_listed_with_their_titles() -> None:
    code, out, err = explain(columns=200)
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"{code}  {title}" for code, title in CODES.items()]


UNKNOWN = [("E310x", "E310"), ("W9", "W409"), ("hello", "possible: E101, E102")]


@pytest.mark.parametrize(("code", "near"), UNKNOWN)
def test_an_unknown_code_is_exit_2_with_the_nearest(code: str, near: str) -> None:
    exit_code, out, err = explain(code)
    said = " ".join(err.replace("│", " ").split())
    assert (exit_code, out) == (2, "")
    assert f"there is no code “{code}”;" in said
    assert near in said


@pytest.mark.parametrize("code", CODES)
def test_no_line_is_wider_than_the_terminal(code: str) -> None:
    """But the lines of an example, which stay whole. Each code at one of four widths."""
    columns = (30, 60, 80, 100)[[*CODES].index(code) % 4]
    shown = explain(code, columns=columns)[1].splitlines()
    wide = [line for line in shown if len(line) > columns and not line.startswith("    ")]
    assert wide == []
    assert max(len(line) for line in shown) > columns * 0.7


def test_json_has_the_same_keys_for_every_code() -> None:
    code, out, err = explain("--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert [one["code"] for one in found] == list(CODES)
    keys = {"code", "severity", "title", "means", "wrong", "right", "cause", "silence"}
    assert keys == set(Explanation.__dataclass_fields__) | {"severity"}
    for one in found:
        assert one.keys() == keys
        assert one["severity"] == ("error" if one["code"][0] == "E" else "warning")
    assert json.loads(explain("w301", "--json")[1]) in found
