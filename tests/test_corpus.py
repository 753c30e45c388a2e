"""The shared forms are what the other tests take them to be."""

import corpus
import pytest

from intake.kinds import KIND_BY_NAME
from intake.kinds.base import Item


@pytest.mark.parametrize("kind", corpus.KINDS)
def test_every_kind_has_examples_that_show_its_range(kind: str) -> None:
    """At least a plain one, one with every key, and one that is not ASCII."""
    found = corpus.examples(kind)
    assert len(found) >= 4
    named = [item for item in found if isinstance(item, dict)]
    keys = set().union(*named)
    own = set(KIND_BY_NAME[kind].model_fields) - set(Item.model_fields)
    assert keys >= own | {"id", "text"}, own - keys
    assert keys <= own | set(Item.model_fields)
    assert not corpus.examples_text(kind).isascii()


@pytest.mark.parametrize("name", corpus.FORMS)
def test_forms_are_valid(name: str, made) -> None:
    """Each form of the corpus loads, and has the one form that the tests expect."""
    assert made(name).questionnaire.items


def test_the_forms_differ_from_the_seed(made) -> None:
    """A long one, a Spanish and an Arabic one on A4, and one without anything that is usual."""
    long, spanish, arabic, odd = (made(name).questionnaire for name in corpus.FORMS[1:])
    assert len(long.items) >= 60
    assert len(long.sections) >= 8
    assert (spanish.clinic.paper, spanish.clinic.languages) == ("a4", ("es",))
    assert (arabic.clinic.paper, arabic.clinic.languages) == ("a4", ("ar",))
    assert {item.kind for item in arabic.items} == {*KIND_BY_NAME}
    assert len(odd.items) == 1
    assert len(odd.items[0].text) == 2000
    assert len(odd.items[0].options) == 30
    assert not (odd.clinic.address or odd.clinic.phone or odd.clinic.submit_to)
    assert {section.for_ for section in odd.sections} == {"patient"}
    assert not any(section.appearance for section in odd.sections)
