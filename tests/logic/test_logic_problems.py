"""What is wrong with conditions: each mistake once, at its place, with its cure; quickly."""

import random
import time
from collections.abc import Callable

import pytest
from yaml_cases import checked, form, loaded, marked, problems

from intake.content import conditions
from intake.content.logic_problems import logic_faults
from intake.content.outline import Outlines
from intake.content.problems import ContentError
from intake.logic.evaluate import Rule, enabled, rules

FIRST = """
- {id: sex, text: Sex?, kind: select_one, options: [female, male], other: Another}
- {id: signs, text: Signs?, kind: select_multiple,
   options: [fever, cough, {code: none, text: None of these, exclusive: true}]}
- {id: age, text: Age?, kind: integer, min: 0, max: 120}
- {id: pain, text: Pain?, kind: scale, lower: None, upper: Worst}
- {id: pulse, text: Pulses?, kind: integer, repeats: 3, max: 300}
- {id: born, text: Born?, kind: date, max: 2026-06-15}
- {id: met, text: Met?, kind: date}
- {id: wake, text: Waking?, kind: time, min: "04:00"}
- {id: drugs, text: Medicines?}
- {id: often, text: How often?, kind: matrix, rows: [Sleep, Work], options: [Never, Daily]}
- {id: note, text: Read this., kind: display}
- {id: smoke, text: Smoke?, kind: yes_no,
   follow_up: {"yes": [{id: packs, text: Packs?, kind: decimal}]}}
- {id: girl, text: A girl?, kind: yes_no, enable_when: {sex: female}}
- {id: seen, text: Last seen?, kind: date}
"""


def conditional(condition: str, more: str = "") -> str:
    """A file with the items above and one more, which applies when `condition` holds."""
    return form(f"{FIRST.strip()}\n- {{text: Why, id: why, enable_when: {condition}{more}}}")


def said(text: str) -> list[str]:
    """What and cure of each problem."""
    with pytest.raises(ContentError) as caught:
        checked(text)
    return [f"{problem.what}; {problem.cure}" for problem in caught.value.problems]


