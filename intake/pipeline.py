"""build(): every step from questions.yaml to output/, in order, on one screen."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from intake.approvals.state import with_approvals
from intake.content.gather import gather, home
from intake.content.lint import lint
from intake.content.model import Clinic, Questionnaire
from intake.content.problems import ContentError, Problem
from intake.content.validate import Checked, validate
from intake.export.edition import Sheet, sheets
from intake.export.names import file_name as file_name

if TYPE_CHECKING:
    from intake.export import Exporter


class Made(NamedTuple):
    """One finished file: its form and language, path, pages (paper only), size in bytes and
    seconds taken."""

    form: str
    language: str
    path: Path
    pages: int | None
    size: int
    seconds: float


def check(*sources: Path) -> tuple[Checked, tuple[Problem, ...]]:
    """What `sources` (files and folders) declare, and the warnings. Raises ContentError."""
    checked = validate(gather(sources))
    forms = with_approvals(checked.questionnaires, home(sources))
    checked = checked._replace(questionnaires=forms)
    return checked, lint(checked)


def build(
    questionnaires: Iterable[Questionnaire],
    output: Path,
    formats: Iterable[str],
    templates: Path,
    progress: Callable[[], None] = lambda: None,
    place: Callable[[Problem], Problem] = lambda problem: problem,
    *,
    editions: Iterable[str] = (),
    papers: Iterable[str] = (),
    whole: Iterable[Questionnaire] = (),
) -> list[Made]:
    """Render every questionnaire in every format, then write all files to `output` at once.

    `editions` and `papers` are those of the files on paper, instead of the clinic's own.
    `whole` are all forms of the content, where `questionnaires` are some of them.
    `templates` is the clinic's own folder, which need not exist. `progress` is called after
    each file; `place` gives a problem its place in the content. Raises ContentError with the
    problems of every file; nothing is written then.
    """
    from intake.export import EXPORTERS, SHARED
    from intake.export.rendering import Renderer
    from intake.write import write

    renderer = Renderer(templates)
    formats = {*formats}
    exporters = [exporter for exporter in EXPORTERS if exporter.name in formats]
    made: list[Made] = []
    files: dict[str, bytes] = {}
    inputs: dict[str, str] = {}
    problems: list[Problem] = []
    questionnaires = tuple(questionnaires)
    for reading in (one for form in questionnaires for one in form.readings()):
        chosen = sheets(reading.clinic, editions, papers)
        for exporter, sheet in each_file(exporters, chosen, reading.clinic):
            start = time.perf_counter()
            name = file_name(reading, exporter.extension, sheet)
            try:
                rendered = exporter.export(reading, renderer, sheet)
            except ContentError as error:
                problems += map(place, error.problems)
            else:
                files[name], inputs[name] = rendered.content, rendered.inputs
                seconds = time.perf_counter() - start
                size = len(rendered.content)
                pages, form = rendered.pages, reading.id
                made.append(Made(form, reading.language, output / name, pages, size, seconds))
            progress()
    if problems:
        raise ContentError(problems)
    if everything := tuple(whole) or questionnaires:
        for shared in (one for one in SHARED if one.format in formats | {""}):
            rendered = shared.make(everything, renderer)
            files[shared.name], inputs[shared.name] = rendered.content, rendered.inputs
    write(output, files, inputs)
    return made


def count(
    clinic: Clinic,
    forms: int,
    formats: Iterable[str],
    *,
    editions: Iterable[str] = (),
    papers: Iterable[str] = (),
) -> int:
    """How many files `build` makes of so many forms."""
    from intake.export import EXPORTERS

    exporters = [exporter for exporter in EXPORTERS if exporter.name in set(formats)]
    each = len(list(each_file(exporters, sheets(clinic, editions, papers), clinic)))
    return forms * len(clinic.languages) * each


def all_names(questionnaires: Iterable[Questionnaire]) -> Iterator[str]:
    """The name of every file that the content asks for: each form in each language and format, on
    paper in the clinic's editions, and the files that all forms share."""
    from intake.export import EXPORTERS, SHARED

    yield from (shared.name for shared in SHARED)
    for form in questionnaires:
        for exporter, sheet in each_file(EXPORTERS, sheets(form.clinic), form.clinic):
            for language in form.clinic.languages:
                reading = form.model_copy(update={"language": language})
                yield file_name(reading, exporter.extension, sheet)


def each_file(
    exporters: "Iterable[Exporter]", chosen: Iterable[Sheet], clinic: Clinic
) -> "Iterator[tuple[Exporter, Sheet | None]]":
    """The files of one reading, in the formats that its clinic asks for: one for each sheet in a
    format that has editions, else one."""
    chosen = tuple(chosen)
    for exporter in (one for one in exporters if one.wanted(clinic)):
        for sheet in chosen if exporter.has_editions else (None,):
            yield exporter, sheet
