"""`intake watch`: make the forms anew after each save, and say what is wrong and what is mended."""

import contextlib
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.app import app
from intake.cli.build import SOURCES, Format
from intake.cli.console import count, counted, show
from intake.content.problems import Problem, visible
from intake.export import FORMATS

if TYPE_CHECKING:
    from intake.preview.state import State

OUTPUT = typer.Option(help="Where the files go.", show_default="output, beside the questions")
LISTED = 5


@app.command(epilog="Example: intake watch  |  intake watch --format html forms/")
def watch(
    sources: Annotated[list[Path] | None, SOURCES] = None,
    format: Annotated[
        list[Format] | None, typer.Option(help="Only this format; may be repeated.")
    ] = None,
    output: Annotated[Path | None, OUTPUT] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")
    ] = False,
) -> None:
    """Make the forms again after each save, until Ctrl-C.

    What is broken, or only half saved, is never made: the last good forms stay.
    """
    from intake.content.gather import approvals_home
    from intake.preview.approved import Approved
    from intake.preview.site import Site

    files = sources or [Path("questions.yaml")]
    formats = [str(name) for name in format or FORMATS]
    site = Site(files, output, formats, Approved(approvals_home(files)))
    if not quiet:
        typer.echo(f"Watching {', '.join(visible(str(file)) for file in files)}. Ctrl-C ends it.")
        sys.stdout.flush()
    with contextlib.closing(site), contextlib.suppress(KeyboardInterrupt):
        for read in site.changes():
            tell(site.state, site.rebuild(read), output=site.output, quiet=quiet)


def tell(before: "State", now: "State", *, output: Path, quiet: bool = False) -> None:
    """Print the problems of `now`, of the warnings those that are new; what is mended since
    `before`; the files in `output` that are kept or left over, if that is new; and what was made,
    with the time. Nothing, if nothing is new."""
    if now is before:
        return
    show([*now.errors, *(one for one in now.warnings if one not in before.warnings)])
    for line in _kept(before, now, output):
        typer.echo(line, err=True)
    if not quiet:
        parts = [mended(before.errors, now.errors), _verdict(now)]
        typer.echo(f"{now.at:%H:%M:%S} {' '.join(filter(None, parts))}")
    sys.stdout.flush()


def _kept(before: "State", now: "State", output: Path) -> Iterable[str]:
    """What a person changed, and the files of forms that have gone."""
    from intake.cli.built import changed_line

    known = {name for form in before.forms for name in form.edited}
    edited = (name for form in now.forms for name in form.edited if name not in known)
    yield from (changed_line(output / name) for name in edited)
    for form in before.forms:
        if form.there and not now.form(form.listed.id):
            name = form.listed.id
            yield f"{name} is gone, and its files stay; “intake build --prune” removes them"


def mended(before: Iterable[Problem], now: Iterable[Problem]) -> str:
    """`2 mended.`: how many problems of `before` are gone, wherever in its file each stood."""
    gone = Counter(map(_which, before)) - Counter(map(_which, now))
    return f"{gone.total():,} mended." if gone else ""


def _which(problem: Problem) -> tuple[str, ...]:
    """What tells a problem from others although lines above it come and go."""
    return problem.place.file, problem.code, problem.what, problem.form, problem.item


def _verdict(now: "State") -> str:
    if now.errors:
        said = f"{counted(now.errors)}. The last good forms stay."
        return f"{said} {_made(now)}" if now.made else said
    if not now.made:
        return f"Nothing to make: {count(len(now.forms), 'form')} up to date."
    return _made(now)


def _made(now: "State") -> str:
    named = ", ".join(now.made[:LISTED]) + (" ..." if len(now.made) > LISTED else "")
    return f"Made {count(len(now.made), 'form')}: {named}"