FAULTS = [
    ("{«sexx: female}", "E409", "there is no item “sexx”; did you mean “sex”?"),
    ("{item: «sexx, equals: female}", "E409", "did you mean “sex”?"),
    ("{«sex.row: female}", "E409", "“sex” has no rows; write “sex” without a point"),
    ("{«often.slep: daily}", "E409", "“often” has no row “slep”; did you mean “sleep”?"),
    ("{sex: «femal}", "E410", "not the code of an answer to “sex”; did you mean “female”?"),
    ("{sex: [female, «boy]}", "E410", "possible: female, male, other"),
    ("{item: signs, contains: «fevr}", "E410", "did you mean “fever”?"),
    ("{often.sleep: «often}", "E410", "possible: daily, never"),
    ("{smoke: «not_sure}", "E410", "possible: no, yes"),
    ("{item: sex, greater: «female}", "E411", "possible: equals, not_equals, one_of, answered"),
    ("{item: sex, contains: «female}", "E411", "whose answer is one of several codes"),
    ("{item: signs, less: «fever}", "E411", "possible: contains, equals"),
    ("{item: age, contains: «5}", "E411", "whose answer is a number"),
    ("{drugs: «aspirin}", "E411", "is free words; write {item: drugs, answered: true}"),
    ("{item: often, equals: «daily}", "E411", "name the row, like often.sleep"),
    ("{item: «note, answered: true}", "E411", "“note” has no answer to test"),
    ("{age: «old}", "E304", "“old” is not a number, as the answer to “age” is; write digits"),
    ("{item: age, one_of: [1, «1e3]}", "E304", "“1e3” is not a number"),
    ("{born: «March 2026}", "E304", "write a year, year-month or year-month-day"),
    ("{born: «2026-02-30}", "E304", "“2026-02-30” is not a date"),
    ("{item: wake, less: «8 am}", "E304", "write hours and minutes"),
    ("{item: age, greater: «120}", "E410", "no answer to “age” passes this: its max is 120"),
    ("{item: age, less: «0}", "E410", "its min is 0"),
    ("{age: «121}", "E410", "its max is 120"),
    ("{item: age, at_most: «-1}", "E410", "its min is 0"),
    ("{pain: «11}", "E410", "its max is 10"),
    ("{item: pulse, at_least: «301}", "E410", "its max is 300"),
    ("{item: born, greater: «2026}", "E410", "its max is 2026-06-15"),
    ("{item: wake, less: «'03:30'}", "E410", "its min is 04:00"),
    ("{any: [{item: «why, answered: true}, {sex: male}]}", "E412",
     "“why” depends on itself; test an earlier item"),
    ("«{all: [{sex: female}, {sex: male}]}", "E414",
     "“why” can never apply: its condition allows no answer to “sex”; change it; write any:"),
    ("«{all: [{item: age, greater: 5}, {item: age, less: 3}]}", "E414", "answer to “age”"),
    ("«{all: [{item: age, greater: 5}, {item: age, at_most: 5}]}", "E414", "answer to “age”"),
    ("«{all: [{item: age, equals: 5}, {item: age, not_equals: 5.0}]}", "E414", "answer to “age”"),
    ("«{all: [{item: pain, at_least: 10}, {item: pain, not_equals: 10}]}", "E414", "to “pain”"),
    ("«{all: [{item: born, greater: 2020}, {item: born, less: 2020-05-05}]}", "E414", "to “born”"),
    ("«{all: [{wake: '08:30'}, {item: wake, less: '08:00'}]}", "E414", "answer to “wake”"),
    ("«{all: [{sex: female}, {item: sex, answered: false}]}", "E414", "answer to “sex”"),
    ("«{all: [{item: sex, answered: true}, {item: sex, answered: false}]}", "E414", "to “sex”"),
    ("«{all: [{item: drugs, answered: true}, {item: drugs, answered: false}]}", "E414",
     "to “drugs”"),
    ("«{all: [{often.sleep: never}, {often.sleep: daily}]}", "E414", "answer to “often.sleep”"),
    ("«{all: [{signs: fever}, {item: signs, not_equals: fever}]}", "E414", "answer to “signs”"),
    ("«{all: [{signs: none}, {signs: cough}]}", "E414", "answer to “signs”"),
    ("«{all: [{item: signs, not_equals: fever}, {item: signs, not_equals: cough}, "
     "{item: signs, not_equals: none}]}", "E414", "answer to “signs”"),
    ("«{girl: 'yes', sex: male}", "E414", "answer to “sex”"),
    ("«{smoke: 'no', packs: 2}", "E414", "answer to “smoke”"),
    ("«{all: [{any: [{sex: female}, {sex: other}]}, {any: [{sex: male}]}]}", "E414", "to “sex”"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "code", "words"), FAULTS, ids=[one[0] for one in FAULTS])
def test_one_mistake_is_one_line_at_its_place(condition: str, code: str, words: str) -> None:
    text, found = marked(conditional(condition), code)
    assert problems(text) == found
    (line,) = said(text)
    assert words in line


GOOD = [
    "{sex: female}", "{sex: other}", "{sex: [female, male], age: 5}", "{signs: [fever, none]}",
    "{all: [{signs: fever}, {signs: cough}]}", "{any: [{signs: none}, {signs: cough}]}",
    "{all: [{item: signs, not_equals: fever}, {item: signs, not_equals: cough}]}",
    "{all: [{item: age, greater: 5}, {item: age, less: 6.5}]}", "{item: age, less: 500}",
    "{all: [{item: age, at_least: 5}, {item: age, at_most: 5}]}", "{item: age, at_least: 120}",
    "{all: [{item: pulse, greater: 100}, {item: pulse, less: 50}]}",
    "{all: [{born: 2020}, {born: 2020-05-05}]}", "{item: born, at_least: 2026-06-15}",
    "{all: [{item: born, greater: 2020}, {item: born, less: 2021-01-02}]}",
    "{all: [{item: born, greater: 2020-01-31}, {item: born, less: 2020-02-02}]}",
    "{item: met, greater: 2020}", "{item: met, less: 2020}", "{item: met, greater: 2020-02-28}",
    "{all: [{item: wake, greater: '08:00'}, {item: wake, less: '08:02'}]}",
    "{all: [{often.sleep: never}, {often.work: daily}]}", "{item: often, answered: false}",
    "{any: [{sex: female}, {all: [{sex: male}, {sex: other}]}]}",
    "{all: [{girl: 'yes'}, {sex: female}]}", "{all: [{item: girl, answered: false}, {sex: male}]}",
    "{packs: 2, smoke: 'yes'}", "{item: age, not_equals: 500}", "{item: seen, answered: true}",
]  # fmt: skip


