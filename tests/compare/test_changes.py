"""What a change of one item, one form, one library is told as, and which answers it ends."""

import re

import pytest
from yaml_cases import checked, form

from intake.compare.difference import Comparison, FormDifference
from intake.compare.forms import compare
from intake.compare.version import advice, fitting
from intake.content.facts import facts_of
from intake.content.model import Clinic, Questionnaire, Section
from intake.kinds import KIND_BY_NAME
from intake.kinds.options import Choice, OptionGroup

SMOKE = "{id: smoke, text: Do you smoke?, kind: select_one, options: [Never, Sometimes, Often]}"
OFTEN = SMOKE.replace("[Never, Sometimes, Often]", "OPTIONS")
AGE = "{id: age, text: How old are you?, kind: integer, min: 0, max: 120}"
NAME = "{id: name, text: Your name, kind: string}"
MATRIX = "{id: week, text: How often?, kind: matrix, rows: [Pain, Cramp], options: [Never, Daily]}"
TABLE = "{id: meds, text: Your medicines, kind: table, columns: [Name, Dose]}"
WEIGHT = "{id: weight, text: Your weight, kind: quantity, units: [kg, lb]}"
PERSON = "{id: who, text: Your name, kind: person_name, parts: [given, middle, family]}"


def gone(item: str, code: str = "") -> str:
    return f"Answers stored under `{item}`{f' with `{code}`' if code else ''} no longer fit."


