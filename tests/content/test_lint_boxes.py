"""W409: texts that do not fit their box on paper; and the widths of letters."""

import pytest
from fontTools.ttLib import TTFont
from lint_cases import codes, form, linted

from intake import fonts
from intake.content.lint import widths

LONG = "as far as the river "
CASES = [
    ("{text: How many?, kind: integer, unit: " + LONG * 5 + "}", True, "a unit"),
    ("{text: How many?, kind: integer, unit: times in the last four weeks}", False, "one"),
    ("{text: How far?, kind: quantity, units: [" + LONG * 5 + "]}", True, "units"),
    ("{text: Bad?, kind: scale, lower: none, upper: " + LONG * 10 + "}", True, "an end"),
    ("{text: Bad?, kind: scale, lower: none, upper: " + LONG * 5 + "}", False, "3 lines"),
    ("{text: Where?, kind: select_one, options: [" + "W" * 46 + "]}", True, "a word over a line"),
    ("{text: Where?, kind: select_one, options: [" + "i" * 80 + "]}", False, "a narrow one"),
    ("{text: Where?, kind: select_one, options: [" + LONG * 9 + "]}", False, "long"),
    ("{text: Where?, kind: select_multiple, options: [{title: A, options: [Gastroenterologically"
     "neuropsychological]}]}", True, "a word in a group"),
    ("{text: Where?, kind: select_multiple, options: [{title: A, options: [Hip or thigh]}]}", False,
     "a group"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "found"), [c[:2] for c in CASES], ids=[c[2] for c in CASES])
def test_what_cannot_grow_is_measured(item: str, found: bool) -> None:
    assert ("W409" in codes(item)) is found


BLOCK = """clinic: {name: A, languages: [en, es]}
forms:
  one:
    title: TITLE
    source: {name: A, reviewed: 2026-01-01}
    sections:
      - title: You
        appearance: label_block
        items:
          - {id: a, text: {en: Date of birth, es: TEXT}}
          - {id: b, text: B, kind: string}
          - {id: c, text: C, kind: string}
          - {id: d, text: D, kind: string}
"""
LABELS = [
    ("Geburtstag", []),
    ("Tag der Geburt, am Ort", []),
    ("Versicherungsnummer", ["W409"]),
]


@pytest.mark.parametrize(("text", "found"), LABELS)
def test_the_label_block_is_measured_in_every_language(text: str, found: list[str]) -> None:
    body = (
        BLOCK.replace("TITLE", "Pain")
        .replace("TEXT", '"' + text + '"')
        .replace("id: a,", "id: a, kind: string,")
    )
    assert [problem.code for problem in linted(body)] == found


def test_what_stands_on_every_page_leaves_room_to_write() -> None:
    text = (
        BLOCK.replace("TITLE", "Pain")
        .replace("{en: Date of birth, es: TEXT}", "A, kind: date")
        .replace("[en, de]", "[en]")
    )
    text = text.replace("        items:", "        on_every_page: [b]\n        items:")
    text = "".join(line for line in text.splitlines(True) if "id: c" not in line)
    assert not linted(text)
    (found,) = linted(text.replace("text: B", "text: NAMES OF HOUSEHOLD MEMBERS"))
    assert "the top of later pages" in found.what


@pytest.mark.parametrize(
    ("title", "found"), [("Muscle twitching", []), ("Gastroenterologische Untersuchungen", []),
                         ("Rindfleischetikettierungsüberwachungsaufgabe", ["W409"])],
)  # fmt: skip
def test_a_word_of_the_title_fits_its_line(title: str, found: list[str]) -> None:
    text = form("- Where?").replace("title: Headache", f"title: {title}", 1)
    assert [problem.code for problem in linted(text)] == found


def test_a_title_has_less_room_beside_the_label_block() -> None:
    text = BLOCK.replace("{en: Date of birth, es: TEXT}", "A, kind: date")
    assert not linted(text.replace("TITLE", "Muscle twitching"))
    (found,) = linted(text.replace("TITLE", "Gastroenterologische"))
    assert "the title's line" in found.what


@pytest.mark.parametrize(("name", "table"), [("400", widths.REGULAR), ("700", widths.BOLD)])
def test_the_widths_are_those_of_the_font(name: str, table: tuple[int, ...]) -> None:
    font = fonts.FONTS[0]
    opened = TTFont(font.path(dict(font.files)[name]))
    assert opened["head"].unitsPerEm == 1000
    names = opened.getBestCmap()
    assert table == tuple(opened["hmtx"][names[code]][0] for code in range(32, 127))


@pytest.mark.parametrize(
    ("text", "room", "count"),
    [("one two", 500, 1), ("one two", 30, 2), ("one", 1, 1), ("left-right", 30, 2), ("", 10, 1),
     ("a b c d e f", 25, 3)],
)  # fmt: skip
def test_lines_are_counted_as_they_are_set(text: str, room: float, count: int) -> None:
    assert widths.lines(text, room, 12) == count


def test_an_accent_adds_no_width() -> None:
    assert widths.width("é", 10) == widths.width("e", 10)
    assert widths.width("Ж", 10) > widths.width("i", 10)
