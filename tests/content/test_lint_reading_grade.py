"""W301: texts that ask for more than six years of school."""

import pytest
from lint_cases import form, linted
from readability import KincaidGradeLevel

from intake.content.lint.reading_grade import MOST, grade, kincaid, syllables

HARD = [
    "Do you experience gastrointestinal discomfort postprandially?",
    "Please indicate the approximate frequency of your respiratory difficulties.",
    "Are you currently receiving immunosuppressive therapy?",
    "Does physical activity exacerbate your symptoms?",
    "Have you previously experienced adverse reactions to medications during surgical procedures?",
    "Would you like to receive appointment reminders electronically?",
    "During the last twelve months, have you been in a hospital overnight, for any reason at all, "
    "including a planned operation, a fall, a birth or a stay for tests?",
    "If you live with someone who is able to help you to wash, to dress, to cook and to get to the "
    "shops, please write down how many days a week and for how many hours they do so",
]
PLAIN = [
    "When did you first notice the twitching?",
    "How often do you experience twitching?",
    "What muscles are affected?",
    "Is it always in the same location?",
    "Do you take any medicines?",
    "Have you ever had an operation on your stomach?",
    "Has anyone in your family had a heart attack before the age of fifty?",
    "Are your immunizations up to date?",
    "Do you have osteoporosis?",
    "Emergency contact telephone number",
    "Have you been diagnosed with rheumatoid arthritis?",
    "Please fill this in before you see the clinician. Leave blank what you do not know.",
    "This form is not for emergencies and does not give a diagnosis. In an emergency, call 911.",
]


def _texts(*texts: str) -> str:
    return form("\n".join(f'- {{id: q_{n}, text: "{text}"}}' for n, text in enumerate(texts)))


def _grades(*texts: str) -> list[str]:
    return [found.what for found in linted(_texts(*texts)) if found.code == "W301"]


@pytest.mark.parametrize("text", HARD)
def test_a_hard_text_is_found_with_its_grade_and_its_words(text: str) -> None:
    (what,) = _grades(text)
    judged = grade(text)
    assert judged
    assert f"reading grade {round(judged.value)}, above {MOST}" in what
    assert text[:30] in what


@pytest.mark.parametrize("text", PLAIN)
def test_one_long_word_or_a_label_does_not_make_a_text_hard(text: str) -> None:
    assert not _grades(text)


def test_the_texts_of_a_form_are_ranked_from_the_hardest() -> None:
    whats = _grades(*HARD)
    assert len(whats) == len(HARD)
    grades = {what: int(what.split()[2].rstrip(",")) for what in whats}
    assert f"(hardest of {len(HARD)} in “headache”)" in max(whats, key=grades.__getitem__)
    assert f"({len(HARD)}th hardest of {len(HARD)}" in min(whats, key=grades.__getitem__)


def test_hint_and_reason_are_read_with_their_question() -> None:
    hard = "Postprandial gastrointestinal manifestations necessitate immediate notification."
    for key in ("hint", "reason"):
        (found,) = linted(form(f"- {{text: Does it hurt?, {key}: {hard}}}"))
        assert (found.code, found.line[found.place.column - 1 :][:9]) == ("W301", "Does it h")


def test_only_english_for_patients_is_judged() -> None:
    spanish = (
        "¿Experimenta dificultades respiratorias inmediatamente posteriores a la alimentación?"
    )
    assert _grades(HARD[1])
    assert not _grades(spanish)
    assert not [p for p in linted(form(f"- {HARD[1]}", "clinician")) if p.code == "W301"]


def test_of_a_text_in_several_languages_the_english_one_is_judged_at_its_place() -> None:
    text = form(f"- text:\n    es: Dificultades\n    en: {HARD[1]}")
    text = text.replace("{name: Riverside Neurology}", "{name: A, languages: [en, es]}", 1)
    (found,) = (p for p in linted(text) if p.code == "W301")
    assert found.line.strip().startswith("en:")


CURES = [
    (HARD[1], "write shorter sentences and plain words, like “breathing” for “respiratory”"),
    (HARD[2], "write shorter sentences and plain words, like “now” for “currently”"),
    (HARD[5], "say “electronically” and “appointment” in everyday words"),
    (HARD[7], "make two or three sentences of it: now there are 39 words in each"),
]


@pytest.mark.parametrize(("text", "cure"), CURES)
def test_the_cure_is_for_what_makes_it_hard(text: str, cure: str) -> None:
    (found,) = (p for p in linted(_texts(text)) if p.code == "W301")
    assert found.cure == cure


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("Tablets", 2), ("twitching", 2), ("experience", 4), ("MRI", 3), ("CT", 2),
     ("don’t", 1), ("2018", 1), ("operation", 4), ("x", 1)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("counts", [(10, 6, 1), (40, 31, 1), (55, 30, 4), (3, 3, 3)])
def test_the_formula_is_the_one_that_libraries_have(counts: tuple[int, int, int]) -> None:
    assert kincaid(*counts) == pytest.approx(KincaidGradeLevel(*counts))
