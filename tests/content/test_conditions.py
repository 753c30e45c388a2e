"""enable_when: how a condition is written, and every mistake in its shape."""

from functools import cache

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import ValidationError
from yaml_cases import checked, form, loaded, marked, problems

from intake.content.conditions import (
    MAX_TESTS,
    MAX_VALUE,
    OPERATORS,
    Condition,
    Found,
    Group,
    both,
    read,
    written,
)
from intake.content.conditions import Test as Asked
from intake.content.conditions import tests as found_tests
from intake.content.problems import ContentError
from intake.content.schema import schema

A, B = Asked("a", "equals", "yes"), Asked("b", "equals", "no")
FORMS = [
    ("{a: yes}", A),
    ("{a: [yes, no]}", Asked("a", "one_of", ("yes", "no"))),
    ("{a: yes, b: no}", Group("all", (A, B))),
    ("{often.sleep: daily}", Asked("often.sleep", "equals", "daily")),
    ("{a: 5}", Asked("a", "equals", "5")),
    ("{item: a, equals: yes}", A),
    ("{item: a, one_of: [yes]}", Asked("a", "one_of", ("yes",))),
    ("{item: a, answered: true}", Asked("a", "answered", True)),
    ("{item: a, answered: false}", Asked("a", "answered", False)),
    ("{item: all, less: -5}", Asked("all", "less", "-5")),
    ("{all: [{a: yes}, {any: [{b: no}]}]}", Group("all", (A, B))),
]


def raw(text: str) -> object:
    """The condition as it is loaded."""
    return loaded(f"when: {text}\n").data["when"]


@pytest.mark.parametrize(("text", "condition"), FORMS)
def test_a_condition_is_read_in_its_short_and_its_full_form(
    text: str, condition: Condition
) -> None:
    assert read(raw(text)) == condition
    assert read(written(condition)) == condition


MISTAKES = [
    ("«yes", "E303", "a condition is an item and its answer, but here is “yes”; write it like"),
    ("«[{a: yes}]", "E303", "but here is a list; write it like {smoker: yes}"),
    ("«{}", "E307", "“enable_when” is empty; write what belongs there, or remove it"),
    ("«", "E307", "“enable_when” is empty"),
    ("{a: «}", "E303", "one answer is needed here, but here is nothing; write a code"),
    ("{a: «{b: c}}", "E303", "but here is a group of keys"),
    ("{a: «[]}", "E303", "a list of answers is needed here, but here is an empty list"),
    ("{a: [yes, «[no]]}", "E303", "one answer is needed here, but here is a list"),
    ("{a: [yes, «'']}", "E303", "but here is nothing"),
    (f"{{a: «{'y' * (MAX_VALUE + 1)}}}", "E306", "an answer of 201 characters, 200 is the most"),
    (f"{{a: «[{', '.join(['y'] * (MAX_TESTS + 1))}]}}", "E306", "201 answers, 200 is the most"),
    ("{«Age: 5}", "E308", "“Age” is not the id of an item; write an id, like pregnant, or id.row"),
    ("{«a.b.c: 5}", "E308", "“a.b.c” is not the id of an item"),
    ("{item: «[a], equals: b}", "E308", "a list is not the id of an item"),
    ("{item: «, equals: b}", "E308", "nothing is not the id of an item"),
    ("«{item: a}", "E302", "a test has one operator, here is none; possible: equals, not_equals"),
    ("«{item: a, less: 5, greater: 3}", "E302", "here are several; write several tests below all:"),
    ("{item: a, «eqals: b}", "E301", "unknown key “eqals”; did you mean “equals”?"),
    ("{item: a, equals: b, «contain: c}", "E301", "did you mean “contains”?"),
    ("{«itm: a, equals: b}", "E301", "unknown key “itm”; did you mean “item”?"),
    ("«{equals: b}", "E302", "“equals” tests the answer to an item, but none is named; write"),
    ("{item: a, answered: «yes}", "E304", "“yes” is neither true nor false; write true or false"),
    ("{item: a, answered: «[true]}", "E304", "a list is neither true nor false"),
    ("{item: a, one_of: «b}", "E303", "a list of answers is needed here, but here is “b”"),
    ("{item: a, equals: «[b, c]}", "E303", "one answer is needed here, but here is a list"),
    ("{all: «yes}", "E303", "an item that is called all is tested as {item: all, …}"),
    ("{any: «[]}", "E303", "“any” needs a list of conditions, but here is an empty list"),
    ("{any: «{a: yes}}", "E303", "here is a group of keys; write each on a line of its own"),
    ("{all: [{a: yes}], «any: [{b: no}]}", "E301", "“any” cannot stand beside “all”; put it into"),
    ("{all: [{a: yes}], «b: no}", "E301", "“b” cannot stand beside “all”; put it into the list"),
    ("{all: [{a: yes}, «b]}", "E303", "a condition is an item and its answer, but here is “b”"),
    ("{all: [{any: [{a: yes}, {a: «}]}]}", "E303", "one answer is needed here"),
    (f"{{any: «[{', '.join(['{a: yes}'] * (MAX_TESTS + 1))}]}}", "E306", "“any” has 201"),
    ("{all: [{a: yes}, «{}]}", "E307", "the condition is empty; write it like {smoker: yes}"),
]  # fmt: skip


