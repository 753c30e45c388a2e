"""One section at a time: what is checked, shown and said, and the answers at the end."""

import json

import corpus
import live
import portal
import pytest
from test_screen import violations

from intake.export.html import export
from intake.export.rendering import Renderer

SITE = "screen: sections"
FOCUSED = "document.activeElement.innerText"
ANSWERS = [
    *(("name", "Ada"), ("born.month", "3"), ("born.day", "27"), ("born.year", "1980")),
    *(("smoke", "yes"), ("packs", "2.5")),
]
LATER = [
    *(("signs", "cough"), ("signs.other", "Hiccups"), ("drugs.1.what", "Aspirin")),
    *(("drugs.1.dose", "0.5"), ("last", "No,\nthank you")),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    return portal.pages(SITE, tmp_path_factory.mktemp("sections"))


@pytest.fixture
def site(pages):
    with portal.serving(pages) as kept:
        yield kept


def forward(page) -> None:
    page.locator(".intake-ways button").first.click()


def heading(page) -> str:
    return page.locator(".intake-title:visible").inner_text().replace("\n", " ")


def walked(page) -> None:
    """To the last page, with an answer to every question."""
    live.answer(page, ANSWERS)
    forward(page)
    live.answer(page, [("stop", "no")])
    forward(page)
    live.answer(page, LATER)
    forward(page)


def test_a_section_is_checked_before_the_next_and_one_that_does_not_apply_is_not_counted(
    browser, site
) -> None:
    with portal.opened(browser, site, "f.html") as (page, said):
        assert heading(page) == "Part 1 of 2 About you"
        forward(page)
        assert live.errors(page) == ["Name: Enter an answer."]
        assert page.title().startswith("Error: Part 1 of 2 About you – Before your visit")
        live.answer(page, ANSWERS)
        assert heading(page) == "Part 1 of 3 About you"
        forward(page)
        assert heading(page) == "Part 2 of 3 Smoking"
        assert page.evaluate(FOCUSED) == "Part 2 of 3\nSmoking"
        assert page.title() == "Part 2 of 3 Smoking – Before your visit – Riverside Neurology"
        assert page.locator(".intake-errors, .intake-intro:visible").count() == 0
        page.get_by_role("button", name="Previous part").click()
        live.answer(page, [("smoke", "no")])
        forward(page)
        assert heading(page) == "Part 2 of 2 Your health"
        assert said == []
    assert site.posts == []


def test_back_and_forward_of_the_browser_keep_the_answers(browser, site) -> None:
    """The history holds a number, and addresses nothing."""
    with portal.opened(browser, site, "f.html") as (page, _):
        walked(page)
        assert heading(page) == "Check your answers before you send them"
        for wanted in ("Your health", "Smoking", "About you"):
            page.go_back()
            assert heading(page).endswith(wanted)
        assert page.locator("[name=name]").input_value() == "Ada"
        assert page.evaluate("history.state") == {"intake.f": 0}
        for _ in range(3):
            page.go_forward()
        assert heading(page).startswith("Check")
        assert page.evaluate("history.state") == {"intake.f": 3}
        assert page.url == site.address + "f.html"
        page.reload()
        assert heading(page).startswith("Check")


def test_the_answers_are_said_in_words_and_each_can_be_changed(browser, site) -> None:
    with portal.opened(browser, site, "f.html") as (page, _):
        walked(page)
        rows = page.locator(".intake-review > div")
        assert [row.split("\n\n")[:-1] for row in rows.all_inner_texts()] == [
            ["Name", "Ada"],
            ["Date of birth", "March 27, 1980"],
            ["Do you smoke?", "Yes"],
            ["How many packs?", "2.5"],
            ["Would you like to stop?", "No"],
            ["Signs", "Cough", "Other: Hiccups"],
            ["Medicines", "Which: Aspirin; Dose: 0.5"],
            ["Anything else?", "No,\nthank you"],
        ]
        page.get_by_role("link", name="Change Do you smoke?").click()
        assert page.evaluate("document.activeElement.name") == "smoke"
        live.answer(page, [("smoke", "no"), ("packs", "")][:1])
        forward(page)
        assert heading(page).startswith("Check your answers")
        assert rows.count() == 6
        page.evaluate(live.SUBMITTED)
        live.send(page)
        told = live.submitted(page)["answers"]
        assert told["smoke"] == "no"
        assert {"packs", "stop"}.isdisjoint(told)


def test_what_a_change_opens_is_asked_before_the_end(browser, site) -> None:
    with portal.opened(browser, site, "f.html") as (page, _):
        live.answer(page, [("name", "Ada")])
        forward(page)
        forward(page)
        page.get_by_role("link", name="Change Do you smoke?").click()
        live.answer(page, [("smoke", "yes")])
        forward(page)
        assert heading(page) == "Part 2 of 3 Smoking"
        live.answer(page, [("stop", "no")])
        forward(page)
        assert heading(page).startswith("Check your answers")


def test_an_error_that_is_found_at_the_end_leads_to_its_part(browser, site) -> None:
    with portal.opened(browser, site, "f.html") as (page, _):
        walked(page)
        page.evaluate("document.querySelector('[name=name]').value = ''")
        live.send(page)
        assert live.errors(page) == ["Name: Enter an answer."]
        page.locator(".intake-errors a").click()
        assert heading(page) == "Part 1 of 3 About you"
        assert page.evaluate("document.activeElement.name") == "name"
        assert live.errors(page) == ["Name: Enter an answer."]
        live.answer(page, [("name", "Ada")])
        assert live.errors(page) == []
        forward(page)
        assert heading(page).startswith("Check your answers")


def test_enter_goes_on_and_only_the_last_page_sends(browser, site) -> None:
    """By keyboard alone, from the first field to sending."""
    with portal.opened(browser, site, "f.html") as (page, said):
        keys = page.keyboard
        for _ in range(10):
            keys.press("Tab")
            if page.evaluate("document.activeElement.name") == "name":
                break
        keys.type("Ada")
        keys.press("Enter")
        assert site.posts == []
        assert heading(page) == "Part 2 of 2 Your health"
        keys.press("Tab")
        keys.press("Space")
        for _ in range(20):
            keys.press("Tab")
            if page.evaluate("document.activeElement.innerText") == "Continue":
                break
        keys.press("Enter")
        assert heading(page).startswith("Check your answers")
        for _ in range(20):
            keys.press("Tab")
            if page.evaluate("document.activeElement.type") == "submit":
                break
        keys.press("Enter")
        page.wait_for_url("**/intake")
        assert said == []
    ((_, body),) = site.posts
    assert b"name=Ada" in body
    assert b"signs=cough" in body


@pytest.mark.parametrize("name", ["f.html", "f.ar.html"])
def test_no_accessibility_violations_in_any_part(name: str, browser, site) -> None:
    size = {"width": 375, "height": 800}
    with portal.opened(browser, site, name, viewport=size) as (page, _):
        forward(page)
        assert len(live.errors(page)) == 1
        for answers in (ANSWERS, [("stop", "no")], LATER, []):
            assert violations(page) == []
            assert page.evaluate("document.scrollingElement.scrollWidth") == 375
            live.answer(page, answers)
            if answers:
                forward(page)
        assert page.locator(".intake-review").count() == 3
        assert page.locator("[role=alert], [role=status]").all_inner_texts() == [""] * 2


def test_printing_prints_the_whole_form_and_so_does_a_page_without_script(browser, site) -> None:
    with portal.opened(browser, site, "f.html") as (page, _):
        walked(page)
        page.emulate_media(media="print")
        shown = page.locator(".intake-section:visible h2").all_inner_texts()
        assert shown == ["About you", "Smoking", "Your health"]
        assert page.locator(".intake-ways:visible, .intake-review:visible").count() == 0
    with portal.opened(browser, site, "f.html", java_script_enabled=False) as (page, _):
        assert page.locator("[data-item]:visible").count() == 8
        assert page.locator("button:visible").count() == 1


def test_a_form_says_for_itself_how_it_is_shown(tmp_path) -> None:
    of_the_clinic = live.page("- A\n", tmp_path, "screen: sections")
    assert 'data-screen="sections"' in of_the_clinic
    path = tmp_path / "live.yaml"
    path.write_text(
        path.read_text("utf-8").replace("title: Live", "title: Live\n    screen: whole")
    )
    made = export(corpus.questionnaire(path), Renderer(None)).content.decode()
    assert "data-screen" not in made


SAID = [
    ("kind: string, repeats: 2", ["a", "b"], ["a", "b"]),
    ("kind: yes_no, not_sure: true", "not_sure", ["Not sure"]),
    ("kind: date, precision: year", "1980", ["1980"]),
    ("kind: date, precision: month", "2026-02", ["February 2026"]),
    ("kind: time", "00:05", ["12:05 AM"]),
    ("kind: decimal, unit: °C", "36.6", ["36.6 °C"]),
    ("kind: quantity, units: [km, mi]", {"value": "2.5", "unit": "mi"}, ["2.5 mi"]),
    ("kind: scale, min: 0, max: 5, lower: L, upper: U", 0, ["0"]),
    (
        "kind: matrix, rows: [{code: a, text: At home}], options: [{code: n, text: Never}, O]",
        {"a": "n"},
        ["At home: Never"],
    ),
    (
        "kind: table, columns: [{id: a, text: Which, hint: h}, {id: b, text: Daily, kind: yes_no}]",
        [{"a": "x", "b": "yes"}, {"b": "no"}],
        ["Which: x; Daily: Yes", "Daily: No"],
    ),
    ("kind: person_name", {"given": "Ada", "family": "Lovelace"}, ["Ada Lovelace"]),
    ("kind: address", {"line": "1 Mill Ln", "city": "York"}, ["1 Mill Ln", "York"]),
    ("kind: body_map", ["left_knee", "back_of_neck"], ["Back of the neck", "Knee, left"]),
    ("kind: signature", {"name": "Ada", "date": "1/2"}, ["Ada", "1/2"]),
]


def test_every_kind_says_its_answer(browser, tmp_path) -> None:
    """With a date that is told as how long ago, and one that the patient would rather talk of."""
    rules = [rule for rule, _, _ in SAID]
    items = "".join(f"- {{id: q{n}, text: Q{n}, {rule}}}\n" for n, rule in enumerate(rules))
    items += "- {id: ago, text: Since, kind: date, how_long_ago: true}\n"
    items += "- {id: sad, text: Sad, kind: text, sensitive: true}\n"
    beside = {"ago": {"ago": {"value": "3", "unit": "weeks"}}, "sad": {"in_person": True}}
    given = {"answers": {f"q{n}": answer for n, (_, answer, _) in enumerate(SAID)}}
    script = json.dumps({**given, "beside": beside})
    made = live.page(items, tmp_path, "submit_to: /intake, prefill: true, screen: sections")
    tag = '<script type="application/json" class="intake-prefill">'
    path = tmp_path / "said.html"
    path.write_text(made.replace("</main>", f"{tag}{script}</script></main>"), "utf-8")
    page = browser.new_page()
    try:
        page.goto(path.as_uri())
        forward(page)
        rows = page.locator(".intake-review > div").all()
        found = [row.locator("dd p").all_inner_texts() for row in rows]
    finally:
        page.close()
    told = [["3 weeks"], ["I would rather talk in person"]]
    assert found == [*(lines for _, _, lines in SAID), *told]
