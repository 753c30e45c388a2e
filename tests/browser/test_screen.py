"""The page in a real browser: for everybody, at every width, with nothing from elsewhere."""

import re
from pathlib import Path
from typing import Any

import corpus
import pytest
from axe_playwright_python.base import AXE_SCRIPT

AXE = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22a",
        "wcag22aa",
        "best-practice",
    ],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
EVERYTHING = pytest.mark.parametrize("name", corpus.ON_SCREEN)
OPEN_DETAILS = "all => all.forEach(one => one.open = true)"


def violations(page, options: Any = AXE) -> list[str]:
    """What axe finds on the page with every part of it open: rule, element, reason."""
    page.eval_on_selector_all("details", OPEN_DETAILS)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    response = page.evaluate("options => axe.run(options)", options)
    return [
        f"{found['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}"
        for found in response["violations"]
        for node in found["nodes"]
    ]


WIDTHS = [
    (name, width) for name in corpus.ON_SCREEN if name in corpus.FORMS for width in (375, 1280)
]
"""A kind's examples are looked at in test_states.py; the forms hold every kind."""


@pytest.mark.parametrize(("name", "width"), WIDTHS)
def test_no_accessibility_violations(name: str, width: int, visit) -> None:
    """axe: WCAG 2.0, 2.1 and 2.2, A and AA, and its best practices."""
    assert violations(visit(name, width).page) == []


@pytest.mark.parametrize("width", [375, 1280])
def test_no_accessibility_violations_in_the_dark(width: int, visit) -> None:
    """The same where the system asks for dark colours, which the page then uses."""
    page = visit("seed", width, color_scheme="dark").page
    style = "getComputedStyle(document.querySelector('.intake')).backgroundColor"
    background = page.evaluate(style)
    red, green, blue = map(int, re.findall(r"\d+", background)[:3])
    assert max(red, green, blue) < 80
    assert violations(page) == []


def test_axe_finds_what_is_wrong(visit) -> None:
    """The check itself can fail: a field without its label, a text too pale, a target too small."""
    page = visit("seed", 375).page
    page.evaluate(
        """() => {
            document.querySelector('label[for$=full_name]').remove();
            document.querySelector('h1').style.color = '#eee';
        }"""
    )
    found = " ".join(violations(page))
    assert "label:" in found
    assert "color-contrast:" in found


CONTROLS = {"textbox", "radio", "checkbox", "button", "spinbutton", "combobox", "searchbox"}


def spoken(page) -> list[dict]:
    """What assistive technology is told of each control and group: role, name, description."""
    page.eval_on_selector_all("details", OPEN_DETAILS)
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {key: node.get(key, {}).get("value", "") for key in ("role", "name", "description")}
        for node in tree
        if not node.get("ignored")
    ]


COVERED = """() => [...document.querySelectorAll('form label')].filter(label => {
    if (!label.checkVisibility() || label.closest('details')) return false;
    label.scrollIntoView({block: 'center'});
    const box = label.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !label.contains(top);
}).map(label => label.outerHTML)"""
"""The labels whose middle is covered by something else."""
WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > 320.5).map(e => e.outerHTML.slice(0, 100))"""
"""What is wider than the narrowest screen."""


@EVERYTHING
def test_fits_the_screen_asks_for_nothing_and_names_its_controls(
    name: str, visit, folder: Path
) -> None:
    """One request, for the file; no complaint on the console; one script, inside it. Every label
    can be pressed where it is seen; no horizontal scrolling at 320 px, which is also 1280 px at
    400 % (WCAG 1.4.10), with every part open. Chromium's accessibility tree has a name for every
    control and for every group.

    A <details> is a group too, which its summary names only once it is reached.
    """
    visited = visit(name, 375)
    page = visited.page
    page.wait_for_timeout(100)
    assert page.evaluate(COVERED) == []
    page.set_viewport_size({"width": 320, "height": 900})
    page.eval_on_selector_all("details", OPEN_DETAILS)
    assert page.evaluate(WIDE) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320
    assert visited.requests == [(folder / f"{name}.html").as_uri()]
    assert visited.complaints == []
    assert page.locator("script[type=module]:not([src])").count() == 1
    assert page.locator("script").count() == 2
    assert page.locator(".intake-live").count() == 1
    told = [node for node in spoken(page) if node["role"] in {*CONTROLS, "group"}]
    assert told or name == "display"
    nameless = [node["role"] for node in told if not node["name"].strip()]
    assert nameless == ["group"] * page.locator("details").count()


UNCHOSEN = """() => [...document.querySelectorAll('label')].filter(label => {
    const control = label.control;
    if (!control) return true;
    if (control.matches(':disabled:is([type=radio],[type=checkbox])')) return false;
    const before = control.checked;
    label.click();
    if (control.type === 'checkbox') return control.checked === before;
    return control.type === 'radio' ? !control.checked : document.activeElement !== control;
}).map(label => label.outerHTML)"""
"""The labels of which a click neither ticks a box nor brings the cursor into a field. A tick that
the clinic has made, which is only read, stays as it is."""


@EVERYTHING
def test_labels_choose_and_questions_and_hints_are_told(name: str, visit, made) -> None:
    """Without the script. The text of every question is in the name of a control, a group or a
    table; each hint is the description of one."""
    items = made(name).questionnaire.items
    page = visit(name, 375, java_script_enabled=False).page
    told = spoken(page)
    page.eval_on_selector_all("fieldset", "all => all.forEach(one => one.disabled = false)")
    assert page.evaluate(UNCHOSEN) == []
    roles = {*CONTROLS, "group", "table", "caption"}
    names = [corpus.solid(node["name"]) for node in told if node["role"] in roles]
    asked = [item for item in items if item.kind != "display"]
    assert [i.id for i in asked if not any(corpus.solid(i.text) in one for one in names)] == []
    said = [corpus.solid(node["description"]) for node in told]
    hinted = [item for item in items if item.hint]
    assert [i.id for i in hinted if not any(corpus.solid(i.hint) in one for one in said)] == []


@pytest.mark.parametrize("name", corpus.FORMS)
def test_printing_the_page_is_sensible(name: str, visit, made, tmp_path: Path) -> None:
    """The portal's page prints on no more pages than the PDF and one, with every question: as it
    is before the script shows only what applies."""
    page = visit(name, java_script_enabled=False).page
    path = tmp_path / "printed.pdf"
    paper = made(name).questionnaire.clinic.paper
    page.pdf(path=path, format={"letter": "Letter", "a4": "A4"}[paper])
    pages = corpus.pdf_text(path)
    assert 1 <= len(pages) <= made(name).pages + 1
    assert corpus.half_empty(path)[:-1] == [False] * (len(pages) - 1)
    seen = corpus.solid("".join(pages))
    if name == "arabic":  # poppler does not make words of the Arabic that Chromium prints
        page.emulate_media(media="print")
        seen = corpus.solid(page.inner_text("body"))
    sections = made(name).questionnaire.sections
    asked = [item.text for part in sections if part.for_ == "patient" for item in part.items]
    assert asked
    assert [text for text in asked if corpus.solid(text) not in seen] == []
