"""`intake schema`: the JSON Schema of questions.yaml, for editors."""

from pathlib import Path
from typing import Annotated

import typer

from intake.cli.app import app
from intake.cli.console import problems_shown


@app.command(epilog="Example: intake schema --output output/questions.schema.json")
def schema(
    output: Annotated[
        Path | None, typer.Option(help="Write it to this file instead of printing it.")
    ] = None,
) -> None:
    """Print the JSON Schema of questions.yaml.

    `intake build` also writes it beside the forms, where the first line of questions.yaml
    tells editors to look for it.
    """
    from intake.resources import SCHEMA

    text = SCHEMA.read_text("utf-8")
    if output is None:
        typer.echo(text, nl=False)
        return
    from intake.write import write_new

    with problems_shown():
        write_new(output, text.encode())