def _form(condition: str) -> str:
    return form(f"- {{id: a, text: A, kind: yes_no}}\n- {{text: B, enable_when: {condition}}}")


@pytest.mark.parametrize(
    ("condition", "code", "words"), MISTAKES, ids=[one[2][:50] for one in MISTAKES]
)
def test_a_mistake_is_one_line_at_its_place(condition: str, code: str, words: str) -> None:
    text, found = marked(_form(condition), code)
    assert problems(text) == found
    with pytest.raises(ContentError) as caught:
        checked(text)
    (problem,) = caught.value.problems
    assert words in f"{problem.what}; {problem.cure}"


def test_all_mistakes_of_a_condition_are_told_at_once() -> None:
    text, found = marked(
        _form(
            "{all: [{a: «}, {«A: yes}, {item: a, «lss: 3, less: «}, «{}, {any: [«x, {a: «[]}]}],"
            " «any: [{a: yes}]}"
        ),
        *("E303", "E308", "E301", "E303", "E307", "E303", "E303", "E301"),
    )
    assert problems(text) == found


def test_conditions_can_be_nested_so_deep_and_no_deeper() -> None:
    """In a form, the YAML itself is too deep soon after."""
    deep = "{all: [" * 8 + "{a: yes}" + "]}" * 8
    assert read(raw(deep))
    with pytest.raises(ValidationError) as caught:
        read(raw(f"{{all: [{deep}]}}"))
    (error,) = caught.value.errors()
    assert (error["type"], error["loc"]) == ("E208", ("all", 0) * 9)


def test_a_section_has_a_condition_too() -> None:
    section = "{title: S, enable_when: {a: «}, items: [B]}"
    text, found = marked(
        "clinic: {name: Riverside Neurology}\n"
        f"forms: {{f: {{title: F, sections: [{{title: A, items: [a]}}, {section}]}}}}\n",
        "E303",
    )
    assert problems(text) == found


def test_tests_are_found_with_their_places_beside_mistakes() -> None:
    condition = raw(
        "{all: [{a: yes, b: }, {any: [{item: c.d, one_of: [x, y]}, {item: e}]}, f], g: h}"
    )
    assert list(found_tests(condition, "enable_when")) == [
        Found(
            A,
            ("enable_when", "all", 0, "a", "[key]"),
            ("enable_when", "all", 0, "a"),
        ),
        Found(
            Asked("c.d", "one_of", ("x", "y")),
            ("enable_when", "all", 1, "any", 0, "item"),
            ("enable_when", "all", 1, "any", 0, "one_of"),
        ),
    ]


@pytest.mark.parametrize("wrong", ["x", [], None, 5, {"all": "x"}, {"any": [None, 5]}, {}])
def test_in_what_is_no_condition_there_are_no_tests(wrong: object) -> None:
    assert list(found_tests(wrong)) == []


def test_both_holds_when_each_does() -> None:
    assert both(None, None) is None
    assert both(A, None) == both(None, A) == A
    assert both(A, B) == Group("all", (A, B))


DESCRIBED = cache(schema)


def _accepts(condition: object) -> bool:
    described = DESCRIBED()
    whole = {"$ref": "#/$defs/EnableWhen", "$defs": described["$defs"]}
    return jsonschema.Draft202012Validator(whole).is_valid(condition)


@pytest.mark.parametrize("text", [one[0] for one in FORMS])
def test_editors_accept_what_is_right(text: str) -> None:
    assert _accepts(raw(text))


@pytest.mark.parametrize("text", [one[0].replace("«", "") for one in MISTAKES])
def test_editors_mark_what_is_wrong(text: str) -> None:
    assert not _accepts(raw(text))


TEXTS = st.sampled_from(["a", "item", "all", "any", "less", "yes", "true", "", "é", "a.b"])
RAW = st.recursive(
    TEXTS,
    lambda parts: st.one_of(
        st.lists(parts, max_size=3),
        st.dictionaries(st.sampled_from([*OPERATORS, "item", "all", "any", "a", "A"]), parts),
    ),
    max_leaves=8,
)


@given(RAW)
def test_whatever_is_written_is_read_or_refused(condition: object) -> None:
    """Read, written in full and read again it is the same; refused, the tests in it are none that
    `read` would refuse."""
    try:
        found = read(condition)
    except ValueError:
        for one in found_tests(condition):
            assert read(written(one.test)) == one.test
        return
    assert read(written(found)) == found
    assert [one.test for one in found_tests(condition)] == list(_flat(found))


def _flat(condition: Condition) -> list[Asked]:
    if isinstance(condition, Group):
        return [test for part in condition.conditions for test in _flat(part)]
    return [condition]
