"""A translation is put beside its text, and every other byte stays."""

import pytest
import yaml

from intake.translate.rewrite import apply
from intake.translate.scalar import lines, one_line
from intake.translate.splice import Wish, edits

LONG = "word " * 30 + "end"
FOLDED = """>-
  word word word word word word word word word word word word word word word word word word word
  word word word word word word word word word word word end"""

CASES = [
    ("a: Left", "a:\n  en: Left\n  es: NEW"),
    ("a:   Left  # why", "a:\n  en: Left  # why\n  es: NEW"),
    ("a:\n    Left", "a:\n    en: Left\n    es: NEW"),
    ("a: 'It''s'", "a:\n  en: 'It''s'\n  es: NEW"),
    ('a: "one\n  two"\nb: x', 'a:\n  en: "one\n    two"\n  es: NEW\nb: x'),
    ("a: one\n  two\nb: x", "a:\n  en: one\n    two\n  es: NEW\nb: x"),
    ("a: >-\n  one\n  two\n\nb: x", "a:\n  en: >-\n    one\n    two\n  es: NEW\n\nb: x"),
    ("a: |2-\n    one\n   two\n", "a:\n  en: |2-\n      one\n     two\n  es: NEW\n"),
    ("a: >- # why\n  one\n# c\nb: x", "a:\n  en: >- # why\n    one\n  es: NEW\n# c\nb: x"),
    ("? a\n: Left\nb: x", "? a\n:\n  en: Left\n  es: NEW\nb: x"),
    ("{a: Left, b: x}", "{a: {en: Left, es: NEW}, b: x}"),
    ("{a: 'Left', }", "{a: {en: 'Left', es: NEW}, }"),
    ('{"a":"Left"}', '{"a":{en: "Left", es: NEW}}'),
    ("a: {en: Left}", "a: {en: Left, es: NEW}"),
    ("a: {en: Left, es: old}  # c", "a: {en: Left, es: NEW}  # c"),
    ("a: {en: Left,\n  es: 'old\n  one'}", "a: {en: Left,\n  es: NEW}"),
    ("a:\n  en: Left\nb: x", "a:\n  en: Left\n  es: NEW\nb: x"),
    ("a:\n  en: Left\n  es: old  # c\n", 'a:\n  en: Left\n  es: "NEW"  # c\n'),
    ("a:\n  es: >-\n    old\n    one\n\n  en: x", "a:\n  es: NEW\n\n  en: x"),
    ("a:\n  es: >- # c\n    old\n  en: x", 'a:\n  es: "NEW" # c\n  en: x'),
    ("a:\n  en: >-\n    one\n  # c\nb: x", "a:\n  en: >-\n    one\n  es: NEW\n  # c\nb: x"),
]


def spliced(text: str, trail: tuple[str | int, ...], new: str, *, wrapped: bool = False) -> str:
    wish = Wish("en", "es", new, wrapped)
    return apply(text, edits(text.replace("\r\n", "\n"), {trail: wish}))


@pytest.mark.parametrize(("before", "after"), CASES)
def test_a_text_in_a_mapping(before: str, after: str) -> None:
    assert spliced(before, ("a",), "NEW") == after


ENTRIES = [
    ("- Left\n- x", "- {en: Left, es: NEW}\n- x"),
    ("- Left # c", "- {en: Left, es: NEW} # c"),
    ("- Yes, often", '- {en: "Yes, often", es: NEW}'),
    ("- 'Yes, often'", "- {en: 'Yes, often', es: NEW}"),
    ("- one\n  two", "- en: one\n    two\n  es: NEW"),
    ("- >-\n  one\n- x", "- en: >-\n    one\n  es: NEW\n- x"),
    (f"- {LONG}", f"- en: {LONG}\n  es: NEW"),
    ("- {en: Left}", "- {en: Left, es: NEW}"),
    ("- en: Left\n- x", "- en: Left\n  es: NEW\n- x"),
    ("[Left, x]", "[{en: Left, es: NEW}, x]"),
]


@pytest.mark.parametrize(("before", "after"), ENTRIES)
def test_a_bare_entry_of_a_list(before: str, after: str) -> None:
    assert spliced(before, (0,), "NEW") == after


