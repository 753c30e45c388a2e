"""Paper's instructions in words: whole sentences in each language, with the plan's numbers, where
the plan has them, on the page and on the sheet."""

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import corpus
import html5lib
import pytest

from intake.content.model import Questionnaire
from intake.export import EXPORTERS
from intake.export.rendering import Renderer
from intake.logic.numbers import numbers
from intake.logic.paper import compile_paper
from intake.logic.plan import Run, Step, asked

FORM = """
clinic: {{name: Clinic, paper: {paper}, languages: [{language}]}}
forms:
  instructions:
    title: Instructions
    sections:
      - title: First
        items:
          - id: well
            text: Well?
            kind: yes_no
            not_sure: true
            follow_up:
              "no":
                - id: what
                  text: What?
                  kind: select_multiple
                  options: [Fever, Cough]
                  follow_up: {{fever: [{{id: high, text: How high?, kind: integer}}]}}
              not_sure: [{{id: drugs, text: Drugs?, kind: table, columns: [Drug, Dose]}}]
          - {{id: age, text: Age?, kind: integer}}
          - {{id: one, text: One, enable_when: {{well: "no"}}}}
          - {{id: two, text: Two, enable_when: {{well: "no"}}}}
          - {{id: x, text: X}}
          - {{id: three, text: Three, enable_when: {{item: age, less: 5}}}}
          - {{id: four, text: Four, enable_when: {{item: age, less: 5}}}}
          - {{id: five, text: Five, enable_when: {{item: age, less: 5}}}}
          - id: side
            text: Side?
            kind: select_one
            required: true
            options: [l, m, n, o, p, q]
          - {{id: six, text: Six, enable_when: {{item: side, not_equals: l}}}}
          - {{id: gate, text: Gate?, kind: yes_no}}
      - title: Second
        enable_when: {{gate: "yes"}}
        items: [{{id: seven, text: Seven}}]
      - title: Third
        intro: Words.
        items: [{{id: eight, text: Eight}}]
"""
# fmt: off
SENTENCES = {
    "en": (
        "If “No”:",
        "If you ticked “Fever”:",
        "If you answered “Not sure” to question 1:",
        "Answer questions 6 and 7 only if you answered “No” to question 1.",
        "Answer questions 9 to 11 only if your answer to question 5 is less than 5.",
        "If “l”, go to question 14.",
        "If “No”, go to “Third”.",
        "Answer this part only if you answered “Yes” to question 14.",
    ),
    "es": (
        "Si respondió «No»:",
        "Si marcó «Fever»:",
        "Si respondió «No lo sé» a la pregunta 1:",
        "Responda a las preguntas 6 y 7 solo si respondió «No» a la pregunta 1.",
        "Responda a las preguntas 9 a 11 solo si su respuesta a la pregunta 5 es menos de 5.",
        "Si respondió «l», pase a la pregunta 14.",
        "Si respondió «No», pase a «Third».",
        "Responda a esta parte solo si respondió «Sí» a la pregunta 14.",
    ),
    "ar": (
        "إذا كانت الإجابة «لا»:",
        "عند وضع علامة على «Fever»:",
        "إذا أجبت بـ«لست متأكدًا» عن السؤال 1:",
        "تُرجى الإجابة عن السؤالين 6 و7 فقط إذا أجبت بـ«لا» عن السؤال 1.",
        "تُرجى الإجابة عن الأسئلة من 9 إلى 11 فقط إذا كانت إجابتك عن السؤال 5 أقل من 5.",
        "إذا كانت الإجابة «l»، يُرجى الانتقال إلى السؤال 14.",
        "إذا كانت الإجابة «لا»، يُرجى الانتقال إلى «Third».",
        "تُرجى الإجابة عن هذا الجزء فقط إذا أجبت بـ«نعم» عن السؤال 14.",
    ),
}
# fmt: on
_NO, _FEVER, _UNSURE, _TWO, _THREE, _L, _GATE, _PART = SENTENCES["en"]
PLACES = (
    *("1 Well?", "Yes", "No", "Not sure", _NO, "2 What?", "Fever", "Cough", _FEVER, "3 How high?"),
    *(_UNSURE, "4 Drugs?", "5 Age?", _TWO, "6 One", "7 Two", "8 X", _THREE, "9 Three", "11 Five"),
    *("12 Side?", "q", _L, "13 Six", "14 Gate?", "Yes", "No", _GATE, "Second", _PART, "15 Seven"),
)
"""What the English sheet says, in its order."""
CLASSES = {"intake-lead", "intake-go-to", "intake-when"}


