"""What conditions can test: the items of a form, and what is wrong with a single test."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from intake.content.conditions import Found, Test
from intake.content.outline import Outline, PlacedItem
from intake.content.problems import shorten, suggest
from intake.content.types import Fault
from intake.kinds.identity import identity
from intake.kinds.options import raw_options
from intake.logic.given import FITTING, Value, comparable, compare
from intake.logic.possible import Steps, Target, TooMuch


@dataclass
class Effort:
    """What may still be spent on all forms together, so that no file takes for ever: looking for
    the nearest id among hundreds takes 20 ms, and looking round a circle may take as long."""

    suggestions: Steps = field(default_factory=lambda: Steps(20))
    chains: Steps = field(default_factory=lambda: Steps(20_000))
    alternatives: Steps = field(default_factory=lambda: Steps(300_000))


@dataclass(frozen=True)
class Subject:
    """What has a condition: an item, or a section (which stands before its first item). `place`
    counts the items of the form from 0."""

    id: str
    place: int
    audience: str
    parent: tuple[str, str] | None
    is_section: bool = False


class _Answers(Mapping[str, Target]):
    """What is known of the answers to each item and row, found out when it is asked for: few of
    the items of a form are tested."""

    def __init__(self) -> None:
        self.items_by_name: dict[str, PlacedItem] = {}
        self._known: dict[str, Target] = {}

    def __getitem__(self, name: str) -> Target:
        if name not in self._known:
            target = _target(self.items_by_name[name])
            is_row = "." in name
            self._known[name] = Target("code", target.codes) if is_row else target
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.items_by_name)

    def __len__(self) -> int:
        return len(self.items_by_name)


class Targets:
    """The items of the form `name`. `answers` has what is known of the answers to each item of a
    known kind, and to each row, by the names that conditions have for them.

    `homes` tells for an id where there is such an item: “the form “headache””.
    """

    def __init__(
        self, name: str, outline: Outline, homes: Mapping[str, str], effort: Effort
    ) -> None:
        self.name = name
        self.homes = homes
        self.effort = effort
        self.places: dict[str, int] = {}
        self.audiences: dict[str, str] = {}
        self.answers = _Answers()
        self.rows: dict[str, frozenset[str]] = {}
        self.needs: dict[str, dict[str, None]] = {}
        place = 0
        for section in outline:
            for item in section.items:
                if item.id and item.id not in self.places:
                    self.places[item.id] = place
                    self.audiences[item.id] = section.audience
                    self._add(item)
                place += 1

    def _add(self, item: PlacedItem) -> None:
        self.needs[item.id] = {item.parent[0]: None} if item.parent else {}
        if item.kind is None:
            return
        self.answers.items_by_name[item.id] = item
        if item.kind.answer == "rows":
            self.rows[item.id] = item.kind.row_codes(dict(item.raw))
            for row in self.rows[item.id]:
                self.answers.items_by_name[f"{item.id}.{row}"] = item

    def depends(self, subject: Subject, tests: Iterable[Test]) -> None:
        """Remember that `subject` depends on what `tests` test."""
        if subject.id in self.needs and not subject.is_section:
            self.needs[subject.id].update(dict.fromkeys(_item(test) for test in tests))

    def chain(self, start: str, end: str) -> list[str]:
        """The items from `start`, each depending on the next, to `end`; empty if there are none."""
        before = {start: ""}
        waiting = deque([start])
        while waiting:
            item = waiting.popleft()
            if item == end:
                found = [item]
                while before[found[-1]]:
                    found.append(before[found[-1]])
                return found[::-1]
            needed = self.needs.get(item, {})
            try:
                self.effort.chains.spend(len(needed) + 1)
            except TooMuch:
                return []
            new = [one for one in needed if one not in before]
            before.update(dict.fromkeys(new, item))
            waiting.extend(new)
        return []

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """The cure for an unknown `name`."""
        try:
            self.effort.suggestions.spend(1)
        except TooMuch:
            return "look for it in the form, and write it as it is there"
        return suggest(name, known)


def _target(item: PlacedItem) -> Target:
    assert item.kind is not None
    raw = dict(item.raw)
    answer = item.kind.answer
    low, high = _limit(item, "min"), _limit(item, "max")
    if low is not None and high is not None and compare(low, high) > 0:
        low = high = None  # said elsewhere
    several = raw.get("repeats") is not None
    return Target(answer, item.kind.possible(raw), _exclusive(raw), low, high, several)


def _limit(item: PlacedItem, key: str) -> Value | None:
    field = item.kind.model_fields.get(key) if item.kind else None
    if field is None or item.kind is None:
        return None
    value = item.raw.get(key, None if field.default is None else str(field.default))
    return comparable(value, item.kind.answer) if isinstance(value, str) else None


def _exclusive(raw: dict[str, Any]) -> frozenset[str]:
    options = (option for _, option in raw_options(raw.get("options")))
    return frozenset(
        identity(option, "code")
        for option in options
        if isinstance(option, dict) and option.get("exclusive") == "true"
    )


def test_faults(targets: Targets, subject: Subject, found: Found) -> Iterator[Fault]:
    """What is wrong with one test in the condition of `subject`: the first of unknown item,
    wrong direction, operator, and then each of its values."""
    for check in (_unknown, _backwards, _for_another, _unfitting):
        if fault := check(targets, subject, found):
            yield fault
            return
    yield from _value_faults(targets, found)


def _item(test: Test) -> str:
    return test.item.partition(".")[0]


def _unknown(targets: Targets, _: Subject, found: Found) -> Fault | None:
    item, dot, row = found.test.item.partition(".")
    if item not in targets.places:
        if item in targets.homes:
            what = f"the form “{shorten(targets.name)}” has no item “{shorten(item)}”"
            cure = f"{targets.homes[item]} has one: take it from there, or remove this test"
            return found.item, "E409", what, cure
        what = f"there is no item “{shorten(item)}”"
        return found.item, "E409", what, targets.nearest(item, targets.places)
    if not dot or item not in targets.answers or row in targets.rows.get(item, ()):
        return None
    if item not in targets.rows:
        what = f"“{shorten(item)}” has no rows"
        return found.item, "E409", what, f"write “{shorten(item)}” without a point"
    what = f"“{shorten(item)}” has no row “{shorten(row)}”"
    return found.item, "E409", what, targets.nearest(row, sorted(targets.rows[item]))


def _backwards(targets: Targets, subject: Subject, found: Found) -> Fault | None:
    item = _item(found.test)
    if targets.places[item] < subject.place:
        return None
    name, cure = f"“{shorten(item)}”", "move it below that item, or test an earlier one"
    if subject.is_section:
        what = f"the section depends on {name}, which stands in it or after it"
        return found.item, "E412", what, "test an item of an earlier section"
    if item == subject.id:
        return found.item, "E412", f"{name} depends on itself", "test an earlier item"
    if chain := targets.chain(item, subject.id):
        around = " → ".join(shorten(one, 24) for one in _some([subject.id, *chain]))
        what = f"these items depend on each other: {around}"
        return found.item, "E412", what, "remove one of these conditions"
    what = f"this depends on {name}, which stands further down; paper is read downwards"
    return found.item, "E412", what, cure


def _some(chain: Sequence[str]) -> Sequence[str]:
    """A chain that is short enough to be read."""
    return chain if len(chain) <= 8 else [*chain[:4], "…", *chain[-3:]]


def _for_another(targets: Targets, subject: Subject, found: Found) -> Fault | None:
    item = _item(found.test)
    if subject.audience == "clinician" or targets.audiences[item] == "patient":
        return None
    what = f"“{shorten(item)}” is answered by the clinician, after the patient has read this"
    return found.item, "E413", what, "test an item that the patient answers"


def _unfitting(targets: Targets, _: Subject, found: Found) -> Fault | None:
    test = found.test
    target = targets.answers.get(test.item)
    if target is None or test.operator in FITTING[target.answer]:
        return None
    name, fitting = f"“{shorten(test.item)}”", FITTING[target.answer]
    if not fitting:
        return found.item, "E411", f"{name} has no answer to test", "test another item"
    if target.answer == "rows":
        rows = sorted(targets.rows[test.item])
        row = shorten(rows[0] if rows else "row")
        what = f"{name} has an answer for each row, so “{test.operator}” tests none of them"
        return found.value, "E411", what, f"name the row, like {shorten(test.item)}.{row}"
    what = f"“{test.operator}” does not fit {name}, whose answer is {_SORTS[target.answer]}"
    example = f"{{item: {shorten(test.item)}, answered: true}}"
    cure = f"write {example}" if fitting == ("answered",) else f"possible: {', '.join(fitting)}"
    return found.value, "E411", what, cure


_SORTS = {
    "words": "free words",
    "code": "one of several codes",
    "codes": "any of several codes",
    "number": "a number",
    "date": "a date",
    "time": "a time of day",
}
_LIKE = {
    "number": "write digits and a point, like 36.5",
    "date": "write a year, year-month or year-month-day, like 2026-02",
    "time": "write hours and minutes from 00:00 to 23:59, like 08:30",
}


def _value_faults(targets: Targets, found: Found) -> Iterator[Fault]:
    test, target = found.test, targets.answers.get(found.test.item)
    if target is None or isinstance(test.value, bool):
        return
    several = isinstance(test.value, tuple)
    for index, text in enumerate(test.value if isinstance(test.value, tuple) else [test.value]):
        place = (*found.value, index) if several else found.value
        if target.answer in ("code", "codes"):
            if target.codes is not None and text not in target.codes:
                what = f"“{shorten(text)}” is not the code of an answer to “{shorten(test.item)}”"
                yield place, "E410", what, targets.nearest(text, sorted(target.codes))
        elif (value := comparable(text, target.answer)) is None:
            what = f"“{shorten(text)}” is not {_SORTS[target.answer]}, as the answer to “"
            yield place, "E304", f"{what}{shorten(test.item)}” is", _LIKE[target.answer]
        elif limit := _beyond(test, target, value):
            what = f"no answer to “{shorten(test.item)}” passes this: its {limit}"
            yield place, "E410", what, "change the test, or the limit"


def _beyond(test: Test, target: Target, value: Value) -> str:
    """The limit of the answers because of which no answer passes `test`; empty if one can."""
    if test.operator == "not_equals":
        return ""
    if target.high is not None:
        over = compare(value, target.high)
        if test.operator != "less" and test.operator != "at_most" and over > 0:
            return f"max is {_said(target.high)}"
        if test.operator == "greater" and over == 0:
            return f"max is {_said(target.high)}"
    if target.low is not None:
        under = compare(target.low, value)
        if test.operator != "greater" and test.operator != "at_least" and under > 0:
            return f"min is {_said(target.low)}"
        if test.operator == "less" and under == 0:
            return f"min is {_said(target.low)}"
    return ""


def _said(value: Value) -> str:
    if isinstance(value, tuple):
        return "-".join(f"{part:02}" for part in value)
    return str(value)
