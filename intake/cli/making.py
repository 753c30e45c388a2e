"""What `intake build` does: read, see what is not current, make that, and say so."""

import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import typer

from intake import pipeline, publish
from intake.approvals import state
from intake.cli import built
from intake.cli.console import show
from intake.content.gather import APPROVALS, approvals_home
from intake.content.gather import home as home
from intake.content.locate import located
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Problem, suggest
from intake.content.validate import Checked
from intake.export import EXPORTERS, FORMATS
from intake.regenerate import memory
from intake.regenerate.plan import Seen
from intake.regenerate.pool import Pool

MANY = 8
"""Files from which on there is a progress bar, on a terminal."""


class Asked(NamedTuple):
    """What the command line asks for; `sheets` are the editions and papers."""

    files: Sequence[Path]
    output: Path
    forms: Sequence[str]
    formats: Sequence[str]
    sheets: dict[str, Any]
    strict: bool
    quiet: bool
    require_approval: bool

    @property
    def templates(self) -> Path:
        """The clinic's own, which need not exist."""
        return home(self.files) / "templates"

    @property
    def beside(self) -> tuple[Path, ...]:
        """What decides the forms beside the questions."""
        return self.templates, approvals_home(self.files) / APPROVALS

    def read(self) -> tuple[Checked, tuple[Problem, ...]]:
        """The content, and the warnings. Raises ContentError, and BadParameter for a form that is
        not there."""
        checked, warnings = pipeline.check(*self.files)
        if self.strict and warnings:
            raise ContentError(list(warnings))
        chosen = self.choose(checked)
        if self.require_approval:
            state.require_approval(chosen, approvals_home(self.files))
        return checked, warnings

    def name_unwanted(self, checked: Checked) -> None:
        """Say of which formats of the command line there is nothing, as the clinic wants none."""
        wanted = {one.name for one in EXPORTERS if one.wanted(checked.library.clinic)}
        for name in () if tuple(self.formats) == FORMATS else self.formats:
            if name not in wanted:
                line = f"no {name} page is made: add {name}: to the clinic block to have one"
                typer.echo(line, err=True)

    def choose(self, checked: Checked) -> tuple[Questionnaire, ...]:
        """The forms that are asked for."""
        known = {form.id: form for form in checked.questionnaires}
        for name in self.forms:
            if name not in known:
                raise typer.BadParameter(
                    f"there is no form “{name}”; {suggest(name, list(known))}", param_hint="--form"
                )
        return tuple(form for form in known.values() if not self.forms or form.id in self.forms)

    def see(self, checked: Checked) -> list[Seen]:
        """How the files of the output stand to the content."""
        expected = pipeline.all_names(checked.questionnaires)
        return pipeline.see(
            self.choose(checked),
            expected,
            self.output,
            self.formats,
            self.templates,
            whole=checked.questionnaires,
            **self.sheets,
        )


def look(asked: Asked, check: bool, force: bool, prune: bool) -> None:
    """List what is not current (`check`), or what would be made and removed; write nothing."""
    checked, warnings = asked.read()
    show(warnings)
    asked.name_unwanted(checked)
    with publish.look(asked.output, built.waiting) as is_unfinished:
        seen = asked.see(checked)
    built.listed(asked.output, seen, is_unfinished, check, force, prune)


def make(asked: Asked, force: bool, prune: bool, jobs: int | None, seconds: int) -> None:
    """Make what is not current; of several builds at once each sees what the one before it made."""
    start = time.perf_counter()
    signs = memory.before(asked.files, asked.beside)
    checked, warnings = asked.read()
    with publish.hold(asked.output, built.waiting) as held:
        if held.has_waited:
            signs = memory.before(asked.files, asked.beside)
            checked, warnings = asked.read()
        show(warnings)
        asked.name_unwanted(checked)
        signs |= memory.of_output(asked.output)
        seen = asked.see(checked)
        wanted, removed = built.wanted(seen, force), built.removed(seen, force, prune)
        many = len(wanted) >= MANY and not asked.quiet and sys.stderr.isatty()
        bar: Any = typer.progressbar(
            length=len(wanted), label="Making forms", file=sys.stderr, hidden=not many
        )
        with Pool(jobs) as pool, bar:
            result = pipeline.make(
                wanted,
                held,
                asked.templates,
                pool,
                lambda: bar.update(1),
                partial(located, checked),
                removed=removed,
                seconds=seconds,
            )
    forms = {one.id for one in checked.questionnaires}
    told = built.told(asked.output, seen, result, removed, forms)
    said = [] if asked.quiet else built.report(asked.output, seen, result, removed)
    built.say(said, told, None if asked.quiet else time.perf_counter() - start, len(result.made))
    show(result.problems)
    if result.problems or built.kept(seen, wanted, result):
        raise typer.Exit(1)
    if not (force or prune):
        current = [] if asked.quiet else [built.current_line(sum(1 for one in seen if one.job))]
        made = [one.path for one in result.made]
        memory.after(signs, asked.output, made, current, told, warnings)
