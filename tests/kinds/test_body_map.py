"""body_map: its keys fit together; every region has its names and its shapes."""

import re

import corpus
import pytest
from yaml_cases import codes, item

from intake.export.rendering import Renderer
from intake.kinds.body_map import REGIONS, VIEWS

BODY = "{text: A, kind: body_map"
RULES = [
    ("}", []),
    (", views: [front]}", []),
    (", views: [back, front], regions: [left_calf, face], other: Elsewhere, anatomical: true}", []),
    (", views: []}", ["E307"]),
    (", views: [side]}", ["E309"]),
    (", views: [front, front]}", ["E402"]),
    (", regions: []}", ["E307"]),
    (", regions: [left_calve]}", ["E309"]),
    (", regions: [calf, face, left_calf]}", ["E309"]),
    (", regions: [face, left_calf, face]}", ["E402"]),
    (", regions: face}", ["E303"]),
    (", views: [front], regions: [face, left_calf]}", ["E309"]),
    (", views: [front], regions: [left_hand, left_knee]}", []),
    (", views: [side], regions: [left_calf]}", ["E309"]),
    (", anatomical: sometimes}", ["E304"]),
    (", other: true}", ["E304"]),
    (", options: [a]}", ["E301"]),
    (", views: [front], initial: [left_knee]}", []),
    (", views: [front], initial: [left_calf]}", ["E309"]),
    (", views: [side], initial: [left_calf]}", ["E309"]),
    (", views: [front], follow_up: {left_calf: [Since when?]}}", ["E403"]),
]


@pytest.mark.parametrize(("keys", "found"), RULES)
def test_its_keys_fit_together(keys: str, found: list[str]) -> None:
    assert codes(BODY + keys) == found


OFFERED = [
    ("}", 46, {"left_calf", "right_hand", "belly", "upper_back"}),
    (", views: [front]}", 30, {"right_shin", "left_hand", "belly"}),
    (", views: [back]}", 24, {"right_calf", "left_hand", "upper_back"}),
    (", regions: [left_calf, forehead]}", 2, {"forehead", "left_calf"}),
]


@pytest.mark.parametrize(("keys", "count", "some"), OFFERED)
def test_it_offers_what_is_seen_or_listed(keys: str, count: int, some: set[str]) -> None:
    found = [region.code for region in item(BODY + keys).offered()]
    assert len(found) == count
    assert some <= {*found}


def test_codes_are_unique_and_sides_come_in_pairs() -> None:
    """A part has one region in the middle, or one on each side, in one group and the same views."""
    assert len({region.code for region in REGIONS}) == len(REGIONS) == 46
    for part in {region.part for region in REGIONS}:
        same = [region for region in REGIONS if region.part == part]
        assert [region.side for region in same] in ([None], ["right", "left"])
        assert len({(region.group, region.views) for region in same}) == 1
        assert all(region.code == f"{region.side}_{part}" for region in same if region.side)


def module(name: str):
    """What a template of the kind sets."""
    return Renderer(None).environment("en").get_template(f"items/body_map/{name}").module


def test_every_region_has_its_names_and_no_name_is_left_over() -> None:
    names = module("names.html")
    assert names.regions.keys() == {region.code for region in REGIONS}
    assert names.parts.keys() == {region.part for region in REGIONS if region.side}
    assert names.muscles.keys() == {region.part for region in REGIONS}
    assert names.groups.keys() == {region.group for region in REGIONS}
    assert len({*names.regions.values()}) == len(names.regions)
    for region in REGIONS:
        assert names.regions[region.code].endswith(f", {region.side}") == bool(region.side)


def test_every_name_can_be_translated() -> None:
    """An extraction tool finds each as a literal."""
    source = (corpus.ROOT / "templates/items/body_map/names.html").read_text("utf-8")
    names = module("names.html")
    found = {text for _, _, text in Renderer(None).environment("en").extract_translations(source)}
    tables = (names.regions, names.parts, names.muscles, names.groups)
    short = {("short", text) for text in names.short.values()}
    assert found == {text for table in tables for text in table.values()} | short


def test_every_region_has_a_shape_in_each_of_its_views() -> None:
    shapes = module("shapes.html").shapes
    for view in VIEWS:
        assert shapes[view].keys() == {r.part for r in REGIONS if view in r.views}
        for path in shapes[view].values():
            assert re.fullmatch(r"M[-0-9Mclhvz ]+z", path)


def test_the_figure_has_words_for_the_paper_and_none_for_the_screen(made) -> None:
    """One figure with an alternative text for each question; the page's tick boxes say it all."""
    sheet = made("body_map").sheet
    questions = sheet.count("intake-item intake-body_map")
    assert questions == sheet.count("<title>The outline") == sheet.count('intake-body-figure"')
    assert re.findall(r"<svg(?![^>]*aria-hidden)", made("body_map").page) == []


def test_the_figure_stays_small(made) -> None:
    """In bytes of HTML: what is drawn once is used again, not written again."""
    page = made("body_map").page
    first = page[page.index("<fieldset") : page.index("</fieldset>")]
    drawing = re.findall(r"<svg.*?</svg>", first, re.DOTALL)
    assert len(drawing) == len(REGIONS) + 1
    assert sum(map(len, drawing)) < 17_500


COLUMNS = [("en", "right", "Right"), ("es", "right", "Der."), ("ar", "left", "يمين")]
BODY_FORM = """
clinic: {{name: Clinic, languages: [{language}]}}
forms:
  one: {{title: One, sections: [{{title: A, items: [{{id: b, text: B, kind: body_map}}]}}]}}
"""


@pytest.mark.parametrize(("language", "first", "right"), COLUMNS)
def test_the_columns_stand_as_the_sides_of_the_figure(
    language: str, first: str, right: str, tmp_path
) -> None:
    """The right side is at the left in each language; where lines begin at the right, it comes
    last."""
    path = tmp_path / "questions.yaml"
    path.write_text(BODY_FORM.format(language=language))
    page = Renderer().render("sheet.html", corpus.questionnaire(path))
    sides = re.findall(r'<td>.*?value="(right|left)_', page, flags=re.DOTALL)
    assert set(sides[::2]) == {first} != set(sides[1::2])
    heads = re.findall(r'intake-body-column">(.*?)<', page)
    assert {heads[at].strip() for at in range(first == "left", len(heads), 2)} == {right}
