"""The fields that a form's PDF has, by the names that mirror its controls.

A field's name is the control's, with / for each full stop; a tick has its value behind =, and the
second and later boxes of a name have #2, #3 ...
"""

import re
from collections import Counter

from intake.answers.control import Control, field_name
from intake.answers.identity import NAMES, Pair
from intake.answers.stored import Field
from intake.content.model import Questionnaire


def expected_fields(questionnaire: Questionnaire) -> dict[str, Field]:
    """Every field that the form's PDF has, by name, blank; the same in every language."""
    order = questionnaire.clinic.order
    made = [Field(field_name(name), "text") for name in NAMES]
    count: Counter[str] = Counter()
    for control in (control for item in questionnaire.items for control in item.fields(order)):
        count[control.name] += 1
        made += _fields(control, count[control.name])
    return {field.name: field for field in made}


def pair(field: Field) -> Pair:
    """What a browser would send of a field that is filled in."""
    name = re.sub("[=#].*", "", field.name, flags=re.DOTALL)
    return name.replace("/", "."), field.value


def _fields(control: Control, nth: int) -> list[Field]:
    path = field_name(control.name)
    if control.sort == "checkbox":
        return [Field(f"{path}={value}", "checkbox", (value,)) for value in control.values]
    return [Field(path if nth == 1 else f"{path}#{nth}", control.sort, control.values)]
