"""Drafts: none unless the clinic wants them; then in one place, said, and gone in time."""

import json

import live
import portal
import pytest
from test_screen import violations

STORED = """async () => [Object.keys(localStorage), Object.keys(sessionStorage),
    (await indexedDB.databases()).length, document.cookie]"""
DAY = 24 * 60 * 60 * 1000
ANSWERS = [("name", "Ada"), ("smoke", "yes"), ("packs", "2.5"), ("drugs.1.what", "Aspirin")]


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    return portal.pages("drafts: true, kiosk: 3", tmp_path_factory.mktemp("drafts"))


def draft(page) -> str | None:
    """The one thing that is stored."""
    found = page.evaluate("Object.entries(localStorage)")
    assert len(found) <= 1
    return found[0][1] if found else None


def begun(page) -> None:
    """Answers, and the moment after which they are kept."""
    live.answer(page, ANSWERS)
    page.wait_for_function(
        "() => localStorage.length && localStorage[localStorage.key(0)].includes('Aspirin')"
    )


def test_nothing_is_stored_without_the_setting(browser, tmp_path) -> None:
    plain = portal.pages("screen: sections", tmp_path)
    assert "localStorage" not in plain["f.html"]
    with portal.serving(plain) as kept, portal.opened(browser, kept, "f.html") as (page, _):
        live.answer(page, [("name", "Ada")])
        page.locator(".intake-ways button").first.click()
        page.reload()
        assert page.evaluate(STORED) == [[], [], 0, ""]


def test_what_is_filled_in_is_kept_said_and_can_be_deleted(browser, pages) -> None:
    with (
        portal.serving(pages) as kept,
        portal.opened(browser, kept, "f.html", viewport={"width": 375, "height": 800}) as (
            page,
            said,
        ),
    ):
        assert page.locator(".intake-draft").count() == 0
        begun(page)
        assert page.evaluate(STORED)[1:] == [[], 0, ""]
        page.goto("about:blank")
        page.goto(kept.address + "f.es.html")
        note = page.locator(".intake-draft")
        assert note.inner_text().startswith("Sus respuestas del ")
        assert page.locator("[name=packs]").input_value() == "2,5"
        assert page.locator("[name='drugs.1.what']").input_value() == "Aspirin"
        assert violations(page) == []
        page.goto(kept.address + "f.ar.html")
        assert violations(page) == []
        note.get_by_role("button").click()
        assert page.locator("[name=name]").input_value() == ""
        assert draft(page) is None
        assert page.evaluate("document.activeElement.innerText") == "حُذفت إجاباتك من هذا الجهاز."
        page.reload()
        assert note.count() == 0
        assert said == []


WAYS = ["", "fetch"]


@pytest.mark.parametrize("way", WAYS, ids=["post", "fetch"])
def test_it_is_deleted_when_it_is_sent(way: str, browser, pages) -> None:
    with (
        portal.serving(pages, (500, 200)) as kept,
        portal.opened(browser, kept, "f.html") as (page, _),
    ):
        page.evaluate("way => { if (way) document.querySelector('form').dataset.send = way }", way)
        begun(page)
        live.answer(page, [("stop", "no")])
        live.send(page)
        if way:
            page.get_by_role("alert").wait_for()
            assert draft(page)
            page.get_by_role("button", name="Try again").click()
            page.locator(".intake-sent").wait_for()
        else:
            page.wait_for_url("**/intake")
        assert draft(page) is None


def test_an_old_one_and_one_of_another_revision_are_deleted(browser, pages) -> None:
    with portal.serving(pages) as kept, portal.opened(browser, kept, "f.html") as (page, _):
        begun(page)
        page.goto(kept.address)
        (key,) = page.evaluate("Object.keys(localStorage)")
        young = json.loads(draft(page))
        cases = [
            (key, -6 * DAY, True),
            (key, -8 * DAY, False),
            ("intake.f.0000", 0, False),
            ("intake.g.1", -8 * DAY, False),
            ("other", 0, False),
            ("intake.token", None, False),
        ]
        for name, shift, is_kept in cases:
            stored = "{}" if shift is None else json.dumps({**young, "at": young["at"] + shift})
            page.evaluate(
                "([name, text]) => { localStorage.clear(); localStorage[name] = text }",
                [name, stored],
            )
            page.goto(kept.address + "f.html")
            assert (page.locator(".intake-draft").count() == 1) == is_kept
            assert (draft(page) is not None) == (is_kept or name in ("other", "intake.token"))
            page.evaluate("window.stop()")
            page.goto(kept.address)
        page.evaluate("key => { localStorage.clear(); localStorage[key] = '{' }", key)
        page.goto(kept.address + "f.html")
        assert draft(page) is None


def test_a_kiosk_has_none(browser, pages) -> None:
    assert "localStorage" not in pages["f.kiosk.html"]
    with portal.serving(pages) as kept, portal.opened(browser, kept, "f.kiosk.html") as (page, _):
        live.answer(page, ANSWERS)
        assert page.evaluate(STORED) == [[], [], 0, ""]