ITEMS: dict[str, tuple[str, str, list[tuple[str, str]], list[str]]] = {
    "the same": (SMOKE, SMOKE, [], []),
    "other words": (
        SMOKE,
        SMOKE.replace("smoke?", "smoke now?"),
        [("meaning", "The wording")],
        [],
    ),
    "a hint": (NAME, NAME.replace("}", ", hint: In full}"), [("meaning", "The hint")], []),
    "required": (
        NAME,
        NAME.replace("}", ", required: true}"),
        [("meaning", "Must now be answered")],
        ["Answers without `name` no longer fit."],
    ),
    "required no more": (
        NAME.replace("}", ", required: true}"),
        NAME,
        [("meaning", "May now be left blank")],
        [],
    ),
    "an option less": (
        SMOKE,
        OFTEN.replace("OPTIONS", "[Never, Often]"),
        [("meaning", "Option removed")],
        [gone("smoke", "sometimes")],
    ),
    "an option more": (
        SMOKE,
        OFTEN.replace("OPTIONS", "[Never, Sometimes, Often, Daily]"),
        [("meaning", "Option added")],
        [],
    ),
    "an option's words": (
        SMOKE,
        OFTEN.replace("OPTIONS", "[Never, {code: sometimes, text: Now and then}, Often]"),
        [("meaning", "Option “Now and then”: the wording")],
        [],
    ),
    "an option's code": (
        SMOKE,
        OFTEN.replace("OPTIONS", "[Never, {code: some, text: Sometimes}, Often]"),
        [("meaning", "Option “Sometimes” has another code")],
        ["Answers stored under `smoke` with `sometimes` no longer fit: it is now `some`."],
    ),
    "the order of options": (
        SMOKE,
        OFTEN.replace("OPTIONS", "[Often, Never, Sometimes]"),
        [("meaning", "Option “Often” has moved")],
        [],
    ),
    "options under a heading": (
        SMOKE,
        OFTEN.replace("OPTIONS", "[Never, {title: Yes, options: [Sometimes, Often]}]"),
        [("meaning", "Option added")],
        [],
    ),
    "another answer less": (
        SMOKE.replace("}", ", other: Else}"),
        SMOKE,
        [
            ("meaning", "The last option, with a line to write on"),
            ("meaning", "Answers that can no longer be given"),
        ],
        [gone("smoke", "other")],
    ),
    "sensitive no more": (
        SMOKE.replace("}", ", sensitive: true}"),
        SMOKE,
        [
            ("meaning", "No longer offers “I would rather talk in person”"),
            ("meaning", "Answers that can no longer be given"),
        ],
        [gone("smoke", "in_person")],
    ),
    "a narrower range": (
        AGE,
        AGE.replace("0, max: 120", "18, max: 99"),
        [("meaning", "The smallest or earliest answer"), ("meaning", "The largest or latest")],
        [
            "Answers stored under `age` below 18 no longer fit.",
            "Answers stored under `age` above 99 no longer fit.",
        ],
    ),
    "a wider range": (
        AGE,
        AGE.replace("max: 120", "max: 130"),
        [("meaning", "The largest or latest answer")],
        [],
    ),
    "no limit": (
        AGE,
        AGE.replace(", max: 120", ""),
        [("meaning", "The largest or latest answer")],
        [],
    ),
    "a day or today": (
        "{id: on, text: When?, kind: date, max: 2026-01-31}",
        "{id: on, text: When?, kind: date, max: today}",
        [("meaning", "The largest or latest answer")],
        ["Answers stored under `on` above today no longer fit."],
    ),
    "a shorter text": (
        NAME.replace("}", ", max_length: 80}"),
        NAME.replace("}", ", max_length: 40}"),
        [("meaning", "The most characters")],
        ["Answers stored under `name` with more than 40 characters no longer fit."],
    ),
    "a pattern": (
        NAME.replace("}", ', pattern: "[A-Z]*", constraint_message: Capitals}'),
        NAME.replace("}", ', pattern: "[A-Z]+", constraint_message: Capitals}'),
        [("meaning", "What an answer must look like")],
        ["Answers stored under `name` may no longer fit: look at them."],
    ),
    "several answers": (
        NAME,
        NAME.replace("}", ", repeats: 3}"),
        [("meaning", "How many answers may be given")],
        ["Answers stored under `name` no longer fit: what is stored is now a list of answers."],
    ),
    "a unit of a number": (
        AGE.replace("}", ", unit: years}"),
        AGE.replace("}", ", unit: months}"),
        [("meaning", "The unit")],
        ["Answers stored under `age` no longer fit: they count in another unit."],
    ),
    "a unit less": (
        WEIGHT,
        WEIGHT.replace(", lb", ""),
        [("meaning", "Unit removed")],
        ["Answers stored under `weight` in the unit `lb` no longer fit."],
    ),
    "a row less": (
        MATRIX,
        MATRIX.replace("[Pain, Cramp]", "[Pain]"),
        [("meaning", "Row removed")],
        ["Answers stored under `week` in the row `cramp` no longer fit."],
    ),
    "a column less": (
        TABLE,
        TABLE.replace(", Dose", ""),
        [("meaning", "Column removed")],
        ["Answers stored under `meds` in the column `dose` no longer fit."],
    ),
    "cells of another kind": (
        TABLE,
        TABLE.replace("Dose", "{id: dose, text: Dose, kind: integer}"),
        [("meaning", "Column “Dose”: the kind")],
        [
            "Answers stored under `meds` no longer fit in this column: its cells were string, and"
            " are integer."
        ],
    ),
    "blank rows": (TABLE, TABLE.replace("}", ", rows: 6}"), [("appearance", "The rows")], []),
    "a part less": (
        PERSON,
        PERSON.replace("middle, ", ""),
        [("meaning", "The parts")],
        ["Answers stored under `who` in the part `middle` no longer fit."],
    ),
    "a width": (NAME, NAME.replace("}", ", width: 20}"), [("appearance", "The width")], []),
    "another kind": (
        NAME,
        "{id: name, text: Your name, kind: date}",
        [("meaning", "The kind")],
        [gone("name")],
    ),
    "a kind that takes the same": (
        NAME,
        "{id: name, text: Your name, kind: text}",
        [("meaning", "The kind")],
        [],
    ),
    "yes and no as options": (
        "{id: ill, text: Are you ill?, kind: yes_no, not_sure: true}",
        "{id: ill, text: Are you ill?, kind: select_one, options: [Yes, No]}",
        [("meaning", "The kind"), ("meaning", "Answers that can no longer be given")],
        [gone("ill", "not_sure")],
    ),
    "another id": (
        NAME,
        NAME.replace("id: name", "id: full_name"),
        [("meaning", "It has another id")],
        ["Answers stored under `name` no longer fit: it is now `full_name`."],
    ),
    "another question": (
        NAME,
        "{id: sleep, text: How do you sleep?, kind: text}",
        [("meaning", "New"), ("meaning", "Removed")],
        [gone("name")],
    ),
    "words that nobody answers": (
        "{id: note, text: Take your time, kind: display}",
        "{id: other, text: Please read on, kind: display}",
        [("meaning", "New"), ("meaning", "Removed")],
        [],
    ),
}


