"""The fit guarantee: what does not fit is not made, and what can be made to fit is.

The forms are in nasty.py. Each check is seen to fire, and to be silent where it nearly would.
"""

import json
import os
from pathlib import Path

import corpus
import page as page_validation
import pytest
from nasty import GOOD, MISFITS, STYLES, Case

from intake import pipeline
from intake.content.locate import located
from intake.content.problems import CODES, ContentError, Place, Problem
from intake.export.edition import EDITION_BY_NAME, PAPERS, STANDARD, Sheet
from intake.export.pdf import export
from intake.export.rendering import Renderer

PROFILES = (page_validation.ValidationProfile.PDF_UA_1, page_validation.ValidationProfile.PDF_A_3A)
CASES = (*GOOD, *MISFITS, *STYLES)
FIT = tuple(code for code in CODES if code.startswith("E51"))


def made(case: Case, folder: Path) -> list[Problem]:
    """What is wrong with the case's paper forms, in all of its languages."""
    path = folder / "questions.yaml"
    path.write_text(json.dumps(case.content(), ensure_ascii=False), "utf-8")  # YAML, too
    overrides = folder / "templates"
    if case.style:
        overrides.mkdir()
        own = (corpus.ROOT / "templates/styles/fields.css").read_text("utf-8") + case.style
        (overrides / "styles").mkdir()
        (overrides / "styles/fields.css").write_text(own, "utf-8")
    if case.template:
        name, old, new = case.template
        built_in = (corpus.ROOT / "templates" / name).read_text("utf-8")
        assert old in built_in
        overrides.mkdir()
        (overrides / name).write_text(built_in.replace(old, new), "utf-8")
    renderer = Renderer(overrides)
    problems: list[Problem] = []
    for reading in corpus.questionnaire(path).readings():
        laid = Sheet(EDITION_BY_NAME[case.edition], reading.clinic.paper, duplex=False)
        try:
            export(reading, renderer, laid)
        except ContentError as error:
            problems += error.problems
    return problems


IS_SWEEP = bool(os.environ.get("SWEEP"))
SLOW = ("in pl, coded", "in ru, coded", "in el, coded", "in de, coded", "in ar, compact")
SLOW += ("in de, large-print", "in ar, coded")
SLOW += ("30 options, coded", "30 options, compact", "below answers, compact")
TRIED = [case for case in CASES if IS_SWEEP or not case.says.endswith(SLOW)]
"""All but some good forms of which a like one is tried in the same edition."""


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.says)
def test_what_does_not_fit_is_said(case: Case, tmp_path: Path) -> None:
    """Exactly the expected problems, or none; each names the page, the edition and a cure."""
    problems = made(case, tmp_path)
    told = [(problem.code, problem.item) for problem in problems]
    assert told == list(case.expects), "\n".join(map(str, problems))
    for problem in problems:
        assert "page" in problem.what
        assert "edition " in problem.what
        assert problem.cure
        assert len(f"{problem.what}; {problem.cure}") < 240


OTHERS = [name for name in EDITION_BY_NAME if name != STANDARD.name]


@pytest.mark.parametrize(
    ("kind", "edition"),
    [
        (kind, edition)
        for turn, kind in enumerate(corpus.KINDS)
        for edition in (OTHERS if IS_SWEEP else [OTHERS[turn % len(OTHERS)]])
    ],
)
def test_every_kind_fits_in_other_editions(kind: str, edition: str, folder: Path) -> None:
    """And keeps to PDF/UA-1 and PDF/A-3a: its examples in one other edition on one paper, with
    SWEEP=1 in each on both; the standard edition is what other tests make."""
    turn = corpus.KINDS.index(kind) + OTHERS.index(edition)
    for paper in PAPERS if IS_SWEEP else (PAPERS[turn % 2],):
        path = corpus.sheet(kind, edition, paper, folder)
        for profile in PROFILES:
            report = page_validation.validate_pdf(path, profile=profile)
            assert report.is_compliant, str(report)


