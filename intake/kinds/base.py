"""What every kind of item has, and the options that several kinds share."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag, TypeAdapter, ValidationInfo, model_validator
from pydantic_core import core_schema

from intake.content.conditions import EnableWhen
from intake.content.problems import shorten, suggest
from intake.content.types import (
    CODE,
    LANGUAGE,
    Code,
    Fault,
    ItemId,
    Model,
    Name,
    Read,
    ShortText,
    Text,
    slug,
    wrong_value,
)
from intake.content.values import Flag, Number, Repeats, System, Width, number
from intake.kinds.arrangement import columns, other_fits, too_wide

MAX_OPTIONS = 100


def identity(value: Any, key: str, source: str = "text") -> str:
    """The id or code of a raw mapping or bare text: what it says, else made from its text.

    Empty where there is neither. An id that would begin with a digit begins with q_.
    """
    given = value if isinstance(value, dict) and not is_text(value) else {source: value}
    text = given[key] if key in given else first_text(given.get(source))
    if not isinstance(text, str) or key in given:
        return text if isinstance(text, str) else ""
    made = slug(text)
    return f"q_{made}" if key == "id" and made[:1].isdigit() else made


NO_LANGUAGE = frozenset({"text", "kind", "id", "code", "min", "max"})
"""Keys of items and options. Three are languages too; a text in Indonesian (id) is written out,
{text: {en: Where?, id: Di mana?}}, so that an item with a misspelled key is not taken for one."""


def is_text(value: Any) -> bool:
    """Whether `value` is a text in several languages, {en: Where?, es: ¿Dónde?}, not keys."""
    if not isinstance(value, dict) or not value or not NO_LANGUAGE.isdisjoint(value):
        return False
    return all(re.fullmatch(LANGUAGE, key) for key in value)


def first_text(value: Any) -> Any:
    """The text itself, or of a text in several languages the one that is written first."""
    return next(iter(value.values()), None) if isinstance(value, dict) else value


def with_id(value: Any, key: str, source: str = "text") -> Any:
    """The mapping `value` with `key` made from its text when the author gave none.

    A bare text stands for a mapping with nothing but that text.
    """
    if isinstance(value, str) or is_text(value):
        value = {source: value}
    if not isinstance(value, dict) or key in value:
        return value
    text = first_text(value.get(source))
    if not isinstance(text, str):
        return value
    made = identity(value, key, source)
    if made or not text.strip():
        return {**value, key: made or "empty"}
    what = f"“{shorten(text)}” has no letters from a to z to make its {key} from"
    raise wrong_value(what, f"give it one, like {{{key}: muscle_pain, {source}: ...}}", "E311")


class Coding(Model):
    """The same thing in a code system, such as LOINC or SNOMED CT (FHIR Coding)."""

    system: System = Field(description="The code system's address, like http://loinc.org.")
    code: Name = Field(description="The code there.")
    display: Name | None = Field(None, description="The system's own words for the code.")
    source: Name = Field(description="Who says that this code is the right one.")


Codings = Annotated[
    tuple[Coding, ...],
    Field(max_length=10, description="The same thing in code systems, each with who says so."),
]

Answer = Literal["none", "words", "code", "codes", "number", "date", "time", "rows"]
"""What an answer is to a condition: nothing, words (only whether there are any), one code, several
codes, something that can be compared, or a code for each row, as `item.row`."""

Allow = Annotated[
    dict[str, ShortText],
    Field(description="Warnings that are not given here, each with the reason: {W301: ...}."),
]


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
    answer: ClassVar[Answer]
    """What the answer is to `enable_when`."""
    is_coded: ClassVar[bool] = False
    """Whether answers are codes, so that “I would rather talk in person” is one of them."""

    kind: str
    id: ItemId = Field(description="The key that is stored (FHIR linkId). Never change it.")
    text: Text = Field(description="The question, as the patient reads it.")
    hint: Text | None = Field(None, description="Help that stands under the question.")
    reason: Text | None = Field(None, description="Why we ask; stands under the question.")
    required: Flag = Field(False, description="Whether an answer must be given.")
    readonly: Flag = Field(False, description="Filled in by the clinic; the patient only reads it.")
    sensitive: Flag = Field(False, description="Adds “I would rather talk in person”.")
    enable_when: EnableWhen | None = Field(
        None, description="When the item applies, by the answers to earlier items."
    )
    constraint_message: ShortText | None = Field(
        None, description="What the patient reads when the answer does not fit."
    )
    codes: Codings = ()
    allow: Allow = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return with_id(value, "id")

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        """What does not fit together in one item, told from the mapping as it was written.

        Its values may be of any shape: what is wrong by itself is reported elsewhere.
        """
        if raw.get("readonly") == "true" and raw.get("required") == "true":
            what = "nobody can be required to fill in what can only be read"
            yield ("required",), "E309", what, "remove required, or readonly"

    @classmethod
    def possible(cls, raw: dict[str, Any]) -> frozenset[str] | None:
        """The codes that an answer can have, told from the mapping as it was written.

        None where answers have no codes (numbers, words ...) or the codes cannot be told.
        For a kind whose `answer` is rows: of each row.
        """
        return None

    @classmethod
    def row_codes(cls, raw: dict[str, Any]) -> frozenset[str]:
        """The codes of the rows, for a kind whose `answer` is rows."""
        return frozenset()

    def wording(self) -> dict[str, str]:
        """The texts of the codes that an answer can have, as far as the content says them."""
        return {}

    def row_wording(self) -> dict[str, str]:
        """The texts of the rows, for a kind whose `answer` is rows."""
        return {}

    def view(self, date_order: str) -> dict[str, Any]:
        """What the kind's template needs beside its keys. `date_order`: mdy, dmy or ymd."""
        return {}


