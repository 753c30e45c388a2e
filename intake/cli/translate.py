"""`intake translate`: texts out to a translator in a PO file, and translations back."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.app import app
from intake.cli.build import SOURCES
from intake.cli.console import problems_shown

if TYPE_CHECKING:
    from collections import Counter

    from intake.content.validate import Checked
    from intake.translate.exchange import Left

MOST = 100
translate = typer.Typer(
    help="Give a translator the texts in a PO file, and take the translations back.",
    epilog="Example: intake translate export --language es",
    no_args_is_help=True,
)
app.add_typer(translate, name="translate")


@translate.command(epilog="Example: intake translate export --language es --form headache")
def export(
    language: Annotated[str, typer.Option(help="The language to translate into: es, pt-BR ...")],
    sources: Annotated[list[Path] | None, SOURCES] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            help="The PO file.", show_default="translations/LANGUAGE.po, beside the questions"
        ),
    ] = None,
    form: Annotated[
        list[str] | None, typer.Option(help="Only the texts of this form; may be repeated.")
    ] = None,
) -> None:
    """Write all texts into a PO file, for any program that translators use.

    A file that is there is brought up to date: what it translates stays, and a translation
    whose original has changed is marked fuzzy.
    """
    from intake import pipeline
    from intake.content.gather import home
    from intake.translate.exchange import export as write

    with problems_shown():
        files = sources or [Path("questions.yaml")]
        checked, _ = pipeline.check(*files)
        _check_language(checked, language)
        _check_forms(checked, form or [])
        name = ".".join([*(form or []), language, "po"])
        sent = write(
            checked, files, language, output or home(files) / "translations" / name, form or []
        )
    typer.echo(f"{sent.path}: {_summary(sent.counts)}")


@translate.command("import", epilog="Example: intake translate import translations/es.po")
def bring_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The PO file.")],
    sources: Annotated[list[Path] | None, SOURCES] = None,
) -> None:
    """Take the translations of a PO file into the YAML files, beside the texts.

    Only finished translations of the texts as they now are; the others are listed. Comments,
    order and everything else in the YAML files stay as they are.
    """
    from intake import pipeline
    from intake.translate.exchange import bring_in as take

    with problems_shown():
        files = sources or [Path("questions.yaml")]
        checked, _ = pipeline.check(*files)
        brought = take(checked, files, file)
    _list(brought.left)
    typer.echo(f"{file}: {_summary(brought.counts)}")
    for path in brought.files:
        typer.echo(f"{path}: changed")
    if not brought.files:
        typer.echo("No translation is new; the questions stay as they are.")


def _check_language(checked: "Checked", language: str) -> None:
    from intake.content.types import LANGUAGE

    first = checked.library.clinic.languages[0]
    what = ""
    if not re.fullmatch(LANGUAGE, language):
        what = f"“{language}” is not a language tag like es or pt-BR"
    elif language == first:
        what = f"the texts are written in {first}; name the language to translate into"
    if what:
        raise typer.BadParameter(what, param_hint="--language")


def _check_forms(checked: "Checked", wanted: list[str]) -> None:
    from intake.content.problems import suggest

    known = list(checked.library.forms)
    for name in wanted:
        if name not in known:
            what = f"there is no form “{name}”; {suggest(name, known)}"
            raise typer.BadParameter(what, param_hint="--form")


def _summary(counts: "Counter[str]") -> str:
    """`42 texts, 40 translated, 1 changed (fuzzy), 1 empty`."""
    gone = counts["gone"]
    changed = counts["changed"] + counts["fuzzy"]
    total = counts.total() - gone
    parts = [f"{total} text{'s' * (total != 1)}", f"{counts['translated']} translated"]
    parts += [f"{changed} changed (fuzzy)"] * bool(changed)
    parts += [f"{counts['empty']} empty"] * bool(counts["empty"])
    parts += [f"{gone} no longer in the questions"] * bool(gone)
    return ", ".join(parts)


_WHY = {
    "changed": "the original has changed; look at the translation, and remove the mark fuzzy",
    "fuzzy": "marked fuzzy; look at the translation, and remove the mark",
    "empty": "no translation; write one",
    "gone": "no longer in the questions; nothing to do",
}


def _list(left: "tuple[Left, ...]") -> None:
    from intake.content.problems import shorten

    for one in left[:MOST]:
        line = f"{one.place}: not taken: “{shorten(one.text)}”: {_WHY[one.state]}"
        typer.echo(line, err=True)
    if len(left) > MOST:
        typer.echo(f"... and {len(left) - MOST:,} more", err=True)
