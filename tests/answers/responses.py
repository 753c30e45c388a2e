"""The cases of responses.yaml: forms, what is sent, and the QuestionnaireResponse it gives."""

import json
from pathlib import Path
from typing import Any

import yaml
from yaml_cases import checked, form

from intake.content.model import Questionnaire

TABLE = yaml.load(Path(__file__).with_name("responses.yaml").read_bytes(), Loader=yaml.CSafeLoader)


def questionnaire(items: str, clinic: str = "submit_to: /intake") -> Questionnaire:
    """The form with the YAML list `items`, in the one section Questions."""
    text = form(items).replace("Neurology}", f"Neurology, {clinic}}}")
    return checked(text.replace("Your headache", "Questions"))[0]


def wanted(case: dict[str, Any], form: Questionnaire) -> dict[str, Any]:
    """The response that the table says, but for when it was made."""
    id = case["nodes"][0]["linkId"]
    nodes = json.loads(json.dumps(case["nodes"]).replace("SYSTEM", f"urn:intake:{form.id}/{id}"))
    section = {"linkId": case.get("section", "questions"), "text": "Questions", "item": nodes}
    return {
        "resourceType": "QuestionnaireResponse",
        "language": "en",
        "questionnaire": f"urn:intake:{form.id}|1.0.0",
        "status": "completed",
        "item": [section],
    }
