"""What is wrong with the conditions of the forms, told from the raw data, all at once.

One mistake is one fault: a condition with a faulty test is not looked at any further, and what
depends on an item that can never apply is not said to be impossible too.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import ValidationError

from intake.content import conditions
from intake.content.conditions import Condition, Found, Test
from intake.content.document import Trail
from intake.content.outline import Outline, PlacedItem
from intake.content.problems import shorten
from intake.content.targets import Effort, Subject, Targets, test_faults
from intake.content.types import Fault
from intake.logic.possible import ALWAYS, Alternatives, Possible, TooMuch


def logic_faults(forms: Mapping[str, Outline], shared: Outline = ()) -> Iterator[tuple[str, Fault]]:
    """The faults in the conditions of all forms and of the shared sections, with full paths; each
    with the id of the form in which it is one.

    What several forms have from one section is one fault. Of a shared section that no form uses,
    what its conditions may have meant in a form cannot be told.
    """
    seen: set[tuple[Trail, str]] = set()
    effort, homes = Effort(), _homes(forms, shared)
    for name, outline in forms.items():
        for trail, code, what, cure in _Form(name, outline, homes, effort).faults():
            if (trail, code) not in seen:
                seen.add((trail, code))
                yield name, (trail, code, what, cure)
    used = {section.trail for outline in forms.values() for section in outline}
    for section in shared:
        if section.trail not in used:
            faults = _Form("", (section,), homes, effort).faults()
            yield from (("", fault) for fault in faults if fault[1] != "E409")


def _homes(forms: Mapping[str, Outline], shared: Outline) -> dict[str, str]:
    """For each id, where there is an item of that id."""
    homes: dict[str, str] = {}
    for name, outline in forms.items():
        for item in (item for section in outline for item in section.items):
            homes.setdefault(item.id, f"the form “{shorten(name)}”")
    for section in shared:
        for item in section.items:
            homes.setdefault(item.id, f"the shared section “{shorten(section.id)}”")
    return homes


class _Form:
    """One form. The tests in its conditions are looked at one by one, then all together."""

    def __init__(
        self, name: str, outline: Outline, homes: Mapping[str, str], effort: Effort
    ) -> None:
        self.outline = outline
        self.targets = Targets(name, outline, homes, effort)
        self.found: dict[Trail, list[Found]] = {}
        self.faulty: dict[Trail, list[Fault]] = {}
        self.steps = effort.alternatives

    def faults(self) -> Iterator[Fault]:
        for subject, trail, raw in self._conditions():
            self.found[trail] = list(conditions.tests(raw, *trail))
            self.targets.depends(subject, [one.test for one in self.found[trail]])
        for subject, trail, _ in self._conditions():
            here = [
                fault
                for found in self.found[trail]
                for fault in test_faults(self.targets, subject, found)
            ]
            self.faulty[trail] = here
            yield from here
        yield from self._impossible()

    def _conditions(self) -> Iterator[tuple[Subject, Trail, Any]]:
        """Every condition: what applies by it, its place and what is written there."""
        place = 0
        for section in self.outline:
            subject = Subject(section.id, place, section.audience, None, is_section=True)
            if section.condition_trail:
                yield subject, section.condition_trail, section.raw.get("enable_when")
            for item in section.items:
                if "enable_when" in item.raw:
                    subject = Subject(item.id, place, section.audience, item.parent)
                    yield subject, (*item.trail, "enable_when"), item.raw["enable_when"]
                place += 1

    def _impossible(self) -> Iterator[Fault]:
        """A fault for each section and item that can never apply, but for what follows from it."""
        possible = Possible(self.targets.answers, self._tests(), self.steps)
        for section in self.outline:
            trail, within = section.condition_trail, ALWAYS
            if trail:
                own = self._sound(possible, trail, section.raw.get("enable_when"))
                within, why = _settled(possible, own, ALWAYS)
                yield from _never(f"the section “{shorten(section.id)}”", trail, why)
            for item in section.items:
                yield from self._item(possible, item, within)

    def _item(self, possible: Possible, item: PlacedItem, within: Alternatives) -> Iterator[Fault]:
        trail: Trail = (*item.trail, "enable_when")
        if opened := self._opened(item):
            within, _ = _settled(possible, opened, ALWAYS)
        own = None
        if trail in self.found:
            own = self._sound(possible, trail, item.raw["enable_when"])
        alternatives, why = _settled(possible, own, within)
        possible.know(item.id, alternatives)
        yield from _never(f"“{shorten(item.id)}”", trail, why)

    def _tests(self) -> Iterator[Test]:
        for trail, several in self.found.items():
            if not self.faulty[trail]:
                yield from (found.test for found in several)

    def _sound(self, possible: Possible, trail: Trail, raw: Any) -> Condition | None:
        """The condition that stands at `trail`; None where it has a mistake."""
        if self.faulty[trail]:
            return None
        try:
            condition = conditions.read(raw)
        except ValidationError:
            return None
        return condition if possible.can_test(condition) else None

    def _opened(self, item: PlacedItem) -> Test | None:
        """The test that opens a follow-up; None where its question has no such answer."""
        if item.parent is None:
            return None
        target = self.targets.answers.get(item.parent[0])
        known = target and target.codes is not None and item.parent[1] in target.codes
        return Test(item.parent[0], "equals", item.parent[1]) if known else None


def _settled(
    possible: Possible, condition: Condition | None, within: Alternatives
) -> tuple[Alternatives, str]:
    """The ways in which `condition` comes true where one of `within` does, and why there is none.

    What is impossible, or would take too long to find out, is then taken to be always so.
    """
    try:
        own = possible.alternatives(condition)
        both = possible.together(within, own)
    except TooMuch:
        return ALWAYS, ""
    if both:
        return both, ""
    above = "together with the conditions above it, " if own else ""
    return ALWAYS, f"{above}its condition allows no answer to “{shorten(possible.clash)}”"


def _never(name: str, trail: Trail, why: str) -> Iterator[Fault]:
    if why:
        cure = "change it; write any: where one of several is enough"
        yield trail, "E414", f"{name} can never apply: {why}", cure
