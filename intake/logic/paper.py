"""The print compiler: from conditions to what paper says.

Paper is read downwards, with a pen. What follows from an answer stands indented below its question
where it directly follows; questions next to each other that share a condition are told it once; a
go-to leads past what an answer rules out (skips.py); everything else is told in words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from intake.content.conditions import Condition, Group, Test
from intake.content.model import Questionnaire, Section
from intake.kinds.base import Item
from intake.logic.numbers import numbers
from intake.logic.plan import Asked, FollowUps, Part, Run, Step
from intake.logic.skips import with_skips

MAX_CODES = 3
"""Answers that one instruction names; more are hard to read."""
MAX_DEPTH = 6
"""How far follow-ups are indented; those of the last stand beside it, told in words."""


def compile_paper(form: Questionnaire) -> tuple[Part, ...]:
    """What paper says of the conditions of `form`: a part for each section, in the same order.

    Obeyed with any answers that a pen can give, it leads to the items that `evaluate.enabled`
    finds, where a question that is required and reached is answered.
    """
    numbered = numbers(form)
    parts = tuple(
        Part(section.id, section.enable_when, _steps(_nodes(section), numbered))
        for section in form.sections
    )
    return with_skips(parts, form, numbered)


@dataclass
class _Node:
    """An item and what is still to be told of its condition: all of `rest` must hold."""

    item: Item
    rest: tuple[Condition, ...]
    groups: list[tuple[tuple[str, ...], list["_Node"]]] = field(default_factory=list)


def _nodes(section: Section) -> list[_Node]:
    """The items of a section, each below the question whose answer opens it."""
    top: list[_Node] = []
    above: list[tuple[_Node, tuple[str, ...]]] = []
    for item in section.items:
        node = _Node(item, tuple(_conjuncts(item.enable_when)))
        depth = -1 if section.appearance else _depth(node, above)
        above = above[: min(depth + 1, MAX_DEPTH)]
        if depth < 0:
            top.append(node)
        else:
            _put_below(node, above)
        above.append((node, ()))
    return top


def _conjuncts(condition: Condition | None) -> Iterator[Condition]:
    """The conditions that all have to hold for `condition` to hold."""
    if isinstance(condition, Group) and condition.behavior == "all":
        for part in condition.conditions:
            yield from _conjuncts(part)
    elif condition is not None:
        yield condition


def _depth(node: _Node, above: Sequence[tuple[_Node, tuple[str, ...]]]) -> int:
    """Which of the items `above`, each below the one before it, opens `node`; -1 for none."""
    openers = (n for n in range(len(above) - 1, -1, -1) if _opening(above[n][0].item, node))
    return next(openers, -1)


def _put_below(node: _Node, above: list[tuple[_Node, tuple[str, ...]]]) -> None:
    """Put `node` below the last item `above`; what its place says need not be said in words."""
    parent, codes = above[-1]
    test = None
    if opening := _opening(parent.item, node):
        test, codes = opening
        above[-1] = (parent, codes)
    said = {one.item.id: codes for one, codes in above}
    node.rest = tuple(
        one for one in node.rest if one is not test and not _is_said(one, said, above)
    )
    if not parent.groups or parent.groups[-1][0] != codes:
        parent.groups.append((codes, []))
    parent.groups[-1][1].append(node)


def _is_said(
    condition: Condition,
    said: Mapping[str, tuple[str, ...]],
    above: Sequence[tuple[_Node, tuple[str, ...]]],
) -> bool:
    """Whether the answers that lead to a place below the items `above` make `condition` true."""
    if not isinstance(condition, Test) or condition.item not in said:
        return False
    item = next(one.item for one, _ in above if one.item.id == condition.item)
    return {*said[condition.item]} <= {*_codes(item, condition)}


def _opening(item: Item, node: _Node) -> tuple[Test, tuple[str, ...]] | None:
    """The only test of `item` in the condition of `node`, with the answers that pass it: few
    enough to be named, and there is a box for each. None where it is not so."""
    found = [one for one in node.rest if item.id in _tested(one)]
    if len(found) != 1 or not isinstance(found[0], Test):
        return None
    codes = _codes(item, found[0])
    return (found[0], codes) if 0 < len(codes) <= MAX_CODES else None


def _tested(condition: Condition) -> frozenset[str]:
    """The ids of the items that `condition` tests."""
    if isinstance(condition, Group):
        return frozenset[str]().union(*(_tested(part) for part in condition.conditions))
    return frozenset({condition.item.partition(".")[0]})


def _codes(item: Item, test: Test) -> tuple[str, ...]:
    """The answers to `item` of which one is enough to pass `test`, and one is needed."""
    if not item.is_coded or isinstance(test.value, bool):
        return ()
    values = test.value if isinstance(test.value, tuple) else (test.value,)
    if test.operator == "not_equals":
        rest = item.answer_codes() if item.answer == "code" else ()
        return tuple(code for code in rest if code not in values)
    return tuple(dict.fromkeys(values))


def _steps(nodes: Sequence[_Node], numbered: Mapping[str, int]) -> tuple[Step, ...]:
    """`nodes` as steps; where several in a row share a condition, as a run."""
    steps: list[Step] = []
    for _, group in groupby(nodes, lambda node: node.rest):
        steps += _run(list(group), numbered)
    return tuple(steps)


def _run(nodes: list[_Node], numbered: Mapping[str, int]) -> list[Step]:
    """Nodes with one condition as a run, from the first that has a number to the last; each for
    itself where there are not two of them."""
    places = [index for index, node in enumerate(nodes) if node.item.id in numbered]
    if not nodes[0].rest or len(places) < 2:
        return [_asked(node, numbered) for node in nodes]
    start, end = places[0], places[-1] + 1
    inner = tuple(_asked(node, numbered, is_told=True) for node in nodes[start:end])
    first, last = numbered[nodes[start].item.id], _last(nodes[end - 1], numbered)
    run = Run(_all(nodes[0].rest), first, last, inner)
    before, after = nodes[:start], nodes[end:]
    return [
        *(_asked(node, numbered) for node in before),
        run,
        *(_asked(node, numbered) for node in after),
    ]


def _last(node: _Node, numbered: Mapping[str, int]) -> int:
    """The highest number of a question and those below it."""
    below = [_last(one, numbered) for _, inner in node.groups for one in inner]
    return max([numbered.get(node.item.id, 0), *below])


def _asked(node: _Node, numbered: Mapping[str, int], *, is_told: bool = False) -> Asked:
    groups = tuple(FollowUps(codes, _steps(inner, numbered)) for codes, inner in node.groups)
    only_if = None if is_told or not node.rest else _all(node.rest)
    return Asked(node.item.id, only_if, (), groups)


def _all(conditions: tuple[Condition, ...]) -> Condition:
    return conditions[0] if len(conditions) == 1 else Group("all", conditions)
