"""The controls of an item, as a form sends them."""

from typing import Literal, NamedTuple

Sort = Literal["text", "radio", "checkbox"]


class Control(NamedTuple):
    """One control: an input to type into, the radio buttons of one name, or the ticks of one name.

    `name` and `values` are those of the HTML form; `most` is how many characters a text may have.
    Where an item repeats, its boxes are several controls of one name. `usual` is how many
    characters an answer written by hand normally has, 0 where that is not known; `is_month` says
    that it is the number or the name of a month, whose length is the language's.
    """

    name: str
    sort: Sort
    values: tuple[str, ...] = ()
    most: int = 0
    usual: int = 0
    is_month: bool = False


def field_name(name: str) -> str:
    """The name of a control as that of a field in a PDF, where a full stop would mean a parent
    (docs/decisions/0013-fields.md)."""
    return name.replace(".", "/")
