"""The page for staff in Chromium: for everybody, live, and without losing what one was doing."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pages import Pages
from playwright.sync_api import Page, expect
from serving import Served, library, serving
from test_screen import violations

from intake.content.validate import Checked
from intake.preview.approval import Approval

TITLES = ("Headache", "Back pain", "New patient", *(f"Visit {number}" for number in range(9)))
KEYS = "    status: draft\n"
CLINIC = ", submit_to: /answers"
TEXT = library(*TITLES, clinic=CLINIC)
TABLE = (
    "          - {id: pills, text: Which medicines?, kind: table, rows: 2, max_rows: 6,"
    " columns: [{id: name, text: Name}]}\n"
)
BROKEN = TEXT.replace("kind: text", "kind: txet", 1)


def approvals(checked: Checked) -> Mapping[str, tuple[Approval, ...]]:
    """One form as it was approved, one changed since."""
    changes = ("Question 1: “Where?” became “Where does it hurt?”.",)
    return {
        "back-pain": (Approval("en", "Dr Ruiz", "2026-11-01"),),
        "new-patient": (Approval("en", "Dr Ruiz", "2026-11-01", changes),),
    }


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Twelve forms on screen; each test leaves TEXT as it was."""
    with serving(tmp_path_factory.mktemp("served"), TEXT, ("html",), approvals) as one:
        one.until(lambda state: bool(state.made))
        yield one


@contextlib.contextmanager
def hearing(page: Page) -> Iterator[list[str]]:
    """What the browser complains of on the page."""
    complaints: list[str] = []
    heard = {
        "pageerror": lambda error: complaints.append(str(error)),
        "console": lambda said: said.type in ("error", "warning") and complaints.append(said.text),
    }
    for event, hear in heard.items():
        page.on(event, hear)
    yield complaints
    for event, hear in heard.items():
        page.remove_listener(event, hear)


@pytest.fixture
def page(browser: Pages, served: Served) -> Iterator[Page]:
    """A page that fails the test when the browser complains of anything."""
    served.save(TEXT)
    served.until(lambda state: not state.errors)
    opened = browser.new_page({"width": 1280, "height": 900})
    with hearing(opened) as complaints:
        yield opened
        assert complaints == []
    opened.emulate_media(color_scheme="light")
    opened.close()


SEEN = [
    (TEXT, "", "light", (375,)),
    (BROKEN, "", "light", (375, 1280)),
    (BROKEN, "forms/new-patient", "light", (375, 1280)),
    (BROKEN, "forms/headache", "dark", (1280,)),
    (BROKEN, "", "dark", (375,)),
]


def test_no_accessibility_violations(page: Page, served: Served) -> None:
    """axe, on a telephone and a computer: the list, a form, with problems and without."""
    for text, path, look, widths in SEEN:
        served.save(text)
        served.until(lambda state, wrong=text == BROKEN: bool(state.errors) == wrong)
        page.emulate_media(color_scheme=look)
        page.goto(served.address + path)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_problems_appear_and_vanish_by_themselves(page: Page, served: Served) -> None:
    """With the line and a caret under the spot; the form can still be opened."""
    page.goto(served.address)
    expect(page.locator(".status")).to_contain_text("Everything is up to date")
    served.save(BROKEN)
    expect(page.locator(".panel.wrong .what")).to_have_text("Unknown kind “txet”.")
    line, caret = page.locator("pre").inner_text().rstrip().split("\n")
    assert line[caret.index("^") :].startswith("txet")
    expect(page.locator(".place")).to_contain_text("questions.yaml:11:")
    card = page.locator(".form", has_text="Headache")
    expect(card.locator(".tag.problems")).to_have_text("Has problems")
    card.get_by_role("link", name="See on screen").click()
    expect(page.locator(".panel.wrong")).to_contain_text("You see the last good version")
    expect(page.frame_locator("#shown").locator("h1")).to_have_text("Headache")
    served.save(TEXT)
    expect(page.locator(".panel.wrong")).to_have_count(0)
    expect(page.locator("#said")).to_contain_text("Up to date")


