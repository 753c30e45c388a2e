"""What patients and networks do: pages left and come back to, two tabs, answers that never come.

Nothing that was typed is lost.
"""

from pathlib import Path
from urllib.parse import parse_qsl

import live
import pytest
from test_sending import ANSWERS, GONE, ITEMS, opened, portal

FOLLOWED = [("name", "Ada"), ("smoke", "yes"), ("many", "3"), ("drugs.1.which", "A")]


def sent(kept, at: int = -1) -> list[tuple[str, str]]:
    """The answers of a POST, those of the form itself left out."""
    _, body = kept.posts[at]
    return [pair for pair in parse_qsl(body.decode()) if not pair[0].startswith("intake.")]


@pytest.mark.parametrize("status", [500, 413, 303, GONE])
def test_back_from_what_the_browser_says_brings_all_answers(
    status: int, browser, tmp_path: Path
) -> None:
    """Where the browser sends by itself it leaves the page, also when that goes wrong."""
    with opened(browser, tmp_path, answers=(status,) * 3) as (page, kept):
        live.answer(page, FOLLOWED)
        with page.expect_event("framenavigated"):
            live.send(page)
        page.wait_for_load_state()
        page.go_back()
        page.locator(".intake-live").wait_for()
        assert page.locator("[name=many]").input_value() == "3"
        assert page.locator("[name=many]").is_visible()
        kept.answers.clear()
        live.send(page)
        page.wait_for_url("**/intake")
        page.locator("text=Thank you").or_(page.locator("title")).first.wait_for(state="attached")
    assert sent(kept) == FOLLOWED


def test_back_and_forward_keep_what_was_typed_and_reload_begins_anew(
    browser, tmp_path: Path
) -> None:
    """Without drafts a page that is loaded again holds nothing; what it shows fits to that."""
    with opened(browser, tmp_path) as (page, kept):
        address = page.url
        live.answer(page, FOLLOWED)
        page.goto(address + "other")
        for _ in range(2):
            page.go_back()
            assert page.locator("[name=many]").is_visible()
            assert page.locator("[name=many]").input_value() == "3"
            page.go_forward()
        page.go_back()
        live.answer(page, [("smoke", "no")])
        page.goto(address + "other")
        page.go_back()
        assert page.locator("[name=many]").is_disabled()
        assert page.url == address
        live.send(page)
        page.wait_for_url("**/intake")
        page.goto(address)
        page.reload()
        assert page.locator("[name=many]").is_disabled()
        live.send(page)
        assert live.errors(page) == ["Name: Enter an answer."]
    assert sent(kept) == [("name", "Ada"), ("smoke", "no"), ("drugs.1.which", "A")]


@pytest.mark.parametrize("clinic", ["submit_to: /intake", "submit_to: /intake, drafts: true"])
def test_two_tabs_do_not_mix(clinic: str, browser, tmp_path: Path) -> None:
    """Each sends what stands in it, also where drafts are kept and the first has been sent."""
    made = live.page(ITEMS, tmp_path, clinic, 'data-send="fetch"')
    with portal(made, []) as (address, kept):
        first = browser.new_page()
        second = first.context.new_page()
        try:
            for page, name in ((first, "Ada"), (second, "Grace")):
                page.goto(address)
                live.answer(page, [*ANSWERS, ("name", name)])
            live.send(first)
            first.locator(".intake-sent").wait_for()
            assert second.locator("[name=name]").input_value() == "Grace"
            live.send(second)
            second.locator(".intake-sent").wait_for()
            second.reload()
            assert second.locator("[name=name]").input_value() == ""
        finally:
            second.close()
            first.evaluate("localStorage.clear()")
            first.close()
    assert [b'"Ada"' in body for _, body in kept.posts] == [True, False]
    assert [b'"Grace"' in body for _, body in kept.posts] == [False, True]


def test_answers_changed_while_a_slow_server_fails_are_sent_the_next_time(
    browser, tmp_path: Path
) -> None:
    """The connection breaks after a while; meanwhile the patient has gone on."""
    with opened(browser, tmp_path, 'data-send="fetch"', (GONE,)) as (page, kept):
        kept.let.clear()
        live.answer(page, ANSWERS)
        live.send(page)
        page.get_by_role("status").filter(has_text="Sending").wait_for()
        live.answer(page, [("name", "Grace")])
        kept.let.set()
        alert = page.get_by_role("alert")
        alert.wait_for()
        assert page.locator("[name=name]").input_value() == "Grace"
        alert.get_by_role("button", name="Try again").click()
        page.locator(".intake-sent").wait_for()
    assert [b'"Grace"' in body for _, body in kept.posts] == [False, True]