def one(old: str, new: str) -> FormDifference:
    """The difference of the one form in each of two files."""
    return all_of(old, new).forms[0]


def all_of(old: str, new: str) -> Comparison:
    return compare(checked(old), checked(new), ("old", "new"))


@pytest.mark.parametrize("name", ITEMS)
def test_a_change_of_an_item(name: str) -> None:
    """What is told, in which group, and which stored answers no longer fit; no more than that."""
    old, new, told, unfit = ITEMS[name]
    found = one(form(f"- {old}"), form(f"- {new}"))
    said = [(change.group, change.what) for _, change in found.changes()]
    assert len(said) == len(told), said
    assert [a for (group, a), (b, begin) in zip(said, told, strict=True) if group != b] == []
    assert [
        a for (_, a), (_, begin) in zip(said, told, strict=True) if not a.startswith(begin)
    ] == []
    assert list(found.unfit) == unfit
    assert (found.state == "same") == (not told)
    assert (found.level == "major") == bool(unfit)


def test_an_item_that_moved_is_not_a_new_one() -> None:
    items = ["- First?", "- Second?", "- Third?", "- Fourth?"]
    found = one(form("\n".join(items)), form("\n".join([items[3], *items[:3]])))
    assert [(s.id, c.sort, c.old, c.new) for s, c in found.changes()] == [
        ("fourth", "moved", "question 4", "question 1")
    ]


def test_an_item_in_another_section_has_moved() -> None:
    text = (
        form("- First?\n- Second?") + "      - title: Later\n        items:\n          - Third?\n"
    )
    lines = text.splitlines(keepends=True)
    second = next(line for line in lines if "Second" in line)
    moved = "".join([*(line for line in lines if line != second), second])
    found = [(s.id, c.sort, c.old, c.new) for s, c in one(text, moved).changes()]
    assert found == [("second", "moved", "Your headache", "Later")]


def test_a_condition_is_told_in_words_and_follows_an_id() -> None:
    old = form(f"- {SMOKE}\n- {{id: much, text: How much?, enable_when: {{smoke: often}}}}")
    follows = old.replace("id: smoke", "id: smokes").replace("{smoke:", "{smokes:")
    assert [(s.id, c.sort) for s, c in one(old, follows).changes()] == [("smokes", "renamed")]
    other = old.replace("{smoke: often}", "{smoke: [sometimes, often]}")
    [(subject, change)] = one(old, other).changes()
    assert (subject.id, change.what) == ("much", "When it applies")
    assert change.old == "“Do you smoke?” is “Often”"
    assert change.new == "“Do you smoke?” is “Sometimes” or “Often”"


BILINGUAL = form("- {id: where, text: {en: Where?, es: ¿Dónde?}}").replace(
    "Neurology}", "Neurology, languages: [en, es]}"
)
WORDS = {
    "the translation": ("es: ¿Dónde?", "es: ¿En dónde?", [("translation", "text")]),
    "the original": (
        "en: Where?",
        "en: Where now?",
        [("meaning", "text"), ("translation", "stale")],
    ),
    "both": (
        "en: Where?, es: ¿Dónde?",
        "en: Where now?, es: ¿Dónde ahora?",
        [("meaning", "text"), ("translation", "text")],
    ),
    "none any more": (", es: ¿Dónde?", "", [("translation", "missing")]),
}


@pytest.mark.parametrize("name", WORDS)
def test_translations_are_told_apart_from_the_original(name: str) -> None:
    old, new, told = WORDS[name]
    found = one(BILINGUAL, BILINGUAL.replace(old, new))
    assert [(change.group, change.sort) for _, change in found.changes()] == told


