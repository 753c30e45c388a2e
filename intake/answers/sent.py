"""What was sent for one item, handed out piece by piece to the kind that reads it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from unicodedata import category

from intake.answers.control import Control
from intake.answers.writing import Writing

LEFT_OUT = "what was sent is left out (JSON has it, as left_out)"
KEPT = f"{LEFT_OUT}; ask the patient"
ASK = "ask the patient"


class Fault(NamedTuple):
    """One thing wrong with the answers to the item `item` (empty: to none): code, what, cure.

    Never holds the text of an answer, because it is shown and logged.
    """

    item: str
    code: str
    what: str
    cure: str


class Sent:
    """What was sent under the names of one item.

    A kind takes its answer out of it: what it cannot take goes to `left` with a fault, so that
    nothing is lost in silence. `beside` is for what is said beside the answer itself.
    """

    def __init__(
        self,
        item: str,
        controls: Iterable[Control],
        texts: Mapping[str, Sequence[str]],
        writing: Writing,
        today: date,
        is_mapped: bool = False,
    ) -> None:
        """`texts`: by name, every text that is not blank. `is_mapped`: from another revision."""
        self.item = item
        self.writing = writing
        self.today = today
        self.beside: dict[str, Any] = {}
        self.left: list[tuple[str, str]] = []
        self.faults: list[Fault] = []
        self.place = ""
        self._controls: dict[str, list[Control]] = {}
        self._texts = texts
        self._taken: set[str] = set()
        self._is_mapped = is_mapped
        for control in controls:
            self._controls.setdefault(control.name, []).append(control)

    def texts(self, name: str) -> list[str]:
        """Every text of `name`, at most one for each of its boxes."""
        self._taken.add(name)
        boxes = self._controls[name]
        given = self._texts.get(name, ())
        if len(given) > len(boxes):
            self._leave(name, given)
            self.fault("E716", "has more than one answer where one is asked for", KEPT)
            return []
        return [text for text in given if self._is_words(name, text, boxes[0].most)]

    def words(self, name: str) -> str | None:
        """The one text of `name`."""
        return next(iter(self.texts(name)), None)

    def codes(self, name: str) -> list[str]:
        """The codes that were chosen under `name`, in the order in which they are offered."""
        self._taken.add(name)
        offered = self._controls[name][0].values
        given = self._texts.get(name, ())
        for code in given:
            if code not in offered:
                self._unknown(name, code)
        return [code for code in offered if code in given]

    def code(self, name: str) -> str | None:
        """The one code that was chosen under `name`."""
        found = self.codes(name)
        if len(found) > 1:
            self._leave(name, found)
            self.fault("E716", "has more than one answer where one is asked for", KEPT)
            return None
        return found[0] if found else None

    def number(self, name: str, text: str | None, whole: bool = False) -> Decimal | None:
        """The number that `text`, sent under `name`, is."""
        if text is None:
            return None
        found = self.writing.number(text)
        if found is None or (whole and found % 1):
            what = f"cannot be read as a {'whole ' * whole}number"
            self.unread(what, (name, text), cure=f"{LEFT_OUT}; {self._digits(whole)}")
            return None
        return found

    def unread(
        self, what: str, *texts: tuple[str, str], code: str = "E712", cure: str = KEPT
    ) -> None:
        """Leave out `texts`, each with its name, because of `what`."""
        for name, text in texts:
            self._leave(name, [text])
        self.fault(code, what, cure)

    def fault(self, code: str, what: str, cure: str = ASK) -> None:
        """Something is wrong with the answer, which is taken all the same."""
        where = f"{self.place}: " if self.place else ""
        self.faults.append(Fault(self.item, code, where + what, cure))

    def take_back(self, code: str, what: str) -> None:
        """Leave out everything that was sent, because of `what`."""
        self.beside, self.faults, self.left = {}, [], []
        self.unread(what, *self.pairs(), code=code)

    @contextmanager
    def part(self, place: str) -> Iterator[None]:
        """Faults that are found meanwhile name `place`, a part of the item."""
        self.place = place
        try:
            yield
        finally:
            self.place = ""

    def all_of(self, take: Callable[["Sent"], Any]) -> Any:
        """What `take` makes of it. What it has not taken is left out: no such field is known."""
        found = take(self)
        for name, texts in self._texts.items():
            for text in texts if name not in self._taken else ():
                self._unknown(name, text)
        return found

    def is_left(self, name: str) -> bool:
        """Whether something that was sent under `name` is left out."""
        return any(name == one for one, _ in self.left)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Everything that was sent, as names and texts."""
        return ((name, text) for name, texts in self._texts.items() for text in texts)

    def _digits(self, whole: bool) -> str:
        """How a number has to be written to be read."""
        if whole:
            return "it takes digits only"
        return f"it takes digits, and “{self.writing.sign}” before a fraction"

    def _is_words(self, name: str, text: str, most: int) -> bool:
        if any(category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
            self.unread("has characters that cannot be printed", (name, text))
            return False
        if len(text) > most:
            self.fault("E715", f"is longer than the {most} characters that fit")
        return True

    def _unknown(self, name: str, text: str) -> None:
        self._leave(name, [text])
        if self._is_mapped:
            what = "has an answer that this revision does not offer"
            self.fault("W702", what, LEFT_OUT)
        else:
            self.fault("E716", "has an answer that is not offered", KEPT)

    def _leave(self, name: str, texts: Iterable[str]) -> None:
        self.left += [(name, text) for text in texts]