@pytest.mark.skipif(not IS_SWEEP, reason="ten minutes: CONTRIBUTING.md, To sweep")
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("edition", EDITION_BY_NAME)
@pytest.mark.parametrize("name", corpus.FORMS)
def test_every_form_fits_in_every_edition(
    name: str, edition: str, paper: str, folder: Path
) -> None:
    """And keeps to both standards, on both papers."""
    path = corpus.sheet(name, edition, paper, folder)
    for profile in PROFILES:
        report = page_validation.validate_pdf(path, profile=profile)
        assert report.is_compliant, str(report)


@pytest.mark.skipif(not IS_SWEEP, reason="ten minutes: CONTRIBUTING.md, To sweep")
@pytest.mark.parametrize("edition", ["large-print", "compact"])
def test_a_long_form_fits_in_other_editions(edition: str, folder: Path) -> None:
    """Follow-ups three deep, tables below answers, tests to order."""
    assert corpus.sheet("new-patient", edition, "letter", folder).stat().st_size


def test_there_are_enough_forms_and_each_check_is_seen_twice() -> None:
    """Forty nasty forms that are made, and two at least for each code that are not."""
    assert len(GOOD) >= 40
    seen = [code for case in CASES for code, _ in case.expects]
    assert {code: seen.count(code) for code in FIT if seen.count(code) < 2} == {}
    assert len({case.says for case in CASES}) == len(CASES)


SHARED = """
clinic: {name: Riverside}
sections:
  shared:
    title: Shared
    items:
      - {id: one, kind: yes_no, text: One?, follow_up: {yes: [{id: two, text: Two?}]}}
      - Three?
forms:
  first:
    title: First
    max_pages: 1
    sections:
      - use: shared
  second: {extends: first}
"""


@pytest.mark.parametrize(
    ("form", "code", "item", "place"),
    [
        ("first", "E512", "one", (6, 9)),
        ("first", "E512", "two", (6, 63)),
        ("second", "E510", "three", (7, 9)),
        ("first", "E510", "", (9, 3)),
        ("second", "E510", "gone", (14, 3)),
        ("first", "E517", "", (11, 5)),
        ("second", "E517", "", (14, 3)),
        ("elsewhere", "E510", "", (0, 0)),
    ],
)
def test_a_problem_is_placed(
    form: str, code: str, item: str, place: tuple[int, int], tmp_path: Path
) -> None:
    """Where its item is written, in a shared section too; else where its form is."""
    path = tmp_path / "questions.yaml"
    path.write_text(SHARED.lstrip(), "utf-8")
    checked, _ = pipeline.check(path)
    problem = Problem(Place(form), code, "what", "cure", form=form, item=item)
    found = located(checked, problem)
    assert (found.place.line, found.place.column) == place
    assert (found.code, found.what, found.cure, found.form) == (code, "what", "cure", form)


WARNED = ("a word wider than its field", "three lines where the label block has two")


@pytest.mark.parametrize("says", WARNED)
def test_the_lint_warns_of_what_the_build_refuses(says: str, tmp_path: Path) -> None:
    """W409 in `intake check`, which lays nothing out, where E510 follows from a text's length."""
    (case,) = (one for one in MISFITS if one.says == says)
    assert {code for code, _ in case.expects} == {"E510"}
    path = tmp_path / "questions.yaml"
    path.write_text(json.dumps(case.content(), ensure_ascii=False), "utf-8")
    _, warnings = pipeline.check(path)
    assert "W409" in {warning.code for warning in warnings}


def test_the_most_pages_are_no_part_of_the_content(tmp_path: Path) -> None:
    """The revision is the same with max_pages and without; a variant has that of its form."""
    path = tmp_path / "questions.yaml"
    path.write_text(SHARED, "utf-8")
    first, second = pipeline.check(path)[0].questionnaires
    assert (first.max_pages, second.max_pages) == (1, 1)
    path.write_text(SHARED.replace("    max_pages: 1\n", ""), "utf-8")
    bare, _ = pipeline.check(path)[0].questionnaires
    assert bare.max_pages is None
    assert bare.revision == first.revision
