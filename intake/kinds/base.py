"""What every kind of item has, and the options that several kinds share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from intake.answers.control import Control
from intake.content.conditions import EnableWhen
from intake.content.types import (
    Fault,
    ItemId,
    Model,
    ShortText,
    Text,
)
from intake.content.values import Flag, Repeats, Width
from intake.kinds.identity import with_id
from intake.kinds.options import (
    IN_PERSON,
    Codings,
)
from intake.kinds.response import Node, Terms, Value

if TYPE_CHECKING:
    from intake.answers.sent import Sent

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
    is_tall: ClassVar[bool] = False
    """Whether it may take half a page, so that a follow-up of this kind may begin a page."""
    is_yes_or_no: ClassVar[bool] = False
    """Whether the answer is yes or no whatever the question, so that it must ask one thing."""
    unsure: ClassVar[str | None] = None
    """How to let the patient say “not sure”, for a kind that can; for the warning W401."""
    is_coded: ClassVar[bool] = False
    """Whether answers are codes, so that “I would rather talk in person” is one of them."""
    takes: ClassVar[frozenset[str]] = frozenset()
    """The other kinds whose stored answers are of the same form as this one's."""
    facts: ClassVar = {"id": "aside", "kind": "aside", "allow": "aside", "required": "needed"}

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

    def answer_codes(self) -> tuple[str, ...]:
        """The codes that an answer can have, in the order of their boxes; () for other answers."""
        return ()

    def wording(self) -> dict[str, str]:
        """The texts of the codes that an answer can have, as far as the content says them."""
        return {}

    def row_wording(self) -> dict[str, str]:
        """The texts of the rows, for a kind whose `answer` is rows."""
        return {}

    def begun(self) -> Any:
        """`initial`: what stands there to begin with. None for nothing, or a kind without."""
        return None

    def limits(self) -> tuple[Any, ...]:
        """The smallest and the largest number that fit, for a kind of numbers; None is no limit."""
        return ()

    def view(self, date_order: str) -> dict[str, Any]:
        """What the kind's template needs beside its keys. `date_order`: mdy, dmy or ymd."""
        return {}

    def script(self) -> dict[str, Any]:
        """What the page's script checks an answer by, beside what the page itself says: values
        of JSON by their keys."""
        return {}

    def fields(self, date_order: str) -> Iterator[Control]:
        """Every control that the item has in a form, in no certain order."""
        yield from self.controls(date_order)
        if self.sensitive and not self.is_coded:
            yield Control(f"{self.id}.{IN_PERSON}", "checkbox", ("true",))

    def accepted(self, date_order: str) -> Iterator[Control]:
        """`fields`, and those that the page's script may add to them."""
        yield from self.fields(date_order)

    def controls(self, date_order: str) -> Iterator[Control]:
        """The controls that the kind's own template makes. `date_order`: mdy, dmy or ymd."""
        raise NotImplementedError(f"what does {self.kind} send?")

    def read(self, sent: "Sent") -> Any:
        """The answer in what was sent, as `intake.logic` and JSON have it; None is no answer."""
        if self.sensitive and not self.is_coded and sent.codes(f"{self.id}.{IN_PERSON}"):
            sent.beside[IN_PERSON] = True
        return self.take(sent)

    def take(self, sent: "Sent") -> Any:
        """The answer in the kind's own controls. What does not fit is left or a fault of `sent`."""
        return sent.words(self.id)

    def put(self, value: Any) -> Iterator[tuple[str, Any]]:
        """The names and texts from which `take` has the answer `value`, where a date is written
        year first.

        The shape of `value` is not known: what is no text among them is for the caller to refuse.
        A shape that has no names at all may raise AttributeError or TypeError.
        """
        for one in value if isinstance(value, list) else [value]:
            yield self.id, one

    def response(self, value: Any, beside: dict[str, Any], terms: Terms) -> Iterator[Node]:
        """The answer as items of a FHIR QuestionnaireResponse that have the item's linkId."""
        for_each = value if isinstance(value, list) else [value]
        yield {"answer": [self.valued(one, beside, terms) for one in for_each]}

    def response_beside(self, beside: dict[str, Any], terms: Terms) -> Iterator[Node]:
        """What was said beside the answer, as items with linkIds of their own."""
        yield from ()

    def valued(self, value: Any, beside: dict[str, Any], terms: Terms) -> Value:
        """One answer as value[x]."""
        return {f"value{self.value_type()}": value}

    def value_type(self) -> str:
        """FHIR's type of one answer: the x of value[x]. The page's script is told it."""
        return "String"

    def initial_answer(self) -> Any:
        """What `begun` is as `read` gives it; None without one."""
        return self.begun()

    def suffices(self, value: Any, beside: dict[str, Any]) -> bool:
        """Whether an answer, and what was said beside it, is enough where one is required."""
        return value is not None or IN_PERSON in beside

    def lacks(self, value: Any) -> str:
        """What an answer is that does not suffice, in words for the clinic."""
        return "is not complete"

    def cells(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        """An answer as columns of a table: the same columns for any, without one (None) too."""
        more = {f"{self.id}.{IN_PERSON}": ticked(IN_PERSON in beside)}
        return self.columns_of(value, beside) | (
            more if self.sensitive and not self.is_coded else {}
        )

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        """`cells` without what is the same for every kind."""
        return {self.id: value}


def ticked(is_ticked: bool) -> str:
    """How a table shows a tick."""
    return "1" if is_ticked else ""


SHORT_NUMBER = 4
"""Characters that an ordinary box for a number has room for."""


def digits(item: Item) -> int | None:
    """How many characters a number may have by its limits, where an ordinary box is too short."""
    limits = item.limits()
    known = (*limits, item.begun()) if limits else ()
    longest = max((len(str(one)) for one in known if one is not None), default=0)
    return longest if longest > SHORT_NUMBER else None


def in_inches(characters: int) -> int:
    """The width of a box on paper: five characters to an inch; 7 stands for the whole line."""
    return min(7, -(-characters // 5))


class SingleLine(Item):
    """What the kinds share that are answered on one line."""

    one_line = True
    facts: ClassVar = {"width": "appearance", "repeats": "count"}
    width: Width | None = Field(
        None, description="Characters that an answer normally has: 1 to 35, five to an inch."
    )
    repeats: Repeats | None = Field(
        None, description="How many answers may be given, 2 to 10, each in its own box."
    )

    def view(self, date_order: str) -> dict[str, Any]:
        shown = len(str(self.begun() or ""))
        width = self.width or digits(self)
        inches = in_inches(width) if width and shown <= 2 * width else None
        return {"inches": inches, "boxes": range(1, (self.repeats or 1) + 1), "pattern": None}

    @property
    def longest(self) -> int:
        """The most characters that the box takes."""
        raise NotImplementedError

    @property
    def usual(self) -> int:
        """How many characters an answer normally has, as far as the content says it; else 0."""
        return self.width or digits(self) or 0

    def controls(self, date_order: str) -> Iterator[Control]:
        for _ in range(self.repeats or 1):
            yield Control(self.id, "text", most=self.longest, usual=self.usual)

    def take(self, sent: "Sent") -> Any:
        read = (self.one(sent, text) for text in sent.texts(self.id))
        found = [value for value in read if value is not None]
        return (found if self.repeats else found[0]) if found else None

    def first_box(self, begun: Any) -> Any:
        """`begun` as the answer where it stands in the first box, and nothing in the others."""
        return [begun] if self.repeats and begun is not None else begun

    def one(self, sent: "Sent", text: str) -> Any:
        """The answer in one box; None for what cannot be read, which is left."""
        return text

    def columns_of(self, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
        if not self.repeats:
            return {self.id: value}
        given = [*(value or ()), *[None] * self.repeats]
        return {f"{self.id}.{at + 1}": given[at] for at in range(self.repeats)}
