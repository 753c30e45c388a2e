"""The controls of an item, as a form sends them."""

from typing import Literal, NamedTuple

Sort = Literal["text", "radio", "checkbox"]


class Control(NamedTuple):
    """One control: an input to type into, the radio buttons of one name, or the ticks of one name.

    `name` and `values` are those of the HTML form; `most` is how many characters a text may have.
    Where an item repeats, its boxes are several controls of one name.
    """

    name: str
    sort: Sort
    values: tuple[str, ...] = ()
    most: int = 0
