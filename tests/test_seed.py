"""The seed form: the source's own words, and every text in both languages."""

import corpus
import pytest
from pydantic import BaseModel

from intake.content.words import Foreign, Words, reading

QUESTIONS = (
    "When did you first notice the twitching?",
    "How long does it last?",
    "How often do you experience twitching?",
    "What muscles are affected?",
    "Is it always in the same location?",
    "Are you pregnant?",
    "What other symptoms do you have?",
)
TESTS = (
    "Blood tests to look for problems with electrolytes, thyroid gland function, "
    "and blood chemistry",
    "CT scan of the spine or brain",
    "Electromyogram (EMG)",
    "Nerve conduction studies",
    "MRI scan of the spine or brain",
)
"""MedlinePlus article 003296, reviewed 2018-02-27, word for word."""
SAME_IN_BOTH = {"No"}


@pytest.fixture(scope="module")
def form():
    """The seed in all its languages."""
    return corpus.questionnaire(corpus.SEED)


def words(value: object) -> list[str]:
    """Every text below `value` that may have translations, and none that may not."""
    if isinstance(value, Words | Foreign):
        return [value]
    if isinstance(value, tuple):
        return [text for child in value for text in words(child)]
    if isinstance(value, BaseModel):
        return [text for _, child in value for text in words(child)]
    return []


def test_questions_and_tests_are_those_of_the_source(form) -> None:
    """Seven questions and five tests, in their order, word for word."""
    asked = [item.text for part in form.sections if part.id == "history" for item in part.items]
    (orders,) = (item for item in form.items if item.kind == "orderables")
    assert tuple(asked) == QUESTIONS
    assert tuple(option.text for option in orders.options) == TESTS


def test_every_text_is_in_both_languages(form) -> None:
    """And says it in other words: nobody forgot to translate what was copied."""
    found = words(form.model_copy(update={"whole": None}))
    assert len(found) > 60
    assert [text for text in found if set(text.by_language) != {"en", "es"}] == []
    same = {text for text in found if text.by_language["en"] == text.by_language["es"]}
    assert same == SAME_IN_BOTH


def test_a_reading_has_no_text_of_another_language(form) -> None:
    """In Spanish no text had to be left in English; a text without translation would be seen."""
    for language in ("en", "es"):
        assert [t for t in words(corpus.reading(form, language)) if isinstance(t, Foreign)] == []
    assert isinstance(reading(Words({"en": "Neck"}), "es", "en"), Foreign)
