"""The `intake` command and what its commands share."""

import os
import sys
from importlib import import_module
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
    """The entry point. Output is UTF-8 wherever it goes; a pipe that is closed ends it quietly.

    The process leaves without taking its modules apart one by one, a fifth of the time of a
    short command (docs/decisions/0006-start.md); files and locks are closed where they are used.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code: object = 0
    try:
        app()
    except SystemExit as ending:
        code = ending.code
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        code = 1
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:  # nobody reads on, or the disk is full
            code = code or 1
    os._exit(code if isinstance(code, int) else 1 if code else 0)


COMMANDS = (
    *("approve", "build", "check", "diff", "doctor", "explain", "new", "read", "schema"),
    *("serve", "translate", "watch"),
)
"""The modules here that add a command each, in the order of the help."""

for _name in COMMANDS:
    import_module(f"intake.cli.{_name}")
