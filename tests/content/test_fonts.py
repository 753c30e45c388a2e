"""Which characters the paper forms can be set in."""

import json
import runpy
from pathlib import Path

import pytest

from intake import fonts

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "data.py"

MISSING = [
    ("", []),
    ("Where does it hurt?", []),
    ("Où, ¿dónde?, Łukasz — “é” …", []),
    ("Привет, Ωμέγα, Đặng", []),
    ("line\nbreak\tand joiners\u200d\u200c\u200e", []),
    ("患者 and 患 again", ["患", "者"]),
    ("🙂a🙁", ["🙂", "🙁"]),
]


@pytest.mark.parametrize(("text", "found"), MISSING)
def test_missing_names_each_character_without_a_glyph_once(text: str, found: list[str]) -> None:
    assert fonts.missing(text) == found


def test_the_table_of_characters_is_that_of_the_fonts_themselves() -> None:
    """After a font package changes: run make data."""
    ranges = runpy.run_path(str(SCRIPT))["ranges"]
    table = json.loads(fonts.COVERAGE.read_text("utf-8"))
    assert table
    assert table == {font.family: ranges(font) for font in fonts.FONTS}
