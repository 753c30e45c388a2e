"""Damage filled PDFs and read them: no crash, and no answer lost or changed in silence.

    PYTHONPATH=.:tests python tests/mutate_pdf.py --count 5000 --seed 1

A damaged file must be refused, or read with a problem, or give exactly the same answers. Damage can
also make a good file that says something else (another letter in a name): then what is read has to
be what a plain look into that file finds. A line is printed for every case that is none of these,
with its number: `--count 1 --seed N` runs it again.
"""

import argparse
import random
import re
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import corpus
import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from intake.answers.forms import Forms
from intake.answers.pdf import Filled, read_pdf
from intake.answers.read import Answers
from intake.answers.reader import Reader

sys.path.append(str(Path(__file__).with_name("answers")))
import given
import pdfs

TODAY = date(2026, 11, 23)
SLOW = 2.0
LOOPS = frozenset({"/Parent", "/Kids", "/Fields", "/Pages", "/P"})
"""Not changed here: pikepdf would never end saving a loop. tests/answers/hostile.py has loops."""
TOKENS = (
    *(b"/V", b"/AS", b"/T", b"/FT", b"/Kids", b"/Fields", b"/AcroForm", b"/Annots", b"/AP", b"/N"),
    *(b"/Off", b"/Btn", b"/Tx", b"/Parent", b"/Ff", b"obj", b"endobj", b"stream", b"endstream"),
    *(b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b" R", b"null", b"true", b"/", b"%", b"\n"),
    *(b"0", b"1", b"-1", b"9999999999", b"/Length", b"/Filter", b"/FlateDecode", b"/JS", b"/XFA"),
    *(b"/Encrypt", b"/Root", b"/Size", b"xref", b"trailer", b"startxref", b"%%EOF", b"/ObjStm"),
)


def flip_bytes(chance: random.Random, raw: bytes) -> bytes:
    """Some bytes changed, left out or doubled."""
    made = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        at, how = chance.randrange(len(made)), chance.randrange(3)
        made[at : at + (how < 2)] = bytes([chance.randrange(256)] * (how > 0))
    return bytes(made)


def cut(chance: random.Random, raw: bytes) -> bytes:
    """The end, the beginning or the middle is missing."""
    first, last = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    return chance.choice((raw[:first], raw[first:], raw[:first] + raw[last:]))


def splice(chance: random.Random, raw: bytes) -> bytes:
    """Pieces moved or doubled, and words put in that mean something in a PDF."""
    made = raw
    for _ in range(chance.randint(1, 5)):
        at, other = chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((0, 0, 1, 4, 40, 400)))
        piece = chance.choice((chance.choice(TOKENS), made[other : other + chance.randrange(200)]))
        made = made[:at] + piece + made[end:]
    return made


def rename(chance: random.Random, raw: bytes) -> bytes:
    """One of the file's own words put in the place of another, of which all places stay right."""
    made = bytearray(raw)
    for _ in range(chance.randint(1, 3)):
        spots = [at for token in TOKENS[:19] for at in _places(raw, token)]
        if not spots:
            return flip_bytes(chance, raw)
        at = chance.choice(spots)
        made[at + 1] = chance.choice(b"VTFAKNPOabcxyz019/ ")
    return bytes(made)


def _places(raw: bytes, token: bytes) -> Iterable[int]:
    at = raw.find(token)
    while at >= 0:
        yield at
        at = raw.find(token, at + 1)


def objects(chance: random.Random, raw: bytes) -> bytes:
    """The file's objects with keys gone, exchanged and made otherwise, saved as a good file."""
    with Pdf.open(BytesIO(raw)) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(chance.randint(1, 3)):
            _change(chance, pdf)
        saved = BytesIO()
        pdf.save(saved, fix_metadata_version=False)
        return saved.getvalue()


def _change(chance: random.Random, pdf: Pdf) -> None:
    fields = list(pdf.Root.AcroForm.Fields) if "/AcroForm" in pdf.Root else []
    nodes = [*fields, *[kid for field in fields for kid in field.get(Name.Kids, ())]]
    nodes += [pdf.Root, pdf.Root.get(Name.AcroForm, pdf.Root), *[page.obj for page in pdf.pages]]
    node = chance.choice([one for one in nodes if isinstance(one, Dictionary)])
    keys = [key for key in node.keys() if key not in LOOPS]  # noqa: SIM118  # no mapping
    if not keys:
        return
    key = chance.choice(keys)
    how = chance.randrange(5)
    if how == 0:
        del node[key]
    elif how == 1:
        node[key] = _junk(chance, pdf, node)
    elif how == 2:
        node[chance.choice(("/V", "/AS", "/A", "/AA", "/W"))] = node[key]
    elif how == 3 and fields:
        pdf.Root.AcroForm.Fields.append(chance.choice([one for one in nodes if one.is_indirect]))
    else:
        other = chance.choice([one for one in nodes if isinstance(one, Dictionary)])
        if key in other:
            node[key] = other[key]


