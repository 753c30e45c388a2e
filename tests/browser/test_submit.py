"""What a portal receives when a patient presses the button; see test_sending.py for the script."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qsl

import corpus
import pytest

from intake import pipeline
from intake.export.rendering import Renderer

FILLED = [
    ("full_name", "Łukasz O’Neil & Söhne <3"),
    ("birth_date.month", "March"),
    ("birth_date.day", "27"),
    ("birth_date.year", "1980"),
    ("record_number", "00042"),
    ("visit_date.month", "11"),
    ("visit_date.day", "30"),
    ("visit_date.year", "2026"),
    ("onset.month", "June"),
    ("onset.year", "2025"),
    ("onset.ago", "6"),
    ("onset.ago_unit", "weeks"),
    ("duration.value", "2.5"),
    ("duration.unit", "minutes"),
    ("frequency", "other"),
    ("frequency.other", "only when it’s cold; 50% + more"),
    ("muscles", "eyelid"),
    ("muscles", "calf_or_shin"),
    ("muscles", "other"),
    ("muscles.other", "scalp"),
    ("same_location", "not_sure"),
    ("pregnant", "in_person"),
    ("other_symptoms", "muscle_shrinking"),
    ("other_symptoms", "none"),
    ("other_symptoms.other", "第"),
]
"""Name and value of each answer, in the order of the page. The codes are those of the seed."""
SETTLED = [
    *FILLED[:-3],
    ("other_symptoms", "other"),
    ("other_symptoms.other", "第"),
]
"""The same by the script: None of these unticks the rest, and words beside Other tick it."""


class Portal(BaseHTTPRequestHandler):
    """Serves one page, and keeps what is posted and every address asked for."""

    page = b""
    paths: ClassVar[list[str]] = []
    posts: ClassVar[list[tuple[str, str, bytes]]] = []

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self._answer(self.page)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(min(length, 100_000))
        self.posts.append((self.path, self.headers["Content-Type"], body))
        self._answer(b"<!DOCTYPE html><title>Thank you</title><p>Thank you")

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def portal(page: str) -> Iterator[tuple[str, type[Portal]]]:
    """A portal on this computer with `page` at its root: its address, and what it kept."""
    kept = type("Kept", (Portal,), {"page": page.encode(), "paths": [], "posts": []})
    with HTTPServer(("127.0.0.1", 0), kept) as server:
        server.timeout = 1
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", kept
        finally:
            server.shutdown()
            thread.join(10)
            assert not thread.is_alive()


def fill(page, answers: list[tuple[str, str]]) -> None:
    """Answer as a patient does: type into fields, tick boxes."""
    for name, value in answers:
        text = page.locator(f'[name="{name}"]:is([type=text], textarea)')
        if text.count():
            text.fill(value)
        else:
            page.locator(f'[name="{name}"][value="{value}"]').check()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_seed_posts_what_was_answered(script: bool, visit, made) -> None:
    """Names are item ids, values are codes; the revision goes with them; nothing in the URL."""
    form = made("seed").questionnaire
    with portal(made("seed").page) as (address, kept):
        page = visit("seed", address=address, java_script_enabled=script).page
        fill(page, FILLED)
        page.locator("button[type=submit]").click()
        page.wait_for_url(f"**{form.clinic.submit_to}")
        assert page.url == address.rstrip("/") + form.clinic.submit_to
    ((path, content_type, body),) = kept.posts
    assert path == form.clinic.submit_to
    assert content_type == "application/x-www-form-urlencoded"
    sent = parse_qsl(body.decode("ascii"), keep_blank_values=True)
    about = [
        ("intake.form", form.id),
        ("intake.version", form.version),
        ("intake.revision", form.revision[:8]),
        ("intake.language", form.language),
    ]
    assert sent[:4] == about
    assert [pair for pair in sent[4:] if pair[1]] == (SETTLED if script else FILLED)
    assert {path.split("?")[0] for path in kept.paths} <= {"/", "/favicon.ico"}
    assert not any("?" in path for path in kept.paths)


def test_the_clinicians_part_is_never_sent(visit, made) -> None:
    """Even when its fields hold something, which only a script could have put there."""
    form = made("seed").questionnaire
    theirs = {i.id for s in form.sections if s.for_ == "clinician" for i in s.items}
    assert len(theirs) >= 4
    with portal(made("seed").page) as (address, kept):
        page = visit("seed", address=address).page
        fill(page, FILLED[:4])
        touched = page.evaluate(
            """() => { const all = [...document.querySelectorAll('details [name]')];
                all.forEach(e => { e.value ||= 'x'; e.checked = true });
                return all.length }"""
        )
        assert touched > 20
        page.locator("button[type=submit]").click()
        page.wait_for_url(f"**{form.clinic.submit_to}")
    ((_, _, body),) = kept.posts
    names = {name.split(".")[0] for name, _ in parse_qsl(body.decode(), keep_blank_values=True)}
    assert {"full_name", "birth_date"} <= names
    assert names & theirs == set()


def test_required_fields_hold_the_form_back(visit, made) -> None:
    """Without a name nothing is sent, and without a script the browser goes to the field."""
    with portal(made("seed").page) as (address, kept):
        page = visit("seed", address=address, java_script_enabled=False).page
        page.locator("button[type=submit]").click()
        focused = page.evaluate("document.activeElement.name")
    assert focused == "full_name"
    assert kept.posts == []


NO_ADDRESS = """
clinic: {name: Riverside Neurology}
forms:
  plain:
    title: Plain
    sections:
      - title: About you
        items: [{id: full_name, text: Name, kind: string}]
