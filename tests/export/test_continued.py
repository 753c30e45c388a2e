"""A page that begins in the midst of a question says so, to the eye only."""

import json
from pathlib import Path

import corpus
import pytest
import tagged
from nasty import Case, filler, it, numbered, section

from intake.export.pdf import export
from intake.export.rendering import Renderer

LONG = "A rather long answer, number #, that goes on and on " * 3
SAID = {  # in Arabic without the number, around which poppler may turn the words
    "en": ("Question 2, continued", "Continued"),
    "es": ("Pregunta 2, continuación", "Continuación"),
    "ar": ("تتمة", "تتمة"),
}
FOLLOW_UPS = [filler(12, f"f{number}") for number in range(3)]
TESTS = section(
    it("orderables", options=numbered(40), id="tests"), id="tests", **{"for": "clinician"}
)


@pytest.mark.parametrize(
    ("language", "sections", "expects"),
    [
        ("en", [section("First?", it("select_multiple", options=numbered(40, LONG)), "Last?")], 0),
        ("es", [section("First?", it("select_multiple", options=numbered(40, LONG)), "Last?")], 0),
        ("ar", [section("First?", it("select_multiple", options=numbered(40, LONG)), "Last?")], 0),
        ("en", [section("First?", it("yes_no", follow_up={"yes": FOLLOW_UPS}))], 0),
        ("en", [TESTS], 1),
        ("en", [section(filler(20, "a"), filler(20, "b"), filler(20, "c"))], None),
    ],
    ids=["options", "Spanish", "Arabic", "follow-ups", "a table without a number", "whole items"],
)
def test_a_page_says_which_question_goes_on(
    language: str, sections: list[object], expects: int | None, tmp_path: Path
) -> None:
    """At its head, on each page that begins in a question or in its follow-ups, and on no other;
    no screen reader says it."""
    case = Case("", sections=tuple(sections), clinic={"languages": [language]})
    path = tmp_path / "questions.yaml"
    path.write_text(json.dumps(case.content(), ensure_ascii=False), "utf-8")
    form = corpus.questionnaire(path)
    made = export(form, Renderer(None))
    pdf = tmp_path / "form.pdf"
    pdf.write_bytes(made.content)
    pages = [corpus.solid(text) for text in corpus.pdf_text(pdf)]
    words = [corpus.solid(one) for one in SAID[language]]
    if expects is None:
        assert len(pages) > 1
        assert [page for page in pages if any(word in page for word in words)] == []
        return
    assert [words[expects] in page for page in pages[:3]] == [False, True, len(pages) > 2][
        : len(pages)
    ]
    heard = corpus.solid("".join(tagged.lines(pdf)))
    assert words[0] not in heard
    assert words[1] not in heard
