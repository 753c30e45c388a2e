"""`intake build`: questions.yaml to output/."""

import sys
import time
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.app import app
from intake.cli.console import problems_shown, show
from intake.editions import EDITIONS, PAPERS
from intake.export import FORMATS

if TYPE_CHECKING:
    from intake.content.model import Questionnaire
    from intake.pipeline import Made

Format = StrEnum("Format", FORMATS)  # type: ignore[misc]  # the names are data
EditionName = StrEnum("EditionName", [edition.name for edition in EDITIONS])  # type: ignore[misc]
Paper = StrEnum("Paper", PAPERS)  # type: ignore[misc]
SOURCES = typer.Argument(
    metavar="[SOURCE]...",
    help="The files with the questions, or folders of them.",
    show_default="questions.yaml",
)
MANY = 8


@app.command(epilog="Example: intake build --form muscle-twitching --format pdf")
def build(
    sources: Annotated[list[Path] | None, SOURCES] = None,
    form: Annotated[list[str] | None, typer.Option(help="Only this form; may be repeated.")] = None,
    format: Annotated[
        list[Format] | None, typer.Option(help="Only this format; may be repeated.")
    ] = None,
    edition: Annotated[
        list[EditionName] | None,
        typer.Option(help="Only this edition of the PDF; may be repeated."),
    ] = None,
    paper: Annotated[
        list[Paper] | None, typer.Option(help="Only this paper; may be repeated.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="Where the files go.", show_default="output, beside the questions"),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Make nothing where there are warnings.")
    ] = False,
    require_approval: Annotated[
        bool,
        typer.Option("--require-approval", help="Make nothing unless all of it is approved."),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")
    ] = False,
) -> None:
    """Make the forms: of each a page, what embeds it in a portal, and a PDF.

    Nothing is written unless every form is right: the old files then stay as they are.
    """
    start = time.perf_counter()
    from intake import pipeline
    from intake.approvals import state
    from intake.content.gather import home
    from intake.content.locate import located
    from intake.content.problems import ContentError
    from intake.write import left_over

    formats = [str(name) for name in format or FORMATS]
    with problems_shown():
        files = sources or [Path("questions.yaml")]
        checked, warnings = pipeline.check(*files)
        chosen = _choose(checked.questionnaires, form)
        if strict and warnings:
            raise ContentError(list(warnings))
        if require_approval:
            state.require_approval(chosen, home(files))
        show(warnings)
        target = output or home(files) / "output"
        asked = {"editions": [*map(str, edition or ())], "papers": [*map(str, paper or ())]}
        count = pipeline.count(checked.library.clinic, len(chosen), formats, **asked)
        many = count >= MANY and not quiet and sys.stderr.isatty()
        with typer.progressbar(
            length=count, label="Making forms", file=sys.stderr, hidden=not many
        ) as bar:
            made = pipeline.build(
                chosen,
                target,
                formats,
                home(files) / "templates",
                lambda: bar.update(1),
                place=partial(located, checked),
                whole=checked.questionnaires,
                **asked,
            )
        names = {*pipeline.all_names(checked.questionnaires), *(one.path.name for one in made)}
        _name(left_over(target, names), {form.id for form in checked.questionnaires})
    if not quiet:
        _report(made, time.perf_counter() - start)


def _choose(
    questionnaires: "tuple[Questionnaire, ...]", wanted: list[str] | None
) -> "tuple[Questionnaire, ...]":
    known = {form.id: form for form in questionnaires}
    for name in wanted or []:
        if name not in known:
            from intake.content.problems import suggest

            raise typer.BadParameter(
                f"there is no form “{name}”; {suggest(name, list(known))}", param_hint="--form"
            )
    return tuple(form for form in questionnaires if not wanted or form.id in wanted)


def _name(left_over: "list[Path]", forms: set[str]) -> None:
    """Say which files of earlier builds the content does not ask for: their words may be old."""
    for path in left_over:
        why = "is of a form that is gone"
        if path.name.split(".")[0] in forms:
            why = "is old: the clinic block asks for other editions, paper or languages"
        typer.echo(f"{path} {why}; remove it if it is not needed", err=True)


def _report(made: "list[Made]", seconds: float) -> None:
    names = max(len(one.form) for one in made)
    paths = max(len(str(one.path)) for one in made)
    for one in made:
        pages = "" if one.pages is None else f"{one.pages} page{'s' * (one.pages > 1)}"
        typer.echo(
            f"{one.form:{names}}  {one.path!s:{paths}}  {pages:>8}"
            f"  {one.size / 1000:6.1f} kB  {one.seconds:5.2f} s"
        )
    if sys.stdout.isatty():
        typer.echo(f"{len(made)} files in {seconds:.1f} s")
