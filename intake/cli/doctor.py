"""`intake doctor`: is everything here that the forms are made with?"""

from pathlib import Path
from typing import Annotated

import typer

from intake.cli.app import app


@app.command(epilog="Example: intake doctor")
def doctor(
    output: Annotated[Path, typer.Option(help="The folder that the forms are written to.")] = Path(
        "output"
    ),
) -> None:
    """Check this computer: Pango, fonts, templates, the output folder; each with its cure."""
    from intake.doctor import examine

    findings = examine(output)
    for finding in findings:
        sign = typer.style("ok ", fg=typer.colors.GREEN)
        if not finding.is_well:
            sign = typer.style("no ", fg=typer.colors.RED)
        cure = "" if finding.is_well else f"; {finding.cure}"
        typer.echo(f"{sign} {finding.what}{cure}", err=not finding.is_well)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)
