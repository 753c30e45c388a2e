"""The same patient's questions as pages of SurveyJS and LHC-Forms, for bench/portal.py.

Each page loads what its project's documentation asks for, nothing more, from the same server.
"""

import json
from typing import Any

from intake.content.model import Questionnaire
from intake.kinds.base import Item

SURVEYJS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>SurveyJS</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="survey-core/survey-core.fontless.min.css">
<script src="survey-core/survey.core.min.js"></script>
<script src="survey-js-ui/survey-js-ui.min.js"></script></head>
<body><div id="form"></div>
<script>new Survey.Model({data}).render(document.getElementById("form"));</script></body></html>
"""
LHC_FORMS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>LHC-Forms</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="lforms/webcomponent/styles.css"></head>
<body><div id="form"></div>
<script src="lforms/webcomponent/assets/lib/zone.min.js"></script>
<script src="lforms/webcomponent/runtime.js" type="module"></script>
<script src="lforms/webcomponent/polyfills.js" type="module"></script>
<script src="lforms/webcomponent/main.js" type="module"></script>
<script src="lforms/fhir/R4/lformsFHIR.min.js" defer></script>
<script type="module">LForms.Util.addFormToPage({data}, "form", {{}});</script></body></html>
"""
MANY_CHOICES = "select_multiple"


def surveyjs(form: Questionnaire) -> str:
    """The page of SurveyJS: survey-core and survey-js-ui."""
    panels = [
        {
            "type": "panel",
            "name": section.id,
            "title": str(section.title),
            "elements": [_survey(item) for item in section.items],
        }
        for section in form.sections
    ]
    model = {"title": str(form.title), "elements": panels}
    return SURVEYJS.format(data=_script(model))


def lhc_forms(form: Questionnaire) -> str:
    """The page of LHC-Forms: its web component with FHIR R4."""
    groups = [
        {
            "linkId": section.id,
            "text": str(section.title),
            "type": "group",
            "item": [_fhir(item) for item in section.items],
        }
        for section in form.sections
    ]
    data = {
        "resourceType": "Questionnaire",
        "status": "active",
        "title": str(form.title),
        "item": groups,
    }
    return LHC_FORMS.format(data=_script(data))


def _script(data: Any) -> str:
    return json.dumps(data).replace("<", "\\u003c")


def _options(item: Item) -> list[tuple[str, str]]:
    return [(code, str(text)) for code, text in item.wording().items()]


def _survey(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {"name": item.id, "title": str(item.text)}
    if item.required:
        found["isRequired"] = True
    if item.hint:
        found["description"] = str(item.hint)
    if item.is_coded:
        choices = [{"value": code, "text": text} for code, text in _options(item)]
        sort = "checkbox" if item.kind == MANY_CHOICES else "radiogroup"
        return {**found, "type": sort, "choices": choices}
    if item.kind == "quantity":
        units = [str(unit.text) for unit in item.units]  # type: ignore[attr-defined]  # it is a quantity
        parts = [
            {"name": "value", "inputType": "number"},
            {"name": "unit", "title": ", ".join(units)},
        ]
        return {**found, "type": "multipletext", "items": parts}
    if item.kind == "date":
        return {**found, "type": "text", "inputType": "date"}
    return {**found, "type": "text" if item.one_line else "comment"}


def _fhir(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {"linkId": item.id, "text": str(item.text), "type": "text"}
    if item.required:
        found["required"] = True
    if item.is_coded:
        coded = [{"valueCoding": {"code": code, "display": text}} for code, text in _options(item)]
        repeats = {"repeats": True} if item.kind == MANY_CHOICES else {}
        return {**found, "type": "choice", "answerOption": coded, **repeats}
    if item.kind in ("quantity", "date"):
        return {**found, "type": item.kind}
    return {**found, "type": "string" if item.one_line else "text"}
