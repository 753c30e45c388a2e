"""`intake new`: a folder with a first questions.yaml."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from intake.cli.app import app
from intake.cli.console import problems_shown
from intake.content.problems import ContentError, Place, Problem


@app.command(epilog="Example: intake new clinic && cd clinic && intake build")
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
) -> None:
    """Make a folder with a questions.yaml to start from: a whole form, ready to build."""
    from intake.resources import bundled
    from intake.write import write_new

    target = folder / "questions.yaml"
    with problems_shown():
        try:
            is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
        except OSError as error:
            what, cure = f"cannot be made: {error.strerror}", "choose another name"
            raise ContentError([Problem(Place(str(folder)), "E501", what, cure)]) from None
        if not is_free:
            what = "is there already and is not an empty folder"
            raise ContentError([Problem(Place(str(folder)), "E505", what, "choose another name")])
        write_new(target, bundled("questions.yaml").read_bytes())
    where = shlex.quote(str(folder))
    typer.echo(f"Made {target}. Put your clinic's name into it, then: cd {where} && intake build")
