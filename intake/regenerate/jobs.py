"""The files that the content asks for, each as one job that a worker can do."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from intake.content.model import Clinic, Questionnaire
from intake.export import EXPORTERS, SHARED, Exporter, Shared
from intake.export.edition import Sheet, sheets
from intake.export.names import file_name

if TYPE_CHECKING:
    from intake.export.rendering import Rendered, Renderer


class Job(NamedTuple):
    """One file: its name, its form in one language and its exporter's extension.

    For a file that all forms share, `form`, `language` and `extension` are empty, and the subject
    is all of them, without their sections: it lists them.
    """

    name: str
    form: str
    language: str
    extension: str
    subject: Questionnaire | tuple[Questionnaire, ...]
    sheet: Sheet | None = None

    def render(self, renderer: "Renderer") -> "Rendered":
        """The finished file. Raises ContentError when it cannot be made."""
        if isinstance(self.subject, tuple):
            return self.shared.make(self.subject, renderer)
        exporter = next(one for one in EXPORTERS if one.extension == self.extension)
        return exporter.export(self.subject, renderer, self.sheet)

    @property
    def shared(self) -> Shared:
        """What makes a file that all forms share."""
        return next(one for one in SHARED if one.name == self.name)


def jobs(
    questionnaires: Iterable[Questionnaire],
    formats: Iterable[str] | None = None,
    editions: Iterable[str] = (),
    papers: Iterable[str] = (),
    whole: Iterable[Questionnaire] = (),
) -> Iterator[Job]:
    """One for each form in each language and format (by default in all), on paper on each sheet;
    then those of the files that all forms share, which are of the `whole` content."""
    formats = None if formats is None else {*formats}
    chosen = [one for one in EXPORTERS if formats is None or one.name in formats]
    questionnaires = tuple(questionnaires)
    for reading in (one for form in questionnaires for one in form.readings()):
        clinic = reading.clinic
        for exporter, sheet in each_file(chosen, sheets(clinic, editions, papers), clinic):
            name = file_name(reading, exporter.extension, sheet)
            yield Job(name, reading.id, reading.language, exporter.extension, reading, sheet)
    if whole := tuple(whole) or questionnaires:
        everything = tuple(form.model_copy(update={"sections": ()}) for form in whole)
        for shared in SHARED:
            if formats is None or shared.format in {*formats, ""}:
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


def all_names(questionnaires: Iterable[Questionnaire]) -> Iterator[str]:
    """The name of every file that the content asks for, on paper in the clinic's editions."""
    yield from (shared.name for shared in SHARED)
    for form in questionnaires:
        for exporter, sheet in each_file(EXPORTERS, sheets(form.clinic), form.clinic):
            for language in form.clinic.languages:
                reading = form.model_copy(update={"language": language})
                yield file_name(reading, exporter.extension, sheet)
