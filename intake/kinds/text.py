"""text: an answer of several lines. A bare sentence in the YAML is one of these."""

from typing import Annotated, Literal

from pydantic import Field

from intake.content.types import Lines, Typed, Whole
from intake.kinds.base import Item


class Text(Item):
    """Space to write freely; `lines` is how much of it."""

    kind: Literal["text"] = "text"
    one_line = False
    answer = "words"
    lines: Lines = Field(2, description="Lines to write on, 1 to 24, 8.5 mm each on paper.")
    max_length: Annotated[Whole, Field(ge=1, le=20_000)] | None = Field(
        None, description="The most characters that fit, 1 to 20000."
    )
    initial: Typed | None = Field(None, description="What stands there to begin with.")
