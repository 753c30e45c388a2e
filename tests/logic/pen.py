"""A patient with a pen: reads the plan of a paper form downwards, and obeys what it says.

The patient knows nothing of the conditions but what an instruction tells in words: questions by
their numbers, answers by their boxes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from intake.content.conditions import Condition
from intake.content.model import Questionnaire
from intake.kinds.base import Answer
from intake.logic.evaluate import holds
from intake.logic.given import Given, read, references
from intake.logic.plan import Asked, FollowUps, GoTo, Part, Run, Step


def answered(plan: tuple[Part, ...], form: Questionnaire, answers: Mapping[str, Any]) -> list[str]:
    """The items that the patient, and then the clinician, comes to, in the order of the paper."""
    pen = _Pen(form, answers)
    sections = {section.id: section for section in form.sections}
    label = [part for part in plan if sections[part.id].appearance]
    patient = [part for part in plan if sections[part.id].for_ == "patient" and part not in label]
    pen.read(label)
    pen.read(patient)
    assert pen.going is None, "the paper does not have what a go-to names"
    pen.read([part for part in plan if sections[part.id].for_ == "clinician"])
    return pen.reached


class _Pen:
    """What is written so far, and where the patient is going to, if anywhere."""

    def __init__(self, form: Questionnaire, answers: Mapping[str, Any]) -> None:
        self.items = {item.id: item for item in form.items}
        self.answers = answers
        self.written: dict[str, tuple[Answer, Given]] = {}
        self.reached: list[str] = []
        self.going: GoTo | None = None

    def read(self, parts: list[Part]) -> None:
        for part in parts:
            if self.going and self.going.section == part.id:
                self.going = None
            if self.going or self.is_told(part.only_if):
                self.follow(part.steps)

    def follow(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            if isinstance(step, Run):
                if self.going or self.is_told(step.only_if):
                    self.follow(step.steps)
                continue
            if self.going and self.going.item == step.item:
                self.going = None
            is_answered = not self.going and self.is_told(step.only_if)
            if is_answered:
                self.write(step)
            for group in step.follow_ups:
                is_opened = is_answered and self.is_ticked(step.item, *group.codes)
                if self.going or is_opened:
                    self.follow(group.steps)

    def write(self, step: Asked) -> None:
        item = self.items[step.item]
        self.reached.append(item.id)
        for name, answer, given in references(item.id, self.answers.get(item.id), item.answer):
            self.written[name] = answer, given
        self.going = next((to for to in step.go_to if self.is_ticked(item.id, *to.codes)), None)

    def is_ticked(self, item: str, *codes: str) -> bool:
        given = read(self.answers.get(item), self.items[item].answer)
        return any(code in given for code in codes)

    def is_told(self, words: Condition | None) -> bool:
        return words is None or holds(words, self.written)


def groups(steps: tuple[Step, ...]) -> Iterator[tuple[Asked, FollowUps]]:
    """Every question with follow-ups, and they, at any depth."""
    for step in steps:
        if isinstance(step, Run):
            yield from groups(step.steps)
        else:
            for group in step.follow_ups:
                yield step, group
                yield from groups(group.steps)


def runs(steps: tuple[Step, ...]) -> Iterator[Run]:
    """Every run, at any depth."""
    for step in steps:
        if isinstance(step, Run):
            yield step
            yield from runs(step.steps)
        else:
            for group in step.follow_ups:
                yield from runs(group.steps)
