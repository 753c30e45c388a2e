"""What the page makes of its answers: the same record and the same FHIR as Python does."""

import json
import random
from pathlib import Path
from typing import Any

import corpus
import given
import pytest
from responses import TABLE, questionnaire, wanted

from intake.answers.body import FORM, JSON
from intake.answers.receiving import Receiver
from intake.export.html import export
from intake.export.rendering import Renderer

RENDERER = Renderer(None)
FILLED_IN = ("seed.es", "long", "new-patient")
SEND = """sent => {
    const form = document.querySelector('form');
    const told = {};
    const done = new Map();
    for (const [name, text] of sent) {
        const all = [...form.querySelectorAll(`[name="${name}"]`)];
        const nth = done.get(name) ?? 0;
        done.set(name, nth + 1);
        const isTick = /radio|checkbox/.test(all[0].type);
        const box = isTick ? all.find(one => one.value === text) : all[nth];
        if (isTick) box.checked = true;
        else if (!box.readOnly) box.value = text;
        box.dispatchEvent(new Event('input', {bubbles: true}));
    }
    form.addEventListener('intake:submit', event => {
        event.preventDefault();
        const { until, ...detail } = event.detail;
        told.json = JSON.stringify(detail);
        told.form = new URLSearchParams(new FormData(form)).toString();
    }, {once: true});
    form.addEventListener('intake:error', event => { told.error = event.detail }, {once: true});
    form.requestSubmit();
    return told;
}"""


def sent_by(page, folder: Path, html: str, sent: Any) -> dict[str, Any]:
    """What the page `html` sends when `sent` is filled in, by either way."""
    path = folder / "response.html"  # a page of its own: its policy stays with it
    path.write_text(html, "utf-8")
    page.goto(path.as_uri())
    told = page.evaluate(SEND, [list(one) for one in sent])
    assert "error" not in told, told
    return {"detail": json.loads(told["json"]), FORM: told["form"].encode()}


@pytest.fixture(scope="module")
def page(browser):
    opened = browser.new_page()
    yield opened
    opened.close()


def test_the_page_says_what_the_table_says(page, folder) -> None:
    """In FHIR; and both ways of sending give the server one record."""
    assert len(TABLE) > 20
    for case in TABLE:
        form = questionnaire(case["items"])
        told = sent_by(page, folder, export(form, RENDERER).content.decode(), case["sent"])
        assert records(Receiver([form]), told), case["items"]
        made = told["detail"]["response"]
        assert made.pop("authored").endswith("Z")
        assert made == wanted(case, form), case["items"]


def records(receiver: Receiver, told: dict[str, Any]) -> Any:
    """The one record of both ways of sending."""
    plain = receiver.receive(FORM, told[FORM])
    sent = {key: value for key, value in told["detail"].items() if key != "response"}
    fetch = receiver.receive(JSON, json.dumps(sent).encode())
    assert plain.faults == fetch.faults == ()
    assert plain.as_json() == fetch.as_json()
    return plain


@pytest.mark.parametrize("name", FILLED_IN)
def test_a_whole_form_gives_one_record(name: str, page, folder) -> None:
    """By plain POST and by JSON; and its FHIR is that of the server."""
    whole = corpus.questionnaire(corpus.source(name, folder))
    form = corpus.reading(whole, name.partition(".")[2])
    theirs = {i.id for part in form.sections if part.for_ == "clinician" for i in part.items}
    values, sent = given.answered(form, random.Random(name))
    sent = [one for one in sent if one[0].partition(".")[0] not in theirs]
    told = sent_by(page, folder, export(form, RENDERER).content.decode(), sent)
    found = records(Receiver([whole]), told)
    assert found.answers.values == {k: v for k, v in values.items() if k not in theirs}
    response = told["detail"]["response"]
    del response["authored"], found.response["authored"]
    assert {**response, "authored": None} == {**found.response, "authored": None}
