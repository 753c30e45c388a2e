"""`intake approve`: write down who approved a form, and list who approved what."""

import datetime
import json as to_json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.app import app
from intake.cli.console import problems_shown, show

if TYPE_CHECKING:
    from intake.approvals.state import State
    from intake.content.model import Questionnaire
    from intake.content.validate import Checked

_EXAMPLES = (
    'intake approve headache --by "Dr. Ana Ruiz"'
    "  |  intake approve headache --language es --by Lucia  |  intake approve --list"
)


@app.command(epilog=f"Example: {_EXAMPLES}")
def approve(
    forms: Annotated[
        list[str] | None, typer.Argument(metavar="[FORM]...", help="The ids of the forms.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who approves.")] = None,
    note: Annotated[str | None, typer.Option(help="What else is to be remembered.")] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            help="In this language; may be repeated.", show_default="the clinic's first language"
        ),
    ] = None,
    date: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="When.", show_default="today"),
    ] = None,
    questions: Annotated[
        list[Path] | None,
        typer.Option(help="The file or folder with the questions; may be repeated."),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Only say how each form stands.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="With --list: print JSON (docs/approving.md).")
    ] = False,
) -> None:
    """Approve forms as they are now, by name, in approvals.yaml beside the questions.

    Forms that change afterwards say DRAFT on every page until they are approved again.
    """
    from intake import pipeline
    from intake.content.gather import approvals_home

    _check_usage(forms or [], by, listed, json)
    files = questions or [Path("questions.yaml")]
    with problems_shown():
        checked, warnings = pipeline.check(*files)
        chosen = _chosen(checked, forms or [])
        if listed or not forms:
            _list(chosen, approvals_home(files), json)
            return
        show(warning for warning in warnings if warning.form in forms)
        languages = _languages(checked, language or [])
        on = date.date() if date else datetime.date.today()
        _approve(
            checked, approvals_home(files), chosen, languages, _named(by, "--by"), on, _note(note)
        )


def _check_usage(forms: list[str], by: str | None, listed: bool, json: bool) -> None:
    if json and not listed:
        raise typer.BadParameter("it goes with --list", param_hint="--json")
    if listed and by:
        raise typer.BadParameter("it cannot go with --by", param_hint="--list")
    if not listed and not forms:
        raise typer.BadParameter("name the form to approve, or use --list", param_hint="FORM")
    if not listed and not by:
        raise typer.BadParameter("say who approves: --by NAME", param_hint="--by")


def _named(value: str | None, option: str) -> str:
    """The name on one line of 1 to 200 characters."""
    text = " ".join((value or "").split())
    if not 0 < len(text) <= 200 or not text.isprintable():
        raise typer.BadParameter("one line of 1 to 200 characters", param_hint=option)
    return text


def _note(value: str | None) -> str | None:
    return None if value is None else _named(value, "--note")


def _chosen(checked: "Checked", wanted: list[str]) -> "list[Questionnaire]":
    from intake.content.problems import suggest

    known = {form.id: form for form in checked.questionnaires}
    for name in wanted:
        if name not in known:
            what = f"there is no form “{name}”; {suggest(name, list(known))}"
            raise typer.BadParameter(what, param_hint="FORM")
    return [form for form in known.values() if not wanted or form.id in wanted]


def _languages(checked: "Checked", wanted: list[str]) -> list[str]:
    from intake.content.problems import suggest

    known = checked.library.clinic.languages
    for name in wanted:
        if name not in known:
            what = f"the clinic has no forms in “{name}”; {suggest(name, known)}"
            raise typer.BadParameter(what, param_hint="--language")
    return wanted


def _approve(
    checked: "Checked",
    folder: Path,
    forms: "list[Questionnaire]",
    languages: list[str],
    by: str,
    on: datetime.date,
    note: str | None,
) -> None:
    from intake.approvals.approve import approve, version_warnings

    show(version_warnings(checked, folder, forms))
    for made in approve(checked, folder, forms, languages, by, on, note):
        typer.echo(
            f"{made.form} {made.version} ({made.language}) approved by {made.by} on {made.date},"
            f" revision {made.revision[:8]}"
        )


def _list(forms: "list[Questionnaire]", folder: Path, json: bool) -> None:
    from intake.approvals.record import read
    from intake.approvals.state import states

    found = list(states(forms, read(folder)))
    versions = {form.id: form.version for form in forms}
    if json:
        document = {"version": 1, "forms": [_as_data(one, versions[one.form]) for one in found]}
        typer.echo(to_json.dumps(document, ensure_ascii=False, indent=1))
        return
    widths = [max(map(len, column)) for column in zip(*_heads(found, versions), strict=True)]
    for one, head in zip(found, _heads(found, versions), strict=True):
        cells = (cell.ljust(width) for cell, width in zip(head, widths, strict=True))
        typer.echo(f"{'  '.join(cells)}  {_standing(one)}")


def _heads(found: "list[State]", versions: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(one.form, versions[one.form], one.language) for one in found]


def _standing(state: "State") -> str:
    last = state.approval
    said = "not approved yet"
    if last:
        by = f"by {last.by} on {last.date}"
        said = f"approved {by}"
        if state.standing == "changed":
            said = f"changed since version {last.version} was approved {by}"
        if last.note:
            said += f" ({last.note})"
    return said + (", prints DRAFT" if state.is_draft else "")


def _as_data(state: "State", version: str) -> dict[str, object]:
    last = state.approval
    return {
        "form": state.form,
        "version": version,
        "language": state.language,
        "state": state.standing,
        "draft": state.is_draft,
        "approval": last and last.model_dump(mode="json"),
    }
