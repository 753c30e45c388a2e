"""What every kind of item has, and the options that several kinds share."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag, model_validator

from intake.content.problems import shorten
from intake.content.types import (
    Code,
    Fault,
    Flag,
    ItemId,
    Model,
    Number,
    ShortText,
    Text,
    number,
    slug,
    wrong_value,
)
from intake.kinds.arrangement import columns, other_fits, too_wide

MAX_OPTIONS = 100


def identity(value: Any, key: str, source: str = "text") -> str:
    """The id or code of a raw mapping or bare text: what it says, else made from its text.

    Empty where there is neither. An id that would begin with a digit begins with q_.
    """
    given = value if isinstance(value, dict) else {source: value}
    text = given.get(key, given.get(source))
    if not isinstance(text, str) or key in given:
        return text if isinstance(text, str) else ""
    made = slug(text)
    return f"q_{made}" if key == "id" and made[:1].isdigit() else made


def with_id(value: Any, key: str, source: str = "text") -> Any:
    """The mapping `value` with `key` made from its text when the author gave none.

    A bare text stands for a mapping with nothing but that text.
    """
    if isinstance(value, str):
        value = {source: value}
    if not isinstance(value, dict) or key in value or not isinstance(value.get(source), str):
        return value
    made = identity(value, key, source)
    if made or not value[source].strip():
        return {**value, key: made or "empty"}
    what = f"“{shorten(value[source])}” has no letters from a to z to make its {key} from"
    raise wrong_value(what, f"give it one, like {{{key}: muscle_pain, {source}: ...}}", "E311")


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

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        """What does not fit together in one item, told from the mapping as it was written.

        Its values may be of any shape: what is wrong by itself is reported elsewhere.
        """
        return iter(())

    def view(self, date_order: str) -> dict[str, Any]:
        """What the kind's template needs beside its keys. `date_order`: mdy, dmy or ymd."""
        return {}


class Option(Model):
    """One possible answer. A bare text stands for itself, its code made from it."""

    code: Code = Field(description="The value that is stored. Never change it.")
    text: ShortText = Field(description="The answer, as it is read.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return with_id(value, "code")


class Choice(Option):
    """An option of a select."""

    exclusive: Flag = Field(
        False, description="Excludes every other option, like “None of these” (select_multiple)."
    )


class OptionGroup(Model):
    """Options under a heading of their own."""

    title: ShortText
    options: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=MAX_OPTIONS)]


def _option_tag(value: Any) -> str:
    if isinstance(value, dict):
        return "=group" if "options" in value else "=option"
    return "=group" if isinstance(value, OptionGroup) else "=option"


AnyOption = Annotated[
    Annotated[Choice, Tag("=option")] | Annotated[OptionGroup, Tag("=group")],
    Discriminator(_option_tag),
]

OTHER = "other"
RawOption = tuple[tuple[str | int, ...], Any]
OptionList = Annotated[tuple[AnyOption, ...], Field(min_length=1, max_length=MAX_OPTIONS)]
Other = Annotated[
    ShortText | None, Field(description="Adds a last option with a line to write on, so worded.")
]


def flat(options: tuple[Choice | OptionGroup, ...]) -> Iterator[Choice]:
    """Every option, groups opened."""
    for option in options:
        yield from option.options if isinstance(option, OptionGroup) else (option,)


def raw_options(options: Any, *trail: str | int) -> Iterator[RawOption]:
    """Every option of the raw list `options` with its place below `trail`, groups opened."""
    for index, option in enumerate(options if isinstance(options, list) else []):
        if isinstance(option, dict) and "options" in option:
            yield from raw_options(option["options"], *trail, index, "options")
        else:
            yield (*trail, index), option


def repeated(options: Iterable[RawOption]) -> Iterator[Fault]:
    """A fault for each option whose code an earlier one has already."""
    seen: set[str] = set()
    for trail, option in options:
        code = identity(option, "code")
        if code in seen and isinstance(option, dict) and "code" in option:
            what = f"the option code “{shorten(code)}” appears twice"
            yield (*trail, "code"), "E402", what, "give one of the two another code"
        elif code in seen:
            what = f"this option is stored as “{shorten(code)}”, like one above"
            cure = f"remove one of the two, or give it a code: {{code: {code[:30]}_2, text: …}}"
            yield trail, "E402", what, cure
        seen |= {code} - {""}


class Select(Item):
    """What select_one and select_multiple share."""

    one_line = False
    options: OptionList
    other: Other = None

    def view(self, date_order: str) -> dict[str, Any]:
        options = list(flat(self.options))
        count = columns([option.text for option in options], one_row=not self.other)
        wide = tuple(option.code for option in options if too_wide(option.text, count))
        grouped = len(options) > len(self.options)
        fits = not grouped and not wide and other_fits(len(options), count, self.other or "")
        return {"columns": count, "wide": wide, "other_fits": fits}

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        options = list(raw_options(raw.get("options"), "options"))
        yield from repeated(options)
        if raw.get("other") in ("true", "false", "yes", "no"):
            what = "“other” is the wording of the last option, not yes or no"
            yield ("other",), "E304", what, "write its words, like other: Something else"
        for trail, option in options:
            if raw.get("other") and identity(option, "code") == OTHER:
                what = f"the code “{OTHER}” is taken by the line that other: adds"
                cure = "remove this option, or give it another code, like {code: other_2, text: …}"
                yield (*trail, "code"), "E406", what, cure


class Bounded(Item):
    """What the kinds with a smallest and a largest value share."""

    min: Number | None = None
    max: Number | None = None

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from out_of_order(number(raw.get("min")), number(raw.get("max")))


def out_of_order(low: Any, high: Any) -> Iterator[Fault]:
    """A fault when `low` is above `high`; either may be None."""
    if low is not None and high is not None and low > high:
        yield ("min",), "E405", f"min ({low}) is above max ({high})", "make max the higher one"
