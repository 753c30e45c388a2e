"""W402, W403, W405: lists of answers."""

import pytest
from lint_cases import codes, form, linted

TEN = "[one, two, three, four, five, six, seven, eight, nine, ten]"
CASES = [
    (f"{{text: Where?, kind: select_one, options: {TEN}}}", ["W402"], "ten options"),
    (f"{{text: Where?, kind: select_multiple, options: {TEN.replace(', ten', '')}}}", [], "nine"),
    ("{text: Where?, kind: select_multiple, options: [{title: A, options: [aa, bb, cc, dd, ee]}, "
     "{title: B, options: [ff, gg, hh, ii, jj, kk]}]}", [], "in groups"),
    (f"{{text: Where?, kind: select_multiple, options: {TEN}, allow: {{W402: The months}}}}", [],
     "allowed"),
    ("{text: Side, kind: select_one, options: [Left, {code: l2, text: ' left.'}]}", ["W403"],
     "case, spaces and a full stop make no difference"),
    ("{text: Side, kind: select_one, options: [Left, Right, The left]}", [], "different words"),
    ("{text: Side, kind: select_one, options: [Left, Elsewhere], other: elsewhere}", ["W403"],
     "the other answer"),
    ("{text: Side, kind: select_one, options: [{title: Arm, options: [Left]}, "
     "{title: Leg, options: [{code: left_leg, text: Left}]}]}", ["W403"], "in different groups"),
    ("{text: How far?, kind: quantity, units: [miles, {code: m2, text: Miles}]}", ["W403"],
     "units"),
    ("{text: How bad?, kind: scale, lower: '0', upper: '10'}", ["W405"], "a scale of numbers"),
    ("{text: How bad?, kind: scale, lower: '0', upper: '10', hint: 10 is the worst}", [], "a hint"),
    ("{text: How bad?, kind: scale, lower: none, upper: the worst}", [], "words"),
    ("{text: How bad?, kind: select_one, options: ['0', '1', '2', '3']}", ["W405"], "numbers"),
    ("{text: Reflex, kind: select_one, options: [{code: p1, text: +}, {code: p2, text: ++}]}",
     ["W405"], "signs"),
    ("{text: Grade, kind: select_one, options: [A, B, C]}", ["W405"], "letters"),
    ("{text: How many children?, kind: select_one, options: ['0', '1', '2', 3+]}", [], "a count"),
    ("{text: How bad?, kind: select_one, options: [0 none, '1', 2 worst]}", [], "two in words"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "expected"), [c[:2] for c in CASES], ids=[c[2] for c in CASES])
def test_answers(item: str, expected: list[str]) -> None:
    assert [code for code in codes(item) if code in ("W402", "W403", "W405")] == expected


def test_two_tests_may_have_details_that_read_alike_but_one_may_not() -> None:
    item = "{text: Tests, kind: orderables, options: [OPTIONS]}"
    good = item.replace("OPTIONS", "{text: CT, details: [spine]}, {text: MRI, details: [spine]}")
    bad = item.replace("OPTIONS", "{text: CT, details: [spine, {code: s2, text: Spine}]}")
    assert codes(good, "clinician") == []
    assert codes(bad, "clinician") == ["W403"]


def test_a_translation_may_not_make_two_answers_alike_and_is_pointed_at() -> None:
    text = form("""
- text: Side
  kind: select_one
  options:
    - {code: a, text: {en: Right, es: Derecho}}
    - {code: b, text: {en: Straight, es: derecho}}
""").replace("{name: Riverside Neurology}", "{name: A, languages: [en, es]}", 1)
    (found,) = linted(text)
    assert (found.code, found.line[found.place.column - 1 :]) == ("W403", "derecho}}")
