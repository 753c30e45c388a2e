# ruff: noqa: E501  # lines of scripts
"""The states that a page can be in, each brought about as a patient does: test_states.py."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import corpus
import given
import live

from intake.export.html import export
from intake.export.rendering import Renderer

RULES = re.compile(r'(<script type="application/json" class="intake-rules">)(.*?)(</script>)', re.S)

OPEN = """() => {
    const root = document.querySelector('.intake-form');
    const own = query => [...root.querySelectorAll(query)].filter(
        one => !one.matches('.intake-clinician *') && !one.disabled);
    const shown = () => own('[data-item]').filter(one => !one.closest('[hidden]')).length;
    const begun = shown();
    for (let turn = 0; turn < 3; turn++) {
        for (const name of new Set(own('[type=radio], [type=checkbox]').map(one => one.name))) {
            const boxes = own(`[name="${name}"]`).filter(one => /radio|checkbox/.test(one.type));
            if (boxes.some(box => box.checked)) continue;
            let best, most = shown();
            for (const box of boxes) {
                if (!box.checked) box.click();
                if (shown() > most) [best, most] = [box, shown()];
            }
            if (best) {
                if (!best.checked) best.click();
                continue;
            }
            for (const box of boxes) box.checked = false;
            boxes[0].dispatchEvent(new InputEvent('input', {bubbles: true}));
        }
    }
    return [begun, shown()];
}"""
"""Chooses of each question the answer that opens most; how many questions there were, and are."""

FILL = """pairs => {
    const root = document.querySelector('.intake-form');
    for (const [name, value] of pairs) {
        for (const one of root.querySelectorAll(`[name="${name}"]`)) {
            if (!/radio|checkbox/.test(one.type)) one.value = value;
            else if (one.value === value) one.checked = true;
            else continue;
            one.dispatchEvent(new InputEvent('input', {bubbles: true}));
            break;
        }
    }
}"""

SPOIL = """() => [...document.querySelectorAll(
    '.intake-form [data-item]:not(.intake-clinician *) :is(input[type=text], textarea)')]
    .filter(one => !one.readOnly && !one.matches('.intake-other-text'))
    .forEach((one, n) => { if (n % 2) one.value = 'x' })"""
"""Every second field gets what is neither a number nor a date."""


def page_of(name: str, folder: Path, screen: str = "whole", side: str = "ltr") -> Path:
    """The page of a form of the corpus, on which everything is required; or nothing is, where it
    shows one section at a time. From right to left where `side` says so."""

    def make() -> bytes:
        form = corpus.reading(
            corpus.questionnaire(corpus.source(name, folder)), name.partition(".")[2]
        )
        form = form.model_copy(update={"screen": screen})
        made = export(form, Renderer(None)).content.decode()
        made = RULES.sub(lambda found: _required(found, screen == "whole"), made, count=1)
        return re.sub(r'(<html lang="[^"]+") dir="\w+"', rf'\1 dir="{side}"', made).encode()

    return corpus.once(folder / f"{name}.{screen}.{side}.html", make)


def _required(found: re.Match[str], is_required: bool) -> str:
    data = json.loads(found[2])
    for rule in data["rules"]:
        rule.pop("required", None)
        if is_required and rule["kind"] != "display" and "readonly" not in rule:
            rule["required"] = True
    return found[1] + json.dumps(data).replace("<", "\\u003c") + found[3]


def whole(page, *, is_wrong: bool, is_open: bool) -> None:
    """The page as loaded, or with its follow-ups open, with what is wrong shown, or both."""
    if is_open:
        page.evaluate(OPEN)
    if is_wrong:
        page.evaluate(SPOIL)
        page.evaluate("document.addEventListener('submit', event => event.preventDefault())")
        page.evaluate("document.querySelector('form')?.requestSubmit()")


def sections(page, name: str, folder: Path) -> Iterator[str]:
    """The page with each section in turn, filled in, and then the answers looked over: its heading."""
    form = corpus.reading(corpus.questionnaire(corpus.source(name, folder)))
    _, pairs = given.answered(form, random.Random(1))
    page.evaluate(FILL, pairs)
    page.evaluate(OPEN)
    more = page.locator(".intake-ways button").first
    heading = page.locator(".intake-title:visible").first
    while True:
        before = heading.inner_text()
        yield before
        if not more.is_visible():
            return
        more.click()
        if live.errors(page):
            yield "errors"
            page.evaluate(
                """() => document.querySelectorAll('.intake-wrong :is(input, textarea)').forEach(one => {
                    one.checked = false;
                    if (/text/.test(one.type)) one.value = '' })"""
            )
            more.click()
        assert heading.inner_text() != before
