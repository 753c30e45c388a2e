"""`intake build`: questions.yaml to output/."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from intake.cli.app import app
from intake.cli.console import problems_shown
from intake.editions import EDITIONS, PAPERS
from intake.export import FORMATS

Format = StrEnum("Format", FORMATS)  # type: ignore[misc]  # the names are data
EditionName = StrEnum("EditionName", [edition.name for edition in EDITIONS])  # type: ignore[misc]
Paper = StrEnum("Paper", PAPERS)  # type: ignore[misc]
SOURCES = typer.Argument(
    metavar="[SOURCE]...",
    help="The files with the questions, or folders of them.",
    show_default="questions.yaml",
)


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
    force: Annotated[
        bool, typer.Option("--force", help="Make all again, those changed by hand as well.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only list what is not current: exit code 1.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only list what would be made and removed.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove files that the questions no longer ask for.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Make so many at a time.", show_default="one for each core"),
    ] = None,
    seconds: Annotated[
        int, typer.Option(min=1, max=3600, help="Computing time that one file may take.")
    ] = 10,
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
    """Make the forms that have changed: of each a page, what embeds it in a portal, and a PDF.

    Nothing is written unless every form is right: the old files then stay as they are. Files that
    someone has changed by hand are kept, and named.
    """
    if prune and form:
        raise typer.BadParameter("it cannot go with --form", param_hint="--prune")
    from intake.cli import making

    files = sources or [Path("questions.yaml")]
    asked = making.Asked(
        files,
        output or making.home(files) / "output",
        form or [],
        [str(name) for name in format or FORMATS],
        {"editions": [*map(str, edition or ())], "papers": [*map(str, paper or ())]},
        strict,
        quiet,
        require_approval,
    )
    with problems_shown():
        if check or dry_run:
            making.look(asked, check, force, prune)
        else:
            making.make(asked, force, prune, jobs, seconds)
