"""Go-tos: after an answer, past what it rules out.

A go-to leads past nothing but what the answer rules out for certain, whatever else is answered. So
it is always right to obey it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from intake.content.conditions import Condition, both
from intake.content.model import Questionnaire, Section
from intake.kinds.base import Item
from intake.logic.certain import Known
from intake.logic.plan import Asked, FollowUps, GoTo, Part, Run, Step

MAX_CODES = 3
"""Answers that one go-to names."""
MAX_OFFERED = 8
"""Of a question with more answers it is not tried what each rules out."""
LONG = 5
"""Questions that a go-to leads past, for it to be worth the patient's reading where indentation or
words say the same."""
_EFFORT = 100_000
"""Tests of answers that are tried in one form."""


def with_skips(
    parts: tuple[Part, ...], form: Questionnaire, numbered: Mapping[str, int]
) -> tuple[Part, ...]:
    """`parts` with the go-tos that are worth it; where one says as much as the words before what
    follows, without those words. As they are, when it would take too long to find out."""
    finder = _Finder(form, parts, numbered)
    found = tuple(
        part if section.appearance else replace(part, steps=finder.steps(part.steps))
        for part, section in zip(parts, form.sections, strict=True)
    )
    return found if finder.known.left >= 0 else parts


@dataclass(frozen=True)
class _Spot:
    """A place on the patient's paper. `inside`: the runs and follow-ups that it stands in."""

    item: Item
    section: Section
    inside: tuple[int, ...]
    condition: Condition | None


class _Finder:
    """Finds the go-tos of one form."""

    def __init__(
        self, form: Questionnaire, parts: tuple[Part, ...], numbered: Mapping[str, int]
    ) -> None:
        self.numbered = numbered
        self.known = Known({}, _EFFORT)
        self.items = {item.id: item for item in form.items}
        self.spots = [
            _Spot(item, section, inside, both(section.enable_when, item.enable_when))
            for part, section in zip(parts, form.sections, strict=True)
            if section.for_ == "patient"
            for item, inside in self._placed(part.steps, ())
        ]
        self.places = {spot.item.id: place for place, spot in enumerate(self.spots)}
        titles = [section.title for section in form.sections if section.for_ == "patient"]
        self.titles = {title for title in titles if titles.count(title) == 1}

    def steps(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """`steps` with go-tos, at any depth."""
        told = {id(after): self._told(step, after) for step, after in pairwise(steps)}
        found: list[Step] = []
        for step, after in zip(steps, (*steps[1:], None), strict=True):
            needs_words = not told.get(id(step))
            if isinstance(step, Run):
                inner = self.steps(step.steps)
                found += [replace(step, steps=inner)] if needs_words else inner
            else:
                groups = (FollowUps(one.codes, self.steps(one.steps)) for one in step.follow_ups)
                go_to = told.get(id(after)) or self._short(step)
                only_if = step.only_if if needs_words else None
                found.append(Asked(step.item, only_if, go_to, tuple(groups)))
        return tuple(found)

    def _told(self, step: Step, after: Step) -> tuple[GoTo, ...]:
        """The go-tos at `step` that say as much as the words before the step `after` it; () where
        there are none.

        The answer alone has to decide. Who gives none reads on: so what follows has to apply
        without an answer, or the answer be required of everybody who comes here.
        """
        if not isinstance(step, Asked) or after.only_if is None:
            return ()
        item, codes = self.items[step.item], self._codes(step)
        holds = {code: self._holds(after.only_if, item, code) for code in codes}
        ruled_out = tuple(code for code in codes if holds[code] is False)
        if None in holds.values() or not 0 < len(ruled_out) <= min(MAX_CODES, len(codes) - 1):
            return ()
        is_always_answered = item.required and step.only_if is None
        if not is_always_answered and not self._holds(after.only_if, item):
            return ()
        found = self._go_tos(item, ruled_out)
        return found if sum(len(one.codes) for one in found) == len(ruled_out) else ()

    def _holds(self, condition: Condition, item: Item, *codes: str) -> bool | None:
        self.known.answers = {item.id: (item.answer, codes)}
        return self.known.holds(condition)

    def _short(self, step: Asked) -> tuple[GoTo, ...]:
        """The go-tos at `step` that save much reading."""
        item = self.items[step.item]
        far = [code for code in self._codes(step) if self._is_far(item, self._end(item, code))]
        found = self._go_tos(item, far)
        return tuple(one for one in found if len(one.codes) <= MAX_CODES)

    def _codes(self, step: Asked) -> tuple[str, ...]:
        """The answers to a question of the patient's of which only one is given; () if there are
        too many."""
        item = self.items[step.item]
        codes = item.answer_codes() if item.answer == "code" and step.item in self.numbered else ()
        return codes if len(codes) <= MAX_OFFERED else ()

    def _go_tos(self, item: Item, codes: Sequence[str]) -> tuple[GoTo, ...]:
        """Where each of the answers leads; nothing for those that lead nowhere."""
        found: dict[tuple[str, str], list[str]] = {}
        for code in codes:
            if target := self._target(item, self._end(item, code)):
                found.setdefault(target, []).append(code)
        return tuple(GoTo(tuple(codes), *target) for target, codes in found.items())

    def _end(self, item: Item, code: str) -> int:
        """The place of the first item after `item` that this answer to it does not rule out."""
        self.known.answers = {item.id: (item.answer, (code,))}
        for place in range(self.places[item.id] + 1, len(self.spots)):
            spot = self.spots[place]
            if spot.condition is None or self.known.holds(spot.condition) is not False:
                return place
            self.known.answers[spot.item.id] = ("none", ())
        return len(self.spots)

    def _is_far(self, item: Item, end: int) -> bool:
        """Whether it saves much to go on at `end`: many questions, or a whole section."""
        start = self.places[item.id]
        passed = self.spots[start + 1 : end]
        partly = {spot.section.id for spot in (self.spots[start], *self.spots[end : end + 1])}
        is_section = any(spot.section.id not in partly for spot in passed)
        return is_section or sum(spot.item.id in self.numbered for spot in passed) >= LONG

    def _target(self, item: Item, end: int) -> tuple[str, str] | None:
        """What a go-to to the place `end` names, a question or a section, so that no instruction
        on the way is missed; None where there is no such thing."""
        if end == len(self.spots):
            return None
        here, there = self.spots[self.places[item.id]], self.spots[end]
        is_question = there.item.id in self.numbered
        if there.section.id == here.section.id:
            is_seen = here.inside[: len(there.inside)] == there.inside
            return (there.item.id, "") if is_question and is_seen else None
        words = there.section.enable_when or there.section.intro or there.inside
        if is_question and not words:
            return there.item.id, ""
        is_named = there.section.title in self.titles and not there.section.appearance
        return ("", there.section.id) if is_named else None

    def _placed(
        self, steps: Sequence[Step], inside: tuple[int, ...]
    ) -> Iterator[tuple[Item, tuple[int, ...]]]:
        for step in steps:
            if isinstance(step, Run):
                yield from self._placed(step.steps, (*inside, id(step)))
            else:
                yield self.items[step.item], inside
                for group in step.follow_ups:
                    yield from self._placed(group.steps, (*inside, id(group)))
