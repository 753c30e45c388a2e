"""Logic on paper: which instruction is chosen, and that who obeys them answers what applies.

EXAMPLES=20000 python -m pytest tests/logic/test_paper.py tries more random forms.
"""

import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import close_forms
import pytest
import yaml_cases
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from logic_cases import Case, cases, questionnaire
from pen import answered
from strategies import libraries, styles, written

from intake.content.conditions import Test as Asking
from intake.content.model import Questionnaire
from intake.logic import skips
from intake.logic.certain import Known
from intake.logic.evaluate import enabled, rules
from intake.logic.numbers import numbers
from intake.logic.paper import MAX_DEPTH, compile_paper
from intake.logic.plan import GoTo, Part, Run, Step, asked

PLANS = cache(lambda form: compile_paper(questionnaire(form)))
EXAMPLES = int(os.environ.get("EXAMPLES", "300"))
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="EXAMPLES" not in os.environ,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("case", cases(), ids=[case.name for case in cases()])
def test_a_pen_answers_what_the_table_says(case: Case) -> None:
    found = answered(PLANS(case.form), questionnaire(case.form), case.answers)
    assert len(found) == len(set(found))
    assert set(found) == case.enabled


def check(form: Questionnaire, chance: Random) -> None:
    """A pen answers what applies, with several random sets of answers; and every instruction
    names what can be found on the paper."""
    plan = compile_paper(form)
    assert [one.item for part in plan for one in asked(part.steps)] == [i.id for i in form.items]
    _check_targets(plan, form)
    for _ in range(8):
        answers = close_forms.answers(chance, form)
        found = answered(plan, form, answers)
        assert len(found) == len(set(found))
        assert set(found) == enabled(rules(form.sections), answers), (plan, answers)


def _check_targets(plan: tuple[Part, ...], form: Questionnaire) -> None:
    numbered = numbers(form)
    printed = [section for section in form.sections if section.for_ == "patient"]
    titles = Counter(section.title for section in printed)
    named = {one.id for one in printed if titles[one.title] == 1 and not one.appearance}
    order = [item.id for item in form.items]
    for place, one in enumerate(one for part in plan for one in asked(part.steps)):
        for to in one.go_to:
            assert bool(to.item) != bool(to.section)
            assert to.item in numbered if to.item else to.section in named
            assert not to.item or order.index(to.item) > place, "a go-to leads on, not back"
    for run in (run for part in plan for run in _runs(part.steps)):
        inside = [numbered[one.item] for one in asked(run.steps) if one.item in numbered]
        assert inside == [*range(run.first, run.last + 1)] and len(inside) > 1


def _runs(steps: tuple[Step, ...]) -> Iterator[Run]:
    for step in steps:
        if isinstance(step, Run):
            yield step
        else:
            for group in step.follow_ups:
                yield from _runs(group.steps)


@given(st.integers(0, 2**32))
@bounded
def test_a_pen_answers_what_applies_in_random_close_forms(seed: int) -> None:
    chance = Random(seed)
    check(close_forms.form(chance), chance)


