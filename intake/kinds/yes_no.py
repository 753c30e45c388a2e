"""yes_no: yes or no, and if wanted "not sure"."""

from typing import Literal

from pydantic import Field

from intake.content.types import Flag
from intake.kinds.base import Item


class YesNo(Item):
    """Stored as `yes`, `no` or `not_sure`; worded by the form's language."""

    kind: Literal["yes_no"] = "yes_no"
    one_line = False
    not_sure: Flag = Field(False, description="Adds “Not sure”; wise for facts about health.")
