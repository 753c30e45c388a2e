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
from intake.export import EXPORTERS

if TYPE_CHECKING:
    from intake.content.model import Questionnaire
    from intake.content.validate import Checked
    from intake.regenerate.plan import Seen

FORMATS = [exporter.name for exporter in EXPORTERS]
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
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")
    ] = False,
) -> None:
    """Make the forms that have changed: an HTML page and a PDF of each.

    Nothing is written unless every form is right: the old files then stay as they are. Files that
    someone has changed by hand are kept, and named.
    """
    start = time.perf_counter()
    from intake import pipeline
    from intake.cli import built
    from intake.content.gather import home
    from intake.content.locate import located
    from intake.content.problems import ContentError
    from intake.publish import hold, look
    from intake.regenerate.pool import Pool

    if prune and form:
        raise typer.BadParameter("it cannot go with --form", param_hint="--prune")
    formats = [str(name) for name in format or FORMATS]
    asked = {"editions": [*map(str, edition or ())], "papers": [*map(str, paper or ())]}
    files = sources or [Path("questions.yaml")]
    target, templates = output or home(files) / "output", home(files) / "templates"

    def read() -> "Checked":
        checked, warnings = pipeline.check(*files)
        if strict and warnings:
            raise ContentError(list(warnings))
        show(warnings)
        return checked

    def see(checked: "Checked") -> "list[Seen]":
        chosen = _choose(checked.questionnaires, form)
        expected = pipeline.all_names(checked.questionnaires)
        return pipeline.see(chosen, expected, target, formats, templates, **asked)

    with problems_shown():
        checked = read()
        _choose(checked.questionnaires, form)
        if check or dry_run:
            with look(target, built.waiting) as is_unfinished:
                seen = see(checked)
            built.listed(target, seen, is_unfinished, check, force, prune)
            return
        with hold(target, built.waiting) as held:
            if held.has_waited:
                checked = read()
            seen = see(checked)
            wanted, removed = built.wanted(seen, force), built.removed(seen, force, prune)
            many = len(wanted) >= MANY and not quiet and sys.stderr.isatty()
            with (
                Pool(jobs) as pool,
                typer.progressbar(
                    length=len(wanted), label="Making forms", file=sys.stderr, hidden=not many
                ) as bar,
            ):
                result = pipeline.build(
                    wanted,
                    held,
                    templates,
                    pool,
                    lambda: bar.update(1),
                    partial(located, checked),
                    removed=removed,
                    seconds=seconds,
                )
    forms = {one.id for one in checked.questionnaires}
    built.told(target, seen, result, removed, forms)
    if not quiet:
        built.report(target, seen, result, removed, time.perf_counter() - start)
    show(result.problems)
    if result.problems or built.kept(seen, wanted, result):
        raise typer.Exit(1)


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
