"""What every kind of item has, and the options that several kinds share."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import Discriminator, Field, Tag, model_validator

from intake.content.types import (
    Code,
    Fault,
    Flag,
    ItemId,
    Model,
    Number,
    ShortText,
    Text,
    fail,
    slug,
    wrong_value,
)

MAX_OPTIONS = 100


def with_id(value: Any, key: str, source: str = "text") -> Any:
    """The mapping `value` with `key` made from its text when the author gave none.

    A bare text stands for a mapping with nothing but that text.
    """
    if isinstance(value, str):
        value = {source: value}
    if not isinstance(value, dict) or key in value or not isinstance(value.get(source), str):
        return value
    made = slug(value[source])
    if key == "id" and made[:1].isdigit():
        made = f"q_{made}"
    if made or not value[source].strip():
        return {**value, key: made or "empty"}
    raise wrong_value(
        "its text has no letters from a to z to make the " + key + " from",
        f"add one, like {{{key}: muscle_pain, {source}: ...}}",
        "E311",
    )


class Item(Model):
    """One question, instruction or field of a form.

    The class variables are the facts that every kind must state; see CONTRIBUTING.md.
    """

    numbered: ClassVar[bool] = True
    """Whether it counts as a question when a form numbers them."""
    audience: ClassVar[frozenset[str]] = frozenset({"patient", "clinician"})
    """Whose sections it may stand in."""
    one_line: ClassVar[bool]
    """Whether it fits one line of the label block at the top of the paper form."""

    kind: str
    id: ItemId = Field(description="The key that is stored (FHIR linkId). Never change it.")
    text: Text = Field(description="The question, as the patient reads it.")
    hint: Text | None = Field(None, description="Help that stands under the question.")
    required: Flag = Field(False, description="Whether an answer must be given.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return with_id(value, "id")

    def view(self, date_order: str) -> dict[str, Any]:
        """What the kind's template needs beside its keys. `date_order`: mdy, dmy or ymd."""
        return {}


class Option(Model):
    """One possible answer. A bare text stands for itself, its code made from it."""

    code: Code = Field(description="The value that is stored. Never change it.")
    text: ShortText = Field(description="The answer, as it is read.")
    exclusive: Flag = Field(
        False, description="Excludes every other option, like “None of these” (select_multiple)."
    )

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return with_id(value, "code")


class OptionGroup(Model):
    """Options under a heading of their own."""

    title: ShortText
    options: Annotated[tuple[Option, ...], Field(min_length=1, max_length=MAX_OPTIONS)]


def _option_tag(value: Any) -> str:
    if isinstance(value, dict):
        return "=group" if "options" in value else "=option"
    return "=group" if isinstance(value, OptionGroup) else "=option"


AnyOption = Annotated[
    Annotated[Option, Tag("=option")] | Annotated[OptionGroup, Tag("=group")],
    Discriminator(_option_tag),
]

OTHER = "other"
OptionList = Annotated[tuple[AnyOption, ...], Field(min_length=1, max_length=MAX_OPTIONS)]
Other = Annotated[
    ShortText | None, Field(description="Adds a last option with a line to write on, so worded.")
]


def flat(options: tuple[Option | OptionGroup, ...]) -> list[tuple[tuple[str | int, ...], Option]]:
    """Every option with its place below the list, groups opened."""
    found: list[tuple[tuple[str | int, ...], Option]] = []
    for index, option in enumerate(options):
        if isinstance(option, OptionGroup):
            found += [
                ((index, "options", inner), child) for inner, child in enumerate(option.options)
            ]
        else:
            found.append(((index,), option))
    return found


def columns(options: tuple[Option | OptionGroup, ...], other: str | None = None) -> int:
    """How many options fit side by side on paper: 0 means all of them in one row.

    At 12 pt a character of the bundled font is 5.8 pt wide on average, a box with its spaces
    28 pt, and the line 480 pt. `other` takes a line of its own unless the last row has room.
    """
    widths = [28 + 5.8 * len(option.text) for _, option in flat(options)]
    if sum(widths) <= 480 and not other:
        return 0
    return max(1, min(4, int(480 / max(widths))))


class Select(Item):
    """What select_one and select_multiple share."""

    one_line = False
    options: OptionList
    other: Other = None

    def view(self, date_order: str) -> dict[str, Any]:
        count = columns(self.options, self.other)
        grouped = any(isinstance(option, OptionGroup) for option in self.options)
        room = count > 1 and len(self.options) % count > 0 and len(self.other or "") <= 12
        return {"columns": count, "fits_row": room and not grouped}

    @model_validator(mode="after")
    def _check_codes(self) -> Self:
        seen: dict[str, int] = {}
        faults: list[Fault] = []
        for trail, option in flat(self.options):
            at = ("options", *trail)
            if option.code in seen:
                what = f"the option code “{option.code}” appears twice in “{self.id}”"
                faults.append((at, "E402", what, "rename one of them"))
            elif option.code == OTHER and self.other:
                what = f"the code “{OTHER}” is taken by the line for another answer"
                faults.append((at, "E406", what, "give this option another code"))
            seen[option.code] = 1
        fail(faults + self.more_faults())
        return self

    def more_faults(self) -> list[Fault]:
        """Faults that only one of the two kinds can have."""
        return []


class Bounded(Item):
    """What the kinds with a smallest and a largest value share."""

    min: Number | None = None
    max: Number | None = None

    @model_validator(mode="after")
    def _check_bounds(self) -> Self:
        fail(out_of_order(self.min, self.max))
        return self


def out_of_order(low: Any, high: Any) -> list[Fault]:
    """A fault when `low` is above `high`; either may be None."""
    if low is None or high is None or low <= high:
        return []
    return [(("min",), "E405", f"min ({low}) is above max ({high})", "exchange them")]
