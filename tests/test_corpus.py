"""The shared forms are what the other tests take them to be."""

import corpus
import pytest

from intake.content.conditions import Condition, Group
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
    """Each form of the corpus loads, in the language that its name says."""
    form = made(name).questionnaire
    assert form.items
    assert form.language == name.partition(".")[2] or form.language == form.clinic.languages[0]


def test_the_forms_differ_from_the_seed(made) -> None:
    """A long one, a Spanish and an Arabic one on A4, and one without anything that is usual."""
    long, spanish, arabic, odd = (
        made(name).questionnaire for name in ("long", "spanish", "arabic", "odd")
    )
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


def test_the_newer_forms_use_what_forms_can_say(made) -> None:
    """Logic three deep, codes, conditions of sections; two languages on A4; one matrix."""
    patient, child, scale = (
        made(name).questionnaire for name in ("new-patient", "paediatric", "screening")
    )
    assert len(patient.items) >= 60
    assert max(depth(item.id, patient.items) for item in patient.items) >= 3
    assert sum(bool(section.enable_when) for section in patient.sections) >= 2
    assert sum(bool(item.codes) for item in patient.items) >= 5
    assert sum(item.sensitive for item in patient.items) >= 5
    assert {"table", "matrix", "person_name", "address", "phone", "email", "time", "body_map"} <= {
        item.kind for item in patient.items
    }
    assert (child.clinic.paper, child.clinic.languages) == ("a4", ("es", "en"))
    assert {"table", "body_map", "time", "decimal"} <= {item.kind for item in child.items}
    matrix = scale.items[0]
    assert (len(matrix.rows), len(matrix.options)) == (10, 5)


def depth(name: str, items: tuple[Item, ...]) -> int:
    """How many questions must be answered in a certain way before the item `name` applies."""
    (item,) = (one for one in items if one.id == name)
    asked = {one.item.partition(".")[0] for one in leaves(item.enable_when)}
    return max((1 + depth(one, items) for one in asked), default=0)


def leaves(condition: Condition | None) -> list[Condition]:
    """The single tests of a condition."""
    if isinstance(condition, Group):
        return [test for part in condition.conditions for test in leaves(part)]
    return [condition] if condition else []
