# ruff: noqa: E501  # lines of scripts
"""A tablet in the waiting room: nothing of a patient is left for the next one."""

import live
import portal
import pytest
from test_screen import violations

ANSWERS = [
    ("name", "Ada"),
    ("smoke", "yes"),
    ("packs", "2.5"),
    ("stop", "no"),
    ("signs.other", "x"),
]
LEFT = """() => [...document.querySelectorAll('.intake-form :is(input:not([type=hidden]), textarea)')]
    .filter(one => /radio|checkbox/.test(one.type) ? one.checked : one.value).map(one => one.name)"""


SIZE = {"width": 375, "height": 800}


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    return portal.pages("drafts: true, kiosk: 3", tmp_path_factory.mktemp("kiosk"))


@pytest.fixture
def kiosk(browser, pages):
    with (
        portal.serving(pages) as kept,
        portal.opened(browser, kept, "", is_own=True, viewport=SIZE) as (page, said),
    ):
        page.clock.install()
        page.goto(kept.address + "f.kiosk.html")
        yield page, kept
        assert [one for one in said if "404" not in one] == []


def test_only_a_clinic_that_wants_one_has_it(pages, tmp_path) -> None:
    assert {"f.kiosk.html", "f.es.kiosk.html", "f.ar.kiosk.html"} < pages.keys()
    assert "data-kiosk" not in pages["f.html"]
    assert "kiosk" not in "".join(portal.pages("screen: sections", tmp_path))


def test_after_sending_it_thanks_and_starts_anew(kiosk) -> None:
    page, kept = kiosk
    live.answer(page, ANSWERS)
    live.send(page)
    thanks = page.locator(".intake-sent")
    thanks.wait_for()
    assert thanks.inner_text() == "Thank you. Please hand back the tablet."
    assert page.evaluate("document.activeElement.className") == "intake-sent"
    assert page.locator("input").count() == 0
    assert violations(page) == []
    page.get_by_role("button", name="Start a new form").click()
    assert page.evaluate(LEFT) == []
    live.answer(page, ANSWERS[:1])
    live.send(page)
    page.locator(".intake-sent").wait_for()
    assert [b"packs" in body for _, body in kept.posts] == [True, False]


@pytest.mark.parametrize("language", ["", ".ar"], ids=["en", "ar"])
def test_after_idle_minutes_it_asks_once_and_is_cleared(language: str, kiosk) -> None:
    """The countdown is for the eye; a dialog that takes the focus is said once."""
    page, kept = kiosk
    page.goto(f"{kept.address}f{language}.kiosk.html")
    page.clock.run_for(300_000)
    dialog = page.locator("dialog")
    assert not dialog.is_visible()
    live.answer(page, ANSWERS)
    page.clock.run_for(149_000)
    assert not dialog.is_visible()
    page.clock.run_for(2_000)
    assert dialog.is_visible()
    assert violations(page) == []
    assert (
        page.evaluate("[...document.querySelectorAll('dialog [role], dialog [aria-live]')].length")
        == 0
    )
    assert 20 <= int(dialog.locator("[aria-hidden=true]").inner_text()) <= 30
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Enter")
    assert not dialog.is_visible()
    page.clock.run_for(149_000)
    assert page.locator("[name=name]").input_value() == "Ada"
    page.clock.run_for(33_000)
    assert not dialog.is_visible()
    assert page.evaluate(LEFT) == []
    assert page.locator("dialog").count() == 1


def test_a_tablet_that_slept_is_cleared_when_it_wakes(kiosk) -> None:
    page, _ = kiosk
    live.answer(page, ANSWERS)
    page.clock.fast_forward(3_600_000)
    assert page.evaluate(LEFT) == []


def test_leaving_and_coming_back_finds_nothing(kiosk) -> None:
    page, kept = kiosk
    live.answer(page, ANSWERS)
    page.goto(kept.address + "f.es.kiosk.html")
    live.answer(page, ANSWERS)
    page.go_back()
    assert page.evaluate(LEFT) == []
    page.go_forward()
    assert page.evaluate(LEFT) == []
    live.answer(page, ANSWERS)
    page.reload()
    assert page.evaluate(LEFT) == []
    live.answer(page, ANSWERS)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert page.evaluate(LEFT) == []


def test_nothing_is_offered_from_what_others_typed(kiosk) -> None:
    page, _ = kiosk
    offered = "[...document.querySelectorAll('.intake-form, .intake-form :is(input:not([type=hidden]), textarea)')].map(e => e.autocomplete)"
    assert {*page.evaluate(offered)} == {"off"}
    live.answer(page, ANSWERS[:1])
    page.get_by_role("link", name="Español").click()
    page.wait_for_function("document.documentElement.lang === 'es'")
    assert page.locator("[name=name]").input_value() == "Ada"
    assert {*page.evaluate(offered)} == {"off"}
    page.clock.run_for(181_000)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate(LEFT) == []


def test_what_is_sent_late_leaves_the_next_patient_alone(kiosk) -> None:
    page, _ = kiosk
    page.evaluate(
        """() => document.addEventListener('intake:submit', event =>
            event.detail.until(new Promise(done => { window.done = done })), {once: true})"""
    )
    live.answer(page, ANSWERS[:1])
    live.send(page)
    page.clock.run_for(181_000)
    assert page.evaluate(LEFT) == []
    live.answer(page, [("name", "Bob")])
    page.evaluate("async () => { done(); await 0; await 0; await 0 }")
    assert page.locator("[name=name]").input_value() == "Bob"
    assert page.locator(".intake-sent").count() == 0