"""


def own(browser, tmp_path: Path, text: str):
    """A page of the form in `text`, from a file."""
    source = tmp_path / "questions.yaml"
    source.write_text(text, "utf-8")
    questionnaires = pipeline.check(source)[0].questionnaires
    path = tmp_path / "form.html"
    path.write_text(Renderer().render("page.html", questionnaires[0]), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    return page


def test_a_form_without_an_address_sends_nothing(browser, tmp_path: Path) -> None:
    """No button; Enter in its only field neither puts the answer into the URL nor loses it."""
    page = own(browser, tmp_path, NO_ADDRESS)
    try:
        assert page.locator("button, [type=submit], form").count() == 0
        before = page.url
        page.get_by_label("Name").fill("Jane Canary")
        page.keyboard.press("Enter")
        assert page.url == before
        assert page.get_by_label("Name").input_value() == "Jane Canary"
    finally:
        page.close()


DATES = [
    ("precision: month", {"id.year": "2020"}, True),
    ("precision: month", {"id.month": "March"}, False),
    ("precision: year", {}, False),
    ("precision: day", {"id.year": "2020", "id.month": "3"}, False),
    ("precision: day", {"id.year": "2020", "id.month": "3", "id.day": "14"}, True),
    ("precision: month, how_long_ago: true", {"id.ago": "3"}, True),
]


@pytest.mark.parametrize(("keys", "typed", "valid"), DATES)
def test_a_required_date_asks_for_no_more_than_an_answer(
    keys: str, typed: dict[str, str], valid: bool, browser, tmp_path: Path
) -> None:
    """With precision month a year is an answer; "about how long ago" is one instead of a date."""
    text = NO_ADDRESS.replace(
        "{id: full_name, text: Name, kind: string}",
        f'{{id: id, text: "Since when?", kind: date, required: true, {keys}}}',
    ).replace("Neurology}", "Neurology, submit_to: /intake}")
    page = own(browser, tmp_path, text)
    try:
        for name, value in typed.items():
            page.locator(f'[name="{name}"]').fill(value)
        assert page.evaluate("document.querySelector('form').checkValidity()") is valid
    finally:
        page.close()


def test_a_tick_shows_when_the_page_is_printed(visit) -> None:
    """A browser prints no backgrounds, so the mark is the box's border."""
    page = visit("seed").page
    page.get_by_label("Eyelid").check()
    page.emulate_media(media="print")
    width = "e => getComputedStyle(e).borderTopWidth"
    ticked, blank = (page.get_by_label(name).evaluate(width) for name in ("Eyelid", "Tongue"))
    assert float(ticked[:-2]) >= 7 > 2 >= float(blank[:-2])


