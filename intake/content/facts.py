"""What a change of a key means for those who approve a form, and for answers stored before it.

Every model states this of its own keys in `facts`; the keys of its parents are stated there. A key
without a fact is content that people read or that decides what is asked.
"""

from collections.abc import Mapping
from typing import Any, Literal

Fact = Literal[
    "aside",  # compared elsewhere, or nothing that anybody sees: id, kind, allow
    "appearance",  # how it looks, not what it says
    "needed",  # once it is set, a blank answer does not fit
    "least",  # an answer below does not fit
    "most",  # an answer above does not fit
    "length",  # an answer with more characters does not fit
    "rows",  # an answer with more rows does not fit
    "count",  # how many answers: one is stored by itself, several as a list
    "exact",  # another value may refuse what the old one took
    "offers",  # once it is gone, an answer that used it does not fit
    "measure",  # what a stored number counts
    "code",  # a list whose codes are answers
    "row",  # a list whose codes are rows, each with an answer
    "column",  # a list whose ids are cells of a row
    "unit",  # a list whose codes are units of an answer
    "part",  # a list of the parts of an answer
    "cell",  # what a cell of a column takes
    "cell_code",  # a list whose codes are answers in a cell
]


def facts_of(model: type[Any]) -> Mapping[str, Fact]:
    """The facts of every key of `model`, its own before those of its parents."""
    found: dict[str, Fact] = {}
    for parent in reversed(model.__mro__):
        found |= vars(parent).get("facts", {})
    return found
