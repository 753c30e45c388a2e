"""Whether a condition can hold at all, told from the questions alone.

A condition is expanded into alternatives (its disjunctive normal form); each says which answers
are left for every item it tests. Where an alternative leaves none, it is impossible. The answers
that are tried are the possible codes, and for numbers, dates and times those at, between and
beyond the values that the form's conditions name; the evaluator itself says which of them fit.
What would take too long to find out is taken to be possible.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from intake.content.conditions import Condition, Test
from intake.kinds.base import Answer
from intake.logic.evaluate import fits
from intake.logic.given import Given, Value, comparable, compare

MAX_ALTERNATIVES = 2_000
MAX_NAMED = 50
"""Different values that conditions may name for one item, for it to be looked at closely."""


@dataclass(frozen=True)
class Target:
    """What is known beforehand of the answers to an item, or to a row of a matrix."""

    answer: Answer
    codes: frozenset[str] | None = None
    exclusive: frozenset[str] = frozenset()
    low: Value | None = None
    high: Value | None = None
    several: bool = False
    """Whether several values may be given, as with `repeats`."""

    def allows(self, value: Value) -> bool:
        """Whether `value` is between the smallest and the largest."""
        above = self.low is None or compare(value, self.low) >= 0
        return above and (self.high is None or compare(value, self.high) <= 0)


@dataclass(frozen=True)
class _Ticks:
    """The answers that have all the codes `on` and none of `off`; or none at all."""

    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    answered: bool = True


_Left = int | _Ticks
"""Which answers are left: a bit for each that is tried (the lowest is for no answer), or what is
ticked, where several codes may be."""
_Alternative = Mapping[str, _Left]
Alternatives = tuple[_Alternative, ...]
"""At least one of which has to come true. () is impossible."""
ALWAYS: Alternatives = ({},)


class TooMuch(Exception):
    """It would take too long to find out."""


@dataclass
class Steps:
    """How much may still be tried."""

    left: int

    def spend(self, count: int) -> None:
        """Raises TooMuch when nothing is left."""
        self.left -= count
        if self.left < 0:
            raise TooMuch


@dataclass
class Possible:
    """What is possible in one form. `targets` are its items and rows by the names that conditions
    have for them, `tests` all tests in its conditions. `know` has to be called in reading order."""

    targets: Mapping[str, Target]
    tests: Iterable[Test]
    steps: Steps
    clash: str = ""
    """For which item no answer was left when an alternative was last given up."""

    def __post_init__(self) -> None:
        self._known: dict[str, Alternatives] = {}
        self._found: dict[Test, Alternatives] = {}
        self._tried: dict[str, tuple[Given, ...] | None] = {}
        self._named: dict[str, set[Value]] = defaultdict(set)
        for test in (test for test in self.tests if test.item in self.targets):
            self._named[test.item] |= set(self._values(test))

    def know(self, item: str, alternatives: Alternatives) -> None:
        """Remember when `item` applies, for the conditions that test it."""
        self._known.setdefault(item, alternatives)

    def can_test(self, condition: Condition) -> bool:
        """Whether it is known of all items in `condition` what is answered to them."""
        if isinstance(condition, Test):
            return condition.item in self.targets
        return all(self.can_test(part) for part in condition.conditions)

    def alternatives(self, condition: Condition | None) -> Alternatives:
        """The ways in which `condition` can come true. Raises TooMuch."""
        if condition is None:
            return ALWAYS
        if isinstance(condition, Test):
            return self._of_test(condition)
        parts = [self.alternatives(part) for part in condition.conditions]
        if condition.behavior == "any":
            return self._few(one for part in parts for one in part)
        found = ALWAYS
        for part in parts:
            found = self.together(found, part)
        return found

    def together(self, first: Alternatives, second: Alternatives) -> Alternatives:
        """The ways in which both can come true. Raises TooMuch."""
        if first is ALWAYS or second is ALWAYS:
            return second if first is ALWAYS else first
        pairs = ((one, other) for one in first for other in second)
        return self._few(met for one, other in pairs if (met := self._meet(one, other)) is not None)

    def _fitting(self, test: Test) -> Alternatives:
        """The answers that pass `test`, whenever its item applies. Raises TooMuch."""
        target = self.targets[test.item]
        if target.several or target.answer in ("codes", "words", "rows"):
            return self._ticked(test, target)
        tried = self._answers(test.item, target)
        if tried is None:
            return ({test.item: _Ticks(answered=test.value is not False)},)
        self.steps.spend(len(tried) * len(self._values(test)) + 1)
        bits = sum(1 << n for n, given in enumerate(tried) if fits(test, target.answer, given))
        return ({test.item: bits},) if bits else ()

    def _of_test(self, test: Test) -> Alternatives:
        if test not in self._found:
            found = self._fitting(test)
            if not found:
                self.clash = test.item
            if test.value is not False:  # an item that is not answered need not apply
                item = test.item.partition(".")[0]
                found = self.together(self._known.get(item, ALWAYS), found)
            self._found[test] = found
        return self._found[test]

    def _few(self, found: Iterable[_Alternative]) -> Alternatives:
        kept: list[_Alternative] = []
        for one in found:
            kept.append(one)
            self.steps.spend(1)
            if len(kept) > MAX_ALTERNATIVES:
                raise TooMuch
        return tuple(kept)

    def _meet(self, first: _Alternative, second: _Alternative) -> _Alternative | None:
        """What is left when both come true; None when nothing is, for some item."""
        self.steps.spend(max(len(first), len(second)) + 1)
        if len(first) < len(second):
            first, second = second, first
        met = dict(first)
        for name, left in second.items():
            both = self._narrow(name, met[name], left) if name in met else left
            if both is None:
                self.clash = name
                return None
            met[name] = both
        return met

    def _narrow(self, name: str, first: _Left, second: _Left) -> _Left | None:
        if isinstance(first, int) and isinstance(second, int):
            return first & second or None
        if not isinstance(first, _Ticks) or not isinstance(second, _Ticks):
            return None
        if first.answered != second.answered:
            return None
        both = _Ticks(first.on | second.on, first.off | second.off, first.answered)
        return both if self._can_tick(both, self.targets[name]) else None

    def _can_tick(self, ticks: _Ticks, target: Target) -> bool:
        alone = len(ticks.on) > 1 and ticks.on & target.exclusive
        all_off = ticks.answered and target.codes is not None and target.codes <= ticks.off
        return not (ticks.on & ticks.off or alone or all_off)

    def _ticked(self, test: Test, target: Target) -> Alternatives:
        name = test.item
        if test.operator == "answered" or target.answer != "codes":
            return ({name: _Ticks(answered=test.value is not False)},)
        values = [str(value) for value in self._values(test)]
        if test.operator == "not_equals":
            ticks = _Ticks(off=frozenset(values))
            return ({name: ticks},) if self._can_tick(ticks, target) else ()
        return self._few({name: _Ticks(on=frozenset([value]))} for value in values)

    def _values(self, test: Test) -> list[Value]:
        texts = test.value if isinstance(test.value, tuple) else (test.value,)
        answer = self.targets[test.item].answer
        found = (comparable(text, answer) for text in texts if isinstance(text, str))
        return [value for value in found if value is not None]

    def _answers(self, name: str, target: Target) -> tuple[Given, ...] | None:
        """The answers to try for `name`, no answer first; None where there would be too many."""
        if name not in self._tried:
            named = self._named[name]
            self._tried[name] = None
            if len(named) <= MAX_NAMED:
                values = sorted(_around(named, target), key=str)
                self._tried[name] = ((), *((value,) for value in values if target.allows(value)))
        return self._tried[name]


def _around(named: set[Value], target: Target) -> set[Value]:
    """Values that differ in every way in which answers can differ for conditions that name
    the values `named`: those themselves, and what lies before, between and after them."""
    if target.answer == "code":
        return set(target.codes) if target.codes is not None else {*named, ""}
    edges = {value for value in (*named, target.low, target.high) if value is not None}
    if target.answer == "time":
        return {"00:00", "23:59", *edges, *(near for edge in edges for near in _minutes(str(edge)))}
    if target.answer == "date":
        edges = edges or {(2000, 1, 1)}  # any day, where no condition names one
        return {near for edge in edges if isinstance(edge, tuple) for near in _days(edge)}
    numbers = sorted(edge for edge in edges if isinstance(edge, Decimal))
    between = {(one + other) / 2 for one, other in pairwise(numbers)}
    beyond = {numbers[0] - 1, numbers[-1] + 1} if numbers else {Decimal(0)}
    return {*numbers, *between, *beyond}


def _minutes(time: str) -> set[Value]:
    """The minutes before and after HH:MM, on the same day."""
    hours, minutes = time.split(":")
    minute = int(hours) * 60 + int(minutes)
    near = (one for one in (minute - 1, minute + 1) if 0 <= one < 24 * 60)
    return {f"{one // 60:02}:{one % 60:02}" for one in near}


def _days(edge: tuple[int, ...]) -> set[Value]:
    """The date itself, its first and last day, the days before and after; all as far as a month
    and a year too."""
    first = date(*(*edge, 1, 1)[:3])
    year, month = edge[0], edge[1] if len(edge) > 1 else 12
    after = date(year, month + 1, 1) if month < 12 else None
    whole_month = after - timedelta(1) if after else date(year, 12, 31)
    last = first if len(edge) == 3 else whole_month
    days = {first, last}
    days |= {first - timedelta(1)} if first > date.min else set()
    days |= {last + timedelta(1)} if last < date.max else set()
    parts = [(day.year, day.month, day.day) for day in days]
    return {edge, *(whole[:length] for whole in parts for length in (1, 2, 3))}