WRAPPED = [
    ("- Left", "- {text: {en: Left, es: NEW}}"),
    ("[Left]", "[{text: {en: Left, es: NEW}}]"),
    ("- one\n  two", "- text:\n    en: one\n      two\n    es: NEW"),
]


@pytest.mark.parametrize(("before", "after"), WRAPPED)
def test_a_bare_entry_whose_languages_would_be_taken_for_keys(before: str, after: str) -> None:
    assert spliced(before, (0,), "NEW", wrapped=True) == after


@pytest.mark.parametrize(("before", "after"), CASES)
def test_every_line_end_and_the_byte_order_mark_stay(before: str, after: str) -> None:
    windows = before.replace("\n", "\r\n")
    wish = Wish("en", "es", "NEW")
    found = apply("\ufeff" + windows, edits(before, {("a",): wish}))
    expected = after if "\n" in before else after.replace("\r", "")
    end = "\r\n" if "\n" in before else "\n"
    assert found == "\ufeff" + expected.replace("\n", end)


def test_a_new_line_ends_like_the_one_it_follows() -> None:
    text = "a: one\r\nb: two\nc: three"
    wishes = {(key,): Wish("en", "es", "NEW") for key in "abc"}
    found = apply(text, edits(text.replace("\r\n", "\n"), wishes))
    assert found == (
        "a:\r\n  en: one\r\n  es: NEW\r\nb:\n  en: two\n  es: NEW\nc:\r\n  en: three\r\n  es: NEW"
    )


LANGUAGES = [
    ("clinic:\n  name: A # c\n  paper: a4\n", "  paper: a4\n", "  languages: [en, es]\n"),
    ("clinic: {name: A}", "name: A", ", languages: [en, es]"),
    ("clinic:\n  languages: [en]  # c", "[en", ", es"),
    ("clinic:\n  languages:\n  - en # c\n  name: A", "- en # c", "\n  - es"),
    ("clinic:\n  languages:\n    - en", "- en", "\n    - es"),
    ("clinic:\n  name: A\n  allow:\n    W201: x\n\n# c\n", "name: A", "\n  languages: [en, es]"),
]


@pytest.mark.parametrize(("before", "behind", "new"), LANGUAGES)
def test_a_language_that_the_clinic_lacks_is_added(before: str, behind: str, new: str) -> None:
    after = before.replace(behind, behind + new)
    assert apply(before, edits(before, {}, ("en", "es"))) == after


TEXTS = [
    "Left", "¿Dónde?", "a: b", "ends:", "a #b", "#1", "it's", 'a "b"', "[x]", "{x}", "a, b", "- x",
    "? x", "! x", "& x", "* x", "| x", "> x", "%x", "@x", "`x", "'x", '"x', "12:30", "yes", "null",
    "~", "=", "<<", "---", "...", "back\\slash", "non\xa0breaking", "\u202fthin", "é\u0301",
    "\u0301x", "\x07", "\x85", "\u2028", "\u200b", "\ufeff", "😀", "العربية", LONG, LONG + ": x",
    LONG + " #x", "one\ntwo", "one\n\ntwo\n\n\nthree", "# one\n# two", LONG + "\n" + LONG,
    "x" * 300, "- a\n- b",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("indent", [0, 2, 60, 120])
def test_whatever_a_translator_writes_is_read_again_as_it_was(text: str, indent: int) -> None:
    for in_flow in (True, False):
        line = one_line(text, in_flow=in_flow)
        whole = f"[{line}]" if in_flow else f"- {line}"
        assert yaml.load(whole, Loader=yaml.CBaseLoader) == [text]
    margin = " " * indent
    block = "\n".join(lines(text, indent, "es"))
    outer = "".join(f"{' ' * n}k:\n" for n in range(indent))
    read = yaml.load(f"{outer}{margin}es: {block}\n", Loader=yaml.CBaseLoader)
    for _ in range(indent):
        read = read["k"]
    assert read == {"es": text}


def test_a_long_text_is_folded_and_one_with_lines_keeps_them() -> None:
    assert lines(LONG, 0, "es") == FOLDED.split("\n")
    assert lines("one\n\ntwo", 0, "es") == ["|-", "  one", "", "  two"]
