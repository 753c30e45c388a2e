"""The `intake` command and what its commands share."""

import os
import sys
from typing import Annotated

import intake.cli.quick  # noqa: F401  # before typer and pydantic: it changes how they start

import typer  # isort: skip

from intake import __version__

app = typer.Typer(
    name="intake",
    help="Intake forms for clinics: questions.yaml in, HTML and PDF out.",
    epilog="Example: intake build  (makes the forms of questions.yaml in output/)",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"intake {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Intake forms for clinics: questions.yaml in, HTML and PDF out."""


def run() -> None:
    """The entry point. Output is UTF-8 wherever it goes; a closed pipe or Ctrl-C ends quietly."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # real streams here
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


from intake.cli import build, check, doctor, new, schema  # noqa: E402,F401  # each adds its command
