"""The figure of body_map: each region is in its place, can be pressed, and shows its tick."""

from collections import Counter

import pytest

from intake.export.rendering import Renderer
from intake.kinds.body_map import REGIONS


@pytest.fixture
def figure(visit):
    """The page of the examples at 1280 pixels; its first question offers every region."""
    page = visit("body_map").page
    assert page.locator("fieldset >> nth=0 >> [type=checkbox]").count() == len(REGIONS)
    page.eval_on_selector_all(":checked", "all => all.forEach(one => one.checked = false)")
    return page


PLACES = """() => [...document.querySelectorAll('fieldset.intake-body_map')].flatMap(item => {
    const body = item.querySelector('.intake-body-outline').getBoundingClientRect();
    return [...item.querySelectorAll('label use')].map((use, index) => {
        const box = use.getBoundingClientRect();
        return {index, code: use.closest('label').control.value, id: use.closest('label').htmlFor,
            back: /-back-/.test(use.getAttribute('href')), middle: box.x + box.width / 2,
            share: [body.x, body.width],
            inside: box.left >= body.left - 2 && box.right <= body.right + 2
                && box.top >= body.top - 2 && box.bottom <= body.bottom + 2};
    });
})"""


def test_every_shape_is_inside_the_outline_on_its_side(figure) -> None:
    """The patient's right is at the viewer's left on the front, and at the right on the back."""
    places = figure.evaluate(PLACES)
    first = [one for one in places if ".plain." in one["id"]]
    seen = Counter(one["code"] for one in first)
    assert seen == {region.code: len(region.views) for region in REGIONS}
    assert [one["id"] for one in places if not one["inside"]] == []
    sides = {region.code: region.side for region in REGIONS}
    for one in first:
        left, width = one["share"]
        axis = left + width * (0.75 if one["back"] else 0.25)
        at_right = (sides[one["code"]] == "right") == one["back"]
        if sides[one["code"]]:
            assert (one["middle"] > axis) == at_right, one
        else:
            assert one["middle"] == pytest.approx(axis, abs=width / 100), one


PRESS = """index => {
    const use = document.querySelectorAll('fieldset.intake-body_map label use')[index];
    use.scrollIntoView({block: 'center'});
    const box = use.getBoundingClientRect(), label = use.closest('label');
    const grid = [...Array(29 * 29).keys()].map(n => [n % 29 - 14, Math.floor(n / 29) - 14]);
    grid.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
    for (const [i, j] of grid) {
        const x = box.x + box.width * (15 + i) / 30, y = box.y + box.height * (15 + j) / 30;
        if (document.elementFromPoint(x, y) === use) return {x, y, id: label.htmlFor};
    }
}"""


@pytest.mark.parametrize("width", [375])
def test_a_press_on_a_shape_ticks_its_box_and_no_other(width: int, visit) -> None:
    """At the point of the shape that is nearest to its middle, on every figure of the examples."""
    page = visit("body_map", width).page
    page.eval_on_selector_all(":checked", "all => all.forEach(one => one.checked = false)")
    count = page.locator("fieldset.intake-body_map label use").count()
    assert count > 2 * len(REGIONS)
    ticked: set[str] = set()
    for index in range(count):
        place = page.evaluate(PRESS, index)
        page.mouse.click(place["x"], place["y"])
        ticked ^= {place["id"]}
        assert {*page.evaluate(TICKED)} == ticked


TICKED = "[...document.querySelectorAll('input:checked')].map(one => one.id)"
LOOK = """code => { const box = document.querySelector(`input[value="${code}"]`);
    return [...box.labels[0].querySelectorAll('use')].map(use => {
        const style = getComputedStyle(use);
        return [style.fill, style.stroke]; }) }"""


def test_a_press_on_the_figure_leaves_the_page_where_it_is(figure) -> None:
    """The box that gets the focus is far below, but who presses the figure looks at the figure."""
    for index in range(0, 2 * len(REGIONS), 7):
        place = figure.evaluate(PRESS, index)
        before = figure.evaluate("scrollY")
        figure.mouse.click(place["x"], place["y"])
        assert figure.evaluate("document.activeElement.id") == place["id"]
        assert figure.evaluate("scrollY") == before


FILLED = """() => [...document.querySelector('fieldset').querySelectorAll('[type=checkbox]')]
    .map((box, _, all) => {
        box.checked = true;
        const filled = all.flatMap(one => [...one.labels[0].querySelectorAll('use')]
            .filter(use => getComputedStyle(use).fill !== 'rgba(0, 0, 0, 0)').map(() => one.value));
        box.checked = false;
        return [box.value, filled];
    })"""


def test_a_tick_fills_the_region_and_no_other(figure) -> None:
    """In each of its views."""
    wanted = [[region.code, [region.code] * len(region.views)] for region in REGIONS]
    assert figure.evaluate(FILLED) == wanted


def test_the_keyboard_ticks_and_shows_where_it_is(figure) -> None:
    """Tab goes from box to box, Space ticks; the region is outlined while its box has the focus."""
    figure.locator('input[value="right_shoulder"] >> nth=0').focus()
    figure.keyboard.press("Tab")
    assert figure.evaluate("document.activeElement.value") == "left_shoulder"
    assert all(stroke != "none" for _, stroke in figure.evaluate(LOOK, "left_shoulder"))
    assert all(stroke == "none" for _, stroke in figure.evaluate(LOOK, "right_shoulder"))
    figure.keyboard.press("Space")
    (ticked,) = figure.evaluate(TICKED)
    assert ticked.endswith(".left_shoulder")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert figure.evaluate(outline) == "solid"


def test_each_box_is_told_by_its_whole_name(figure) -> None:
    """Although the row shows only "Left" beside it; and with the muscle where that is asked for."""
    names = Renderer(None).environment("en").get_template("items/body_map/names.html").module
    tree = figure.context.new_cdp_session(figure).send("Accessibility.getFullAXTree")["nodes"]
    told = {
        node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "checkbox"
    }
    for region in REGIONS:
        name = names.regions[region.code]
        assert {name, f"{name} {names.muscles[region.part]}"} <= told


def test_two_figures_on_a_page_do_not_mix(figure) -> None:
    """Every shape that a label uses is one of its own question."""
    wrong = figure.evaluate(
        """() => [...document.querySelectorAll('use')].filter(use => {
            const shape = document.getElementById(use.getAttribute('href').slice(1));
            return !shape || shape.closest('fieldset') !== use.closest('fieldset');
        }).map(use => use.outerHTML)"""
    )
    assert wrong == []


HEADS = """() => [...document.querySelectorAll('.intake-body-heads p')].map(head =>
    [...head.children].sort((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)
        .map(word => word.innerText))"""


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize(
    ("name", "front", "back"),
    [
        ("body_map", ["Right", "Front", "Left"], ["Left", "Back", "Right"]),
        ("arabic", ["يمين", "الأمام", "يسار"], ["يسار", "الخلف", "يمين"]),
    ],
)
def test_the_sides_are_named_where_they_are(
    name: str, front: list[str], back: list[str], media: str, visit
) -> None:
    """From left to right in every language, for the drawing is never mirrored."""
    page = visit(name).page
    page.emulate_media(media=media)
    assert page.evaluate(HEADS)[:2] == [front, back]
