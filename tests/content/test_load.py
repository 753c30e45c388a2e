"""load: everything is text, everything has its place, nothing hostile gets through."""

import pytest
import yaml
from yaml_cases import checked, form, loaded, problems

from intake.content import compose as module
from intake.content.document import Trail
from intake.content.problems import ContentError

PLAIN = """
no yes on off true false True null ~ 010 0x1F 1_000 1:20 3.10 1e3 .inf 2024-02-30 2018-02-27 = 5
""".split()  # noqa: SIM905  # quoted words are hard to read


@pytest.mark.parametrize("word", PLAIN)
def test_every_plain_word_is_text_as_it_is_written(word: str) -> None:
    assert loaded(f"a: {word}\n").data == {"a": word}
    assert loaded(f"{word}: a\n").data == {word: "a"}


TEXTS = [
    ("a: 'it''s'", "it's"),
    ('a: "tab\\tand \\u00e9"', "tab\tand é"),
    ("a: |\n  one\n  two\n", "one\ntwo\n"),
    ("a: >-\n  one\n  two\n", "one two"),
    ("a: one\n  two\n", "one two"),
    ("a:", ""),
    ("a: one  # a comment\n", "one"),
    ("a: b#c\n", "b#c"),
]


@pytest.mark.parametrize(("text", "value"), TEXTS)
def test_a_text_may_be_written_in_each_of_yamls_ways(text: str, value: str) -> None:
    assert loaded(text).data == {"a": value}


PLACES = [
    ("a: 1\nb: 2\n", ("b",), (2, 4), (2, 1)),
    ("a:\n  - x\n  - y\n", ("a", 1), (3, 5), None),
    ("a: {b: [x, {c: y}]}\n", ("a", "b", 1, "c"), (1, 16), (1, 13)),
    ("a: {b: x,\n    c: y}\n", ("a", "c"), (2, 8), (2, 5)),
    ("a: |\n  text\nb: x\n", ("b",), (3, 4), (3, 1)),
    ("a: |\n  text\n", ("a",), (1, 4), (1, 1)),
    ("é: {患者🙂: x, b: y}\n", ("é", "b"), (1, 16), (1, 13)),
    ("a: 患者 🙂\nb: {c: é, d: x}\n", ("b", "d"), (2, 14), (2, 11)),
    ("a:\nb: x\n", ("a",), (1, 3), (1, 1)),
    ("# note\n\n- - x\n  - y\n", (0, 1), (4, 5), None),
    ('a: "\\u60a3"\nb: x\n', ("b",), (2, 4), (2, 1)),
]
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize(("text", "path", "value", "key"), PLACES)
def test_line_and_column_count_characters_from_1_whatever_ends_the_lines(
    text: str, path: Trail, value: object, key: object, end: str, bom: bytes
) -> None:
    document = loaded(bom + text.replace("\n", end).encode())
    assert document.values[path] == value
    assert document.keys.get(path) == key
    assert document.data == loaded(text).data


def test_a_path_that_is_not_there_is_placed_at_its_nearest_ancestor() -> None:
    document = loaded("a:\n  b: {c: x}\n")
    assert document.spot(("a", "b", "d", 0)) == (2, 6)
    assert document.spot(("a", "b", "c"), key=True) == (2, 7)
    assert document.spot(("z",)) == (1, 1)


WARNINGS = [
    (b"a: b\n", []),
    (b"a: b\r\nc: d\r\n", []),
    (b"a: b\rc: d\r", []),
    (b"\xef\xbb\xbfa: b\n", ["1:1 W101"]),
    (b"a: b\r\nc: d\ne: f\r\n", ["2:1 W102"]),
    (b"a: b\nc: d\ne: f\r\n", ["3:1 W102"]),
    (b"\xef\xbb\xbfa: b\r\nc: d\n", ["1:1 W101", "2:1 W102"]),
]


@pytest.mark.parametrize(("raw", "warnings"), WARNINGS)
def test_a_bom_and_mixed_line_ends_are_warnings(raw: bytes, warnings: list[str]) -> None:
    found = loaded(raw).problems
    assert [f"{p.place.line}:{p.place.column} {p.code}" for p in found] == warnings


COMMENTS = [
    ("- one  # meant\n", []),
    ("- one # lost\n", ["1:7 E204"]),
    ("- '# of drinks'\n", []),
    ("- # of drinks\n", ["1:3 E204"]),
    ("text: # lost\n", ["1:7 E204"]),
    ("items: # meant\n  - a\n", []),
    ("phone: 555 # 12\n", ["1:12 E204"]),
    ("id: a  # meant\n", []),
    ("- C# and F#\n", []),
    ("# meant\n- a\n", []),
    ("text: | # meant\n  a # b\n", []),
]


@pytest.mark.parametrize(("text", "found"), COMMENTS)
def test_a_text_cut_off_at_a_comment_is_reported_and_a_meant_comment_is_not(
    text: str, found: list[str]
) -> None:
    document = loaded(text)
    assert [f"{p.place.line}:{p.place.column} {p.code}" for p in document.problems] == found


def nested(depth: int) -> str:
    return "[" * depth + "x" + "]" * depth


LIMITS = [
    ("as deep as may be", nested(module.MAX_DEPTH), None),
    ("one deeper", nested(module.MAX_DEPTH + 1), "E208"),
    ("50,000 brackets", "[" * 50_000, "E208"),
    ("50,000 braces", "{" * 50_000, "E208"),
    ("50,000 dashes", "- " * 50_000, "E208"),
    ("as many values as may be", "- a\n" * (module.MAX_NODES - 1), None),
    ("one more", "- a\n" * module.MAX_NODES, "E209"),
    ("as large as may be", "# " + "x" * (1024 * 1024 - 8) + "\na: b\n", None),
    ("one byte more", "# " + "x" * (1024 * 1024 - 6) + "\na: b\n", "E106"),
    ("two documents", "a: b\n---\nc: d\n", "E210"),
]


