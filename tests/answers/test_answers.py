"""What is made of what was sent: the table in cases.yaml, and what holds for all of it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import corpus
import pytest
import yaml
from yaml_cases import checked, form

from intake.answers.read import Answers, read
from intake.content.model import Questionnaire
from intake.content.problems import CODES
from intake.kinds import KINDS

TABLE = yaml.load(Path(__file__).with_name("cases.yaml").read_bytes(), Loader=yaml.CSafeLoader)
TODAY = date(2026, 11, 23)
CANARY = "Qvx" * 2000


@dataclass(frozen=True)
class Case:
    """With `sent`, item number `at` of the form in `text` is answered by `value`."""

    name: str
    text: str
    at: int
    sent: list[tuple[str, str]]
    value: Any
    beside: dict[str, Any]
    left: list[tuple[str, str]]
    faults: list[str]


def pairs(written: Any) -> list[tuple[str, str]]:
    rows = written.items() if isinstance(written, dict) else written
    return [(name, str(value)) for name, value in rows]


def plain(value: Any) -> Any:
    """What YAML took for a date is a text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(one) for one in value]
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def text(group: dict[str, Any]) -> str:
    """The whole file around the items of a group."""
    more = [f"{key}: {value}" for key, value in (
        ("languages", [group["language"]] if "language" in group else None),
        ("date_order", group.get("order")),
    ) if value]  # fmt: skip
    made = form(group["items"], group.get("audience", "patient"))
    return made.replace("Neurology}", ", ".join(["Neurology", *more]).replace("'", "") + "}")


CASES = [
    Case(
        f"{group['items'].split('kind: ')[-1].split(',')[0][:15]}: {case['name']}",
        text(group),
        group.get("first", 0),
        pairs(case["sent"]),
        plain(case.get("value")),
        case.get("beside", {}),
        pairs(case.get("left", {})),
        case.get("faults", []),
    )
    for group in TABLE
    for case in group["cases"]
]


def about(form: Questionnaire, version: str = "") -> list[tuple[str, str]]:
    """What a page sends of itself."""
    keys = {"form": form.id, "version": version or form.version, "revision": form.revision[:8]}
    return [(f"intake.{key}", value) for key, value in keys.items()]