@pytest.mark.parametrize("condition", GOOD)
def test_what_can_apply_is_right(condition: str) -> None:
    assert problems(conditional(condition)) == []


def test_all_mistakes_are_told_at_once() -> None:
    text, found = marked(
        conditional(
            "{all: [{«sexx: female}, {any: [{age: «old}, {item: signs, greater: 1, «lss: 2}]},"
            " {item: sex, answered: «maybe}, {item: «why, answered: true}, «{}]}",
            ", «knid: text",
        ),
        *("E409", "E304", "E301", "E304", "E412", "E307", "E301"),
    )
    assert problems(text) == found


HEAD = "clinic: {name: Riverside Neurology}\n"


def asked(name: str, more: str = "") -> str:
    """A question to be answered with yes or no."""
    return f"{{id: {name}, text: {name.upper()}, kind: yes_no{', ' if more else ''}{more}}}"


def why(condition: str) -> str:
    """A question with a condition."""
    return f"{{text: Why, enable_when: {condition}}}"


def section(*items: str, more: str = "") -> str:
    """A section, its title and id made from its first letter."""
    return f"{{title: S, {more}{', ' if more else ''}items: [{', '.join(items)}]}}"


def library(shared: str = "", **forms: str) -> str:
    """A file with a shared section `s` and forms, each a list of sections."""
    lines = [f"sections: {{s: {shared}}}"] if shared else []
    lines.append("forms:")
    lines += [f"  {name}: {{title: F, sections: [{body}]}}" for name, body in forms.items()]
    return HEAD + "\n".join(lines) + "\n"


BOTH = "{all: [{a: 'yes'}, {a: 'no'}]}"
BOTH_OF_I0 = "{all: [{i0: 'yes'}, {i0: 'no'}]}"
FORMS = [
    ("a later item", library(f=section(asked("a", "enable_when: {«b: 'yes'}"), asked("b"))),
     ["E412"], "this depends on “b”, which stands further down; paper is read downwards; move it"),
    ("two items", library(f=section(asked("a", "enable_when: {«b: 'yes'}"),
     asked("b", "enable_when: {a: 'yes'}"))), ["E412"], "depend on each other: a → b → a; remove"),
    ("a circle through a follow-up", library(f=section(
        asked("a", f"enable_when: {{«c: 'yes'}}, follow_up: {{'yes': [{asked('b')}]}}"),
        asked("c", "enable_when: {b: 'yes'}"))), ["E412"], "depend on each other: a → c → b → a;"),
    ("an item of the section", library(f=section(asked("a"), more="enable_when: {«a: 'yes'}")),
     ["E412"], "the section depends on “a”, which stands in it or after it"),
    ("a clinician's answer", library(f=section(asked("a"), more="for: clinician") + ", "
     + section(why("{«a: 'yes'}"), more="id: t")), ["E413"], "“a” is answered by the clinician"),
    ("a patient's answer", library(f=section(asked("a")) + ", "
     + section(why("{a: 'yes'}"), more="id: t, for: clinician")), [], ""),
    ("a section that never applies", library(f=section(asked("a")) + ", "
     + section(why("{a: 'no'}"), more=f"id: t, enable_when: «{BOTH}")), ["E414"],
     "the section “t” can never apply: its condition allows no answer to “a”"),
    ("an item against its section", library(f=section(asked("a")) + ", "
     + section(why("«{a: 'no'}"), more="id: t, enable_when: {a: 'yes'}")), ["E414"],
     "“why” can never apply: together with the conditions above it, its condition allows no"),
    ("a follow-up against its question", library(f=section(
        asked("a", f"follow_up: {{'yes': [{why(chr(171) + '{a: no}')}]}}"))), ["E414"], "together"),
    ("a follow-up of no answer", library(f=section(
        asked("a", f"follow_up: {{maybe: «[{why('{a: no}')}]}}"))), ["E403"], "possible: no, yes"),
    ("what follows from it", library(f=section(asked("a"), asked("b", f"enable_when: «{BOTH}"),
     why("{b: 'yes', a: 'no'}"))), ["E414"], "“b” can never apply"),
    ("an item of another form", library(f=section(why("{«a: 'yes'}")), g=section(asked("a"))),
     ["E409"], "the form “f” has no item “a”; the form “g” has one"),
    ("an item that is left out", library(section(asked("a"), "B"),
     f="{use: s, without: [a]}, " + section(why("{«a: 'yes'}"), more="id: t")), ["E409"],
     "the form “f” has no item “a”; the shared section “s” has one"),
    ("a shared section of two forms", library(section(asked("a"), why("{a: «maybe}")),
     f="{use: s}", g="{use: s}"), ["E410"], "possible: no, yes"),
    ("a shared section without what it needs", library(section(why("{«a: 'yes'}")),
     f="{use: s}", g="{use: s}", h=section(asked("a"))), ["E409"], "the form “f” has no item “a”"),
    ("a shared section of no form", library(section(asked("a"), why("{a: «maybe, b: x}")),
     f=section("B")), ["E410"], "possible: no, yes"),
    ("an unknown kind", library(f=section("{id: a, text: A, kind: «yesno}", why("{a: 'yes'}"))),
     ["E305"], "did you mean “yes_no”?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes", "words"), [one[1:] for one in FORMS], ids=[one[0] for one in FORMS]
)
def test_conditions_across_a_form(text: str, codes: list[str], words: str) -> None:
    text, found = marked(text, *codes)
    assert problems(text) == found
    if found:
        (line,) = said(text)
        assert words in line


