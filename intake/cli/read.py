"""`intake read`: the answers in filled PDFs, checked, as JSON or as a table."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.app import app
from intake.cli.console import count, problems_shown, show
from intake.content.problems import Place, Problem, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake.answers.forms import Forms
    from intake.answers.pdf import Filled

MANY = 20


class To(StrEnum):
    """What the answers are written as."""

    json = "json"
    csv = "csv"


@app.command(epilog="Example: intake read filled.pdf  |  intake read *.pdf --to csv --output a.csv")
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The filled PDFs.")],
    to: Annotated[To, typer.Option(help="How the answers are written.")] = To.json,
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
    _keep_apart(output, files, "one of the PDFs")
    with problems_shown():
        from intake.answers.forms import Forms
        from intake.content.gather import gather
        from intake.content.validate import validate

        content = gather(questions or [Path("questions.yaml")])
        _keep_apart(output, [Path(one.file) for one in content.documents], "one of the questions")
        forms = Forms(validate(content).questionnaires)
        found = list(_filled(files, forms))
        for one in found:
            show(_problems(one))
        _write(_written(found, forms, to), output)
    refused = sum(one.answers is None for one in found)
    if sys.stderr.isatty():
        told = f", {count(refused, 'file')} refused" if refused else ""
        typer.echo(f"{count(len(found), 'file')} read{told}", err=True)
    if not all(one.is_right for one in found):
        raise typer.Exit(1)


def _keep_apart(output: Path | None, inputs: "Iterable[Path]", what: str) -> None:
    """Raises BadParameter if writing `output` would replace one of `inputs`, by whatever name."""
    if output and output.exists() and any(one.exists() and output.samefile(one) for one in inputs):
        raise typer.BadParameter(f"it is {what}", param_hint="--output")


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
    from intake.answers.as_json import as_json

    return as_json(found)


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        typer.echo(content, nl=False)
        return
    from intake.write import write_private

    write_private(output, content)
