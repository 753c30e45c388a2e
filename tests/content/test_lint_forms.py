"""W404, W406, W407, W408: forms, ids, shared sections and sources."""

from datetime import date

import pytest
from lint_cases import SOURCE, form, linted

from intake.content.lint.identifiers import is_stale

REPEATED = [
    ("- Where?\n- {id: again, text: ' where'}", ["W404"], "case and marks make no difference"),
    ("- Where?\n- When?", [], "different questions"),
    ("- {id: a, text: Rest, kind: display}\n- {id: b, text: Rest, kind: display}", [], "notes"),
    ("- {id: a, text: Do you smoke?, kind: yes_no, follow_up: {yes: [{id: b, text: How many?}]}}\n"
     "- {id: c, text: Do you drink?, kind: yes_no, follow_up: {yes: [{id: d, text: How many?}]}}",
     [], "follow-ups of different questions"),
    ("- {id: a, text: Do you smoke?, kind: yes_no, follow_up: {yes: [{id: b, text: How many?}, "
     "{id: c, text: How many?}]}}", ["W404"], "follow-ups of one question"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("items", "found"), [c[:2] for c in REPEATED], ids=[c[2] for c in REPEATED]
)
def test_the_same_question_twice(items: str, found: list[str]) -> None:
    assert [problem.code for problem in linted(form(items))] == found


def test_the_patient_and_the_clinician_may_be_asked_the_same() -> None:
    both = form("- Where?").rstrip() + CLINICIAN
    assert not linted(both)


CLINICIAN = """
      - title: Notes
        for: clinician
        items: [{id: where_seen, text: Where?}]
"""

SHARED = """clinic: {name: Riverside Neurology}
sections:
  pain: {title: Pain, items: [{id: where, text: Where?}]}
  unused: {title: Sleep, items: [{id: sleep, text: Do you sleep?}]}
forms:
  one:
    title: One
    source: {name: A, reviewed: 2026-01-01}
    sections: [{use: pain}, {title: More, items: [{id: place, text: where?}]}]
  two:
    title: Two
    source: {name: A, reviewed: 2026-01-01}
    sections: [{use: pain}]
"""


def test_a_shared_section_is_read_in_each_form_and_one_that_no_form_uses_is_said() -> None:
    assert [(p.code, p.place.line) for p in linted(SHARED)] == [("W407", 4), ("W404", 9)]


SOURCES = [
    ("", ["W408"], "none"),
    ("    source: {name: A}\n", ["W408"], "no review date"),
    ("    source: {name: A, reviewed: 2024-11-22}\n", ["W408"], "two years and a day ago"),
    ("    source: {name: A, reviewed: 2024-11-23}\n", [], "two years ago"),
    ("    source: {name: A, reviewed: 2026-11-23}\n", [], "today"),
]


@pytest.mark.parametrize(("source", "found"), [c[:2] for c in SOURCES], ids=[c[2] for c in SOURCES])
def test_the_source_was_reviewed_in_the_last_two_years(source: str, found: list[str]) -> None:
    text = form("- Where?").replace(SOURCE, source)
    assert [problem.code for problem in linted(text, date(2026, 11, 23))] == found


def test_a_form_for_clinicians_alone_needs_no_source() -> None:
    assert not linted(form("- Where?", "clinician").replace(SOURCE, ""))


STALE = [
    ("when_did_it_last_happen", "How often does it hurt?", True),
    ("do_you_smoke_cigarettes", "How many hours do you sleep?", True),
    ("what_muscles_are_affected", "Which side is worse?", True),
    ("is_it_always_in_the_same_location", "How long does an attack last?", True),
    ("when_did_it_last_happen", "When did it last happen to you?", False),
    ("when_did_it_start", "When did the twitching start?", False),
    ("onset", "When did you first notice the twitching?", False),
    ("same_location", "Is it always in the same location?", False),
    ("date_of_birth", "Born on", False),
    ("record_number", "Chart", False),
    ("emergency_contact_phone", "Who should we call?", False),
    ("all_the_time", "Constantly", False),
    ("foot_or_toes", "Foot or toes", False),
]


@pytest.mark.parametrize(("name", "text", "stale"), STALE)
def test_an_id_that_reads_like_another_text(name: str, text: str, stale: bool) -> None:
    assert is_stale(name, [text]) is stale


def test_a_changed_text_is_said_at_its_id_in_english_only() -> None:
    (found,) = linted(form("- {id: when_did_it_last_happen, text: Does it hurt?}"))
    assert (found.code, found.line[found.place.column - 1 :][:4]) == ("W406", "when")
    text = form("- {id: when_did_it_last_happen, text: Duele mucho}")
    spanish = text.replace("{name: Riverside Neurology}", "{name: A, languages: [es]}", 1)
    assert [problem.code for problem in linted(spanish)] == []