VALUES = {
    "sex": ["female", "male", "other", ""],
    "signs": [["fever"], ["cough"], ["none"], ["fever", "cough"], []],
    "age": ["", *(str(number) for number in range(0, 121, 4)), "5", "6"],
    "born": ["", "2019", "2020", "2020-05", "2020-05-05", "2020-05-06", "2021-01-01", "2026-06"],
    "wake": ["", "04:00", "08:00", "08:01", "23:00"],
    "smoke": ["", "yes", "no"],
    "packs": ["", "1", "2.5"],
    "girl": ["", "yes", "no"],
    "often": [{}, {"sleep": "never"}, {"sleep": "daily", "work": "never"}],
}
TESTS = [
    "{sex: female}", "{sex: [male, other]}", "{item: sex, answered: false}", "{signs: fever}",
    "{signs: none}", "{item: signs, not_equals: fever}", "{item: signs, one_of: [cough, none]}",
    "{item: age, greater: 5}", "{item: age, less: 5}", "{age: 6}", "{item: age, not_equals: 5}",
    "{born: 2020-05}", "{item: born, greater: 2020}", "{item: born, less: 2020-05-06}",
    "{item: wake, at_most: '08:00'}", "{item: wake, greater: '08:00'}", "{smoke: 'yes'}",
    "{item: packs, at_least: 2}", "{item: packs, answered: false}", "{girl: 'yes'}",
    "{item: girl, answered: false}", "{often.sleep: daily}", "{item: often, answered: false}",
]  # fmt: skip


def _random_condition(chance: random.Random, depth: int) -> str:
    if not depth or chance.random() < 0.2:
        return chance.choice(TESTS)
    parts = ", ".join(_random_condition(chance, depth - 1) for _ in range(chance.choice([2, 2, 3])))
    return f"{{{chance.choice(['all', 'all', 'any'])}: [{parts}]}}"


def _faults(text: str) -> list[str]:
    outlines = Outlines(loaded(text).data)
    return [code for _, (_, code, _, _) in logic_faults(outlines.forms, outlines.shared)]


def test_what_is_said_never_to_apply_applies_for_no_answers_and_the_rest_for_some() -> None:
    """The evaluator is asked with thousands of answers about hundreds of conditions."""
    chance = random.Random(7)
    tried = never = reached = 0
    base = list(rules(checked(form(FIRST))[0].sections))
    people = [{name: chance.choice(values) for name, values in VALUES.items()} for _ in range(1000)]
    for _ in range(100):
        condition = _random_condition(chance, 2)
        impossible = _faults(conditional(condition)) == ["E414"]
        read = conditions.read(loaded(f"a: {condition}").data["a"])
        rule = Rule("why", read, "words")
        applies = any("why" in enabled([*base, rule], answers) for answers in people)
        assert not (impossible and applies), condition
        tried, never, reached = tried + 1, never + impossible, reached + applies
    assert never > 8
    assert reached > 50
    assert tried - never - reached <= 10


def _items(*items: str) -> str:
    return form("\n".join(f"- {item}" for item in items))


def _asked(count: int, condition: Callable[[int], str]) -> list[str]:
    return [asked(f"i{n}", f"enable_when: {condition(n)}") for n in range(count)]