@given(libraries, styles, st.integers(0, 2**32))
@settings(bounded, max_examples=max(10, EXAMPLES // 20))
def test_a_pen_answers_what_applies_in_random_libraries(
    library: Any, style: Any, seed: int
) -> None:
    for form in yaml_cases.checked(written(library, style)):
        check(form, Random(seed))


def test_random_close_forms_have_every_sort_of_instruction() -> None:
    seen: Counter[str] = Counter()
    for seed in range(100):
        form = close_forms.form(Random(seed))
        conditions = {item.id for item in form.items if item.enable_when}
        for line in outline(compile_paper(form), form):
            seen["words"] += line.endswith("?")
            seen["follow-ups"] += " if " in f" {line}"
            seen["run"] += "-" in line.split(">")[0]
            seen["go to a question"] += "> " in line and line.split("> ")[1].isdigit()
            seen["go to a section"] += "> “" in line
            seen["without words"] += line in conditions
    assert min(seen[name] for name in SORTS) > 3, seen


SORTS = ("words", "follow-ups", "run", "go to a question", "go to a section", "without words")


def outline(plan: tuple[Part, ...], form: Questionnaire) -> list[str]:
    """The plan in short lines: `?` after what is told in words, `if` before follow-ups, `3-5`
    for a run, `>` for a go-to."""
    numbered = numbers(form)
    titles = {section.id: section.title for section in form.sections}

    def lines(steps: tuple[Step, ...]) -> Iterator[str]:
        for step in steps:
            if isinstance(step, Run):
                yield f"{step.first}-{step.last}?"
                yield from (f"  {line}" for line in lines(step.steps))
                continue
            yield step.item + ("?" if step.only_if else "")
            yield from (f"{' '.join(to.codes)} > {where(to)}" for to in step.go_to)
            for group in step.follow_ups:
                yield f"  if {' '.join(group.codes)}"
                yield from (f"    {line}" for line in lines(group.steps))

    def where(to: GoTo) -> str:
        return str(numbered[to.item]) if to.item else f"“{titles[to.section]}”"

    found: list[str] = []
    for number, part in enumerate(plan):
        found += ["--" + ("?" if part.only_if else "")] if number else []
        found += lines(part.steps)
    return found


A = "- {id: a, text: A, kind: yes_no}"
SIDE = "- {id: s, text: S, kind: select_one, options: [l, m, n, o, p, q]"
# fmt: off
CHOSEN = {
    "a follow-up is indented": (
        A[:-1] + ", follow_up: {'yes': [{id: b, text: B}]}}", "a,   if yes,     b"),
    "so is any condition that says the same": (
        A + "\n- {id: b, text: B, enable_when: {item: a, equals: 'yes'}}", "a,   if yes,     b"),
    "one of two answers": (
        A[:-1] + ", not_sure: true}\n- {id: b, text: B, enable_when: {a: ['yes', not_sure]}}",
        "a,   if yes not_sure,     b"),
    "not this answer is one of the others": (
        A[:-1] + ", not_sure: true}\n"
        "- {id: b, text: B, enable_when: {item: a, not_equals: 'yes'}}",
        "a,   if no not_sure,     b"),
    "what else must hold is told in words": (
        "- {id: n, text: N, kind: integer}\n" + A +
        "\n- {id: b, text: B, enable_when: {all: [{a: 'yes'}, {item: n, less: 5}]}}",
        "n, a,   if yes,     b?"),
    "below one another": (
        A + "\n- {id: b, text: B, kind: yes_no, enable_when: {a: 'yes'}}"
        "\n- {id: c, text: C, enable_when: {b: 'no'}}"
        "\n- {id: d, text: D, enable_when: {a: 'yes'}}"
        "\n- {id: e, text: E, enable_when: {a: 'no'}}",
        "a,   if yes,     b,       if no,         c,     d,   if no,     e"),
    "what the place says already is not repeated": (
        A + "\n- {id: b, text: B, kind: yes_no, enable_when: {a: 'yes'}}"
        "\n- {id: c, text: C, enable_when: {all: [{a: 'yes'}, {b: 'no'}]}}",
        "a,   if yes,     b,       if no,         c"),
    "what it leaves open is": (
        A[:-1] + ", not_sure: true}\n"
        "- {id: b, text: B, kind: yes_no, enable_when: {a: ['yes', not_sure]}}"
        "\n- {id: c, text: C, enable_when: {all: [{a: 'yes'}, {b: 'no'}]}}",
        "a,   if yes not_sure,     b,       if no,         c?"),
    "not where something stands between": (
        A + "\n- {id: x, text: X}\n- {id: b, text: B, enable_when: {a: 'yes'}}", "a, x, b?"),
    "nor below one of two that both would do": (
        A + "\n- {id: b, text: B, kind: yes_no}"
        "\n- {id: c, text: C, enable_when: {any: [{a: 'yes'}, {b: 'yes'}]}}", "a, b, c?"),
    "nor below more answers than can be read": (
        SIDE + "}\n- {id: b, text: B, enable_when: {s: [l, m, n, o]}}", "s, b?"),
    "nor below an answer that is ruled out": (
        "- {id: t, text: T, kind: select_multiple, options: [l, m]}"
        "\n- {id: b, text: B, enable_when: {item: t, not_equals: l}}", "t, b?"),
    "nor twice below one question": (
        "- {id: t, text: T, kind: select_multiple, options: [l, m]}"
        "\n- {id: b, text: B, enable_when: {all: [{t: l}, {t: m}]}}", "t, b?"),
    "questions that share a condition are told it once": (
        A + "\n- {id: x, text: X}\n- {id: b, text: B, enable_when: {a: 'yes'}}"
        "\n- {id: c, text: C, enable_when: {a: 'yes'}}\n- {id: d, text: D}",
        "a, x, 3-4?,   b,   c, d"),
    "a run ends with the follow-ups of its last question": (
        A + "\n- {id: x, text: X}\n- {id: b, text: B, enable_when: {a: 'yes'}}"
        "\n- {id: c, text: C, kind: yes_no, enable_when: {a: 'yes'},"
        " follow_up: {'no': [{id: d, text: D}]}}",
        "a, x, 3-5?,   b,   c,     if no,       d"),
    "what has no number is not at the end of a run": (
        A + "\n- {id: x, text: X}\n- {id: o, text: O, kind: display, enable_when: {a: 'yes'}}"
        "\n- {id: b, text: B, enable_when: {a: 'yes'}}"
        "\n- {id: p, text: P, kind: display, enable_when: {a: 'yes'}}"
        "\n- {id: c, text: C, enable_when: {a: 'yes'}}",
        "a, x, o?, 3-4?,   b,   p,   c"),
    "a go-to tells it, where the answer is always given": (
        SIDE + ", required: true}\n- {id: b, text: B, enable_when: {item: s, not_equals: l}}"
        "\n- {id: c, text: C, enable_when: {item: s, not_equals: l}}\n- {id: d, text: D}",
        "s, l > 4, b, c, d"),
    "or where what follows applies without an answer": (
        SIDE + "}\n- id: b\n  text: B\n  enable_when: {any: [{item: s, not_equals: l},"
        " {item: s, answered: false}]}\n- {id: d, text: D}",
        "s, l > 3, b, d"),
    "but not where it can be left blank": (
        SIDE + "}\n- {id: b, text: B, enable_when: {item: s, not_equals: l}}\n- {id: d, text: D}",
        "s, b?, d"),
    "nor to what has no number": (
        SIDE + ", required: true}\n- {id: b, text: B, enable_when: {item: s, not_equals: l}}"
        "\n- {id: d, text: D, kind: display}", "s, b?, d"),
    "nor past the end": (
        SIDE + ", required: true}\n- {id: b, text: B, enable_when: {item: s, not_equals: l}}",
        "s, b?"),
    "nor past the words before a run": (
        A + "\n" + SIDE + ", required: true}"
        "\n- {id: b, text: B, enable_when: {item: s, not_equals: l}}"
        "\n- {id: c, text: C, enable_when: {a: 'yes'}}"
        "\n- {id: d, text: D, enable_when: {a: 'yes'}}",
        "a, s, b?, 4-5?,   c,   d"),
    "nor after a question that not everybody comes to": (
        A + "\n- {id: x, text: X}\n" + SIDE + ", required: true, enable_when: {a: 'yes'}}"
        "\n- {id: b, text: B, enable_when: {item: s, not_equals: l}}\n- {id: d, text: D}",
        "a, x, s?, b?, d"),
    "a go-to saves reading, beside many follow-ups": (
        A[:-1] + ", follow_up: {'yes': [one, two, three, four, {text: Five}]}}\n- {id: d, text: D}",
        "a, no > 7,   if yes,     one,     two,     three,     four,     five, d"),
    "past what depends on what is ruled out, too": (
        A[:-1] + ", follow_up: {'yes': [one, two, three, four]}}"
        "\n- {id: e, text: E, enable_when: {item: one, answered: true}}\n- {id: d, text: D}",
        "a, no > 7,   if yes,     one,     two,     three,     four, e?, d"),
    "but not beside few": (
        A[:-1] + ", follow_up: {'yes': [one, two, three, four]}}\n- {id: d, text: D}",
        "a,   if yes,     one,     two,     three,     four, d"),
}
"""Items, and the outline of what paper says of them."""
GATE = """
clinic: {name: Clinic}
forms:
  gate:
    title: Gate
    sections:
      - title: First
        items: [{id: a, text: A, kind: yes_no}]
      - {title: Second, enable_when: {a: 'yes'}, items: [{id: b, text: B}]}
      - {title: TITLE, KEYS items: [ITEM]}
"""
GATES = {
    "a go-to past a section": (("Third", "", "{id: c, text: C}"), "a, no > 3, --?, b, --, c"),
    "to a section that has words of its own": (
        ("Third", "intro: Words,", "{id: c, text: C}"), "a, no > “Third”, --?, b, --, c"),
    "or a condition": (
        ("Third", "enable_when: {item: b, answered: false},", "{id: c, text: C}"),
        "a, no > “Third”, --?, b, --?, c"),
    "or begins with what has no number": (
        ("Third", "", "{id: c, text: C, kind: display}"), "a, no > “Third”, --?, b, --, c"),
    "not to one that is called like another": (
        ("Second", "id: third, intro: Words,", "{id: c, text: C}"), "a, --?, b, --, c"),
    "nor to the clinician's": (
        ("Third", "for: clinician,", "{id: c, text: C}"), "a, --?, b, --, c"),
}
"""The third section, and the outline of the form."""
# fmt: on


@pytest.mark.parametrize("name", CHOSEN)
def test_which_instruction_is_chosen(name: str) -> None:
    items, wanted = CHOSEN[name]
    (form,) = yaml_cases.checked(yaml_cases.form(items))
    assert ", ".join(outline(compile_paper(form), form)) == wanted
    check(form, Random(1))


@pytest.mark.parametrize("name", GATES)
def test_a_section_that_is_ruled_out_is_passed(name: str) -> None:
    (title, keys, item), wanted = GATES[name]
    text = GATE.replace("TITLE", title).replace("KEYS", keys).replace("ITEM", item)
    (form,) = yaml_cases.checked(text)
    assert ", ".join(outline(compile_paper(form), form)) == wanted
    check(form, Random(1))


def test_follow_ups_are_indented_so_far_and_no_further() -> None:
    items = "- {id: i0, text: A, kind: yes_no}" + "".join(
        f"\n- {{id: i{n}, text: B, kind: yes_no, enable_when: {{i{n - 1}: 'yes'}}}}"
        for n in range(1, 12)
    )
    (form,) = yaml_cases.checked(yaml_cases.form(items))
    lines = outline(compile_paper(form), form)
    assert max(len(line) - len(line.lstrip()) for line in lines) == 4 * MAX_DEPTH
    check(form, Random(1))


def test_a_long_form_is_compiled_at_once() -> None:
    """Each question rules out all that follow: the worst for go-tos, which are then left out."""
    items = A + "".join(
        f"\n- {{id: i{n}, text: B, kind: yes_no, not_sure: true,"
        f" enable_when: {{{'a' if n == 0 else f'i{n - 1}'}: 'yes'}}}}"
        for n in range(450)
    )
    (form,) = yaml_cases.checked(yaml_cases.form(items + "\n- {id: last, text: Last}"))
    answers = {item.id: "yes" for item in form.items}
    plan = compile_paper(form)
    assert set(answered(plan, form, answers)) == set(answers)
    assert not any(one.go_to for part in plan for one in asked(part.steps))


def test_without_effort_nothing_is_certain() -> None:
    known = Known({"a": ("code", ("yes",))}, 1)
    assert known.holds(Asking("a", "equals", "yes")) is True
    assert known.holds(Asking("a", "equals", "yes")) is None


@pytest.mark.parametrize("effort", [0, 3, 10, 30])
def test_without_the_time_for_go_tos_the_words_suffice(effort: int, monkeypatch) -> None:
    monkeypatch.setattr(skips, "_EFFORT", effort)
    for seed in range(100):
        chance = Random(seed)
        check(close_forms.form(chance), chance)
