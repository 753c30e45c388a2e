"""Which of the old belongs to which of the new: by its id, else by its words; and what moved."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, NamedTuple, TypeVar

from intake.compare.marks import similarity

T = TypeVar("T")
N = TypeVar("N", bound=Hashable)
_ALIKE = 0.7
"""From this similarity on, what lost its id and what came with another are the same."""
_MOST = 40_000
"""Pairs of texts that are compared at most; in larger sets only equal texts are recognised."""


class Paired(NamedTuple, Generic[T]):
    """`pairs` in the order of the new ones, and what is only before or only after."""

    pairs: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]


def pair(
    old: Sequence[T], new: Sequence[T], id_of: Callable[[T], str], text_of: Callable[[T], str]
) -> Paired[T]:
    """Pair by id, which may be empty; the rest by their text, the most alike first, and of equals
    the one that stands nearest."""
    before = {name: at for at, one in enumerate(old) if (name := id_of(one))}
    partner = {at: before[id_of(one)] for at, one in enumerate(new) if id_of(one) in before}
    taken = {*partner.values()}
    left = [at for at in range(len(old)) if at not in taken]
    free = [at for at in range(len(new)) if at not in partner]
    is_large = len(left) * len(free) > _MOST
    alike = []
    for at in free:
        for was in left:
            first, second = text_of(old[was]), text_of(new[at])
            score = float(first == second) if is_large else similarity(first, second)
            if score >= _ALIKE:
                alike.append((-score, abs(at - was), at, was))
    for _, _, at, was in sorted(alike):
        if at not in partner and was not in taken:
            partner[at] = was
            taken.add(was)
    return Paired(
        tuple((old[partner[at]], one) for at, one in enumerate(new) if at in partner),
        tuple(one for at, one in enumerate(old) if at not in taken),
        tuple(one for at, one in enumerate(new) if at not in partner),
    )


def moved(old: Sequence[N], new: Sequence[N]) -> set[N]:
    """The fewest of the names, which are the same in both, that had to be moved from the order
    `old` to the order `new`."""
    places = {name: at for at, name in enumerate(old)}
    order = [places[name] for name in new]
    ends: list[int] = []
    lengths = []
    for place in order:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at)
    stayed = set()
    wanted = len(ends) - 1
    for at in range(len(order) - 1, -1, -1):
        if lengths[at] == wanted:
            stayed.add(new[at])
            wanted -= 1
    return {*new} - stayed