def _junk(chance: random.Random, pdf: Pdf, node: Any) -> Any:
    return chance.choice((
        lambda: String("x" * chance.choice((0, 1, 300, 200_000))), lambda: Name.Off,
        lambda: Name.x, lambda: -1, lambda: True, lambda: Array([]), lambda: Dictionary(),
        lambda: Array([node]) if node.is_indirect else 0, lambda: node if node.is_indirect else 0,
        lambda: pdf.make_stream(b"(x) Tj"), lambda: String(b"\xfe\xff\xd8\x00"),
    ))()  # fmt: skip


def identity(chance: random.Random, raw: bytes) -> bytes:
    """What says which form it is gone or changed, and perhaps an item's fields gone too."""
    with Pdf.open(BytesIO(raw)) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        for name in [name for name in fields if name.startswith("intake/")]:
            how = chance.randrange(4)
            if how == 0:
                _remove(pdf, {name})
            elif how == 1:
                fields[name].V = String(chance.choice(("", "0.9", "deadbeef", "0" * 64, "es")))
        if chance.randrange(3) and Name.Metadata in pdf.Root:
            del pdf.Root[Name.Metadata]
        if chance.randrange(2):
            item = _item(chance.choice([*fields]))
            _remove(pdf, {name for name in fields if _item(name) == item != "intake"})
        saved = BytesIO()
        pdf.save(saved, fix_metadata_version=False)
        return saved.getvalue()


def _remove(pdf: Pdf, names: set[str]) -> None:
    """Take the fields of these names out of the file and its pages."""
    fields = [field for field in pdf.Root.AcroForm.Fields if str(field.T) in names]
    gone = {one.objgen for field in fields for one in (field, *field.get(Name.Kids, ()))}
    owners = [(pdf.Root.AcroForm, "/Fields"), *[(page.obj, "/Annots") for page in pdf.pages]]
    for owner, key in owners:
        if key in owner:
            owner[key] = Array([one for one in owner[key] if one.objgen not in gone])


def sorts(chance: random.Random, raw: bytes) -> bytes:
    """Some fields, and perhaps the revision, of another sort, as a good file."""
    with Pdf.open(BytesIO(raw)) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        for field in chance.sample(fields, chance.randint(1, 3)):
            field.FT = chance.choice((Name.Ch, Name.Sig, Name.Tx, Name.Btn))
        for field in fields if chance.randrange(2) else ():
            if str(field.T) in ("intake/revision", "intake/version"):
                field.V = String("00000000")
        if chance.randrange(2) and Name.Metadata in pdf.Root:
            del pdf.Root[Name.Metadata]
        saved = BytesIO()
        pdf.save(saved, fix_metadata_version=False)
        return saved.getvalue()


MUTATIONS = (flip_bytes, cut, splice, rename, objects, identity, sorts)


def plain(raw: bytes) -> set[tuple[str, str]]:
    """The name and value of each field that has one, by a look that checks nothing."""
    found = set()
    with Pdf.open(BytesIO(raw)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            value = field.get(Name.V)
            text = str(value)[1:] if isinstance(value, Name) else str(value or "")
            if text and text != "Off":
                found.add((str(field.T), text))
    return found


@dataclass
class Score:
    """How the cases came out, and those that must not be."""

    outcomes: Counter[str]
    codes: Counter[str]
    escaped: list[str]
    slowest: float = 0.0


def run(originals: Sequence[bytes], forms: Forms, numbers: Iterable[int]) -> Score:
    """Damage one of `originals` for each number, and read it."""
    score = Score(Counter(), Counter(), [])
    with Reader() as reader, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutated.pdf"
        wanted = []
        for raw in originals:
            path.write_bytes(raw)
            wanted.append(read_pdf(path, forms, reader, TODAY))
            if wanted[-1].answers is None:
                raise SystemExit(f"the original is refused: {wanted[-1].faults}")
        for number in numbers:
            chance = random.Random(number)
            at = chance.randrange(len(originals))
            mutate = chance.choice(MUTATIONS)
            raw = _mutated(mutate, chance, originals[at])
            path.write_bytes(raw)
            start = time.perf_counter()
            try:
                found = read_pdf(path, forms, reader, TODAY)
                outcome = judge(reader, path, found, wanted[at])
            except Exception as error:  # whatever it is, it is what we look for
                found, outcome = wanted[at], f"CRASH {type(error).__name__}: {error}"[:300]
            seconds = time.perf_counter() - start
            score.slowest = max(score.slowest, seconds)
            score.outcomes[outcome.split()[0]] += 1
            score.codes.update({fault.code for fault in found.faults})
            if outcome[0].isupper() or seconds > SLOW:
                score.escaped.append(f"{number} {mutate.__name__}: {outcome} {seconds:.2f} s")
    return score


def _mutated(mutate: Any, chance: random.Random, raw: bytes) -> bytes:
    try:
        made: bytes = mutate(chance, raw)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RuntimeError):
        return flip_bytes(chance, raw)  # there is no such change
    return made


