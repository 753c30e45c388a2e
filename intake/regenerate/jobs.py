"""The files that the content asks for, each as one job that a worker can do."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from intake.content.model import Clinic, Questionnaire
from intake.export import EXPORTERS, SHARED, Exporter, Shared
from intake.export.edition import Sheet, sheets

if TYPE_CHECKING:
    from intake.export.rendering import Rendered, Renderer


class Job(NamedTuple):
    """One file: its name, and the exporter with what it makes the file of.

    `form` and `language` are empty for a file that all forms share.
    """

    name: str
    form: str
    language: str
    exporter: Exporter | Shared
    subject: Questionnaire | Clinic
    sheet: Sheet | None = None

    def render(self, renderer: "Renderer") -> "Rendered":
        """The finished file. Raises ContentError when it cannot be made."""
        if isinstance(self.subject, Clinic):
            return self.exporter.make(self.subject, renderer)  # type: ignore[union-attr]
        return self.exporter.export(self.subject, renderer, self.sheet)  # type: ignore[union-attr]


def jobs(
    questionnaires: Iterable[Questionnaire],
    formats: Iterable[str] | None = None,
    editions: Iterable[str] = (),
    papers: Iterable[str] = (),
) -> Iterator[Job]:
    """One for each form in each language and format (by default in all), on paper on each sheet;
    then those of the files that all forms share."""
    chosen = [one for one in EXPORTERS if formats is None or one.name in {*formats}]
    clinic = None
    for reading in (one for whole in questionnaires for one in whole.readings()):
        clinic = reading.clinic
        for exporter, sheet in each_file(chosen, sheets(clinic, editions, papers)):
            name = file_name(reading, exporter.extension, sheet)
            yield Job(name, reading.id, reading.language, exporter, reading, sheet)
    if clinic:
        for shared in SHARED:
            yield Job(shared.name, "", "", shared, clinic)


def each_file(
    exporters: Iterable[Exporter], chosen: Iterable[Sheet]
) -> Iterator[tuple[Exporter, Sheet | None]]:
    """The files of one reading: one for each sheet in a format that has editions, else one."""
    chosen = tuple(chosen)
    for exporter in exporters:
        for sheet in chosen if exporter.has_editions else (None,):
            yield exporter, sheet


def file_name(questionnaire: Questionnaire, extension: str, sheet: Sheet | None = None) -> str:
    """`headache.pdf`; where it is not the clinic's first language, its paper or the standard
    edition, that is said: `headache.es.large-print.a4.pdf`."""
    language, clinic = questionnaire.language, questionnaire.clinic
    names = [questionnaire.id]
    if language != clinic.languages[0]:
        names.append(language)
    if sheet:
        names += sheet.marks(clinic)
    return ".".join(names) + extension


def all_names(questionnaires: Iterable[Questionnaire]) -> Iterator[str]:
    """The name of every file that the content asks for, on paper in the clinic's editions."""
    yield from (shared.name for shared in SHARED)
    for form in questionnaires:
        for exporter, sheet in each_file(EXPORTERS, sheets(form.clinic)):
            for language in form.clinic.languages:
                reading = form.model_copy(update={"language": language})
                yield file_name(reading, exporter.extension, sheet)
