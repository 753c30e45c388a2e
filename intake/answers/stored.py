"""A field of a PDF, as the worker tells it and as a form expects it."""

from typing import NamedTuple

from intake.answers.control import Sort


class Field(NamedTuple):
    """Its whole name, its sort, the states other than off that its widgets can have, and its value:
    the text, or the state that is on; empty for none."""

    name: str
    sort: Sort
    states: tuple[str, ...] = ()
    value: str = ""
