"""Every form and kind in every state: no violations, nothing to be scrolled for sideways.

Some of each; SWEEP=1 for all: CONTRIBUTING.md, To sweep.
"""

import os
from itertools import product
from pathlib import Path

import corpus
import pytest
import states
from test_screen import AXE, OPEN_DETAILS, violations

SWEEP = bool(os.environ.get("SWEEP"))
WIDTHS = (320, 375, 1280)
"""320 is also 1280 at 400 %."""
SIDES = ("ltr", "rtl")
COLOURS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
STATES = {
    "as loaded": {"is_wrong": False, "is_open": False},
    "errors": {"is_wrong": True, "is_open": False},
    "open": {"is_wrong": False, "is_open": True},
    "open and errors": {"is_wrong": True, "is_open": True},
}
OUTSIDE = """width => [...document.querySelectorAll('body *')].filter(one => {
    const box = one.getBoundingClientRect();
    return (box.right > width + 0.5 || box.left < -0.5) && one.checkVisibility();
}).map(one => one.outerHTML.slice(0, 120))"""


def wrong(page, width: int, colours: str, *, is_swept: bool = False) -> list[str]:
    """What is wrong with the page at this width, in these colours. In a sweep, what cannot depend
    on colours is asked in the light alone."""
    page.set_viewport_size({"width": width, "height": 256 if width == 320 else 900})
    page.emulate_media(**COLOURS[colours])
    page.eval_on_selector_all("details", OPEN_DETAILS)
    found = page.evaluate(OUTSIDE, width)
    if page.evaluate("document.scrollingElement.scrollWidth") != width:
        found.append("scrolls sideways")
    if is_swept and colours != "light":
        rules = {"runOnly": ["color-contrast", "link-in-text-block"]}
        return found + violations(page, {**AXE, **rules, "rules": {}})
    return found + violations(page)


def turned(names: tuple[str, ...]) -> list[tuple[str, str, str, int]]:
    """Each with another side, colours and width."""
    ways = list(product(WIDTHS, COLOURS, SIDES))
    return [
        (name, side, colours, width)
        for at, name in enumerate(names)
        for width, colours, side in (ways[at * 5 % len(ways)],)
    ]


@pytest.mark.parametrize(("name", "side", "colours", "width"), turned(corpus.KINDS))
def test_with_follow_ups_open_and_errors_shown(
    name: str, side: str, colours: str, width: int, visit, folder: Path
) -> None:
    address = states.page_of(name, folder, side=side).as_uri()
    visited = visit(name, width, address=address)
    states.whole(visited.page, is_wrong=True, is_open=True)
    has_fields = name not in ("display", "orderables")
    assert (visited.page.locator(".intake-errors li").count() > 0) is has_fields
    assert wrong(visited.page, width, colours) == []
    assert visited.complaints == []


@pytest.mark.parametrize(
    ("name", "side", "colours", "width"),
    [("new-patient", "ltr", "forced", 320), ("arabic", "rtl", "dark", 375)],
)
def test_the_answers_to_be_looked_over(
    name: str, side: str, colours: str, width: int, visit, folder: Path
) -> None:
    """Reached through every section, of which the last is looked at as well."""
    address = states.page_of(name, folder, "sections", side).as_uri()
    visited = visit(name, width, address=address)
    titles = list(states.sections(visited.page, name, folder))
    assert len(titles) >= 3
    assert visited.page.locator(".intake-review").count() >= 2
    assert wrong(visited.page, width, colours) == []
    visited.page.go_back()
    assert wrong(visited.page, width, colours) == []
    assert visited.complaints == []


@pytest.mark.skipif(not SWEEP, reason="an hour: CONTRIBUTING.md, To sweep")
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_every_state(name: str, side: str, visit, folder: Path) -> None:
    found = {}

    def look(state: str) -> None:
        for colours, width in product(COLOURS, WIDTHS):
            problems = wrong(visited.page, width, colours, is_swept=True)
            found.update({(state, colours, width): problems} if problems else {})

    for state, how in STATES.items():
        visited = visit(name, address=states.page_of(name, folder, side=side).as_uri())
        states.whole(visited.page, **how)
        look(state)
    if name not in ("display", "orderables"):
        address = states.page_of(name, folder, "sections", side).as_uri()
        visited = visit(name, address=address)
        for title in states.sections(visited.page, name, folder):
            look(title)
    assert found == {}
    assert visited.complaints == []
