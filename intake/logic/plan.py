"""What paper says of conditions, as data: who obeys it answers exactly the items that apply.

It is made by paper.py and put into words by the templates. An instruction names questions by
their numbers; docs/decisions/0011-logic-on-paper.md tells which one is chosen when.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.content.conditions import Condition


@dataclass(frozen=True)
class GoTo:
    """After one of the answers `codes`, go on with the question `item`, or with the beginning of
    the section `section` where `item` is empty."""

    codes: tuple[str, ...]
    item: str
    section: str


@dataclass(frozen=True)
class FollowUps:
    """What stands indented below a question, for those who gave one of the answers `codes`."""

    codes: tuple[str, ...]
    steps: tuple["Step", ...]


@dataclass(frozen=True)
class Asked:
    """An item. `only_if`: what is told in words beside it, and must hold."""

    item: str
    only_if: Condition | None = None
    go_to: tuple[GoTo, ...] = ()
    follow_ups: tuple[FollowUps, ...] = ()


@dataclass(frozen=True)
class Run:
    """The questions with the numbers `first` to `last`, told together that `only_if` must hold."""

    only_if: Condition
    first: int
    last: int
    steps: tuple["Step", ...]


Step = Asked | Run


@dataclass(frozen=True)
class Part:
    """A section; `only_if` is told in words under its title."""

    id: str
    only_if: Condition | None
    steps: tuple[Step, ...]


def asked(steps: tuple[Step, ...]) -> Iterator[Asked]:
    """Every item in `steps`, at any depth, in reading order."""
    for step in steps:
        if isinstance(step, Run):
            yield from asked(step.steps)
        else:
            yield step
            for group in step.follow_ups:
                yield from asked(group.steps)
