"""Answers as values of a FHIR R4 QuestionnaireResponse; templates/scripts/response.js alike."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from intake.kinds.options import Option

UCUM = "http://unitsofmeasure.org"
Value = dict[str, Any]
"""One of an item's `answer`s: value[x]."""
Node = dict[str, Any]
"""An item of a QuestionnaireResponse, or what it has beside its linkId and text."""


class Terms(NamedTuple):
    """`system` of the codes of one item, and how the templates' own words are said."""

    system: str
    say: Callable[[str], str]


def coding(code: str, display: str | None, terms: Terms) -> Value:
    """A code with the words that it has on the form, if any are known."""
    found = {"system": terms.system, "code": code}
    return {"valueCoding": found | ({"display": str(display)} if display else {})}


def plain_number(text: str) -> int | float:
    """A number of JSON; of more than 15 digits it has not all."""
    return int(text) if re.fullmatch("-?[0-9]+", text) else float(text)


def quantity(
    amount: Mapping[str, str], unit_text: str | None, ucum: str | None, terms: Terms
) -> Value:
    """An amount as far as it was answered; its unit of UCUM where it is one, else the form's."""
    made: dict[str, Any] = {}
    if "value" in amount:
        made["value"] = plain_number(amount["value"])
    if "unit" in amount:
        made["unit"] = unit_text
        made["system"] = UCUM if ucum else terms.system
        made["code"] = ucum or amount["unit"]
    return {"valueQuantity": made}


def ucum_of(option: "Option") -> str | None:
    """The unit's code in UCUM, where the clinic gives one."""
    return next((one.code for one in option.codes if one.system == UCUM), None)


def in_parts(id: str, answers: Mapping[str, Value]) -> Node:
    """An answer in parts: an item in it for each."""
    return {"item": [{"linkId": f"{id}.{part}", "answer": [one]} for part, one in answers.items()]}
