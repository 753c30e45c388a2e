"""person_name and address: the parts that are asked, and how a browser fills them in."""

import pytest
from yaml_cases import codes, item

from intake.content.values import AUTOCOMPLETE
from intake.kinds.address import Address
from intake.kinds.in_parts import InParts
from intake.kinds.person_name import PersonName

RULES = [
    ("person_name", []),
    ("person_name, parts: [given]", []),
    ("person_name, parts: [suffix, family, middle, given, prefix]", []),
    ("person_name, parts: [prefix, suffix]", ["E307"]),
    ("person_name, parts: []", ["E307"]),
    ("person_name, parts: [given, given]", ["E309"]),
    ("person_name, parts: [given, first]", ["E309"]),
    ("person_name, parts: [first]", ["E309", "E307"]),
    ("person_name, parts: given", ["E303"]),
    ("person_name, autofill: given-name", ["E304"]),
    ("address, parts: [postal_code, country]", []),
    ("address, parts: [line, line]", ["E309"]),
    ("address, parts: [line, street]", ["E309"]),
]


@pytest.mark.parametrize(("keys", "found"), RULES)
def test_the_parts_are_known_and_asked_once(keys: str, found: list[str]) -> None:
    assert sorted(codes(f"{{text: A, kind: {keys}}}")) == sorted(found)


REQUIRED = [
    ("person_name", {"given", "family"}),
    ("person_name, parts: [prefix, family, middle]", {"family"}),
    ("address", {"line", "city"}),
    ("address, parts: [city, country]", {"city"}),
    ("address, parts: [postal_code, country]", {"postal_code", "country"}),
]


@pytest.mark.parametrize(("keys", "needed"), REQUIRED)
def test_a_required_answer_needs_its_essential_parts_only(keys: str, needed: set[str]) -> None:
    """Nobody is held back for having no middle name and no postal code."""
    for required in (True, False):
        text = f"{{text: A, kind: {keys}, required: {str(required).lower()}}}"
        boxes = item(text).view("mdy")["part_boxes"]
        assert {box["part"] for box in boxes if box["required"]} == (needed if required else set())


def test_parts_are_shown_in_the_order_that_is_written() -> None:
    boxes = item("{text: A, kind: person_name, parts: [family, given]}").view("mdy")["part_boxes"]
    assert [box["part"] for box in boxes] == ["family", "given"]


@pytest.mark.parametrize("kind", [PersonName, Address])
def test_every_part_has_a_token_of_html(kind: type[InParts]) -> None:
    """It is used only where the answer is the patient's own: autofill: true."""
    assert set(kind.autofill_tokens.values()) <= set(AUTOCOMPLETE)
    name = kind.model_fields["kind"].default
    parts = ", ".join(kind.autofill_tokens)
    for autofill, tokens in (("true", set(kind.autofill_tokens.values())), ("false", {None})):
        text = f"{{text: A, kind: {name}, parts: [{parts}], autofill: {autofill}}}"
        assert {box["token"] for box in item(text).view("mdy")["part_boxes"]} == tokens
