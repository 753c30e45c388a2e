"""The forms that the tests share: the seed, others unlike it, and each kind's examples.

A form is called by its file's name; in a language that is not its first, `seed.es`.
"""

import fcntl
import pickle
import re
import subprocess
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pypdfium2
import yaml

from intake.content.gather import gather
from intake.content.model import Questionnaire
from intake.content.problems import ContentError
from intake.content.validate import validate
from intake.export import EXPORTERS
from intake.export.edition import EDITION_BY_NAME, Sheet
from intake.export.pdf import export
from intake.export.rendering import Renderer
from intake.kinds import KIND_BY_NAME

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "questions.yaml"
KINDS = tuple(KIND_BY_NAME)
FORMS = (
    *("seed", "seed.es", "long", "spanish", "arabic", "odd"),
    *("new-patient", "paediatric", "paediatric.en", "screening"),
)
EVERYTHING = (*FORMS, *KINDS)
ON_SCREEN = tuple(name for name in EVERYTHING if name != "paediatric.en")
"""In the browser, which takes seconds a form: not the second reading of a form, but the seed's."""


UNSEEN = "[\u200b-\u200f\u202a-\u202e\u2066-\u2069]"


@dataclass(frozen=True)
class Made:
    """One form: its model, its page and sheet as HTML, its PDF as bytes and the PDF's pages."""

    questionnaire: Questionnaire
    page: str
    sheet: str
    pdf: bytes
    pages: int


def examples_text(kind: str) -> str:
    """The YAML list of items in the kind's folder."""
    return (ROOT / "templates" / "items" / kind / "examples.yaml").read_text("utf-8")


def examples(kind: str) -> list[Any]:
    """The examples of a kind as plain data: a mapping, or a bare sentence, for each item."""
    return yaml.load(examples_text(kind), Loader=yaml.BaseLoader) or []


def wrapped(kind: str, *, paper: str = "letter") -> str:
    """A whole questions.yaml around the examples of a kind; orderables are the clinician's."""
    audience = "patient" if "patient" in KIND_BY_NAME[kind].audience else "clinician"
    top = f"""
clinic:
  name: Examples
  paper: {paper}
  submit_to: /answers
forms:
  {slug(kind)}:
    title: "Examples: {kind}"
    sections:
      - id: examples
        title: Examples
        for: {audience}
        items:
"""
    return top + textwrap.indent(examples_text(kind), " " * 10)


def slug(kind: str) -> str:
    """The form id of a kind's examples."""
    return f"examples-{kind.replace('_', '-')}"


def source(name: str, folder: Path) -> Path:
    """The questions.yaml of the form `name`; a kind's is written into `folder` first."""
    if name in FORMS:
        stem = name.partition(".")[0]
        return SEED if stem == "seed" else ROOT / "tests" / "forms" / f"{stem}.yaml"
    return once(folder / f"{name}.yaml", wrapped(name).encode)


def once(path: Path, make: Callable[[], bytes]) -> Path:
    """`path` with what `make` gives: made by the worker that asks first, for all of the run."""
    with Path(f"{path}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            path.write_bytes(make())
    return path


def questionnaire(path: Path) -> Questionnaire:
    """The only form of the file `path`. A test that gives wrong content is told what is wrong."""
    try:
        (found,) = validate(gather([path])).questionnaires
    except ContentError as error:
        raise AssertionError("\n".join(str(problem) for problem in error.problems)) from None
    return found


def reading(form: Questionnaire, language: str = "") -> Questionnaire:
    """The form in one of its languages; the first if none is named."""
    return {one.language: one for one in form.readings()}[language or form.language]


@cache
def made(name: str, folder: Path) -> Made:
    """The form called `name`, in every format; made once in a run of the tests."""
    form = reading(questionnaire(source(name, folder)), name.partition(".")[2])
    kept = once(folder / f"{name}.made", lambda: pickle.dumps(formats(form)))
    return Made(form, *pickle.loads(kept.read_bytes()))


def formats(form: Questionnaire) -> tuple[str, str, bytes, int]:
    """The page, the sheet as HTML, the PDF and how many pages it has."""
    renderer = Renderer(None)
    html, pdf = (exporter.export(form, renderer) for exporter in EXPORTERS[:2])
    assert pdf.pages is not None
    return html.content.decode(), renderer.render("sheet.html", form), pdf.content, pdf.pages


@cache
def sheet(name: str, edition: str, paper: str, folder: Path, duplex: bool = False) -> Path:
    """The PDF of a form, or of a kind's examples, on one sheet; made once in a run of the tests.

    Whatever does not fit the paper is a failure.
    """

    def make() -> bytes:
        form = reading(questionnaire(source(name, folder)), name.partition(".")[2])
        laid = Sheet(EDITION_BY_NAME[edition], paper, duplex)
        try:
            return export(form, Renderer(None), laid).content
        except ContentError as error:
            raise AssertionError("\n".join(map(str, error.problems))) from None

    return once(folder / f"{name}.{edition}.{paper}.{duplex}.pdf", make)


def texts(item: Any) -> Iterator[str]:
    """What a reader sees of one item on paper, in the content's order, without its hint."""
    yield item.text
    for option in getattr(item, "options", ()):
        if hasattr(option, "title"):
            yield option.title
            yield from (inner.text for inner in option.options)
        else:
            yield option.text
            yield from (detail.text for detail in getattr(option, "details", ()))
    yield from (unit.text for unit in getattr(item, "units", ()))
    rows, columns = getattr(item, "rows", ()), getattr(item, "columns", ())
    yield from (row.text for row in (rows if isinstance(rows, tuple) else ()))
    yield from (column.text for column in columns)
    yield from (option.text for column in columns for option in column.options)
    for name in ("other", "unit", "lower", "upper"):
        if value := getattr(item, name, None):
            yield value


def solid(text: str) -> str:
    """`text` without white space, so that line breaks make no difference; letters composed.

    Nor do the marks of direction that readers of a PDF add to Arabic.
    """
    return re.sub(UNSEEN, "", normalize("NFC", "".join(text.split())))


def run(*command: str | Path) -> str:
    """What one of poppler's tools says."""
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout


def pdf_text(path: Path, *options: str) -> list[str]:
    """The text of each page, as poppler's pdftotext reads it."""
    return [*_pdf_text(path, options, path.stat().st_mtime_ns)]


@cache
def _pdf_text(path: Path, options: tuple[str, ...], written: int) -> list[str]:
    return run("pdftotext", *options, path, "-").split("\f")[:-1]


def half_empty(path: Path) -> list[bool]:
    """Whether each page, its lowest tenth (the footer) set aside, is blank below its middle."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            image = page.render(scale=0.5, grayscale=True).to_pil()
            lower = image.crop((0, image.height // 2, image.width, image.height * 9 // 10))
            found.append(lower.getextrema()[0] > 200)
    return found
