"""How a problem is put into words: one line, short, nearest right name."""

import pytest

from intake.content.problems import MAX_LISTED, Place, Problem, shorten, suggest, visible

SHORT = [
    ("abc", 40, "abc"),
    ("a\nb\t c", 40, "a b c"),
    ("x" * 41, 40, "x" * 39 + "…"),
    ("x" * 40, 40, "x" * 40),
    ("a\x07b", 40, "a\\x07b"),
    ("a\ud800b", 40, "a\\ud800b"),
    ("a\u202eb", 40, "a\\u202eb"),
    ("患者", 40, "患者"),
    ("y" * 1_000_000, 10, "y" * 9 + "…"),
    ("", 40, ""),
]


@pytest.mark.parametrize(("text", "limit", "short"), SHORT)
def test_shorten_gives_one_printable_line(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


NEAR = [
    ("knid", ["kind", "id"], "did you mean “kind”?"),
    ("KIND", ["kind", "id"], "did you mean “kind”?"),
    (" kind ", ["kind"], "did you mean “kind”?"),
    ("about you", ["About-You"], "did you mean “About-You”?"),
    ("colour", ["kind", "id"], "possible: kind, id"),
    ("x", [], "remove it"),
    ("x", [""], "remove it"),
    ("q", ["a\nb"], "possible: a b"),
]


@pytest.mark.parametrize(("word", "known", "cure"), NEAR)
def test_suggest_names_the_nearest_or_what_is_possible(
    word: str, known: list[str], cure: str
) -> None:
    assert suggest(word, known) == cure


def test_a_long_list_of_possible_names_is_cut_with_a_count() -> None:
    cure = suggest("?", [f"name{n}" for n in range(MAX_LISTED + 7)])
    assert cure.endswith(f"name{MAX_LISTED - 1}, and 7 more")


PLACES = [
    (Place("q.yaml", 3, 7), "q.yaml:3:7"),
    (Place("q.yaml"), "q.yaml"),
    (Place("a\nb\x1b[2J.yaml", 1, 1), "a\\nb\\x1b[2J.yaml:1:1"),
    (Place("\udcff.yaml"), "\\udcff.yaml"),
]


@pytest.mark.parametrize(("place", "said"), PLACES)
def test_a_place_is_file_line_column_on_one_line(place: Place, said: str) -> None:
    assert str(place) == said
    assert str(Problem(place, "E301", "what", "cure")) == f"{said}: E301 what; cure"


@pytest.mark.parametrize("text", ["a", "患者 🙂", "é"])
def test_visible_leaves_what_can_be_seen(text: str) -> None:
    assert visible(text) == text
