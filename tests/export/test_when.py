"""Conditions in words: whole sentences, in each language that the templates speak."""

import re
from pathlib import Path

import corpus
import pytest

from intake.export.rendering import Renderer

FORM = """
clinic: {{name: Clinic, paper: {paper}, languages: [{language}]}}
forms:
  conditions:
    title: Conditions
    sections:
      - title: Label
        appearance: label_block
        items: [{{id: name, text: Name, kind: string}}]
      - title: Questions
        items:
          - {{id: well, text: Well?, kind: yes_no, not_sure: true, sensitive: true}}
          - {{id: age, text: Age?, kind: decimal}}
          - {{id: since, text: Since?, kind: date}}
          - {{id: wake, text: Wake?, kind: time}}
          - {{id: where, text: Where?, kind: body_map, other: Abroad}}
          - {{id: often, text: Often?, kind: matrix, rows: [Nights, Days], options: [Never, Daily]}}
          - {{id: shown, text: Shown?, enable_when: {condition}}}
"""

# fmt: off
SENTENCES = (
    ("a code", "{well: 'yes'}",
     "Only if you answered “Yes” to question 1.",
     "Solo si respondió «Sí» a la pregunta 1.",
     "فقط إذا أجبت بـ«نعم» عن السؤال 1."),
    ("one of three", "{well: ['no', not_sure, in_person]}",
     "Only if you answered “No” or “Not sure” or “I would rather talk in person” to question 1.",
     "Solo si respondió «No» o bien «No lo sé» o bien «Prefiero hablarlo en persona» a la "
     "pregunta 1.",
     "فقط إذا أجبت بـ«لا» أو «لست متأكدًا» أو «أفضّل الحديث عن ذلك وجهًا لوجه» عن السؤال 1."),
    ("another code", "{item: well, not_equals: 'yes'}",
     "Only if you answered question 1, and your answer is not “Yes”.",
     "Solo si contestó la pregunta 1, y su respuesta no es «Sí».",
     "فقط إذا أجبت عن السؤال 1، ولم تكن إجابتك هي «نعم»."),
    ("none of two", "{all: [{item: age, not_equals: 5}, {item: well, not_equals: 'yes'}, "
     "{item: age, not_equals: 6}]}",
     "Only if (you answered question 2, and your answer is not 5 or 6) and (you answered "
     "question 1, and your answer is not “Yes”).",
     "Solo si (contestó la pregunta 2, y su respuesta no es 5 o bien 6) y (contestó la pregunta 1, "
     "y su respuesta no es «Sí»).",
     "فقط إذا (أجبت عن السؤال 2، ولم تكن إجابتك هي 5 أو 6) و(أجبت عن السؤال 1، ولم تكن إجابتك هي "
     "«نعم»)."),
    ("a question without a number", "{item: name, answered: true}",
     "Only if you answered “Name”.",
     "Solo si contestó «Name».",
     "فقط إذا أجبت عن «Name»."),
    ("no answer", "{item: age, answered: false}",
     "Only if you left question 2 blank.",
     "Solo si dejó la pregunta 2 en blanco.",
     "فقط إذا تركت السؤال 2 فارغًا."),
    ("numbers", "{item: age, one_of: [2.5, -3]}",
     "Only if your answer to question 2 is 2.5 or -3.",
     "Solo si su respuesta a la pregunta 2 es 2,5 o bien -3.",
     "فقط إذا كانت إجابتك عن السؤال 2 هي 2.5 أو -3."),
    ("at least", "{item: age, at_least: 18}",
     "Only if your answer to question 2 is 18 or more.",
     "Solo si su respuesta a la pregunta 2 es 18 o más.",
     "فقط إذا كانت إجابتك عن السؤال 2 هي 18 أو أكثر."),
    ("a day", "{item: since, greater: 2026-03-27}",
     "Only if your answer to question 3 is after March 27, 2026.",
     "Solo si su respuesta a la pregunta 3 es posterior a 27 de marzo de 2026.",
     "فقط إذا كانت إجابتك عن السؤال 3 بعد 27 مارس 2026."),
    ("a month", "{item: since, equals: 2026-03}",
     "Only if your answer to question 3 is March 2026.",
     "Solo si su respuesta a la pregunta 3 es marzo de 2026.",
     "فقط إذا كانت إجابتك عن السؤال 3 هي مارس 2026."),
    ("a time", "{item: wake, at_most: '14:05'}",
     "Only if your answer to question 4 is 2:05 PM or earlier.",
     "Solo si su respuesta a la pregunta 4 es 14:05 o antes.",
     "فقط إذا كانت إجابتك عن السؤال 4 هي 14:05 أو قبل ذلك."),
    ("a region of the body", "{item: where, contains: left_knee}",
     "Only if you ticked “Knee, left” in question 5.",
     "Solo si marcó «Rodilla izquierda» en la pregunta 5.",
     "فقط إذا وضعت علامة على «الركبة اليسرى» في السؤال 5."),
    ("another region", "{where: [belly, other]}",
     "Only if you answered “Belly” or “Abroad” to question 5.",
     "Solo si respondió «Barriga» o bien «Abroad» a la pregunta 5.",
     "فقط إذا أجبت بـ«البطن» أو «Abroad» عن السؤال 5."),
    ("a row", "{often.nights: daily}",
     "Only if you answered “Daily” to question 6 (Nights).",
     "Solo si respondió «Daily» a la pregunta 6 (Nights).",
     "فقط إذا أجبت بـ«Daily» عن السؤال 6 (Nights)."),
    ("ticks of one question", "{any: [{item: where, contains: belly}, {item: age, equals: 5}, "
     "{item: where, contains: left_knee}]}",
     "Only if you ticked “Belly” or “Knee, left” in question 5 or your answer to question 2 is 5.",
     "Solo si marcó «Barriga» o bien «Rodilla izquierda» en la pregunta 5 o su respuesta a la "
     "pregunta 2 es 5.",
     "فقط إذا وضعت علامة على «البطن» أو «الركبة اليسرى» في السؤال 5 أو كانت إجابتك عن السؤال 2 "
     "هي 5."),
    ("answers of one question", "{any: [{well: 'yes'}, {well: ['no', 'yes']}]}",
     "Only if you answered “Yes” or “No” to question 1.",
     "Solo si respondió «Sí» o bien «No» a la pregunta 1.",
     "فقط إذا أجبت بـ«نعم» أو «لا» عن السؤال 1."),
    ("two ticks", "{all: [{item: where, contains: belly}, {item: where, contains: other}]}",
     "Only if you ticked “Belly” in question 5 and you ticked “Abroad” in question 5.",
     "Solo si marcó «Barriga» en la pregunta 5 y marcó «Abroad» en la pregunta 5.",
     "فقط إذا وضعت علامة على «البطن» في السؤال 5 ووضعت علامة على «Abroad» في السؤال 5."),
    ("all of three", "{well: 'yes', where: belly, age: 5}",
     "Only if you answered “Yes” to question 1 and you answered “Belly” to question 5 and your "
     "answer to question 2 is 5.",
     "Solo si respondió «Sí» a la pregunta 1 y respondió «Barriga» a la pregunta 5 y su respuesta "
     "a la pregunta 2 es 5.",
     "فقط إذا أجبت بـ«نعم» عن السؤال 1 وأجبت بـ«البطن» عن السؤال 5 وكانت إجابتك عن السؤال 2 هي 5."),
    ("one inside the other", "{any: [{well: 'yes'}, {all: [{item: age, greater: 5},"
     " {item: wake, answered: true}]}, {all: [{item: age, less: 1}]}]}",
     "Only if you answered “Yes” to question 1 or (your answer to question 2 is more than 5 and "
     "you answered question 4) or your answer to question 2 is less than 1.",
     "Solo si respondió «Sí» a la pregunta 1 o (su respuesta a la pregunta 2 es más de 5 y "
     "contestó la pregunta 4) o su respuesta a la pregunta 2 es menos de 1.",
     "فقط إذا أجبت بـ«نعم» عن السؤال 1 أو (كانت إجابتك عن السؤال 2 أكثر من 5 وأجبت عن السؤال 4) "
     "أو كانت إجابتك عن السؤال 2 أقل من 1."),
)
# fmt: on


@pytest.mark.parametrize(("number", "language"), [(2, "en"), (3, "es"), (4, "ar")])
@pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence[0] for sentence in SENTENCES])
def test_a_condition_is_one_sentence(
    sentence: tuple[str, ...], number: int, language: str, tmp_path: Path
) -> None:
    """Questions by their numbers, answers by their words, days and times as they are written."""
    path = tmp_path / "questions.yaml"
    paper = "letter" if language == "en" else "a4"
    form = FORM.format(language=language, paper=paper, condition=sentence[1])
    path.write_text(form, "utf-8")
    page = Renderer().render("page.html", corpus.questionnaire(path))
    (found,) = re.findall(r'<p class="intake-when">(.*?)</p>', page, flags=re.DOTALL)
    assert re.sub(corpus.UNSEEN, "", found) == sentence[number]
