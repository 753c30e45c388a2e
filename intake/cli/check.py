"""`intake check`: say what is wrong with the questions, and write nothing."""

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from intake.cli.app import app
from intake.cli.build import SOURCES
from intake.cli.console import count, counted, show
from intake.content.problems import ContentError, Problem, visible

if TYPE_CHECKING:
    from intake.content.model import Questionnaire

_EXAMPLES = "intake check  |  intake check --strict forms/  |  intake check --watch"


class Found(NamedTuple):
    """What a check found; `forms` are empty where there are errors."""

    problems: tuple[Problem, ...]
    forms: "tuple[Questionnaire, ...]"

    def is_ok(self, strict: bool) -> bool:
        """Whether nothing stands in the way of a build; if `strict`, of `build --strict`."""
        return not any(strict or problem.is_error for problem in self.problems)


@app.command(epilog=f"Example: {_EXAMPLES}")
def check(
    sources: Annotated[list[Path] | None, SOURCES] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Count warnings as errors: exit code 1.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document (docs/check-json.md).")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again after each save, until Ctrl-C.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")
    ] = False,
) -> None:
    """Check the questions: every problem at once, each with its place and its cure."""
    files = sources or [Path("questions.yaml")]
    if watch:
        if json:
            raise typer.BadParameter("it cannot go with --watch", param_hint="--json")
        with contextlib.suppress(KeyboardInterrupt):
            _watch(files, quiet)
        return
    found = _check(files)
    if json:
        _print_json(found, strict)
    else:
        _print(found, quiet)
    if not found.is_ok(strict):
        raise typer.Exit(1)


def _check(files: list[Path]) -> Found:
    from intake import pipeline

    try:
        checked, warnings = pipeline.check(*files)
    except ContentError as error:
        return Found(tuple(error.problems), ())
    return Found(tuple(warnings), checked.questionnaires)


def _watch(files: list[Path], quiet: bool) -> None:
    """Check at once and after each change; the verdict of each check has its time."""
    from time import strftime

    from intake.watch import changes

    if not quiet:
        typer.echo(f"Watching {', '.join(visible(str(file)) for file in files)}. Ctrl-C ends it.")
    for _ in changes(files):
        found = _check(files)
        show(found.problems)
        if not quiet:
            typer.echo(f"{strftime('%H:%M:%S')} {_verdict(found)}")
        sys.stdout.flush()


def _print(found: Found, quiet: bool) -> None:
    show(found.problems)
    if found.problems and sys.stderr.isatty():
        typer.echo(_verdict(found), err=True)
        first = next((p for p in found.problems if p.is_error), found.problems[0])
        typer.echo(f"“intake explain {first.code}” says more.", err=True)
    if quiet:
        return
    if not sys.stdout.isatty():
        _print_forms(found)
    elif not found.problems:
        typer.echo(_verdict(found))


def _print_forms(found: Found) -> None:
    for form in found.forms:
        its_own = len([problem for problem in found.problems if problem.form == form.id])
        verdict = count(its_own, "warning") if its_own else "no problems"
        typer.echo(f"{form.id} {form.version}: {count(len(form.items), 'item')}, {verdict}")


def _verdict(found: Found) -> str:
    if found.problems:
        return counted(found.problems)
    items = sum(len(form.items) for form in found.forms)
    return f"No problems in {count(len(found.forms), 'form')} ({count(items, 'item')})"


def _print_json(found: Found, strict: bool) -> None:
    from json import dumps

    text = dumps(_document(found, strict), ensure_ascii=False, indent=1)
    # A name that is not UTF-8 holds halves of surrogate pairs; JSON has an escape for them.
    typer.echo(text.encode("utf-8", "backslashreplace").decode())


def _document(found: Found, strict: bool) -> dict[str, object]:
    """What `--json` prints; docs/check-json.md promises it."""
    errors = sum(problem.is_error for problem in found.problems)
    return {
        "version": 1,
        "ok": found.is_ok(strict),
        "counts": {
            "errors": errors,
            "warnings": len(found.problems) - errors,
            "forms": len(found.forms),
            "items": sum(len(form.items) for form in found.forms),
        },
        "problems": [_problem(problem) for problem in found.problems],
        "forms": [
            {
                "id": form.id,
                "version": form.version,
                "title": str(form.title),
                "items": len(form.items),
                "languages": list(form.clinic.languages),
            }
            for form in found.forms
        ],
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.place.file,
        "line": problem.place.line or None,
        "column": problem.place.column or None,
        "code": problem.code,
        "severity": "error" if problem.is_error else "warning",
        "form": problem.form or None,
        "what": problem.what,
        "cure": problem.cure,
    }
