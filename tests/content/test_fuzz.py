"""The fuzzer's cases, a small number of them; `python tests/fuzz.py --count 100000` runs many."""

import fuzz
import pytest
from yaml_cases import problems

from intake.content.problems import Place, Problem


def test_broken_files_give_problems_and_nothing_else() -> None:
    """A fixed set of cases: each is a good form, or problems with a code, a place and a cure."""
    escaped, codes, good, _ = fuzz.run(range(1, 1001))
    assert not escaped
    assert good > 20
    assert len(codes) > 30


FOUND = [41008206, 41014030, 41021740, 63000545, 63017369]
"""Cases that escaped once: places below the last line, an id that was made too long, a character
without a shape in a line, a whole text as a time."""


@pytest.mark.parametrize("number", FOUND)
def test_what_escaped_once_escapes_no_more(number: int) -> None:
    assert not fuzz.run([number])[0]


AT_THE_END = [
    "forms:\n  ?\n    x: y",
    "clinic: {name: R}\nforms:\n  h: {title: H}\n?\n  - text: When: R",
]


@pytest.mark.parametrize("text", AT_THE_END)
def test_what_is_wrong_at_the_end_of_a_file_has_its_place_in_its_last_line(text: str) -> None:
    found = problems(text)
    assert found
    lines = text.split("\n")
    for problem in found:
        line, column = (int(part) for part in problem.split(" ")[0].split(":")[:2])
        assert line <= len(lines)
        assert column <= len(lines[line - 1]) + 1


FAULTS = [
    (Problem(Place("f", 1, 1), "E999", "what", "cure"), "the code"),
    (Problem(Place("f", 1, 1), "E501", "what", "cure"), "the code"),
    (Problem(Place("f", 1, 1), "E301", "two\nlines", "cure"), "not one clear line"),
    (Problem(Place("f", 1, 1), "E301", "what", ""), "not one clear line"),
    (Problem(Place("f", 3, 1), "E301", "what", "cure"), "outside the file"),
    (Problem(Place("f", 1, 9), "E301", "what", "cure"), "outside the file"),
    (Problem(Place("f", 1, 1), "E304", "Input should be x", "cure"), "not ours"),
]


@pytest.mark.parametrize(("problem", "said"), FAULTS)
def test_the_fuzzer_sees_a_faulty_problem(problem: Problem, said: str) -> None:
    assert said in fuzz.fault(problem, [b"abc", b""])


def test_the_fuzzer_sees_an_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(fuzz, "validate", broken)
    escaped, *_ = fuzz.run(range(1, 20))
    assert any("KeyError" in wrong for _, _, wrong in escaped)