def names_of(item, order: str) -> dict[str, set[str] | None]:
    """The names that an item's controls have, each with its values (None: any text).

    `order` is the clinic's order of dates: with mdy, a time has AM and PM.
    """
    options = {o.code for o in _flat(getattr(item, "options", ()))}
    other = {f"{item.id}.other": None} if getattr(item, "other", None) else {}
    made = {
        "display": {},
        "string": {item.id: None},
        "text": {item.id: None},
        "integer": {item.id: None},
        "decimal": {item.id: None},
        "yes_no": {item.id: {"yes", "no"} | ({"not_sure"} if _get(item, "not_sure") else set())},
        "select_one": {item.id: options | ({"other"} if other else set()), **other},
        "select_multiple": {item.id: options | ({"other"} if other else set()), **other},
        "quantity": {
            f"{item.id}.value": None,
            f"{item.id}.unit": {unit.code for unit in _get(item, "units", ())},
        },
        "scale": {item.id: {str(n) for n in range(_get(item, "min", 0), _get(item, "max", 0) + 1)}}
        if item.kind == "scale"
        else {},
        "signature": {item.id: None, **({f"{item.id}.date": None} if _get(item, "dated") else {})},
    }
    if item.kind == "date":
        parts = {"day": 3, "month": 2, "year": 1}[item.precision]
        names = {f"{item.id}.{part}": None for part in ("year", "month", "day")[:parts]}
        if item.how_long_ago:
            names[f"{item.id}.ago"] = None
            names[f"{item.id}.ago_unit"] = {"days", "weeks", "months", "years"}
        return names
    if item.kind == "time":
        return {
            f"{item.id}.hour": None,
            f"{item.id}.minute": None,
            **({f"{item.id}.half": {"am", "pm"}} if order == "mdy" else {}),
        }
    if item.kind in ("person_name", "address"):
        return {f"{item.id}.{part}": None for part in item.parts}
    if item.kind == "matrix":
        return {f"{item.id}.{row.code}": options for row in item.rows}
    if item.kind == "table":
        return {
            f"{item.id}.{number}.{column.id}": _cell(column)
            for number in range(1, item.rows + 1)
            for column in item.columns
        }
    if item.kind == "body_map":
        codes = {region.code for region in item.offered()}
        return {item.id: codes | ({"other"} if other else set()), **other}
    if item.kind == "orderables":
        return {
            item.id: options,
            **{
                f"{item.id}.{o.code}": {detail.code for detail in o.details}
                for o in item.options
                if o.details
            },
            **{f"{item.id}.{o.code}.{k}": None for o in item.options for k in ORDER_KEYS},
        }
    return made.get(item.kind, {item.id: None})


ORDER_KEYS = ("when", "note", "initials")


def _cell(column) -> set[str] | None:
    if column.kind == "yes_no":
        return {"yes", "no"}
    return {option.code for option in column.options} or None


def _get(item, name: str, default=False):
    return getattr(item, name, default)


def _flat(options):
    for option in options:
        yield from getattr(option, "options", None) or (option,)


@pytest.mark.parametrize("name", corpus.ON_SCREEN)
def test_names_and_values_are_ids_and_codes(name: str, visit, made) -> None:
    """Every control of every kind, and no other: its name and, for a choice, its values."""
    form = made(name).questionnaire
    wanted: dict[str, set[str] | None] = {}
    for item in form.items:
        wanted |= names_of(item, form.clinic.order)
        if item.sensitive and item.is_coded:
            wanted[item.id] = {*wanted[item.id], "in_person"}
        elif item.sensitive:
            wanted[f"{item.id}.in_person"] = {"true"}
    repeated = {item.id for item in form.items if _get(item, "repeats")}
    found: dict[str, set[str] | None] = {}
    controls = visit(name).page.eval_on_selector_all(
        "input:not([type=hidden]), textarea, select",
        "all => all.map(e => [e.name, /radio|checkbox/.test(e.type) ? e.value : null])",
    )
    assert controls or name == "display"
    for control, value in controls:
        if value is None:
            assert control not in found or control in repeated, control
            found[control] = None
        else:
            values = found.setdefault(control, set())
            assert value not in values, (control, value)
            values.add(value)
    assert found == wanted


MAY_BE_LEFT_OUT = """clinic: {name: A, submit_to: /x}
forms:
  f:
    title: T
    sections:
      - title: S
        items:
          - id: smoke
            text: Do you smoke?
            kind: yes_no
            follow_up: {yes: [{id: many, text: How many?, kind: integer, required: true}]}
          - {id: named, text: Name, kind: string, required: true}
          - {id: private, text: Story, kind: string, required: true, sensitive: true}
      - title: More
        enable_when: {smoke: yes}
        items: [{id: when, text: When?, kind: date, required: true}]
"""


def test_the_browser_insists_only_on_what_applies_to_everybody(browser, tmp_path: Path) -> None:
    """Without a script it cannot know who smokes, or who would rather talk in person."""
    source = tmp_path / "questions.yaml"
    source.write_text(MAY_BE_LEFT_OUT, "utf-8")
    (form,) = pipeline.check(source)[0].questionnaires
    page = browser.new_page()
    page.set_content(Renderer(None).render("page.html", form))
    names = page.eval_on_selector_all("[required]", "all => all.map(one => one.name)")
    page.close()
    assert names == ["named"]
