"""What `intake build` chooses to make, and what it says of it."""

import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import typer

from intake.cli.console import count
from intake.pipeline import Built
from intake.regenerate.plan import FileState, Seen, stale


def waiting(process: str) -> None:
    """Say that another build is being waited for."""
    which = f" (process {process})" if process else ""
    typer.echo(f"Waiting for another intake build{which} to end ...", err=True)


def wanted(seen: Sequence[Seen], force: bool) -> list[Seen]:
    """The files to make; if `force`, all, whoever has changed them."""
    if force:
        return [one._replace(state=FileState.STALE) for one in seen if one.job]
    return stale(seen)


def removed(seen: Sequence[Seen], force: bool, prune: bool) -> list[str]:
    """The files to remove: if `prune`, those left over as they were made; if `force`, all those."""
    return [
        one.name
        for one in seen
        if prune and one.state is FileState.LEFT_OVER and (force or not one.is_edited)
    ]


def kept(seen: Sequence[Seen], made: Sequence[Seen], result: Built) -> list[str]:
    """The files that the content asks for and that were not replaced, as they are a person's."""
    names = {one.name for one in made}
    edited = (one.name for one in seen if one.state is FileState.EDITED and one.name not in names)
    return [*edited, *result.kept]


def listed(
    folder: Path, seen: Sequence[Seen], is_unfinished: bool, check: bool, force: bool, prune: bool
) -> None:
    """Print what is not current (`check`; exit code 1), or what would be made and removed."""
    if check:
        lines = [f"{folder / one.name} {one.state.value}" for one in seen if not _is_right(one)]
        if is_unfinished:
            lines.insert(0, f"{folder} was left unfinished by a build that was ended; build again")
    else:
        made, gone = wanted(seen, force), removed(seen, force, prune)
        lines = [f"{folder / one.name} would be made" for one in made]
        lines += [f"{folder / name} would be removed" for name in gone]
    for line in lines:
        typer.echo(line)
    if not lines:
        typer.echo(current_line(sum(one.job is not None for one in seen)))
    elif check:
        raise typer.Exit(1)


def told(
    folder: Path, seen: Sequence[Seen], result: Built, gone: Collection[str], forms: set[str]
) -> list[str]:
    """The lines that say which files were kept as they were, and which are left over."""
    made = {one.path.name for one in result.made}
    lines = [
        changed_line(folder / one.name)
        for one in seen
        if one.state is FileState.EDITED and one.name not in made
    ]
    for name in result.kept:
        what = "was not made by intake build and is kept"
        lines.append(_line(folder / name, what, "--force", "replaces it"))
    for one in seen:
        if one.state is not FileState.LEFT_OVER or one.name in gone:
            continue
        why, option = "is of a form that is gone", "--prune"
        if one.name.split(".")[0] in forms:
            why = "is old: the clinic block asks for other editions, paper or languages"
        if one.is_edited:
            why, option = f"{why}; it was changed by hand", "--prune --force"
        lines.append(_line(folder / one.name, why, option, "removes it"))
    return lines


def report(folder: Path, seen: Sequence[Seen], result: Built, gone: Sequence[str]) -> list[str]:
    """One line for each file made or removed, and how many are up to date."""
    made = [one for one in result.made if one.form]
    names = max((len(one.form) for one in made), default=0)
    paths = max((len(str(one.path)) for one in made), default=0)
    lines = []
    for one in made:
        pages = "" if one.pages is None else f"{one.pages} page{'s' * (one.pages > 1)}"
        lines.append(
            f"{one.form:{names}}  {one.path!s:{paths}}  {pages:>8}"
            f"  {one.size / 1000:6.1f} kB  {one.seconds:5.2f} s"
        )
    lines += [f"{folder / name} removed" for name in gone]
    done = {one.path.name for one in result.made}
    current = [one for one in seen if one.state is FileState.CURRENT and one.name not in done]
    if any(one.job and one.job.form for one in current):
        lines.append(current_line(len(current)))
    return lines


def say(said: Sequence[str], told: Sequence[str], seconds: float | None, made: int) -> None:
    """Print the lines, those on standard error first; on a terminal how long it all took."""
    for line in told:
        typer.echo(line, err=True)
    for line in said:
        typer.echo(line)
    if made and seconds is not None and sys.stdout.isatty():
        typer.echo(f"{count(made, 'file')} in {seconds:.1f} s")


def _is_right(one: Seen) -> bool:
    return one.state is FileState.CURRENT


def current_line(number: int) -> str:
    """How many files are up to date."""
    return f"{count(number, 'file')} {'is' if number == 1 else 'are'} up to date"


def changed_line(path: Path) -> str:
    """That a person's file is not replaced."""
    return _line(path, "was changed by hand and is kept", "--force", "makes it again")


def _line(path: Path, what: str, option: str, does: str) -> str:
    return f"{path} {what}; “intake build {option}” {does}"
