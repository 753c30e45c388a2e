"""`intake read`: the answers in filled PDFs, checked, as JSON, as a table or as FHIR."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.app import app
from intake.cli.console import count, problems_shown, show
from intake.cli.destination import To, checked, keep_apart, write
from intake.content.problems import ContentError, Place, Problem, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake.answers.forms import Forms
    from intake.answers.pdf import Filled

MANY = 20


@app.command(epilog="Example: intake read filled.pdf  |  intake read *.pdf --output answers.csv")
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The filled PDFs.")],
    to: Annotated[
        To | None,
        typer.Option(
            help="How the answers are written.", show_default="as --output ends, else json"
        ),
    ] = None,
    questions: Annotated[
        list[Path] | None,
        typer.Option(
            help="The files with the questions, or folders of them; may be repeated.",
            show_default="questions.yaml",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            help="The file for the answers; only you can read it.", show_default="standard output"
        ),
    ] = None,
) -> None:
    """Read filled PDFs back: the answers by item id and option code, checked.

    What is wrong is said, one line each, and never quotes an answer. The shapes are described in
    docs/reading-back.md.
    """
    keep_apart(output, files, "one of the PDFs")
    form_of_file = checked(output, to)
    files = _once(files)
    with problems_shown():
        from intake.answers.forms import Forms
        from intake.content.gather import gather
        from intake.content.validate import validate

        content = gather(questions or [_usual()])
        keep_apart(output, [Path(one.file) for one in content.documents], "one of the questions")
        forms = Forms(validate(content).questionnaires)
        found = list(_filled(files, forms))
        for one in found:
            show(_problems(one))
        write(_written(found, forms, form_of_file), output)
    refused = sum(one.answers is None for one in found)
    if sys.stderr.isatty():
        told = f", {count(refused, 'file')} refused" if refused else ""
        typer.echo(f"{count(len(found), 'file')} read{told}", err=True)
    if not all(one.is_right for one in found):
        raise typer.Exit(1)


def _once(files: "Sequence[Path]") -> list[Path]:
    """`files` without those that are there already, by whatever name; each of them is told."""
    found: dict[object, Path] = {}
    for file in files:
        try:
            same: object = (file.stat().st_dev, file.stat().st_ino)
        except (OSError, ValueError):
            same = file
        if same in found:
            typer.echo(f"{file}: is named twice ({found[same]}), and read once", err=True)
        found.setdefault(same, file)
    return list(found.values())


def _usual() -> Path:
    """The file with the questions where none is named. Raises ContentError if there is none."""
    usual = Path("questions.yaml")
    if not usual.exists():
        cure = "name the file with --questions, or change to the folder with questions.yaml"
        raise ContentError([Problem(Place(str(usual)), "E101", "cannot be found", cure)])
    return usual


def _filled(files: "Sequence[Path]", forms: "Forms") -> "Iterator[Filled]":
    from datetime import date

    from intake.answers.pdf import read_pdf
    from intake.answers.reader import Reader

    today = date.today()
    hidden = len(files) < MANY or not sys.stderr.isatty()
    with (
        Reader() as reader,
        typer.progressbar(files, label="Reading", file=sys.stderr, hidden=hidden) as bar,
    ):
        for file in bar:
            yield read_pdf(file, forms, reader, today)


def _problems(filled: "Filled") -> "Iterator[Problem]":
    """What is wrong with one file, each naming its question by id and text."""
    items = filled.questionnaire.items if filled.questionnaire else ()
    texts = {item.id: item.text for item in items}
    for item, code, what, cure in filled.faults:
        named = f"{item} (“{shorten(texts[item])}”) {what}" if item else what
        yield Problem(Place(str(filled.path)), code, named, cure)


def _written(found: "Sequence[Filled]", forms: "Forms", to: To) -> bytes:
    if to is To.csv:
        from intake.answers.as_csv import as_csv

        return as_csv(found, list(forms.wholes.values()))
    if to is To.fhir:
        from intake.answers.as_fhir import as_fhir

        return as_fhir(found)
    from intake.answers.as_json import as_json

    return as_json(found)
