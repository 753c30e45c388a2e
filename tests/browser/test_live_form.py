# ruff: noqa: E501  # lines of YAML and of scripts
"""What the script adds to a form: follow-ups in their place, ticks that exclude, rows, keyboard."""

import gzip
import re
from pathlib import Path

import live
import pytest
from test_screen import violations

ALL = [320, 375, 1280]
FOLLOW = """
- id: smoke
  text: Do you smoke?
  kind: yes_no
  required: true
  follow_up:
    yes:
      - {id: many, text: How many a day?, kind: integer, min: 1}
      - {id: what, text: What?, kind: select_multiple, options: [Pipe, Cigars, {text: None of these, code: none, exclusive: true}], other: Other}
- {id: since, text: Since when?, kind: date, precision: month, enable_when: {smoke: yes}}
- {id: why, text: Why not?, enable_when: {item: smoke, not_equals: yes}}
- {id: drugs, text: Medicines, kind: table, rows: 2, max_rows: 4, columns: [Name, {id: daily, text: Daily?, kind: yes_no}]}
"""


@pytest.fixture
def page(browser, tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_text(live.page(FOLLOW, tmp_path), "utf-8")
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    yield page
    page.close()
    assert said == []


def seen(page) -> list[str]:
    """The ids of the items that can be seen."""
    return page.eval_on_selector_all(
        "[data-item]", "all => all.filter(e => e.checkVisibility()).map(e => e.dataset.item)"
    )


def test_follow_ups_open_below_their_question_and_keep_what_was_typed(page) -> None:
    assert seen(page) == ["smoke", "drugs"]
    live.answer(page, [("smoke", "yes"), ("many", "20")])
    assert seen(page) == ["smoke", "many", "what", "since", "drugs"]
    live.answer(page, [("smoke", "no")])
    assert seen(page) == ["smoke", "why", "drugs"]
    assert page.locator("[name=many]").is_disabled()
    live.answer(page, [("smoke", "yes")])
    assert page.locator("[name=many]").input_value() == "20"


def test_conditions_are_not_said_where_they_are_acted_on(page) -> None:
    """Neither to the eye nor in the description of a field; numbers stay."""
    live.answer(page, [("smoke", "yes")])
    assert not re.search(r"\bif\b", page.locator("form").inner_text(), re.IGNORECASE)
    assert page.locator(".intake-number:visible").all_inner_texts() == ["1", "2", "3", "4", "6"]
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = [node.get("description", {}).get("value", "") for node in tree]
    assert not any("Only if" in one for one in told)


def test_focus_stays_where_it_is_when_questions_come_and_go(page) -> None:
    page.locator("[name=smoke][value=yes]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "no"
    assert seen(page) == ["smoke", "why", "drugs"]


def test_none_of_these_unticks_the_rest_and_the_reverse(page) -> None:
    live.answer(page, [("smoke", "yes"), ("what", "pipe"), ("what", "none")])
    ticked = "document.querySelectorAll('[name=what]:checked').values().map(e => e.value).toArray()"
    assert page.evaluate(ticked) == ["none"]
    live.answer(page, [("what", "cigars")])
    assert page.evaluate(ticked) == ["cigars"]
    live.answer(page, [("what", "none")])
    page.locator("[name='what.other']").fill("Snuff")
    assert page.evaluate(ticked) == ["other"]


def test_rows_are_added_and_removed_with_the_focus_kept(page) -> None:
    """Up to max_rows; what stands below a removed row moves up; the last one stays."""
    page.evaluate(live.SUBMITTED)
    add = page.get_by_role("button", name="Add a row")
    focused = "document.activeElement.name || document.activeElement.getAttribute('aria-label')"
    rows = page.locator("tbody tr:visible")
    assert rows.count() == 1
    page.locator("[name='drugs.1.name']").fill("A")
    for number in (2, 3, 4):
        add.click()
        assert page.evaluate(focused) == f"drugs.{number}.name"
        page.keyboard.type("ABCD"[number - 1])
    assert rows.count() == 4
    assert not add.is_visible()
    page.locator("[name='drugs.4.daily'][value=yes]").check()
    page.get_by_role("button", name="Remove row 2").press("Enter")
    assert page.evaluate(focused) == "Remove row 2"
    live.answer(page, [("smoke", "no")])
    live.send(page)
    wanted = [{"name": "A"}, {"name": "C"}, {"name": "D", "daily": "yes"}]
    assert live.submitted(page)["answers"]["drugs"] == wanted
    page.get_by_role("button", name="Remove row 3").click()
    assert page.evaluate(focused) == "Remove row 2"
    page.get_by_role("button", name="Remove row 1").click()
    assert page.evaluate("document.activeElement.textContent") == "Add a row"
    assert page.locator("[name='drugs.1.name']").input_value() == "C"
    assert page.locator("tr:visible button:visible").count() == 0


@pytest.mark.parametrize("width", ALL)
def test_no_accessibility_violations_with_errors_and_follow_ups(width: int, page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert violations(page) == []
    live.answer(page, [("smoke", "yes"), ("many", "0"), ("since.month", "x"), ("since.year", "1")])
    page.get_by_role("button", name="Add a row").click()
    live.send(page)
    assert len(live.errors(page)) == 2
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == width


@pytest.mark.parametrize("width", ALL)
@pytest.mark.parametrize("name", ["seed", "new-patient", "arabic"])
def test_no_accessibility_violations_when_nothing_is_filled_in(
    name: str, width: int, visit
) -> None:
    visited = visit(name, width)
    page = visited.page
    live.send(page)
    assert len(live.errors(page)) >= 1
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == width
    assert visited.complaints == []


def test_without_script_all_is_shown_and_said(visit, made) -> None:
    """Every item, and when it applies, as on paper."""
    page = visit("new-patient", java_script_enabled=False).page
    hidden = [e for e in page.locator("[data-item]").all() if not e.is_visible()]
    assert [e for e in hidden if not e.locator("xpath=ancestor::details").count()] == []
    assert page.locator(".intake-when:visible, .intake-lead:visible").count() > 3
    assert page.get_by_role("button", name="Add a row").count() == 0


def test_the_seed_by_keyboard_alone(visit) -> None:
    """Tab, type, arrows and space; at the end Enter sends it."""
    page = visit("seed").page
    page.evaluate(live.SUBMITTED)
    page.keyboard.press("Tab")  # past the link to the other language
    for keys in ("Ada", "3", "27", "1980", "42", "11", "30", "2026", "June", "2025"):
        page.keyboard.press("Tab")
        page.keyboard.type(keys)
    for _ in range(3):  # past how long ago, to how long it lasts
        page.keyboard.press("Tab")
    page.keyboard.type("2.5")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    for _ in range(200):
        if page.evaluate("document.activeElement.type") == "submit":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = live.submitted(page)["answers"]
    assert told["full_name"] == "Ada"
    assert told["birth_date"] == "1980-03-27"
    assert told["onset"] == "2025-06"
    assert told["duration"] == {"value": "2.5", "unit": "minutes"}
    assert told["frequency"] == "many_daily"


def test_the_seed_is_light(made) -> None:
    """All in at most 20 KB compressed, of which the script is at most 8."""
    page = made("seed").page
    (script,) = re.findall(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    assert len(gzip.compress(page.encode())) <= 20_000
    assert 4_000 < len(gzip.compress(script.encode())) <= 8_000


def test_the_script_of_every_kind_is_light(made) -> None:
    (script,) = re.findall(
        r'<script type="module">(.*?)</script>', made("new-patient").page, re.DOTALL
    )
    assert len(gzip.compress(script.encode())) <= 10_500


def test_the_policy_lets_no_other_script_or_style_in(browser, tmp_path: Path) -> None:
    """One that slipped into the page does nothing, nor may the page ask for anything."""
    made = live.page(FOLLOW, tmp_path)
    bad = "<script>window.slipped = 1</script><style>h1 { color: red }</style>"
    path = tmp_path / "page.html"
    path.write_text(made.replace("<main>", f"<main>{bad}<p onclick='slipped = 1'>"), "utf-8")
    page = browser.new_page()
    try:
        page.goto(path.as_uri())
        page.locator("p[onclick]").dispatch_event("click")
        assert page.evaluate("window.slipped") is None
        red = "getComputedStyle(document.querySelector('h1')).color === 'rgb(255, 0, 0)'"
        assert not page.evaluate(red)
        assert page.evaluate("fetch('https://example.com').then(() => 1, () => 0)") == 0
        assert page.locator(".intake-live").count() == 1
    finally:
        page.close()
