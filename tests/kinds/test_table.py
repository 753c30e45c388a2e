"""table: columns of cells, which fit the paper."""

import re
from pathlib import Path

import corpus
import pytest
from yaml_cases import checked, codes, form, item

from intake.export.pdf import export
from intake.export.rendering import Renderer
from intake.kinds.table import LINE, STEPS, WIDTHS, Column


def table(columns: str, more: str = "") -> str:
    return f"{{text: A, kind: table, columns: {columns}{more}}}"


CHOICE = "{text: B, kind: select_one, options: "

RULES = [
    (table("[a]"), []),
    (table("[a, b, c, d, e, f]"), []),
    (table("[a, b, c, d, e, f, g]"), ["E306"]),
    (table("[]"), ["E307"]),
    (table("[a, A]"), ["E401"]),
    (table("[a, {id: a, text: b}]"), ["E401"]),
    (table("[a, {id: B, text: b}]"), ["E308"]),
    (table("[{text: b, kind: text}]"), ["E309"]),
    (table("[{text: b, kind: integer, min: 1}]"), ["E301"]),
    (table("[a]", ", rows: 20, max_rows: 20"), []),
    (table("[a]", ", rows: 21"), ["E310", "E405"]),
    (table("[a]", ", rows: 0"), ["E310"]),
    (table("[a]", ", rows: 5, max_rows: 4"), ["E405"]),
    (table("[a]", ", max_rows: 3"), ["E405"]),
    (table("[{text: b, width: 15}, {text: c, width: 16}]"), []),
    (table("[{text: b, width: 16}, {text: c, width: 16}]"), ["E306"]),
    (table("[" + CHOICE + "[a, b, c, d]}]"), []),
    (table("[" + CHOICE + "[a, b, c, d, e]}]"), ["E306"]),
    (table("[" + CHOICE + "[a, fifteen letters]}]"), []),
    (table("[" + CHOICE + "[a, sixteen letters.]}]"), ["E306"]),
    (table("[" + CHOICE + "[a, a]}]"), ["E402"]),
    (table("[" + CHOICE + "[]}]"), ["E302"]),
    (table("[{text: B, kind: select_one}]"), ["E302"]),
    (table("[{text: B, kind: yes_no, options: [a]}]"), ["E309"]),
]


@pytest.mark.parametrize(("text", "found"), RULES)
def test_columns_differ_and_fit(text: str, found: list[str]) -> None:
    assert sorted(codes(text)) == sorted(found)


def test_a_width_is_known_for_every_kind_of_cell() -> None:
    kinds = Column.model_fields["kind"].annotation.__args__
    assert set(kinds) == set(WIDTHS)


@pytest.mark.parametrize(
    "widths", [[1], [5, 5], [1, 30], [1, 1, 1, 1, 1, 26], [12, 6, 7, 6], [5] * 6, [1] * 6]
)
def test_columns_share_the_whole_width_in_proportion(widths: list[int]) -> None:
    """Each takes a step of 5 % for 5 % of the width, and room for a few letters at least."""
    assert sum(widths) <= LINE
    columns = ", ".join(f"{{text: c{n}, width: {width}}}" for n, width in enumerate(widths))
    shares = item(table(f"[{columns}]")).view("mdy")["shares"]
    assert sum(shares) == STEPS
    assert min(shares) >= 2
    assert all(a <= b for a, b in zip(sorted(shares), sorted(shares)[1:], strict=False))
    exact = [STEPS * width / sum(widths) for width in widths]
    roomy = [i for i, one in enumerate(exact) if one >= 2]
    assert all(shares[i] <= exact[i] + 1 for i in roomy)
    css = (corpus.ROOT / "templates" / "items" / "table" / "item.css").read_text("utf-8")
    assert all(f".intake-share-{share} " in css for share in shares)


ORDERS = [("mdy", "month/day/year"), ("dmy", "day/month/year"), ("ymd", "year/month/day")]


@pytest.mark.parametrize(("order", "words"), ORDERS)
def test_a_date_cell_says_the_order_of_its_parts(order: str, words: str) -> None:
    text = form(f"- {table('[{text: When, kind: date}]')}")
    (questionnaire,) = checked(text.replace("Neurology}", f"Neurology, date_order: {order}}}"))
    page = Renderer(None).render("page.html", questionnaire)
    assert [one for _, one in ORDERS if one in page] == [words]


def test_a_required_table_needs_its_first_cell_only() -> None:
    (questionnaire,) = checked(form(f"- {table('[a, b]', ', required: true')}"))
    page = Renderer(None).render("page.html", questionnaire)
    required = re.findall(r'name="([^"]+)"[^>]* required', page)
    assert required == ["a.1.a"]


def test_a_long_one_goes_on_over_pages_with_its_headings_at_the_top(tmp_path: Path) -> None:
    """Rows are whole, and high enough to write in."""
    columns = "[What, " + CHOICE + "[one, two, three, four]}]"
    (questionnaire,) = checked(form(f"- {table(columns, ', rows: 20')}"))
    rendered = export(questionnaire, Renderer(None))
    path = tmp_path / "long.pdf"
    path.write_bytes(rendered.content)
    pages = [corpus.solid(page) for page in corpus.pdf_text(path, "-raw")]
    assert len(pages) == rendered.pages > 1
    assert [page.count("WhatB") for page in pages] == [1] * len(pages)
    for page in pages:
        assert page.count("one") == page.count("four") > 0
