"""validate: every problem at once, one line for each mistake, each at its place."""

import pytest
from yaml_cases import FIRST, checked, form, loaded, marked, problems

from intake.content.gather import Content
from intake.content.problems import ContentError
from intake.content.validate import validate

EVERYTHING, EVERY_PLACE = marked(
    form("""
- {text: Which side?, kind: select_one, options: [left, «left], «hnt: x}
- {text: How many?, kind: integer, min: «10, max: 2, required: «maybe}
- «{id: «Bad Id, text: How bad?, kind: scale, min: «20, lower: none}
- {text: Where?, kind: select_multiple, options: [«Other], other: Other, «lines: 2}
- «{text: Where?, kind: «strng}
- Smile «🙂
- {text: Tests, kind: «orderables, options: [CT, «CT], «when: now}
""").replace("title: Headache", "«titel: Headache"),
    *("E301", "E402", "E301", "E405", "E304", "E302", "E308", "E405", "E406", "E301"),
    *("E401", "E305", "E407", "E408", "E402", "E301"),
)


def test_every_problem_is_reported_at_once_whatever_else_is_wrong_in_the_same_item() -> None:
    assert problems(EVERYTHING) == EVERY_PLACE


ONE_MISTAKE = [
    ("- {txet: Where?}", "E301", "a misspelled key is not a missing key as well"),
    ("- Pain: where?", "E203", "nor is a text with a colon"),
    ("- {text: [Where?]}", "E303", "an id that cannot be made from a wrong text is not missing"),
    ("- {text: ''}", "E307", "nor from an empty one"),
    ("- {kind: string}", "E302", "nor from none"),
    ("- {text: A, kind: select_one, options: [{code: x}]}", "E302", "a list is not empty"),
    ("- {text: A, kind: select_one, options: []}", "E307", "but this one is"),
    ("- *alias", "E206", "an alias is nothing else"),
    ("- {<<: *alias, lines: 0}", "E206", "nor is what stands beside it"),
    ("- {te\u200bxt: A}", "E107", "a key with an invisible letter is not unknown as well"),
    ("- text: {{name}}", "E211", "nor is there a wrong shape in double braces"),
    ("- {text: 患者患者, id: a}", "E407", "a text without glyphs is one problem"),
    ("- {text: Yes?, id: 患者}", "E308", "an id is not printed"),
    ("- text: # of drinks", "E204", "a text lost in a comment is not empty as well"),
    ("- {text: A, kind: }", "E307", "an empty kind is not unknown"),
    ("-", "E307", "an empty entry has no missing text"),
    ("- {text: A, codes: [{system: 'urn:x', source: B}]}", "E302", "a code that none is made for"),
    ("- text: {en: ''}", "E307", "an empty text in a language"),
    ("- text: {en: [A]}", "E303", "a list for a text in a language"),
    (f"- text: {{en: {'x' * 2001}}}", "E306", "a text in a language that is too long"),
]


@pytest.mark.parametrize(
    ("items", "code"), [case[:2] for case in ONE_MISTAKE], ids=[case[2] for case in ONE_MISTAKE]
)
def test_one_mistake_is_one_line(items: str, code: str) -> None:
    found = problems(form(items))
    assert [problem.split()[1] for problem in found] == [code]
    assert int(found[0].split(":")[0]) == FIRST


CURES = [
    ("- {text: A, kidn: date}", "did you mean “kind”?"),
    ("- {text: A, Kind: date}", '"Kind: date"'),
    ("- {text: A, kind: Select One}", "did you mean “select_one”?"),
    ("- {text: A, kind: yes-no}", "did you mean “yes_no”?"),
    ("- {text: A, kind: date, precision: months}", "did you mean “month”?"),
    ("- {id: 2 Sides, text: A}", "like q_2_sides"),
    ("- {text: A, kind: quantity, units: hours}", "write a list: [hours]"),
    ("- {text: A, kind: yes_no, not_sure: yes}", "write true or false"),
    ("- {text: A, lines: 99}", "at most 24"),
    ("- {text: A, hint: " + "x" * 2001 + "}", "shorten it"),
    ("- Где?", "{id: muscle_pain, text: ...}"),
    ("- {text: A, kind: select_one, options: [A, a]}", "{code: a_2, text: …}"),
    ("- {text: A, colour: red}", "possible: kind, id, text, hint, reason, required, "),
]


@pytest.mark.parametrize(("items", "cure"), CURES)
def test_the_cure_is_the_nearest_right_thing(items: str, cure: str) -> None:
    with pytest.raises(ContentError) as caught:
        checked(form(items))
    (problem,) = caught.value.problems
    assert cure in problem.cure


def test_a_problem_carries_its_line_for_the_caret() -> None:
    with pytest.raises(ContentError) as caught:
        checked(form("- {text: A, kidn: date}"))
    (problem,) = caught.value.problems
    assert problem.line[problem.place.column - 1 :].startswith("kidn")


def test_problems_come_in_reading_order_and_each_once() -> None:
    with pytest.raises(ContentError) as caught:
        checked(EVERYTHING)
    found = caught.value.problems
    assert found
    assert found == sorted(found)
    assert len({str(problem) for problem in found}) == len(found)


def test_warnings_alone_do_not_stop_and_beside_errors_are_said_too() -> None:
    good = form("- Where?")
    document = loaded("\ufeff" + good)
    assert validate(Content([document]))
    assert [problem.code for problem in document.problems] == ["W101"]
    assert problems("\ufeff" + good.replace("title: Headache", "titel: x"))[0] == "1:1 W101"


TOP = [
    ("Where?\n", ["1:1 E303"]),
    ("- a\n", ["1:1 E303"]),
    ("clinic:\nforms:\n", ["1:8 E307", "2:7 E404"]),
    ("forms: {}\n", ["1:1 E302", "1:8 E404"]),
    ("clinic: {name: A}\n", ["1:1 E404"]),
    ("clinic: {name: A}\nforms: {f: }\n", ["2:12 E307"]),
    ("clinic: {name: A}\nforms: {f: {title: T, sections: [{title: S, items: [a]}]}}\nx: y\n",
     ["3:1 E301"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), TOP)
def test_what_is_missing_at_the_top_is_said(text: str, found: list[str]) -> None:
    assert problems(text) == found
