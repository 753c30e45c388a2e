"""matrix and table: rows and columns where there is room, and blocks where there is not."""

from collections.abc import Iterator

import pytest

WIDE, NARROW = 1280, 375


def told(page, item: str) -> list[str]:
    """The names under which assistive technology meets the fields of an item, in order."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}

    def said(node: dict, key: str) -> str:
        return node.get(key, {}).get("value", "")

    def below(node: dict) -> Iterator[str]:
        if said(node, "role") in {"radio", "textbox", "radiogroup"}:
            yield said(node, "name")
        for child in node.get("childIds", []):
            yield from below(nodes[child])

    (group,) = (n for n in tree if said(n, "role") == "group" and item in said(n, "name"))
    return list(below(group))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_tick_of_a_matrix_is_named_by_its_row_and_its_option(width: int, visit) -> None:
    rows, options = ("Headache", "Dizziness", "Blurred vision"), ("yes", "no")
    page = visit("matrix", width).page
    wanted = [f"{row} {option}" for row in rows for option in options]
    assert told(page, "Do you have any of these?") == wanted


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_cell_of_a_table_is_named_by_its_column_and_its_row(width: int, visit) -> None:
    page = visit("table", width, java_script_enabled=False).page
    columns = ("To what?", "What happens?")
    wanted = [f"{column} (row {row})" for row in range(1, 5) for column in columns]
    assert told(page, "Allergies") == wanted
    second = told(page, "Medicines that you take")
    assert second[2:5] == ["How often (row 1)", "every day", "if needed"]


@pytest.mark.parametrize("name", ["matrix", "table"])
def test_headings_stand_above_columns_on_a_wide_screen(name: str, visit) -> None:
    """Each heading over its cells, each row on one line, and no label said twice."""
    page = visit(name, WIDE, java_script_enabled=False).page
    lines = page.evaluate(
        """() => [...document.querySelectorAll('tr')].map(row => {
            const boxes = [...row.cells].map(cell => cell.getBoundingClientRect());
            return [boxes.map(box => Math.round(box.top)), boxes.map(box => Math.round(box.left))];
        })"""
    )
    assert len(lines) > 10
    assert all(len(set(tops)) == 1 for tops, _ in lines)
    assert all(lefts == sorted(set(lefts)) for _, lefts in lines)
    labels = page.locator("td > label, td .intake-cell-label")
    assert labels.count() > 10
    assert not any(one.is_visible() for one in labels.all())
    assert page.locator("thead").first.is_visible()


@pytest.mark.parametrize("name", ["matrix", "table"])
def test_rows_are_blocks_with_labels_on_a_narrow_screen(name: str, visit) -> None:
    """Each cell below the one before, with its own visible label; no headings apart from them."""
    page = visit(name, NARROW, java_script_enabled=False).page
    tops = page.evaluate(
        """() => [...document.querySelectorAll('tbody tr')].map(row =>
            [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().top)))"""
    )
    assert len(tops) > 10
    assert all(row == sorted(set(row)) for row in tops)
    labels = page.locator("td > label, td .intake-cell-label")
    assert labels.count() > 10
    assert all(one.is_visible() for one in labels.all())
    assert not page.locator("thead").first.is_visible()
