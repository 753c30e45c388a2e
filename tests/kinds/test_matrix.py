"""matrix: rows that share options, which fit the paper."""

from pathlib import Path

import corpus
import pytest
from yaml_cases import checked, codes, form

from intake.export.pdf import export
from intake.export.rendering import Renderer
from intake.kinds.matrix import LONGEST_WORD, MAX_ROWS, Matrix


def matrix(rows: str = "[a]", options: str = "[a, b]") -> str:
    return f"{{text: A, kind: matrix, rows: {rows}, options: {options}}}"


def letters(count: int) -> str:
    """Options of one word each, as long as it may be."""
    return "[" + ", ".join(chr(97 + n) * LONGEST_WORD[count] for n in range(count)) + "]"


RULES = [
    (matrix(), []),
    (matrix("[a, {code: b, text: a}]"), []),
    (matrix("[a, A!]"), ["E402"]),
    (matrix("[a, {code: a, text: b}]"), ["E402"]),
    (matrix("[]"), ["E307"]),
    (matrix(str([f"r{n}" for n in range(MAX_ROWS)])), []),
    (matrix(str([f"r{n}" for n in range(MAX_ROWS + 1)])), ["E306"]),
    (matrix(options="[a]"), ["E307"]),
    (matrix(options="[a, a]"), ["E402"]),
    (matrix(options="[1, 2, 3, 4, 5, 6, 7]"), []),
    (matrix(options="[1, 2, 3, 4, 5, 6, 7, 8]"), ["E306"]),
    (matrix(options="[a, {code: b, text: " + "abc " * 14 + "}]"), ["E306"]),
    (matrix(options="[a, half-unconsciousness]"), ["E306"]),
    (matrix(options="[a, half-consciously]"), []),
    *[(matrix(options=letters(n)), []) for n in LONGEST_WORD],
    *[(matrix(options=letters(n).replace("[a", "[aa")), ["E306"]) for n in LONGEST_WORD],
    ("{text: A, kind: matrix, rows: [a]}", ["E302"]),
    (matrix("[{code: in_person, text: b}]"), []),
    (
        matrix("[{code: in_person, text: b}]").replace("{text: A", "{sensitive: true, text: A"),
        ["E406"],
    ),
    (matrix(options="[a, {text: b, exclusive: true}]"), ["E301"]),
]


@pytest.mark.parametrize(("text", "found"), RULES)
def test_rows_and_options_differ_and_fit(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_it_says_the_codes_of_its_rows_and_of_its_answers() -> None:
    raw = {"rows": ["My Hands", {"code": "f", "text": "Feet"}, {}], "options": ["No", "Yes"]}
    assert Matrix.row_codes(raw) == {"my_hands", "f"}
    assert Matrix.possible(raw) == {"no", "yes"}
    assert Matrix.row_codes({"rows": "x"}) == frozenset()
    assert Matrix.possible({}) is None


def test_a_long_one_goes_on_over_pages_with_its_options_at_the_top(tmp_path: Path) -> None:
    """Each row is whole on one page, right under its question or under the repeated heading."""
    text = "Row number {} of a matrix that is worded in more than one line"
    rows = [text.format(n) for n in range(MAX_ROWS)]
    item = "{text: Long one, kind: matrix, rows: " + str(rows) + ", options: [Seldom, Often]}"
    (questionnaire,) = checked(form(f"- How are you?\n- {item}"))
    rendered = export(questionnaire, Renderer(None))
    path = tmp_path / "long.pdf"
    path.write_bytes(rendered.content)
    pages = [corpus.solid(page) for page in corpus.pdf_text(path, "-raw")]
    assert len(pages) == rendered.pages > 1
    assert corpus.solid("Long one Seldom Often Row number 0 of") in pages[0]
    for page in pages:
        assert page.count("SeldomOften") == 1
    assert sum(page.count(corpus.solid(row)) for page in pages for row in rows) == len(rows)
