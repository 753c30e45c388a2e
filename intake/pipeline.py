"""build(): every step from questions.yaml to output/, in order, on one screen."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from intake.content.gather import gather
from intake.content.lint import lint
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Problem
from intake.content.validate import Checked, validate
from intake.resources import SCHEMA


@dataclass(frozen=True)
class Made:
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
    return checked, lint(checked)


def build(
    questionnaires: Iterable[Questionnaire],
    output: Path,
    formats: Iterable[str],
    templates: Path,
    progress: Callable[[], None] = lambda: None,
    place: Callable[[Problem], Problem] = lambda problem: problem,
) -> list[Made]:
    """Render every questionnaire in every format, then write all files to `output` at once.

    `templates` is the clinic's own folder, which need not exist. `progress` is called after
    each file; `place` gives a problem its place in the content. Raises ContentError with the
    problems of every file; nothing is written then.
    """
    from intake.export import EXPORTERS
    from intake.export.rendering import Renderer
    from intake.write import write

    renderer = Renderer(templates)
    exporters = [exporter for exporter in EXPORTERS if exporter.name in set(formats)]
    made: list[Made] = []
    schema = SCHEMA.read_text("utf-8")
    files, inputs = {SCHEMA.name: schema.encode()}, {SCHEMA.name: schema}
    problems: list[Problem] = []
    for reading in (one for whole in questionnaires for one in whole.readings()):
        for exporter in exporters:
            start = time.perf_counter()
            name = file_name(reading, exporter.extension)
            try:
                rendered = exporter.export(reading, renderer)
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
    write(output, files, inputs)
    return made


def file_name(questionnaire: Questionnaire, extension: str) -> str:
    """`headache.pdf`; in a language that is not the clinic's first, `headache.es.pdf`."""
    is_first = questionnaire.language == questionnaire.clinic.languages[0]
    return questionnaire.id + ("" if is_first else f".{questionnaire.language}") + extension