def answers(form: Questionnaire, sent: list[tuple[str, str]]) -> Answers:
    return read(form, [*about(form), *sent], TODAY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_sent_is_read(case: Case) -> None:
    """The answer, what is beside it, what is left out, and what is said about it."""
    (questionnaire,) = checked(case.text)
    found = answers(questionnaire, case.sent)
    item = questionnaire.items[case.at]
    assert found.values.get(item.id) == case.value
    assert found.beside.get(item.id, {}) == case.beside
    assert [fault.code for fault in found.faults] == case.faults
    assert sorted(found.left_out) == sorted(case.left)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_lost_in_silence(case: Case) -> None:
    """Without any one of the texts the answers, or what is left out, would be others."""
    (form,) = checked(case.text)
    found = outcome(form, case.sent)
    begun = form.items[case.at].initial_answer()
    for at, (_, text) in enumerate(case.sent):
        others = case.sent[:at] + case.sent[at + 1 :]
        if text.strip() and case.sent[at] not in others and text != str(begun):
            assert outcome(form, others) != found


def outcome(form: Questionnaire, sent: list[tuple[str, str]]) -> tuple[Any, ...]:
    found = answers(form, sent)
    return found.values, found.beside, sorted(found.left_out)


@pytest.mark.parametrize("kind", KINDS)
def test_no_message_quotes_an_answer(kind: str) -> None:
    (form,) = checked(corpus.wrapped(kind))
    names = {field.name for item in form.items for field in item.fields("mdy")}
    sent = [(name, CANARY) for name in names]
    found = answers(form, [*sent, *sent])
    assert found.faults or kind == "display"
    assert not any(CANARY in part for fault in found.faults for part in fault)
    assert all(fault.code in CODES for fault in found.faults)


def test_the_table_has_every_kind_and_every_code() -> None:
    kinds = {item.kind for case in CASES for item in checked(case.text)[0].items}
    assert kinds == {*KINDS}
    told = {code for case in CASES for code in case.faults}
    of_answers = {f"E71{n}" for n in range(1, 9)} | {"E721", "W703", "W704"}
    assert told == of_answers


def test_all_values_are_json() -> None:
    for case in CASES:
        found = answers(checked(case.text)[0], case.sent)
        assert json.loads(json.dumps([found.values, found.beside])) == [found.values, found.beside]


OLD = """
- {id: name, text: Name, kind: string}
- {id: gone, text: Gone, kind: string}
- {id: side, text: Side, kind: select_one, options: [Left, Right, Both]}
- {id: signs, text: Signs, kind: select_multiple, options: [Fever, Cough]}
- {id: turned, text: Turned, kind: string}
"""
NEW = """
- {id: name, text: Your name, kind: string}
- {id: side, text: Side, kind: select_one, options: [Left, Right]}
- {id: signs, text: Signs, kind: select_multiple, options: [Cough, Rash]}
- {id: turned, text: Turned, kind: yes_no}
- {id: added, text: Added, kind: string, required: true}
"""


def test_another_revision_is_mapped_where_ids_and_codes_are_the_same() -> None:
    """What is still there is an answer; what is not is left out and named; nothing is guessed."""
    old, new = checked(form(OLD))[0], checked(form(NEW))[0]
    sent = [("name", "Ana"), ("gone", "x"), ("side", "both"), ("signs", "fever")]
    sent += [("signs", "cough"), ("turned", "on its head")]
    found = read(new, [*about(old, version="0.9"), *sent], TODAY)
    assert found.is_mapped
    assert found.values == {"name": "Ana", "signs": ["cough"]}
    assert sorted(found.left_out) == [
        ("gone", "x"),
        ("side", "both"),
        ("signs", "fever"),
        ("turned", "on its head"),
    ]
    said = [(fault.code, fault.item) for fault in found.faults]
    assert said[0] == ("W701", "")
    assert sorted(said[1:]) == [
        ("E711", "added"), ("W702", ""), ("W702", "side"), ("W702", "signs"), ("W702", "turned"),
    ]  # fmt: skip
    assert "gone" in next(fault.what for fault in found.faults if fault.code == "W702")


REVISIONS = ["", "b7", "zzzzzzzz", "00000000", "B" * 8]


@pytest.mark.parametrize("revision", REVISIONS)
def test_only_a_revision_that_is_told_is_this_one(revision: str) -> None:
    new = checked(form(NEW))[0]
    sent = [("intake.form", new.id), ("intake.revision", revision)]
    assert read(new, sent, TODAY).is_mapped
    assert not answers(new, []).is_mapped
    assert not read(new, [("intake.revision", new.revision)], TODAY).is_mapped


def test_another_revision_of_the_same_version_is_an_error() -> None:
    """Content that changes has another version; so one of the two is wrong."""
    old, new = checked(form(OLD))[0], checked(form(NEW))[0]
    assert read(new, about(old), TODAY).faults[0].code == "E720"
    assert read(new, about(old)[:1], TODAY).faults[0].code == "E720"
    assert read(new, about(old, version="0.9"), TODAY).faults[0].code == "W701"


DRINKING = """
- {id: alcohol, text: Alcohol?, kind: select_one, options: [{code: daily, text: Daily}, Never]}
- {id: days, text: How many days?, kind: integer}
- {id: drinks, text: Drinks?, kind: integer, required: true, enable_when: {alcohol: daily}}
- {id: kind_of, text: Which?, kind: string, enable_when: {item: drinks, greater: 2}}
- {id: many, text: Many?, kind: string, enable_when: {item: days, greater: 3}}
- id: both
  text: Both?
  kind: string
  enable_when: {any: [{item: days, greater: 3}, {item: alcohol, equals: never}]}
"""
GIVEN = [("drinks", "5"), ("kind_of", "wine"), ("many", "yes"), ("both", "yes")]
DEPENDING = [
    ("all is known", [("alcohol", "never"), ("days", "1"), *GIVEN], {"both"}, ["W703"] * 3),
    ("not mapped", [("alcohol", "each"), ("days", "1"), *GIVEN], {"drinks", "kind_of", "both"},
     ["W702", "W703"]),
    ("not read", [("alcohol", "daily"), ("days", "x"), *GIVEN],
     {"drinks", "kind_of", "many", "both"}, ["E712"]),
    ("the rest decides", [("alcohol", "never"), ("days", "x"), *GIVEN[2:]], {"many", "both"},
     ["E712"]),
    ("unread, and does not apply", [("alcohol", "never"), ("drinks", "x"), ("kind_of", "wine")],
     set(), ["W703", "W703"]),
    ("not required", [("alcohol", "each"), ("days", "1")], set(), ["W702"]),
    ("known and required", [("alcohol", "daily"), ("days", "1")], set(), ["E711"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sent", "kept", "codes"), DEPENDING)
def test_what_depends_on_what_is_not_known_is_kept(
    name: str, sent: list[tuple[str, str]], kept: set[str], codes: list[str]
) -> None:
    """In another version of the form, so that a code that is gone is not mapped."""
    new = checked(form(DRINKING))[0]
    identity = [("intake.form", new.id), ("intake.version", "0.9"), ("intake.revision", "0" * 8)]
    found = read(new, [*identity, *sent], TODAY)
    assert found.values.keys() - {"alcohol", "days"} == kept
    assert [fault.code for fault in found.faults[1:]] == codes


def test_what_depends_on_what_was_not_asked_or_has_no_place_is_kept() -> None:
    new = checked(form(DRINKING))[0]
    asked = read(new, [*about(new), *GIVEN[:2]], TODAY)
    assert not asked.values
    assert len(read(new, GIVEN[:2], TODAY, (), ["alcohol"]).values) == 2
    assert len(read(new, GIVEN[:2], TODAY, [("alcohol", "each")]).values) == 2
    known = read(new, [("alcohol", "never"), *GIVEN[:2]], TODAY, (), ["alcohol"])
    assert known.values == {"alcohol": "never"}


TABLE_ITEM = """
- id: a
  text: Medicines
  kind: table
  rows: 3
  columns: [{id: name, text: Name}, {id: since, text: Since, kind: date}]
"""
DATE = "- {id: a, text: Born, kind: date}"
SIGNED = "- {id: a, text: Signed, kind: signature, required: true}"
SAID = [
    (TABLE_ITEM, {"a.1.name": "x", "a.2.since": "y"}, "row 2, “Since”: cannot be read as a date"),
    (DATE, {"a.day": "31", "a.month": "2", "a.year": "1980"}, "is not a day in the calendar"),
    (DATE, {"a.day": "3", "a.month": "Febuary", "a.year": "1980"}, "has a month that is none"),
    (DATE, {"a.day": "3", "a.month": "2", "a.year": "80"}, "has no year of four digits"),
    (DATE, {"a.day": "x", "a.month": "2", "a.year": "1980"}, "has a day that is not a number"),
    (SIGNED, {"a": "Ana"}, "is required and has no date"),
    (SIGNED, {"a.date": "today"}, "is required and has a date, but is not signed"),
    ("- {id: a, text: Phone, kind: phone}", {"a": "my son"}, "look like a telephone number"),
    ("- {id: a, text: Mail, kind: email}", {"a": "my son"}, "look like an email address"),
    ("- {id: a, text: Weight, kind: decimal}", {"a": "1,5"}, "digits, and “.” before a fraction"),
]  # fmt: skip


@pytest.mark.parametrize(("items", "sent", "said"), SAID)
def test_what_is_wrong_is_said_in_the_clinics_words(
    items: str, sent: dict[str, str], said: str
) -> None:
    (fault,) = answers(checked(form(items))[0], [*sent.items()]).faults
    assert said in f"{fault.what}; {fault.cure}"


def test_a_blank_form_has_one_fault() -> None:
    """Though several items are required; once anything is filled in, each of them has one."""
    two = "- {id: a, text: A, required: true}\n- {id: b, text: B, required: true}\n"
    new = checked(form(two + "- {id: c, text: C, initial: x, kind: string}"))[0]
    blank = [("E711", "", "has nothing filled in")]
    assert [fault[1::-1] + fault[2:3] for fault in answers(new, []).faults] == blank
    assert [fault[1::-1] + fault[2:3] for fault in answers(new, [("c", "x")]).faults] == blank
    assert [fault.item for fault in answers(new, [("c", "y")]).faults] == ["a", "b"]
    assert [fault.item for fault in answers(new, [("a", "y")]).faults] == ["b"]