def form(language: str, folder: Path) -> Questionnaire:
    path = folder / "questions.yaml"
    paper = "letter" if language == "en" else "a4"
    path.write_text(FORM.format(language=language, paper=paper), "utf-8")
    return corpus.questionnaire(path)


def said(tree: Element) -> list[str]:
    """The instructions in a page, in its order."""
    found = [e for e in tree.iter() if {*e.get("class", "").split()} & CLASSES]
    return [re.sub(corpus.UNSEEN, "", " ".join("".join(e.itertext()).split())) for e in found]


def parsed(html: str) -> Element:
    tree: Any = html5lib.parse(html, namespaceHTMLElements=False)
    return tree


@pytest.mark.parametrize("template", ["page.html", "sheet.html"])
@pytest.mark.parametrize("language", SENTENCES)
def test_an_instruction_is_one_sentence(language: str, template: str, tmp_path: Path) -> None:
    """With the numbers that the questions have; the same on the page as on the sheet."""
    page = Renderer().render(template, form(language, tmp_path))
    assert said(parsed(page)) == [*SENTENCES[language]]


def test_paper_says_them_in_their_places(tmp_path: Path) -> None:
    """Question, options, follow-ups, in the order of the tags; and no condition a second time."""
    made = next(
        one.export(form("en", tmp_path), Renderer()) for one in EXPORTERS if one.name == "pdf"
    )
    target = tmp_path / "form.pdf"
    target.write_bytes(made.content)
    command = ["pdfinfo", "-struct-text", str(target)]
    told = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout
    text = corpus.solid("".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE)))
    at = 0
    for place in PLACES:
        found = text.find(corpus.solid(place), at)
        assert found >= 0, place
        at = found + 1
    assert corpus.solid("Only if") not in text


def test_a_condition_that_the_place_shows_is_still_told(tmp_path: Path) -> None:
    """To who cannot see the indentation, in the description of the question."""
    tree = parsed(Renderer().render("page.html", form("en", tmp_path)))
    (hint,) = (e for e in tree.iter() if e.get("id") == "instructions.high.hint")
    (words,) = hint.iter("p")
    assert words.get("class") == "intake-unseen"
    assert words.text == "Only if you answered “Fever” to question 2."
    (field,) = (e for e in tree.iter("input") if e.get("name") == "high")
    assert "instructions.high.hint" in field.get("aria-describedby", "")


@cache
def runs(steps: tuple[Step, ...]) -> tuple[Run, ...]:
    """Every run in `steps`, at any depth."""
    found: list[Run] = []
    for step in steps:
        if isinstance(step, Run):
            found.append(step)
        else:
            found += [run for group in step.follow_ups for run in runs(group.steps)]
    return tuple(found)


@pytest.mark.parametrize("which", ["page", "sheet"])
@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_the_words_hold_the_plans_numbers(name: str, which: str, made) -> None:
    """Every follow-up, go-to and run of the plan is in the page, and there are no others."""
    found = made(name)
    plan, numbered = compile_paper(found.questionnaire), numbers(found.questionnaire)
    tree = parsed(getattr(found, which))
    texts: dict[str, list[str]] = {one: [] for one in (*CLASSES, "intake-run")}
    for element in tree.iter():
        for one in {*element.get("class", "").split()} & texts.keys():
            texts[one].append("".join(element.itertext()))
    items = [one for part in plan for one in asked(part.steps)]
    assert len(texts["intake-lead"]) == sum(len(one.follow_ups) for one in items)
    ways = [to for one in items for to in one.go_to]
    assert len(texts["intake-go-to"]) == len(ways)
    for to, text in zip(ways, texts["intake-go-to"], strict=True):
        assert not to.item or re.search(rf"\b{numbered[to.item]}\b", text)
    planned = [run for part in plan for run in runs(part.steps)]
    assert len(texts["intake-run"]) == len(planned)
    for run, text in zip(planned, texts["intake-run"], strict=True):
        first = text.strip().split("\n")[0]
        assert {str(run.first), str(run.last)} <= {*re.findall(r"\d+", first)}


def test_the_forms_have_follow_ups_and_go_tos(made) -> None:
    """So that the test above looks at something."""
    plan = compile_paper(made("new-patient").questionnaire)
    items = [one for part in plan for one in asked(part.steps)]
    assert sum(len(one.follow_ups) for one in items) > 10
    assert any(one.go_to for one in items)
