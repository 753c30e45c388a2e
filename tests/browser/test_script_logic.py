# ruff: noqa: E501  # lines of YAML and of scripts
"""Logic in the page: the table of cases, and random walks that lose no answer."""

import json
import os
from datetime import date
from typing import Any

import corpus
import pytest
from logic_cases import cases, questionnaire

from intake.answers.read import read
from intake.content.conditions import written
from intake.logic.evaluate import enabled, rules

SCRIPTS = corpus.ROOT / "templates" / "scripts"
SCRIPT = "".join((SCRIPTS / f"{name}.js").read_text("utf-8") for name in ("values", "conditions"))
ENABLED = """const enabled = (rules, answers) => {
    const counted = new Map();
    return rules.filter(rule => {
        const isOn = applies(rule, counted);
        count(rule, isOn ? answers[rule.id] : undefined, counted);
        return isOn;
    }).map(rule => rule.id);
}"""
WALKS, STEPS = int(os.environ.get("EXAMPLES", "40")), 30


def told(form) -> list[dict[str, Any]]:
    """The rules of all sections as the page's script gets those of the patient's."""
    return [
        {
            "id": rule.id,
            "answer": rule.answer,
            **({"when": written(rule.condition)} if rule.condition else {}),
        }
        for rule in rules(form.sections)
    ]


def test_the_script_finds_what_the_table_says(browser) -> None:
    """Every case of tests/logic/cases.yaml, in Chromium."""
    table = cases()
    asked = [[told(questionnaire(case.form)), case.answers] for case in table]
    page = browser.new_page()
    try:
        found = page.evaluate(
            f"all => {{ {SCRIPT}; {ENABLED}; return all.map(one => enabled(...one)) }}", asked
        )
    finally:
        page.close()
    assert len(table) >= 80
    wrong = [case.name for case, ids in zip(table, found, strict=True) if {*ids} != case.enabled]
    assert wrong == []


WALK = """([seed, steps]) => {
    const random = () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed / 2147483648 };
    const pick = all => all[Math.floor(random() * all.length)];
    const texts = ['', '3', '12', '7.5', '1,5', '31', 'feb', '2024', '1.234', '08', 'ab', ' x ', '٣'];
    const root = document.querySelector('.intake-form');
    root.addEventListener('intake:change', event => { window.last = event.detail });
    window.typed ??= {};
    for (let step = 0; step < steps; step++) {
        const controls = [...root.querySelectorAll('[data-item] :is(input, textarea)')].filter(
            one => one.type !== 'hidden' && !one.readOnly && one.checkVisibility()
                && !one.matches(':disabled, .intake-clinician *'));
        const one = pick(controls);
        if (/radio|checkbox/.test(one.type)) one.click();
        else {
            one.value = pick(texts);
            window.typed[one.name] = one.value;
            one.dispatchEvent(new InputEvent('input', {bubbles: true}));
        }
    }
    const items = [...root.querySelectorAll('[data-item]:not(.intake-clinician *)')];
    const controls = [...root.querySelectorAll('input, textarea')].filter(
        one => !one.matches('.intake-clinician *'));
    return {
        shown: items.filter(one => !one.closest('[hidden]')).map(one => one.dataset.item),
        pairs: controls.filter(one => !/radio|checkbox/.test(one.type) || one.checked)
            .map(one => [one.name, one.value]),
        lost: controls.filter(one => one.name in window.typed
            && one.value !== window.typed[one.name]).map(one => one.name),
        last: JSON.parse(JSON.stringify(window.last)),
        sent: [...new FormData(root).keys()],
    };
}"""


@pytest.mark.parametrize("name", ["new-patient", "spanish"])
def test_on_random_walks_page_and_python_agree(name: str, visit, made) -> None:
    """What is shown, what is told to a host page, what would be posted, and nothing typed is lost,
    however often its question comes and goes."""
    form = made(name).questionnaire
    asked = rules(form.sections)
    known = tuple(asked)
    theirs = {item.id for part in form.sections if part.for_ == "patient" for item in part.items}
    seen = set()
    for begin in range(WALKS // 20):
        visited = visit(name)
        for walk in range(20):
            found = visited.page.evaluate(WALK, [begin * 20 + walk + 1, STEPS])
            given = [(one, text) for one, text in found["pairs"]]
            answers = read(form, given, date.today())
            applying = enabled(known, answers.values) & theirs
            assert set(found["shown"]) == applying
            assert found["last"]["answers"] == json.loads(json.dumps(dict(answers.values)))
            assert found["lost"] == []
            names = {one.split(".")[0] for one in found["sent"]} - {"intake"}
            assert names <= applying
            seen.add(frozenset(found["shown"]))
        assert visited.complaints == []
    assert len(seen) > 20 or name != "new-patient"
