"""`intake check`: say what is wrong with questions.yaml, and write nothing."""

from pathlib import Path
from typing import Annotated

import typer

from intake.cli.app import app
from intake.cli.build import SOURCES
from intake.cli.console import problems_shown, show


@app.command(epilog="Example: intake check questions.yaml")
def check(
    sources: Annotated[list[Path] | None, SOURCES] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")
    ] = False,
) -> None:
    """Check the questions: every problem at once, each with its place and its cure."""
    from intake import pipeline

    with problems_shown():
        checked, warnings = pipeline.check(*(sources or [Path("questions.yaml")]))
        show(warnings)
    if quiet:
        return
    verdict = f"{len(warnings)} warning{'s' * (len(warnings) > 1)}" if warnings else "no problems"
    for form in checked.questionnaires:
        count = len(form.items)
        typer.echo(f"{form.id} {form.version}: {count} item{'s' * (count > 1)}, {verdict}")
