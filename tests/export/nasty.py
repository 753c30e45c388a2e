"""Forms that are hard to lay out, each with what the build must say of it: nothing, or exactly these.

A case is the items of a form's only section, or its sections; the clinic's block and the form's own
keys are changed by keyword. `expects` holds a code and an item's id for each problem.
"""

from dataclasses import dataclass, field
from typing import Any

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SENTENCE = "Please think of the last time that you felt well and say what has changed since then. "


def words(length: int) -> str:
    """A text of sentences, exactly `length` characters long."""
    return (SENTENCE * (length // len(SENTENCE) + 1))[: length - 1].rstrip() + "?"


@dataclass(frozen=True)
class Case:
    """`says` is what is tried, and the name of the test."""

    says: str
    items: list[Any]
    expects: tuple[tuple[str, str], ...] = ()
    clinic: dict[str, Any] = field(default_factory=dict)
    form: dict[str, Any] = field(default_factory=dict)
    sections: list[Any] | None = None

    def content(self) -> dict[str, Any]:
        """The whole of a questions.yaml."""
        sections = self.sections or [{"id": "all", "title": "All", "items": self.items}]
        return {
            "clinic": {"name": "Riverside", **self.clinic},
            "forms": {"nasty": {"title": "Nasty", "sections": sections, **self.form}},
        }


def one(kind: str, text: str = "What is it like?", **keys: Any) -> dict[str, Any]:
    """One item, whose id is `it`."""
    return {"id": "it", "kind": kind, "text": text, **keys}


def options(count: int, text: str = "Answer number #") -> list[dict[str, str]]:
    """As many options."""
    return [{"code": f"o{n}", "text": text.replace("#", str(n))} for n in range(1, count + 1)]


def block(*texts: str, on_every_page: tuple[str, ...] = ()) -> dict[str, Any]:
    """A label block with a box for each text: b1, b2 ..."""
    items = [{"id": f"b{n}", "kind": "string", "text": t} for n, t in enumerate(texts, 1)]
    made = {"id": "block", "title": "Label", "appearance": "label_block", "items": items}
    return made | ({"on_every_page": list(on_every_page)} if on_every_page else {})


def filler(lines: int, name: str = "before") -> dict[str, Any]:
    """An item that takes so many lines of a page."""
    return {"id": name, "kind": "text", "text": "What came before?", "lines": lines}


def columns(count: int, text: str = "Column #", kind: str = "string") -> list[dict[str, str]]:
    """The columns of a table."""
    return [{"id": f"c{n}", "text": text.replace("#", str(n)), "kind": kind} for n in range(1, count + 1)]


GREEK = "Πότε παρατηρήσατε για πρώτη φορά τις ακούσιες μυϊκές συσπάσεις στο βλέφαρό σας;"
POLISH = "Kiedy po raz pierwszy zauważyła Pani mimowolne drżenie mięśni? Źdźbło, gżegżółka, jaźń."
RUSSIAN = "Когда вы впервые заметили непроизвольные подёргивания мышц, и что этому предшествовало?"
VIETNAMESE = "Lần đầu tiên quý vị nhận thấy các cơn giật cơ không tự chủ là khi nào, và ở đâu trước?"
GERMAN = "Wann haben Sie die Muskelzuckungen zum ersten Mal bemerkt (Rechtsschutzversicherungsfall)?"
ARABIC = "متى لاحظت ارتعاش العضلات لأوّل مرّة، وهل كان ذلك في الجفن أم في مكان آخر من الجسم؟"
SPANISH = "¿Cuándo notó por primera vez los movimientos involuntarios de los músculos del párpado?"