def test_a_new_question_without_a_translation_says_so() -> None:
    found = one(BILINGUAL, BILINGUAL + "          - {id: why, text: Why?}\n")
    said = [(c.group, c.sort, c.language) for s, c in found.changes() if s.id == "why"]
    assert said == [("meaning", "added", "en"), ("translation", "missing", "es")]


def test_forms_that_come_go_and_get_another_id() -> None:
    base = form("- Where?")
    second = "  cough:\n    title: Cough\n    sections: [{title: Cough, items: [How long?]}]\n"
    assert [f.state for f in all_of(base, base + second).forms] == ["same", "new"]
    assert [f.state for f in all_of(base + second, base).forms] == ["same", "gone"]
    renamed = one(base, base.replace("  headache:", "  head:"))
    assert (renamed.was, renamed.id, renamed.level) == ("headache", "head", "major")


def test_the_clinics_block_is_looks() -> None:
    base = form("- Where?")
    found = all_of(base, base.replace("Neurology}", "Neurology, phone: 555-0142}"))
    assert [(c.group, c.what, c.new) for c in found.clinic] == [
        ("appearance", "The telephone number", "555-0142")
    ]
    assert found.changed == ()
    assert not found.is_same


VERSIONS = (
    ("1.4.2", "major", "2.0.0"),
    ("1.4.2", "minor", "1.5.0"),
    ("1.4.2", "patch", "1.4.3"),
    ("2", "minor", "2.1.0"),
    ("spring 2026", "minor", ""),
    ("1.4.2", "none", ""),
)


@pytest.mark.parametrize(("version", "level", "wanted"), VERSIONS)
def test_the_version_that_fits(version: str, level: str, wanted: str) -> None:
    assert fitting(version, level) == wanted


ADVICE = (
    ("1.0.0", "Where?", "Where now?", "1.0.0", "1.1.0"),
    ("1.0.0", "Where?", "Where now?", "1.1.0", ""),
    ("1.0.0", "Where?", "Where now?", "2.0.0", ""),
    ("1.0.0", "Where?", "Where?, width: 9, kind: string", "1.0.0", "2.0.0"),
    ("draft", "Where?", "Where now?", "draft", "another version"),
    ("draft", "Where?", "Where now?", "final", ""),
)


@pytest.mark.parametrize(("before", "old", "new", "after", "wanted"), ADVICE)
def test_advice_names_the_version_unless_it_was_raised(
    before: str, old: str, new: str, after: str, wanted: str
) -> None:
    def library(text: str, version: str) -> str:
        whole = form(f"- {{id: where, text: {text}}}".replace("{id", "{kind: text, id"))
        whole = whole.replace("kind: text, id", "id") if "kind: string" in text else whole
        return whole.replace("title: Headache", f"title: Headache\n    version: {version}")

    said = advice(one(library(old, before), library(new, after)))
    assert (f"should be {wanted}," in said) if wanted else said == ""


def test_every_fact_is_of_a_key_that_there_is() -> None:
    """A misspelled fact would have no effect, in silence."""
    models = [*map(KIND_BY_NAME.get, KIND_BY_NAME), Questionnaire, Section, Choice, OptionGroup]
    assert len(models) > 20
    for model in filter(None, models):
        unknown = facts_of(model).keys() - model.model_fields.keys()
        assert unknown == set(), model.__name__
    assert Clinic.facts == {}


def test_a_key_that_limits_answers_states_so_in_every_kind() -> None:
    limits = {"min", "max", "max_length", "max_rows", "repeats", "required", "units", "unit"}
    lists = {"options", "rows", "columns", "units", "parts"}
    for name, kind in ((name, KIND_BY_NAME[name]) for name in KIND_BY_NAME):
        silent = (limits | lists) & kind.model_fields.keys() - facts_of(kind).keys()
        assert silent == set(), name


def test_sentences_name_ids_in_backquotes() -> None:
    """So that the page can set them apart."""
    sentences = [line for *_, unfit in ITEMS.values() for line in unfit]
    assert sentences
    assert all(re.search(r"`[a-z_]+`", line) for line in sentences)
