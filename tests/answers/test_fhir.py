"""Answers as FHIR R4: the table in responses.yaml, and what holds for every form."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import corpus
import given
import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from responses import TABLE, questionnaire, wanted
from test_receiving import posted

from intake.answers.as_fhir import as_fhir, response
from intake.answers.body import FORM
from intake.answers.pdf import Filled
from intake.answers.receiving import Received, Receiver
from intake.content.model import Questionnaire

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def received(form: Questionnaire, sent: Any) -> Received:
    whole = form.whole or form
    return Receiver([whole]).receive(FORM, posted(form, [tuple(one) for one in sent]), NOW)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["items"][:60])
def test_what_was_answered_is_said_in_fhir(case: dict[str, Any]) -> None:
    form = questionnaire(case["items"])
    made = received(form, case["sent"]).response
    assert made
    assert made.pop("authored") == "2026-11-23T12:00:00+00:00"
    assert made == wanted(case, form)


@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_every_form_gives_a_valid_response(name: str, folder) -> None:
    """By the model of R4; linkIds of one level are there once, but those of rows."""
    form = corpus.reading(corpus.questionnaire(corpus.source(name, folder)), name.partition(".")[2])
    values, sent = given.answered(form, random.Random(name))
    theirs = {i.id for part in form.sections if part.for_ == "clinician" for i in part.items}
    made = received(form, [one for one in sent if one[0].partition(".")[0] not in theirs]).response
    assert made
    again = QuestionnaireResponse.model_validate_json(json.dumps(made))
    assert again.questionnaire == f"urn:intake:{form.id}|{form.version}"
    links = [node["linkId"] for group in made.get("item", ()) for node in group["item"]]
    tables = {item.id for item in form.items if item.kind == "table"}
    once = [link for link in links if link not in tables]
    assert len(once) == len({*once})
    assert {link.partition(".")[0] for link in links} == values.keys() - theirs


def test_the_clinics_own_address_names_the_form() -> None:
    clinic = "submit_to: /a, canonical: https://clinic.example/fhir"
    items = "- {id: a, text: Side?, kind: select_one, options: [Left, Right]}"
    form = questionnaire(items, clinic)
    made = received(form, [["a", "left"]]).response
    assert made
    assert made["questionnaire"] == "https://clinic.example/fhir/Questionnaire/headache|1.0.0"
    coding = made["item"][0]["item"][0]["answer"][0]["valueCoding"]
    assert coding["system"] == "https://clinic.example/fhir/Questionnaire/headache/a"


def test_several_files_are_a_bundle(tmp_path: Path) -> None:
    """Those that were read; one with which something is wrong is in progress."""
    form = questionnaire("- {id: a, text: Name, kind: string, required: true}")
    right, wrong = received(form, [["a", "Ana"]]), received(form, [])
    files = [Filled(tmp_path, one.questionnaire, one.answers, one.faults) for one in (right, wrong)]
    bundle = json.loads(as_fhir([*files, Filled(tmp_path, None, None, ())]))
    Bundle.model_validate_json(json.dumps(bundle))
    resources = [entry["resource"] for entry in bundle["entry"]]
    assert [one["status"] for one in resources] == ["completed", "in-progress"]
    assert not any("authored" in one for one in resources)
    assert "item" not in resources[1]
    assert json.loads(as_fhir([])) == {"resourceType": "Bundle", "type": "collection"}


def test_a_refused_body_has_no_response() -> None:
    form = questionnaire("- Name")
    assert Receiver([form]).receive(FORM, b"a=1").response is None
    answers = received(form, []).answers
    assert answers
    assert "item" not in response(form, answers, is_right=True)
