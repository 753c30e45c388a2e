"""For every code that a filled PDF can cause: such a PDF, and the arguments of `intake read`."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from intake.content.gather import gather
from intake.content.model import Questionnaire
from intake.content.validate import validate
from intake.export.rendering import Renderer

sys.path.append(str(Path(__file__).parent.parent / "answers"))
import hostile
import pdfs
from pikepdf import Name, Pdf, String

QUESTIONS = """clinic: {name: Riverside Neurology}
forms:
  headache:
    title: Headache
    version: 1.0.0
    sections:
      - title: Your headache
        items:
          - {id: clinic, text: Clinic, kind: string, initial: Riverside, readonly: true}
          - {id: since, text: Since when?, kind: date, max: 2020-12-31}
          - {id: often, text: How often a week?, kind: integer, min: 0, max: 50}
          - {id: where, text: Where does it hurt?, kind: string, max_length: 20}
          - {id: email, text: Email, kind: email}
          - id: signs
            text: What else?
            kind: select_multiple
            options: [Fever, {code: none, text: None of these, exclusive: true}]
            other: Others
          - {id: name, text: Name, kind: string, required: true}
          - {id: pregnant, text: "Are you pregnant?", kind: yes_no}
          - {id: weeks, text: How many weeks?, kind: integer, enable_when: {pregnant: yes}}
"""
NAMED = [("name", "Ana")]
Make = Callable[[Path], Sequence[str]]


def _form(folder: Path, questions: str = QUESTIONS) -> Questionnaire:
    (folder / "questions.yaml").write_text(questions, "utf-8")
    return validate(gather([folder / "questions.yaml"])).questionnaires[0]


def _blank(form: Questionnaire) -> bytes:
    return pdfs.saved(pdfs.blank(Renderer(None).render("sheet.html", form), form))


def _sent(*sent: tuple[str, str], name: bool = True) -> Make:
    """The form with `sent` filled in."""

    def make(folder: Path) -> Sequence[str]:
        raw = pdfs.filled(_blank(_form(folder)), [*(NAMED if name else []), *sent])
        (folder / "filled.pdf").write_bytes(raw)
        return ["filled.pdf"]

    return make


def _changed(change: hostile.Make) -> Make:
    """The form, filled in and then changed."""

    def make(folder: Path) -> Sequence[str]:
        _sent()(folder)
        with Pdf.open(folder / "filled.pdf", allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(folder / "filled.pdf")
        return ["filled.pdf"]

    return make


def _text(folder: Path) -> Sequence[str]:
    _form(folder)
    (folder / "filled.pdf").write_text("Name: Ana\n")
    return ["filled.pdf"]


def _large(folder: Path) -> Sequence[str]:
    _sent()(folder)
    os.truncate(folder / "filled.pdf", 300_000_000)
    return ["filled.pdf"]


def _encrypted(folder: Path) -> Sequence[str]:
    hostile.encrypted(_blank(_form(folder)), folder / "filled.pdf", "secret")
    return ["filled.pdf"]


def _cut(folder: Path) -> Sequence[str]:
    _sent()(folder)
    raw = (folder / "filled.pdf").read_bytes()
    (folder / "filled.pdf").write_bytes(raw[: len(raw) // 2])
    return ["filled.pdf"]


def _other_form(folder: Path) -> Sequence[str]:
    _sent()(folder)
    _form(folder, QUESTIONS.replace("  headache:", "  head-pain:"))
    return ["filled.pdf"]


def _two_forms(folder: Path) -> Sequence[str]:
    _sent()(folder)
    (folder / "first.pdf").write_bytes((folder / "filled.pdf").read_bytes())
    _other_form(folder)
    second = QUESTIONS.replace("  headache:", "  head-pain:")
    (folder / "second.pdf").write_bytes(pdfs.filled(_blank(_form(folder, second)), NAMED))
    both = QUESTIONS + second[second.index("  head-pain:") :]
    (folder / "questions.yaml").write_text(both, "utf-8")
    return ["first.pdf", "second.pdf", "--to", "csv"]


def _revision(old: str, new: str, version: str = "1.1.0", sent: str = "left") -> Make:
    """The form filled in, and the questions then changed."""

    def make(folder: Path) -> Sequence[str]:
        _sent(("where", sent))(folder)
        assert old in QUESTIONS
        _form(folder, QUESTIONS.replace(old, new).replace("1.0.0", version))
        return ["filled.pdf"]

    return make


def _two_sides(pdf: Pdf) -> None:
    pdfs.fields_of(pdf)["signs=fever"].AS = Name.fever


def _other_state(pdf: Pdf) -> None:
    """A radio button that says to be in a state that it has not."""
    field = pdfs.fields_of(pdf)["pregnant"]
    field.V = field.Kids[0].AS = Name.maybe


def _rename(pdf: Pdf) -> None:
    pdfs.fields_of(pdf)["name"].T = String("full_name")


CASES: dict[str, Make] = {
    "E701": _text,
    "E702": _large,
    "E703": _encrypted,
    "E704": _cut,
    "E705": _changed(hostile.CHANGED["XFA"][1]),
    "E706": _changed(hostile.CHANGED["a script on opening"][1]),
    "E707": _changed(
        lambda pdf: pdfs.fields_of(pdf)["email"].AP.N.write(
            hostile.zeros(1), filter=Name.FlateDecode
        )
    ),
    "E708": _changed(_rename),
    "E709": _other_form,
    "E710": _changed(_two_sides),
    "E711": _sent(name=False),
    "E712": _sent(("often", "now and then"), ("since.year", "26")),
    "E713": _sent(("often", "51"), ("since.year", "2021")),
    "E714": _sent(("email", "Ana at home")),
    "E715": _sent(("where", "On the left side, above the eye")),
    "E716": _changed(_other_state),
    "E717": _sent(("signs", "fever"), ("signs", "none")),
    "E718": _sent(("since.day", "3"), ("since.year", "2016")),
    "E719": _two_forms,
    "E721": _sent(("clinic", "Lakeside")),
    "E720": _revision("Where does it hurt?", "Where is it?", version="1.0.0"),
    "W701": _revision("Where does it hurt?", "Where is it?"),
    "W702": _revision("id: where", "id: place"),
    "W703": _sent(("pregnant", "no"), ("weeks", "12")),
    "W704": _sent(("signs.other", "rash")),
    "W705": _revision("[Fever, ", "[Fever, Rash, Nausea, "),
}
"""By code: makes `questions.yaml` and the PDFs in a folder, and gives the arguments."""
