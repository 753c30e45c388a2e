"""How problems are shown on standard error: in a pipe one line each; on a terminal by form, with
the line of each and a count at the end."""

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence

import typer

from intake.content.excerpt import excerpt
from intake.content.problems import ContentError, Problem, shorten

MOST = 100
_OUTSIDE = "Outside the forms"


def show(problems: Iterable[Problem]) -> None:
    """Print each problem; on a terminal below the name of its form, with a caret under the spot."""
    found = list(problems)
    if sys.stderr.isatty():
        found = [problem for group in _by_form(found) for problem in group]
        _show_grouped(found[:MOST])
    else:
        for problem in found[:MOST]:
            typer.echo(str(problem), err=True)
    if len(found) > MOST:
        typer.echo(f"... and {len(found) - MOST:,} more", err=True)


def _by_form(problems: Iterable[Problem]) -> Iterable[list[Problem]]:
    """First the problems outside the forms, then those of each form, the forms as they come."""
    groups: dict[str, list[Problem]] = {"": []}
    for problem in problems:
        groups.setdefault(problem.form, []).append(problem)
    return groups.values()


def _show_grouped(problems: Sequence[Problem]) -> None:
    has_forms = any(problem.form for problem in problems)
    for number, problem in enumerate(problems):
        if has_forms and (not number or problem.form != problems[number - 1].form):
            before = "\n" if number else ""
            typer.secho(before + (shorten(problem.form) or _OUTSIDE), bold=True, err=True)
        color = typer.colors.RED if problem.is_error else typer.colors.YELLOW
        code = typer.style(problem.code, fg=color, bold=True)
        typer.echo(f"{problem.place}: {code} {problem.what}; {problem.cure}", err=True)
        if problem.line and problem.place.column:
            typer.echo(excerpt(problem.line, problem.place.column), err=True)


def count(number: int, noun: str) -> str:
    """`1 form`, `2 forms`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def counted(problems: Sequence[Problem]) -> str:
    """`3 errors, 2 warnings in 2 forms`, of at least one problem."""
    errors = sum(problem.is_error for problem in problems)
    sorts = ((errors, "error"), (len(problems) - errors, "warning"))
    forms = {problem.form for problem in problems}
    where = [f"in {count(len(forms - {''}), 'form')}"] if forms - {""} else []
    if where and "" in forms:
        where.append("outside the forms")
    found = ", ".join(count(number, noun) for number, noun in sorts if number)
    return " ".join(filter(None, (found, " and ".join(where))))


@contextlib.contextmanager
def problems_shown() -> Iterator[None]:
    """Show the problems of a ContentError, on a terminal with their count, and exit with code 1."""
    try:
        yield
    except ContentError as error:
        show(error.problems)
        if sys.stderr.isatty():
            typer.echo(f"{counted(error.problems)}. Nothing was written.", err=True)
        raise typer.Exit(1) from None