class Option(Model):
    """One possible answer. A bare text stands for itself, its code made from it."""

    code: Code = Field(description="The value that is stored. Never change it.")
    text: ShortText = Field(description="The answer, as it is read.")
    codes: Codings = ()

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

    title: ShortText = Field(description="The heading.")
    options: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=MAX_OPTIONS)] = Field(
        description="The options under it."
    )


def _option_tag(value: Any) -> str:
    if isinstance(value, dict):
        return "=group" if "options" in value else "=option"
    return "=group" if isinstance(value, OptionGroup) else "=option"


AnyOption = Annotated[
    Annotated[Choice, Tag("=option")] | Annotated[OptionGroup, Tag("=group")],
    Discriminator(_option_tag),
]

OTHER = "other"
IN_PERSON = "in_person"
"""The code that `sensitive` adds."""
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


def repeated(options: Iterable[RawOption], noun: str = "option") -> Iterator[Fault]:
    """A fault for each option (or row: `noun`) whose code an earlier one has already."""
    seen: set[str] = set()
    for trail, option in options:
        code = identity(option, "code")
        if code in seen and isinstance(option, dict) and "code" in option:
            what = f"the {noun} code “{shorten(code)}” appears twice"
            yield (*trail, "code"), "E402", what, "give one of the two another code"
        elif code in seen:
            what = f"this {noun} is stored as “{shorten(code)}”, like one above"
            cure = f"remove one of the two, or give it a code: {{code: {code[:30]}_2, text: …}}"
            yield trail, "E402", what, cure
        seen |= {code} - {""}


@cache
def _follow_up() -> TypeAdapter[Any]:
    """Made when the first follow-up is met: most forms have none, and the models of all kinds
    inside the models of some take longer to build than everything else."""
    from intake.kinds import AnyItem  # late: the kinds are made of this

    return TypeAdapter(dict[Code, Annotated[tuple[AnyItem, ...], Field(min_length=1)]])


def _read_follow_up(value: Any, info: ValidationInfo) -> Any:
    return _follow_up().validate_python(value, context=info.context)


def _written_follow_up(value: dict[str, tuple[Item, ...]]) -> Any:
    return {
        code: [item.model_dump(by_alias=True) for item in items] for code, items in value.items()
    }


FollowUp = Annotated[
    dict[str, tuple[Item, ...]],
    Read(
        core_schema.with_info_plain_validator_function(
            _read_follow_up,
            serialization=core_schema.plain_serializer_function_ser_schema(_written_follow_up),
        ),
        {},
        "FollowUp",
    ),
]
"""Items that apply when the answer is given by whose code they stand."""


class Coded(Item):
    """What the kinds share whose answers are codes: each may open further questions."""

    one_line = False
    is_coded = True
    follow_up: FollowUp = Field(
        default_factory=dict,
        description="Items that apply when this answer is given: {yes: [How many?]}.",
    )

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        possible, opened = cls.possible(raw), raw.get("follow_up")
        for code in opened if isinstance(opened, dict) else ():
            if possible is not None and code not in possible and re.fullmatch(CODE, str(code)):
                what = f"“{shorten(str(code))}” is not the code of an answer to this question"
                yield ("follow_up", code), "E403", what, suggest(code, sorted(possible))
        yield from unknown_codes(raw.get("initial"), possible, "initial")


