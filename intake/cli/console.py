"""How problems are shown: one line each on standard error, with the place on a terminal."""

import contextlib
import sys
from collections.abc import Iterable, Iterator

import typer

from intake.content.problems import ContentError, Problem

MOST = 100
_WIDTH = 110


def show(problems: Iterable[Problem]) -> None:
    """Print each problem; on a terminal, its line with a caret under the spot as well."""
    found = list(problems)
    terminal = sys.stderr.isatty()
    for problem in found[:MOST]:
        color = typer.colors.RED if problem.is_error else typer.colors.YELLOW
        code = typer.style(problem.code, fg=color, bold=True) if terminal else problem.code
        typer.echo(f"{problem.place}: {code} {problem.what}; {problem.cure}", err=True)
        if terminal and problem.line and problem.place.column:
            typer.echo(excerpt(problem.line, problem.place.column), err=True)
    if len(found) > MOST:
        typer.echo(f"... and {len(found) - MOST:,} more", err=True)


def excerpt(line: str, column: int) -> str:
    """A piece of `line` around `column` (from 1) and a caret below it, both indented."""
    start = max(0, column - 1 - _WIDTH // 2)
    piece = line[start : start + _WIDTH].replace("\t", " ")
    piece = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in piece)
    before = piece[: column - 1 - start]
    return f"    {piece}\n    {' ' * width(before)}^"


def width(text: str) -> int:
    """How many columns `text` takes on a terminal."""
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


@contextlib.contextmanager
def problems_shown() -> Iterator[None]:
    """Show the problems of a ContentError and exit with code 1."""
    try:
        yield
    except ContentError as error:
        show(error.problems)
        count = sum(problem.is_error for problem in error.problems)
        if sys.stderr.isatty():
            typer.echo(f"{count} problem{'s' * (count > 1)}. Nothing was written.", err=True)
        raise typer.Exit(1) from None