def judge(reader: Reader, path: Path, found: Filled, wanted: Filled) -> str:
    """`refused`, `told`, `same`, `changed` (as the file says), or LOST."""
    if found.answers is None:
        return "refused"
    assert wanted.answers is not None
    new, old = found.answers, wanted.answers
    if (new.values, new.beside, new.left_out) == (old.values, old.beside, old.left_out):
        is_told = bool({*found.faults} - {*wanted.faults})
        return "told" if is_told else "same"
    gone = old.values.keys() - new.values.keys() - {_item(name) for name, _ in new.left_out}
    fields = reader.fields(path)
    assert isinstance(fields, list)
    held = {_item(field.name) for field in fields}
    unsaid = gone - held - {fault.item for fault in found.faults}
    if unsaid:
        return f"LOST all fields of {', '.join(sorted(unsaid))}"
    try:
        stored = {one for one in plain(path.read_bytes()) if _item(one[0]) != "intake"}
    except (pikepdf.PdfError, AttributeError, ValueError, TypeError) as error:
        return f"LOST {type(error).__name__}"
    read = {(one.name, one.value) for one in fields if one.value and _item(one.name) != "intake"}
    if read != stored:
        return f"LOST {len(stored ^ read)} fields"
    nowhere = [name for name, value in stored if not _is_somewhere(new, name, value)]
    if nowhere:
        return f"LOST what was read of {', '.join(nowhere)}"
    return "told" if {*found.faults} - {*wanted.faults} else "changed"


def _item(name: str) -> str:
    """The id of the item of a field or a control."""
    return re.split("[./=#]", name)[0]


def _is_somewhere(answers: Answers, name: str, value: str) -> bool:
    """Whether what the field `name` stores is among the answers, beside them, or left out."""
    control = re.sub("[=#].*", "", name, flags=re.DOTALL).replace("/", ".")
    plain = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not plain or (control, plain) in answers.left_out:
        return True
    item = _item(name)
    kept = answers.values.get(item)
    if "=" in name and isinstance(kept, list):
        return value in kept
    return kept is not None or item in answers.beside


def seeds(folder: Path) -> tuple[list[bytes], Forms]:
    """Filled forms, with their objects in the open and packed together; and the questions."""
    made, forms = [], []
    for name in ("seed", "table", "time"):
        one = corpus.made(name, folder)
        path = folder / f"{name}.pdf"
        path.write_bytes(one.pdf)
        _, sent = given.answered(one.questionnaire, random.Random(1))
        pdfs.with_pikepdf(path, pdfs.names(sent, one.questionnaire), path.with_suffix(".filled"))
        raw = path.with_suffix(".filled").read_bytes()
        forms.append(one.questionnaire.whole or one.questionnaire)
        with Pdf.open(BytesIO(raw)) as pdf:
            packed = BytesIO()
            pdf.save(packed, object_stream_mode=ObjectStreamMode.generate)
        made += [raw, packed.getvalue()]
    return made, Forms(forms)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1, help="the number of the first case")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        originals, forms = seeds(Path(folder))
    score = run(originals, forms, range(options.seed, options.seed + options.count))
    for line in score.escaped:
        sys.stdout.write(f"{line}\n")
    outcomes = ", ".join(f"{count:,} {name}" for name, count in score.outcomes.most_common())
    codes = ", ".join(f"{code} {count}" for code, count in sorted(score.codes.items()))
    sys.stdout.write(
        f"{options.count:,} files: {outcomes}; slowest {score.slowest:.2f} s\n{codes}\n"
    )
    sys.exit(1 if score.escaped else 0)


if __name__ == "__main__":
    main()