def unknown_codes(
    value: Any, possible: frozenset[str] | None, *trail: str | int
) -> Iterator[Fault]:
    """A fault for each code in `value` (one, or a list) that is not `possible`."""
    for index, code in enumerate(value if isinstance(value, list) else [value]):
        is_code = isinstance(code, str) and re.fullmatch(CODE, code)
        if is_code and possible and code not in possible:
            here = (*trail, index) if isinstance(value, list) else trail
            what = f"“{shorten(code)}” is not the code of an answer to this question"
            yield here, "E309", what, suggest(code, sorted(possible))


def other_faults(raw: dict[str, Any]) -> Iterator[Fault]:
    """A fault for a kind's `other` that is a flag instead of words."""
    if raw.get("other") in ("true", "false", "yes", "no"):
        what = "“other” is the wording of the last option, not yes or no"
        yield ("other",), "E304", what, "write its words, like other: Something else"


class Select(Coded):
    """What select_one and select_multiple share."""

    options: OptionList = Field(
        description="The answers, each a text or {code, text}; in groups {title, options}."
    )
    other: Other = None

    @classmethod
    def possible(cls, raw: dict[str, Any]) -> frozenset[str] | None:
        codes = {identity(option, "code") for _, option in raw_options(raw.get("options"))}
        codes |= {OTHER} if raw.get("other") else set()
        codes |= {IN_PERSON} if raw.get("sensitive") == "true" else set()
        return frozenset(codes - {""}) or None

    def wording(self) -> dict[str, str]:
        more = {OTHER: self.other} if self.other else {}
        return {option.code: option.text for option in flat(self.options)} | more

    def view(self, date_order: str) -> dict[str, Any]:
        options = list(flat(self.options))
        count = columns([option.text for option in options], one_row=not self.other)
        wide = tuple(option.code for option in options if too_wide(option.text, count))
        grouped = len(options) > len(self.options)
        fits = not grouped and not wide and other_fits(len(options), count, self.other or "")
        return {"columns": count, "wide": wide, "other_fits": fits}

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        options = list(raw_options(raw.get("options"), "options"))
        yield from repeated(options)
        yield from other_faults(raw)
        for trail, option in options:
            if raw.get("other") and identity(option, "code") == OTHER:
                what = f"the code “{OTHER}” is taken by the line that other: adds"
                cure = "remove this option, or give it another code, like {code: other_2, text: …}"
                yield (*trail, "code"), "E406", what, cure
            if raw.get("sensitive") == "true" and identity(option, "code") == IN_PERSON:
                what = "sensitive: true adds this answer itself"
                yield trail, "E402", what, "remove this option, or sensitive"


class SingleLine(Item):
    """What the kinds share that are answered on one line."""

    one_line = True
    width: Width | None = Field(
        None, description="Characters that an answer normally has: 1 to 35, five to an inch."
    )
    repeats: Repeats | None = Field(
        None, description="How many answers may be given, 2 to 10, each in its own box."
    )

    def view(self, date_order: str) -> dict[str, Any]:
        shown = len(str(getattr(self, "initial", None) or ""))
        inches = -(-self.width // 5) if self.width and shown <= 2 * self.width else None
        pattern = getattr(self, "pattern", None)
        return {"inches": inches, "boxes": range(1, (self.repeats or 1) + 1), "pattern": pattern}


class Bounded(Item):
    """What the kinds with a smallest and a largest value share."""

    min: Number | None = Field(None, description="The smallest number that fits.")
    max: Number | None = Field(None, description="The largest number that fits.")

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        yield from out_of_order(number(raw.get("min")), number(raw.get("max")))
        yield from beyond(raw, number(raw.get("initial")))


def out_of_order(low: Any, high: Any) -> Iterator[Fault]:
    """A fault when `low` is above `high`; either may be None."""
    if low is not None and high is not None and low > high:
        yield ("min",), "E405", f"min ({low}) is above max ({high})", "make max the higher one"


def beyond(raw: dict[str, Any], value: Any) -> Iterator[Fault]:
    """A fault when the number `value`, which is given as initial, is beyond min or max."""
    low, high = number(raw.get("min")), number(raw.get("max"))
    if value is None:
        return
    if (low is not None and value < low) or (high is not None and value > high):
        yield ("initial",), "E310", f"initial ({value}) is beyond min or max", "write one between"
