"""Texts in several languages: equal where all are, unchangeable, read in one of them."""

import copy
import pickle

import pytest
from yaml_cases import checked

from intake.content.words import Foreign, Words, reading

ONE = Words({"en": "Where?", "es": "¿Dónde?"})
OTHER = Words({"en": "Where?", "es": "¿En qué lugar?"})


def test_texts_are_equal_where_all_their_languages_are() -> None:
    assert Words({"en": "Where?", "es": "¿Dónde?"}) == ONE
    assert ONE != OTHER
    assert ONE == "Where?"
    assert len({ONE, OTHER, Words(dict(ONE.by_language))}) == 2


def test_a_text_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        ONE.by_language["es"] = "x"  # type: ignore[index]


@pytest.mark.parametrize("text", [ONE, Foreign("Where?", "en")])
def test_copies_keep_the_languages(text: str) -> None:
    for made in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):  # our own
        assert vars(made).keys() == vars(text).keys()
        assert made == text


def test_a_reading_has_one_language_everywhere_also_in_dicts() -> None:
    made = reading({"a": (ONE, {"b": ONE})}, "es", "en")
    assert made == {"a": ("¿Dónde?", {"b": "¿Dónde?"})}


def test_what_is_not_translated_is_foreign() -> None:
    made = reading(Words({"en": "Where?"}), "es", "en")
    assert isinstance(made, Foreign)
    assert made.__html__() == "<span lang=en dir=ltr>Where?</span>"


FORM = """clinic: {name: A, languages: LANGUAGES}
forms:
  f:
    title: TITLE
    sections:
      - title: S
        items: [{id: a, text: Where?, kind: yes_no, follow_up: {yes: [Why?]}}]
"""


def revision(languages: str, title: str = "T") -> str:
    (form,) = checked(FORM.replace("LANGUAGES", languages).replace("TITLE", title))
    return form.revision


def test_a_language_alone_does_not_change_the_revision_but_a_translation_does() -> None:
    """A sheet in use stays the same questionnaire until somebody translates a word."""
    assert revision("[en]") == revision("[en, es]")
    assert revision("[en, es]") != revision("[en, es]", "{en: T, es: U}")


def test_every_reading_has_the_revision_of_the_whole() -> None:
    (form,) = checked(FORM.replace("LANGUAGES", "[en, es]").replace("TITLE", "{en: T, es: U}"))
    english, spanish = form.readings()
    assert (english.title, spanish.title) == ("T", "U")
    assert english.revision == spanish.revision == form.revision
