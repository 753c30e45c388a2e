"""Three forms without a mouse, from the first Tab to sending, and what is read out on the way."""

import random
from collections import defaultdict
from typing import Any

import given
import keyboard
import live
import pytest

from intake.content.model import Questionnaire
from intake.kinds.base import Item

NAMES = ("seed", "new-patient", "arabic")


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_filled_in_and_sent_by_keyboard(name: str, visit, made) -> None:
    """Nothing filled in and sent: the summary leads to each error. Then all is filled in."""
    visited = visit(name)
    page = visited.page
    form = made(name).questionnaire
    page.evaluate(keyboard.LISTEN)
    page.evaluate(live.SUBMITTED)
    walk(page)
    send(page)
    mend(page, name)
    values, wanted = answers(form)
    for stop in through(page):
        keyboard.enter(page, stop, wanted)
    send(page)
    assert live.errors(page) == []
    told = live.submitted(page)["answers"]
    assert told == {id: value for id, value in values.items() if id in told}
    assert {item.id for item in asked(form) if not item.enable_when} & {*values} <= {*told}
    assert page.evaluate("spoken.length") == 1
    assert visited.complaints == []


def asked(form: Questionnaire) -> list[Item]:
    """The items of the patient that are for everybody, or depend on other items only."""
    parts = [part for part in form.sections if part.for_ == "patient" and not part.enable_when]
    return [item for part in parts for item in part.items]


def answers(form: Questionnaire) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """An answer to each item, and the texts to be typed or chosen for it, by control."""
    chance = random.Random(3)
    found = {item.id: (item, given.answer(item, chance)) for item in asked(form)}
    wanted = defaultdict(list)
    for item, value in found.values():
        for name, text in given.pairs(item, value, form.clinic.order) if value is not None else ():
            wanted[name].append(text)
    return {id: value for id, (_, value) in found.items() if value is not None}, wanted


def through(page):
    """Each stop from the top of the page on."""
    page.evaluate(
        """() => { window.stops = []; document.body.tabIndex = -1; document.body.focus();
            document.body.removeAttribute('tabindex'); scrollTo(0, 0) }"""
    )
    yield from keyboard.stops(page)


def walk(page) -> None:
    """Tab goes everywhere, in the order of the page, and one sees where."""
    found = list(through(page))
    names = [stop["name"] or stop["text"] or stop["type"] for stop in found]
    assert [stop["name"] for stop in found if not stop["isLater"]] == [], names
    assert [stop for stop in found if not stop["isSeen"]] == []
    assert [stop for stop in found if stop["contrast"] < 3] == []
    assert page.evaluate(keyboard.REACHABLE) == []
    assert not page.evaluate("trapped")


def send(page) -> None:
    """By the keyboard; that Tab comes to the button is seen by `walk`."""
    page.locator("button[type=submit]").focus()
    page.keyboard.press("Enter")


def mend(page, name: str) -> None:
    """The summary is said once and has the focus; Enter on each line goes to its question."""
    lines = live.errors(page)
    assert lines
    (said,) = page.evaluate("spoken")
    assert all(line in said for line in lines)
    assert page.evaluate("document.activeElement.className") == "intake-errors"
    assert page.evaluate(keyboard.STOP)["contrast"] >= 3
    for at, line in enumerate(lines):
        page.locator(".intake-errors").focus()
        for _ in range(at + 1):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == line
        page.keyboard.press("Enter")
        question = "document.activeElement.closest('[data-item]').querySelector('.intake-error')"
        assert line in page.evaluate(f"{question}.textContent")
        assert page.evaluate(keyboard.STOP)["isSeen"]
    assert page.evaluate("spoken.length") == 1
