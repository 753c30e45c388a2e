"""What the page's script is told of a questionnaire: plain data that can be written as JSON."""

from typing import Any

from intake.content.conditions import both, written
from intake.content.model import Questionnaire, Section
from intake.fhir import response_head
from intake.kinds.base import Item
from intake.locales import decimal_sign, months


def script(form: Questionnaire) -> dict[str, Any]:
    """`rules`: the patient's items in reading order, each with what the page itself does not say;
    `language`: the form's; `sign`, `order`, `months`: how numbers and dates are written in it;
    `response`: how a FHIR QuestionnaireResponse to it begins."""
    return {
        "rules": [
            _rule(item, section)
            for section in form.sections
            if section.for_ == "patient"
            for item in section.items
        ],
        "language": form.language,
        "sign": decimal_sign(form.language),
        "order": form.clinic.order,
        "months": months(form.language),
        "response": response_head(form),
    }


def _rule(item: Item, section: Section) -> dict[str, Any]:
    when = both(section.enable_when, item.enable_when)
    rule = {
        "id": item.id,
        "kind": item.kind,
        "answer": item.answer,
        "when": when and written(when),
        "required": item.required or None,
        "readonly": item.readonly or None,
        "type": item.value_type(),
        "message": item.constraint_message and str(item.constraint_message),
        **item.script(),
    }
    return {key: value for key, value in rule.items() if value is not None}
