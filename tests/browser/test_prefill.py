# ruff: noqa: E501  # lines of YAML and of scripts
"""Answers that the portal knows are filled in; what does not fit is told, and changes nothing."""

import json
import random
from typing import Any

import corpus
import live
import pytest
from given import answered

from intake.export.html import export
from intake.export.rendering import Renderer

PATIENT = [kind for kind in corpus.KINDS if kind not in ("display", "orderables")]
TOLD = """document.addEventListener('intake:prefill', event => { (window.refused ??= []).push(...event.detail.refused) });
document.addEventListener('intake:change', event => { window.told = JSON.parse(JSON.stringify(event.detail)) });"""
CHANGE = """() => {
    document.querySelector('[data-item] :is(input:not([type=hidden]), textarea)').dispatchEvent(new Event('input', {bubbles: true}));
    return { answers: told.answers, beside: told.beside, refused: window.refused ?? [] };
}"""


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.add_init_script(TOLD)
    yield page
    page.context.close()


def filled(page, folder, made: str, given: dict[str, Any]) -> dict[str, Any]:
    """What the page `made` tells, with `given` put into it by the portal."""
    text = json.dumps(given).replace("<", "\\u003c")
    path = folder / "filled.html"
    script = f'<script type="application/json" class="intake-prefill">{text}</script>'
    path.write_text(made.replace("</main>", f"{script}</main>"), "utf-8")
    page.goto(path.as_uri())
    return page.evaluate(CHANGE)


@pytest.mark.parametrize("kind", PATIENT)
def test_what_was_answered_can_be_filled_in_again(kind: str, page, tmp_path) -> None:
    """Random answers to every kind's examples: what is read is what was put."""
    path = tmp_path / "form.yaml"
    language = {"decimal": "es", "quantity": "es", "table": "es", "time": "en"}.get(kind, "en")
    head = f"  prefill: true\n  languages: [{language}]\nforms:"
    path.write_text(corpus.wrapped(kind).replace("forms:", head, 1), "utf-8")
    form = corpus.questionnaire(path)
    values, _ = answered(form, random.Random(kind))
    made = export(form, Renderer(None)).content.decode()
    found = filled(page, tmp_path, made, {"answers": values})
    assert found["refused"] == []
    assert {name: found["answers"].get(name) for name in values} == values
    assert values


ITEMS = """
- {id: name, text: Name, kind: string, initial: A}
- {id: fixed, text: Fixed, kind: string, initial: B, readonly: true}
- {id: signs, text: Signs, kind: select_multiple, options: [Cough, {text: None, code: none, exclusive: true}], other: Other}
- {id: sad, text: Sad?, kind: text, sensitive: true}
- {id: since, text: Since, kind: date, precision: month, how_long_ago: true}
- {id: pain, text: Pain, kind: scale, min: 0, max: 5, lower: None, upper: Worst}
- {id: at, text: At, kind: time}
- {id: km, text: How far?, kind: quantity, units: [km, mi]}
- {id: drugs, text: Drugs, kind: table, rows: 1, max_rows: 3, columns: [Which, {id: day, text: Day, kind: date}]}
"""
NAME = {"name": "A", "fixed": "B"}
FITS = [
    {"answers": {"signs": ["other"]}, "beside": {"signs": {"other": "Hiccups"}}},
    {"beside": {"since": {"ago": {"value": "3", "unit": "weeks"}}}},
    {"beside": {"sad": {"in_person": True}}},
    {"answers": {"drugs": [{"which": "A"}, {"day": "2026-01-31"}, {"which": "C"}]}},
    {"answers": {"fixed": "B"}},
    {"answers": {"signs": ["cough"]}, "beside": {"signs": None}},
]
REFUSED = [
    ({"answers": {"name": {"a": "b"}}}, ["name"]),
    ({"answers": {"fixed": "C"}}, ["fixed"]),
    ({"answers": {"signs": ["cough", "none"]}}, ["signs"]),
    ({"answers": {"signs": ["sneeze"]}}, ["signs"]),
    ({"answers": {"since": "2026-13"}}, ["since"]),
    ({"answers": {"since": ["x", 1]}}, ["since"]),
    ({"answers": {"pain": 6}}, ["pain"]),
    ({"answers": {"at": "25:00"}}, ["at"]),
    ({"answers": {"at": 12}}, ["at"]),
    ({"answers": {"km": "3"}}, ["km"]),
    ({"answers": {"km": {"value": "3", "unit": "m"}}}, ["km"]),
    ({"answers": {"drugs": [{"which": "A"}] * 4}}, ["drugs"]),
    ({"answers": {"drugs": [{"__proto__": "A", "no": 1}]}}, ["drugs"]),
    ({"answers": {"nobody": 1, "constructor": 2}}, ["nobody", "constructor"]),
    ({"beside": {"signs": {"other": "x"}}}, ["signs"]),
    ({"answers": "x", "beside": None}, ["0"]),
]


def test_what_is_said_beside_an_answer_is_filled_in_too(page, tmp_path) -> None:
    made = live.page(ITEMS, tmp_path, "prefill: true")
    for given in FITS:
        found = filled(page, tmp_path, made, given)
        assert found["refused"] == []
        assert found["answers"] == NAME | given.get("answers", {})
        assert found["beside"] == {id: one for id, one in given.get("beside", {}).items() if one}


def test_what_does_not_fit_is_told_by_its_id_and_changes_nothing(page, tmp_path) -> None:
    made = live.page(ITEMS, tmp_path, "prefill: true")
    for given, ids in REFUSED:
        found = filled(page, tmp_path, made, given)
        assert found == {"answers": NAME, "beside": {}, "refused": ids}, given


def test_without_the_setting_the_page_has_no_code_for_it(tmp_path) -> None:
    assert "intake-prefill" in live.page(ITEMS, tmp_path, "prefill: true")
    assert "intake-prefill" not in live.page(ITEMS, tmp_path)


def test_json_that_is_none_stops_nothing_else(page, tmp_path) -> None:
    """The parts of the form are there, and what is thrown quotes nothing."""
    said: list[str] = []
    page.once("pageerror", lambda error: said.append(str(error)))
    made = live.page(ITEMS, tmp_path, "prefill: true, screen: sections")
    script = '<script type="application/json" class="intake-prefill">{"answers": Ada</script>'
    path = tmp_path / "filled.html"
    path.write_text(made.replace("</main>", f"{script}</main>"), "utf-8")
    page.goto(path.as_uri())
    assert page.locator(".intake-ways button").count() == 2
    assert said == ["intake-prefill holds no JSON"]