def test_live_reload_keeps_the_place_and_what_was_typed(page: Page, served: Served) -> None:
    """In the form, rows that were added, ticks and open parts too; nothing is stored."""
    drafts = TEXT.replace(CLINIC, f"{CLINIC}, drafts: true")
    other = drafts.replace("          - Where does it hurt?\n", "          - Where?\n" + TABLE, 1)
    served.save(other)
    served.until(lambda state: "headache" in state.made)
    page.goto(served.address + "forms/headache")
    shown = page.frame_locator("#shown")
    shown.locator("[name=since]").fill("for a week")
    shown.get_by_role("button", name="Add").click()
    for number in (1, 2, 3):
        if not shown.locator(f'[name="pills.{number}.name"]').is_visible():
            shown.get_by_role("button", name="Add").click()
        shown.locator(f'[name="pills.{number}.name"]').fill(f"Pill {number}")
    shown.locator("[name=since]").focus()
    inner = page.frame(url="**/file/**")
    assert inner
    inner.evaluate("scrollTo(0, 200)")
    page.evaluate("scrollTo(0, 120)")
    before = inner.evaluate("scrollY"), page.evaluate("scrollY")
    assert before[0] > 0
    assert before[1] > 0
    served.save(other.replace("- Where?", "- Where exactly?"))
    expect(shown.locator("body")).to_contain_text("Where exactly?")
    expect(shown.locator("[name=since]")).to_have_value("for a week")
    for number in (1, 2, 3):
        expect(shown.locator(f'[name="pills.{number}.name"]')).to_have_value(f"Pill {number}")
        expect(shown.locator(f'[name="pills.{number}.name"]')).to_be_visible()
    inner = page.frame(url="**/file/**")
    assert inner
    assert (inner.evaluate("scrollY"), page.evaluate("scrollY")) == before
    expect(shown.locator("[name=since]")).to_be_focused()
    shown.locator("[name=since]").fill("for a month")
    page.reload()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    published = (served.site.output / "headache.html").read_bytes()
    assert b"data-drafts" in published
    assert served.ask("/file/headache.html?whole")[2] == published


def test_a_form_that_is_sent_goes_nowhere(page: Page, served: Served) -> None:
    """The page says so, and what was typed stays."""
    sent: list[str] = []
    page.on("request", lambda one: one.method != "GET" and sent.append(one.url))
    page.goto(served.address + "forms/headache")
    page.wait_for_selector("#shown[data-guarded]")
    shown = page.frame_locator("#shown")
    shown.locator("[name=since]").fill("for a week")
    shown.get_by_role("button", name="Send").click()
    expect(page.locator("#told")).to_contain_text("Nothing was sent, because this is a preview.")
    expect(shown.locator("[name=since]")).to_have_value("for a week")
    assert sent == []


def test_the_list_keeps_the_search_and_what_is_open(page: Page, served: Served) -> None:
    """While one types forms without the words go, accents or not; a save changes nothing of it."""
    page.goto(served.address)
    page.locator("#search").fill("BÁCK")
    cards = page.locator(".form:visible")
    expect(cards).to_have_count(1)
    served.save(TEXT.replace("title: Back pain", "title: Pain in the back"))
    expect(cards.locator("h2")).to_have_text("Pain in the back")
    expect(cards).to_have_count(1)
    expect(page.locator("#search")).to_be_focused()
    page.locator("#search").fill("nothing like it")
    expect(page.locator(".nothing")).to_be_visible()


def test_approvals_are_shown_with_what_has_changed(page: Page, served: Served) -> None:
    """In the list as a mark, in the form with the words."""
    page.goto(served.address)
    tags = {name: page.locator(".form", has_text=name).locator(".tags") for name in TITLES[:3]}
    expect(tags["Back pain"]).to_contain_text("Approved")
    expect(tags["New patient"]).to_contain_text("Changed since it was approved")
    expect(tags["Headache"]).not_to_contain_text("pproved")
    page.goto(served.address + "forms/new-patient")
    expect(page.locator("#approval-en")).to_have_text("Approved by Dr Ruiz on 1 November 2026")
    expect(page.locator(".changes")).to_contain_text("became “Where does it hurt?”")


def test_it_works_by_keyboard_and_without_a_script(browser: Pages, served: Served) -> None:
    """Only live reload needs one: search, forms and files are links and forms."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(served.address)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("back")
    page.keyboard.press("Enter")
    expect(page.locator(".form")).to_have_count(1)
    page.locator(".form").get_by_role("link", name="See on screen").press("Enter")
    expect(page.frame_locator("#shown").locator("h1")).to_have_text("Back pain")
    page.close()


def test_a_page_says_when_the_preview_has_ended(browser: Pages, served: Served) -> None:
    """In sight of all; what it shows stays."""
    page = browser.new_page()
    page.route("**/live", lambda route: route.abort())
    page.goto(served.address)
    expect(page.locator("#ended")).to_contain_text("The preview has ended.")
    expect(page.locator(".form").first).to_be_visible()
    page.close()


def test_the_list_beside_the_forms(browser: Pages, served: Served, tmp_path: Path) -> None:
    """output/index.html, opened as a file: for everybody, searchable, without dead links."""
    page = browser.new_page({"width": 375, "height": 900})
    path = served.site.output / "index.html"
    page.goto(path.as_uri())
    assert violations(page) == []
    page.locator("#search").fill("pain")
    expect(page.locator(".form:visible")).to_have_count(1)
    links = page.locator("a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    pages = {link for link in links if link.endswith(".html")}
    assert len(pages) == 3 * len(TITLES)  # the page, the fragment and how to embed it
    assert all("/" not in link for link in links)
    assert all((path.parent / link).is_file() for link in pages)
    page.close()
