"""`intake explain`: more about a code than fits the line of a problem."""

import json as to_json
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.app import app

if TYPE_CHECKING:
    from intake.explain import Explanation


@app.command(epilog="Example: intake explain E301")
def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="The code, like E301.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON (docs/check-json.md).")] = False,
) -> None:
    """Say what a code means, with an example; without one, list them all."""
    from intake.content.problems import CODES, suggest
    from intake.explain import explanations

    wanted = (code or "").strip().upper()
    wanted = f"E{wanted}" if f"E{wanted}" in CODES else wanted
    if wanted and wanted not in CODES:
        what = f"there is no code “{code}”; {suggest(wanted, CODES)}"
        raise typer.BadParameter(what, param_hint="CODE")
    found = [one for name, one in explanations().items() if wanted in ("", name)]
    if json:
        made = [_as_data(one) for one in found]
        typer.echo(to_json.dumps(made[0] if wanted else made, ensure_ascii=False, indent=1))
    elif wanted:
        typer.echo(_page(found[0], _columns()))
    else:
        typer.echo("\n".join(_wrapped(f"{one.code}  {one.title}", _columns()) for one in found))


def _columns() -> int:
    from shutil import get_terminal_size

    return max(20, min(get_terminal_size().columns, 100))


def _wrapped(text: str, columns: int) -> str:
    return textwrap.fill(text, columns, subsequent_indent="      ", break_on_hyphens=False)


def _page(one: "Explanation", columns: int) -> str:
    """The explanation in paragraphs no wider than `columns`; lines of an example stay whole."""

    def paragraph(text: str) -> str:
        return textwrap.fill(text, columns, break_long_words=False, break_on_hyphens=False)

    parts = [typer.style(paragraph(f"{one.code}: {one.title}"), bold=True), paragraph(one.means)]
    for title, lines in (("Wrong:", one.wrong), ("Right:", one.right)):
        if lines:
            parts.append(f"{title}\n\n{textwrap.indent(lines, '    ').rstrip()}")
    if one.cause:
        parts.append(paragraph(f"What it comes from: {one.cause}."))
    if one.silence:
        parts.append(paragraph(one.silence))
    return "\n\n".join(parts)


def _as_data(one: "Explanation") -> dict[str, str | None]:
    shown = ("code", "severity", "title", "means", "wrong", "right", "cause", "silence")
    return {key: getattr(one, key) or None for key in shown}
