# ruff: noqa: E501  # lines of YAML and of scripts
"""Sending: once, by the way that the portal chooses, and what goes wrong loses nothing."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qsl

import live
import pytest

ITEMS = """
- {id: name, text: Name, kind: string, required: true}
- id: smoke
  text: Do you smoke?
  kind: yes_no
  follow_up: {yes: [{id: many, text: How many?, kind: integer}]}
- {id: drugs, text: Medicines, kind: table, columns: [Which]}
- {id: signs, text: Signs, kind: select_multiple, options: [Cough], other: Other}
"""
ANSWERS = [
    ("name", "Ada"),
    ("smoke", "yes"),
    ("many", "3"),
    ("smoke", "no"),
    ("drugs.1.which", "A"),
]
BODY = {
    "form": "f",
    "version": "1.0.0",
    "language": "en",
    "answers": {"name": "Ada", "smoke": "no", "drugs": [{"which": "A"}]},
    "beside": {},
}


REFUSAL = json.dumps(
    {"problems": [{"item": "many", "message": "Enter 9 or less."}, {"item": None, "message": "x"}]}
).encode()


GONE = 0
"""No answer: the connection breaks."""


class Portal(BaseHTTPRequestHandler):
    """Serves a page; answers what is posted with the next of `answers`, a status, when let."""

    page = b""
    answers: ClassVar[list[int]] = []
    posts: ClassVar[list[tuple[dict[str, str], bytes]]] = []
    let: ClassVar[threading.Event]

    def do_GET(self) -> None:
        self._say(200, self.page if self.path == "/" else b"<title>Other</title>")

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers["Content-Length"]), 100_000))
        self.posts.append((dict(self.headers), body))
        self.let.wait(10)
        status = self.answers.pop(0) if self.answers else 200
        if status == GONE:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._say(status, REFUSAL if status == 422 else b"<title>Thank you</title>")

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if status == 303:
            self.send_header("Location", "/login")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def portal(page: str, answers: list[int]) -> Iterator[tuple[str, type[Portal]]]:
    """A portal on this computer: its address, and what it kept."""
    let = threading.Event()
    let.set()
    more = {"page": page.encode(), "answers": answers, "posts": [], "let": let}
    kept = type("Kept", (Portal,), more)
    with ThreadingHTTPServer(("127.0.0.1", 0), kept) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", kept
        finally:
            let.set()
            server.shutdown()
            thread.join(10)
            assert not thread.is_alive()


@contextlib.contextmanager
def opened(browser, folder: Path, send: str = "", answers: tuple[int, ...] = ()):
    """The form in a portal, and the portal; `send` are attributes of the form."""
    with portal(live.page(ITEMS, folder, send=send), [*answers]) as (address, kept):
        page = browser.new_page()
        page.set_default_timeout(10_000)
        try:
            page.goto(address)
            yield page, kept
        finally:
            page.close()


def test_a_plain_post_has_what_applies_and_no_more(browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path) as (page, kept):
        live.answer(page, ANSWERS)
        live.send(page)
        page.wait_for_url("**/intake")
    ((headers, body),) = kept.posts
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    sent = [pair for pair in parse_qsl(body.decode()) if not pair[0].startswith("intake.")]
    assert sent == [("name", "Ada"), ("smoke", "no"), ("drugs.1.which", "A")]


def test_words_beside_other_are_sent_only_with_its_tick(browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path) as (page, kept):
        live.answer(page, [("name", "Ada"), ("signs.other", "x")])
        page.locator("[name=signs][value=other]").uncheck()
        live.send(page)
        page.wait_for_url("**/intake")
    ((_, body),) = kept.posts
    assert "signs" not in body.decode()


def test_json_by_fetch_with_the_portals_own_headers(browser, tmp_path: Path) -> None:
    send = """data-send="fetch" data-headers='{"X-CSRF-Token": "t1"}'"""
    with opened(browser, tmp_path, send) as (page, kept):
        page.evaluate(
            """() => document.querySelector('form').insertAdjacentHTML(
                'afterbegin', '<input type="hidden" name="csrf" value="t2"><input type="hidden" name="answers">')"""
        )
        live.answer(page, ANSWERS)
        live.send(page)
        page.locator(".intake-sent").wait_for()
        assert page.evaluate("document.activeElement.className") == "intake-sent"
        assert page.locator("input").count() == 0
    ((headers, body),) = kept.posts
    assert headers["Content-Type"] == "application/json"
    assert headers["X-CSRF-Token"] == "t1"
    sent = json.loads(body)
    assert len(sent.pop("revision")) == 8
    assert sent == {**BODY, "csrf": "t2"}


FAILURES = [
    (GONE, "There is no connection."),
    (500, "The clinic’s computer could not take them."),
    (413, "They are too long to be sent."),
    (403, "You are signed out."),
    (303, "You are signed out."),
]


@pytest.mark.parametrize(("status", "said"), FAILURES)
def test_a_refusal_keeps_every_answer_and_can_be_tried_again(
    status: int, said: str, browser, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, 'data-send="fetch"', (status,)) as (page, kept):
        page.evaluate(
            """() => document.addEventListener('intake:error', event => { window.told = event.detail })"""
        )
        live.answer(page, ANSWERS)
        live.send(page)
        alert = page.get_by_role("alert")
        alert.wait_for()
        assert said in alert.inner_text()
        assert "All that you have filled in is still here." in alert.inner_text()
        assert page.evaluate("window.told.reason") in ("offline", "server", "large", "signed_out")
        assert "Ada" not in json.dumps(page.evaluate("window.told"))
        assert alert.get_by_role("button", name="Print this page").is_visible()
        assert page.locator("[name=name]").input_value() == "Ada"
        alert.get_by_role("button", name="Try again").click()
        page.locator(".intake-sent").wait_for()
    assert len({body for _, body in kept.posts}) == 1
    assert len(kept.posts) == 2


@pytest.mark.parametrize("send", ["", 'data-send="fetch"'], ids=["post", "fetch"])
def test_without_a_connection_nothing_is_lost(send: str, browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, send) as (page, kept):
        live.answer(page, ANSWERS)
        page.context.set_offline(True)
        live.send(page)
        alert = page.get_by_role("alert")
        alert.wait_for()
        assert "There is no connection." in alert.inner_text()
        assert page.locator("[name=name]").input_value() == "Ada"
        page.context.set_offline(False)
        alert.get_by_role("button", name="Try again").click()
        if send:
            page.locator(".intake-sent").wait_for()
        else:
            page.wait_for_url("**/intake")
    assert len(kept.posts) == 1


@pytest.mark.parametrize("send", ["", 'data-send="fetch"'], ids=["post", "fetch"])
def test_it_cannot_be_sent_twice(send: str, browser, tmp_path: Path) -> None:
    """Not by pressing again while it is slow, nor by Enter; the button is never disabled."""
    with opened(browser, tmp_path, send) as (page, kept):
        kept.let.clear()
        live.answer(page, ANSWERS)
        shown = page.evaluate(
            """() => { const button = document.querySelector('[type=submit]');
                for (let n = 0; n < 3; n++) button.click();
                return [document.querySelector('[role=status]').textContent, button.disabled] }"""
        )
        assert shown == ["Sending…", False]
        kept.let.set()
        if send:
            page.locator(".intake-sent").wait_for()
        else:
            page.wait_for_url("**/intake")
    assert len(kept.posts) == 1


def test_back_brings_the_answers_and_the_button_works(browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path) as (page, kept):
        live.answer(page, ANSWERS)
        live.send(page)
        page.wait_for_url("**/intake")
        page.go_back()
        assert page.locator("[name=name]").input_value() == "Ada"
        assert page.locator("[name='drugs.1.which']").input_value() == "A"
        live.send(page)
        page.wait_for_url("**/intake")
    assert len(kept.posts) == 2


def test_only_an_event_for_the_host(browser, tmp_path: Path) -> None:
    """It bubbles, tells the answers, and waits for what the host promises."""
    with opened(browser, tmp_path, 'data-send="event"') as (page, kept):
        page.evaluate(
            """() => { window.told = []; document.addEventListener('intake:submit', event => {
                window.told.push(JSON.parse(JSON.stringify(event.detail)));
                event.detail.until(new Promise((done, fail) => Object.assign(window, {done, fail})));
            }) }"""
        )
        live.answer(page, ANSWERS)
        live.send(page)
        live.send(page)
        told = page.evaluate("window.told")
        assert len(told) == 1
        del told[0]["revision"], told[0]["response"]
        assert told == [BODY]
        page.evaluate("window.fail(Object.assign(new Error(), {reason: 'large'}))")
        page.get_by_role("alert").wait_for()
        live.send(page)
        page.evaluate("window.done()")
        page.locator(".intake-sent").wait_for()
    assert kept.posts == []


def test_a_host_that_cancels_sends_by_itself(browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path) as (page, kept):
        page.evaluate(live.SUBMITTED)
        live.answer(page, ANSWERS)
        live.send(page)
        assert live.submitted(page)["answers"] == BODY["answers"]
    assert kept.posts == []


def test_a_change_is_told(browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path) as (page, _):
        page.evaluate(
            """() => document.addEventListener('intake:change', event => {
                window.told = JSON.parse(JSON.stringify(event.detail)) })"""
        )
        live.answer(page, ANSWERS)
        told = page.evaluate("window.told")
    assert told["item"] == "drugs"
    assert told["answers"] == BODY["answers"]


def test_what_the_server_says_is_wrong_stands_at_the_question(browser, tmp_path: Path) -> None:
    """In the summary, too; once it is changed, it is gone, and can be sent again."""
    with opened(browser, tmp_path, 'data-send="fetch"', answers=(422,)) as (page, kept):
        live.answer(page, ANSWERS[:3])
        live.send(page)
        page.locator(".intake-errors").wait_for()
        assert live.errors(page) == ["How many? Enter 9 or less."]
        assert page.locator("[name=many]").get_attribute("aria-invalid") == "true"
        assert page.locator(".intake-failed").count() == 0
        assert page.evaluate("document.activeElement.className") == "intake-errors"
        live.answer(page, [("many", "9")])
        assert page.locator(".intake-errors").count() == 0
        live.send(page)
        page.locator(".intake-sent").wait_for()
    assert json.loads(kept.posts[1][1])["answers"]["many"] == 9


STRANGE = [
    "{problems: {name: ['wrong']}}",
    "{problems: [null, 'x', {item: 'nobody', message: 'x'}]}",
    "{problems: [{item: 'signs'}]}",
    "undefined",
]


def test_a_refusal_that_names_no_question_is_told_all_the_same(browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, 'data-send="event"') as (page, _):
        page.evaluate(
            """() => document.addEventListener('intake:submit', event =>
                event.detail.until(Promise.reject(window.error)))"""
        )
        live.answer(page, ANSWERS[:1])
        for error in STRANGE:
            page.evaluate(f"() => {{ window.error = {error} }}")
            live.send(page)
            page.locator(".intake-failed").wait_for()
            page.evaluate("document.querySelector('.intake-failed').remove()")
