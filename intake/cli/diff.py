"""`intake diff`: what changed in the questions, and what that means."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.app import app
from intake.cli.console import show

if TYPE_CHECKING:
    from intake.compare.difference import Comparison
    from intake.compare.sides import Side

_EXAMPLES = (
    "intake diff  |  intake diff HEAD~3: --html changes.html  |  intake diff old.yaml forms/"
)
_PIPE = 100
"""Columns where the output is no terminal."""
_LEAST, _MOST = 40, 120
_STYLES = {
    "title": (None, True),
    "group": (typer.colors.CYAN, True),
    "old": (typer.colors.RED, False),
    "new": (typer.colors.GREEN, False),
    "warning": (typer.colors.YELLOW, False),
}


@app.command(epilog=f"Example: {_EXAMPLES}")
def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="[OLD]",
            help="A file or folder, a revision of git (HEAD~3: or HEAD~3:path), or “approved”.",
        ),
    ] = "approved",
    new: Annotated[
        str, typer.Argument(metavar="[NEW]", help="The same.", show_default="questions.yaml")
    ] = "questions.yaml",
    form: Annotated[list[str] | None, typer.Option(help="Only this form; may be repeated.")] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document (docs/diff-json.md).")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(help="Write a page to print, with pictures of the forms.")
    ] = None,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Exit with 1 for a difference, with 2 for trouble."),
    ] = False,
) -> None:
    """Say what changed, question by question: in meaning, in appearance, in translation.

    Also which stored answers no longer fit, and which version the form should have.
    """
    from intake.compare.sides import compared
    from intake.content.problems import ContentError

    try:
        comparison, before, after = compared(old, new, form or ())
        _check_forms(form or [], comparison)
        if html:
            _write_page(html, comparison, before, after)
    except ContentError as error:
        show(error.problems)
        raise typer.Exit(2 if exit_code else 1) from None
    if json:
        from json import dumps

        from intake.compare.as_json import document

        typer.echo(dumps(document(comparison), ensure_ascii=False, indent=1))
    elif not html:
        _print(comparison)
    if exit_code and not comparison.is_same:
        raise typer.Exit(1)


def _check_forms(wanted: list[str], comparison: "Comparison") -> None:
    known = {name for form in comparison.forms for name in (form.id, form.was)}
    for name in wanted:
        if name not in known:
            raise typer.BadParameter(f"there is no form “{name}”", param_hint="--form")


def _write_page(path: Path, comparison: "Comparison", before: "Side", after: "Side") -> None:
    from intake.compare.page import page
    from intake.write import write_new

    write_new(path, page(comparison, before, after).encode())
    typer.echo(f"{path}: {len(comparison.changed)} of {len(comparison.forms)} forms changed")


def _print(comparison: "Comparison") -> None:
    from shutil import get_terminal_size

    from intake.cli.compared import text

    is_terminal = sys.stdout.isatty()
    columns = get_terminal_size().columns - 1 if is_terminal else _PIPE

    def style(words: str, name: str) -> str:
        color, is_bold = _STYLES[name]
        return typer.style(words, fg=color, bold=is_bold) if is_terminal else words

    typer.echo(text(comparison, max(_LEAST, min(columns, _MOST)), style))
