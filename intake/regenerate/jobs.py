"""The files that the content asks for, each as one job that a worker can do."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from intake.content.model import Clinic, Questionnaire
from intake.export import EXPORTERS, SHARED, Exporter
from intake.export.edition import Sheet, sheets

if TYPE_CHECKING:
    from intake.export.rendering import Rendered, Renderer


class Job(NamedTuple):
    """One file: its name, the name of its format and its form in one language.

    For a file that all forms share, `form`, `language` and `format` are empty, and the subject is
    all of them.
    """

    name: str
    form: str
    language: str
    format: str
    subject: Questionnaire | tuple[Questionnaire, ...]
    sheet: Sheet | None = None

    def render(self, renderer: "Renderer") -> "Rendered":
        """The finished file. Raises ContentError when it cannot be made."""
        if isinstance(self.subject, tuple):
            shared = next(one for one in SHARED if one.name == self.name)
            return shared.make(self.subject, renderer)
        exporter = next(one for one in EXPORTERS if one.name == self.format)
        return exporter.export(self.subject, renderer, self.sheet)


def jobs(
    questionnaires: Iterable[Questionnaire],
    formats: Iterable[str] | None = None,
    editions: Iterable[str] = (),
    papers: Iterable[str] = (),
    whole: Iterable[Questionnaire] = (),
) -> Iterator[Job]:
    """One for each form in each language and format (by default in all), on paper on each sheet;
    then those of the files that all forms share, which are of the `whole` content."""
    chosen = [one for one in EXPORTERS if formats is None or one.name in {*formats}]
    questionnaires = tuple(questionnaires)
    for reading in (one for form in questionnaires for one in form.readings()):
        clinic = reading.clinic
        for exporter, sheet in each_file(chosen, sheets(clinic, editions, papers), clinic):
            name = file_name(reading, exporter.extension, sheet)
            yield Job(name, reading.id, reading.language, exporter.name, reading, sheet)
    if everything := tuple(whole) or questionnaires:
        for shared in SHARED:
            yield Job(shared.name, "", "", "", everything)


def each_file(
    exporters: Iterable[Exporter], chosen: Iterable[Sheet], clinic: Clinic
) -> Iterator[tuple[Exporter, Sheet | None]]:
    """The files of one reading, in the formats that its clinic asks for: one for each sheet in a
    format that has editions, else one."""
    chosen = tuple(chosen)
    for exporter in (one for one in exporters if one.wanted(clinic)):
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
        for exporter, sheet in each_file(EXPORTERS, sheets(form.clinic), form.clinic):
            for language in form.clinic.languages:
                reading = form.model_copy(update={"language": language})
                yield file_name(reading, exporter.extension, sheet)