def _many(name: str) -> str:
    """Files that are within the limits and hard to check."""
    first = [asked(f"i{n}") for n in range(200)]
    like = [asked(f"which_kinds_of_pains_{n}") for n in range(200)]
    nested = "{i0: 'yes'}"
    for _ in range(4):
        nested = f"{{all: [{{any: [{nested}, {{i1: 'no'}}]}}, {{i2: 'yes'}}]}}"
    tests, no, unknown, numbers = (
        ", ".join(written.replace("N", str(n)) for n in range(200))
        for written in (
            "{iN: 'yes'}",
            "{iN: 'no'}",
            "{what_kind_of_pain_N: 'yes'}",
            "{item: n, not_equals: N}",
        )
    )
    pairs = ", ".join(f"{{any: [{{i{n}: 'yes'}}, {{i{n + 1}: 'no'}}]}}" for n in range(0, 200, 2))
    twenty = [f"{{text: Why {n}, enable_when: {{KIND: [TESTS]}}}}" for n in range(20)]

    def each(kind: str, tests: str) -> list[str]:
        return [one.replace("KIND", kind).replace("TESTS", tests) for one in twenty]

    def later(first: int, last: int) -> str:
        return f"{{any: [{', '.join(f'{{i{n}: x}}' for n in range(first, last))}]}}"

    before = "{any: [{iA: 'yes'}, {iB: 'no'}]}"
    return {
        "a chain of 500": _items(asked("i0"), *_asked(500, lambda n: f"{{i{n - 1}: 'yes'}}")[1:]),
        "500 of two before": _items(
            *first[:2],
            *_asked(500, lambda n: before.replace("A", str(n - 1)).replace("B", str(n - 2)))[2:],
        ),
        "200 tests in any": _items(*first, *each("any", tests)),
        "any and any": _items(*first, *each("all", f"{{any: [{tests}]}}, {{any: [{no}]}}")[:5]),
        "100 times either": _items(*first, *each("all", pairs)),
        "eight deep": _items(*first, why(nested)),
        "200 numbers": _items("{id: n, text: N, kind: decimal}", *each("all", numbers)),
        "500 backwards": _items(*_asked(500, lambda n: f"{{i{(n + 1) % 500}: 'yes'}}")),
        "10,000 backwards": _items(
            *_asked(250, lambda n: later(n + 1, min(n + 45, 250) + 1)), asked("i250")
        ),
        "4,000 unknown": _items(*like, *each("any", unknown)),
        "one that is too much": _items(*first, *each("all", pairs)[:1], why(BOTH_OF_I0)),
    }[name]


HOSTILE = [
    ("a chain of 500", set()),
    ("500 of two before", set()),
    ("200 tests in any", set()),
    ("any and any", set()),
    ("100 times either", set()),
    ("eight deep", set()),
    ("200 numbers", set()),
    ("500 backwards", {"E412"}),
    ("10,000 backwards", {"E412"}),
    ("4,000 unknown", {"E409"}),
    ("one that is too much", {"E414"}),
]


@pytest.mark.parametrize(("name", "codes"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_no_form_takes_long_to_check(name: str, codes: set[str]) -> None:
    """Processor time, not the clock's, so that a busy computer does not fail the test."""
    outlines = Outlines(loaded(_many(name)).data)
    start = time.process_time()
    found = {code for _, (_, code, _, _) in logic_faults(outlines.forms, outlines.shared)}
    assert time.process_time() - start < 3
    assert found == codes


SHAPES = [
    *("''", "[]", "{}", "x", "[x]", "{x: y}", "{a: }", "[[x]]", "{item: }", "{all: x}"),
    *("{item: [x], equals: {x: y}}", "{any: [x, [], {}, {all: [x]}]}", "{a: {b: c}}"),
    *("{a: [[b]]}", "{a.b.c: x}", "{all: {any: x}}", "{equals: x}"),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_wrong_shape_anywhere_is_a_problem_and_no_more(shape: str) -> None:
    assert problems(conditional(shape))
    assert problems(_items(f"{{id: {shape}, text: A, kind: {shape}, enable_when: {{a: x}}}}"))
    assert problems(_items(asked("a", f"follow_up: {shape}, enable_when: {shape}")))
    assert problems(library(f=f"{{title: A, enable_when: {shape}, items: {shape}}}"))