@pytest.mark.parametrize(
    ("text", "code"), [case[1:] for case in LIMITS], ids=[c[0] for c in LIMITS]
)
def test_limits_stop_at_once_with_one_error(text: str, code: str | None) -> None:
    if code is None:
        assert loaded(text).data
        return
    with pytest.raises(ContentError) as caught:
        loaded(text)
    assert code in {problem.code for problem in caught.value.problems}
    assert len(caught.value.problems) <= 2


LAUGHS = "a0: &a0 lol\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
MERGES = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 20)}]}}\n" for n in range(1, 8)
)


@pytest.mark.parametrize("text", [LAUGHS, MERGES], ids=["billion laughs", "merge bomb"])
def test_an_alias_is_never_followed(text: str) -> None:
    """Nothing grows: what is loaded holds no more texts than the file has words."""
    document = loaded(text)
    assert str(document.data).count("'") < 2 * 400
    assert {problem.code for problem in document.problems} == {"E206"}


def test_with_a_duplicate_key_the_first_value_stays() -> None:
    document = loaded("a: 1\nb: 2\na: 3\na: 4\n")
    assert document.data == {"a": "1", "b": "2"}
    assert [p.place.line for p in document.problems] == [3, 4]


@pytest.mark.parametrize("character", ["\0", "\x01", "\x0b", "\x7f", "\x85", "\u2028", "\ufeff"])
def test_what_no_text_file_holds_is_refused_before_parsing(character: str) -> None:
    assert problems(f"a: b\n# note{character}\n") == ["2:7 E107"]


INVISIBLE = [
    ("a: b\nc: one*two\n# *\n", ["2:7"]),
    ("{a: x*y, b: z*w}\n", ["1:6", "1:14"]),
    ("- 'one*two*'\n- >-\n  three\n  four*\n", ["1:7", "4:7"]),
    ('- "ESCAPE"\n- one*\n', ["1:3", "2:6"]),
    ("a*b: c\n", ["1:2"]),
]


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u2060"])
@pytest.mark.parametrize(("text", "places"), INVISIBLE)
def test_an_invisible_character_is_found_where_it_stands_and_once_in_a_text(
    text: str, places: list[str], character: str
) -> None:
    """An escape, which does not stand anywhere, is found at the beginning of its text."""
    escape = f"\\u{ord(character):04x}"
    found = loaded(text.replace("*", character).replace("ESCAPE", escape)).problems
    assert [f"{p.place.line}:{p.place.column}" for p in found] == places
    assert {problem.code for problem in found} == {"E107"}


BROKEN = [
    ("a: {b: c,\n  ", ["2:3 E201"]),
    ("a: {b: c,\n  \n", ["3:1 E201"]),
    ("a: [b, c\nd: e\n", ["1:4 E201"]),
    ("a:\n  - 'b\n  - c\n", ["2:5 E201"]),
    ("a: b: c\n", ["1:5 E203"]),
    ("患者: é: c\n", ["1:6 E203"]),
]


@pytest.mark.parametrize(("text", "found"), BROKEN)
def test_a_syntax_error_is_placed_where_it_began_and_within_the_file(
    text: str, found: list[str]
) -> None:
    assert [problem for problem in problems(text) if problem.split()[1][1] in "12"] == found


def test_a_syntax_error_hides_neither_the_next_nor_what_else_is_wrong() -> None:
    """One line each, in the file's own lines; nothing that only follows from another's mending."""
    text = form(
        """
        - text: Pain: where?
        - "open quote
        - [unclosed
        - @at sign
        - {text: fine, kind: slect_one}
        - text: 'apos' trophe
        - {text: Right?, kind: yes_no}
        - {text: Also fine, kind: integer, min: 2, max: 1}
        """
    )
    first = text[: text.index("- text")].count("\n") + 1
    codes = ["E203", "E201", "E201", "E201", "E305", "E201", None, "E405"]
    wanted = [f"{first + n} {code}" for n, code in enumerate(codes) if code]
    found = [problem.split(":")[0] + " " + problem.split()[1] for problem in problems(text)]
    assert found == wanted


def test_a_syntax_error_hides_no_alias() -> None:
    found = problems(form("- text: Pain: where?\n- *there\n"))
    assert [problem.split()[1] for problem in found] == ["E203", "E206"]


def test_the_line_shown_with_a_syntax_error_is_the_authors_own() -> None:
    text = form("- text: Pain: where?\n- {text: fine, kind: slect_one}\n")
    with pytest.raises(ContentError) as raised:
        checked(text)
    assert [problem.line.strip() for problem in raised.value.problems] == [
        "- text: Pain: where?",
        "- {text: fine, kind: slect_one}",
    ]


SYNTAX = [
    "a: b: c\n", "a:\n\tb: c\n", "a: @b\n", "- 'a' b\n", "a: [b, c\n", "a: 'b\n", 'a: "\\q"\n',
    "a:\n  b: c\n d: e\n", "a: b\nc\nd: e\n", "a: - b\n", " a: b\nc: d\n", "a: ]\n",
]  # fmt: skip


@pytest.mark.parametrize("text", SYNTAX)
def test_yamls_own_parser_says_the_same_where_libyaml_is_missing(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_libyaml = problems(text)
    assert len(with_libyaml) == 1
    monkeypatch.setattr(module, "_LOADER", yaml.BaseLoader)
    assert problems(text)[0].split()[1] == with_libyaml[0].split()[1]
