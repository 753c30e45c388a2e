"""The output formats. An exporter turns a questionnaire into the bytes of one file.

To add one: a module here with `export(questionnaire, renderer) -> Rendered`, and its line in
EXPORTERS, from which the command line takes its choices. The module is imported when it is used,
so that help and checks stay quick.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake.content.model import Clinic, Questionnaire
    from intake.export.edition import Sheet
    from intake.export.rendering import Rendered, Renderer


class Exporter(NamedTuple):
    """`name` is the format, of which there may be several files; `extension` is the file's;
    `module` has the function `export`.

    With `has_editions` there is a file for each sheet, which `export` gets as a third argument.
    `wanted` tells of a clinic whether it asks for the format at all.
    """

    name: str
    extension: str
    module: str
    has_editions: bool = False
    wanted: "Callable[[Clinic], bool]" = lambda clinic: True

    def export(
        self, questionnaire: "Questionnaire", renderer: "Renderer", sheet: "Sheet | None" = None
    ) -> "Rendered":
        """The finished file; on `sheet`, if it is on paper. Raises ContentError when it cannot be
        made."""
        more = (sheet,) if self.has_editions else ()
        rendered: Rendered = import_module(self.module).export(questionnaire, renderer, *more)
        return rendered


EXPORTERS = (
    Exporter("html", ".html", "intake.export.html"),
    Exporter("pdf", ".pdf", "intake.export.pdf", has_editions=True),
    Exporter("html", ".fragment.html", "intake.export.fragment"),
    Exporter("html", ".embed.html", "intake.export.embed"),
    Exporter(
        *("kiosk", ".kiosk.html", "intake.export.kiosk"),
        wanted=lambda clinic: clinic.kiosk is not None,
    ),
)


class Shared(NamedTuple):
    """A file of the output folder that all forms share; `module` has the function `make`.

    It belongs to `format`, and is made with every format where that is empty. `is_of_forms` tells
    whether it changes with the forms, or with the clinic block only.
    """

    name: str
    module: str
    format: str = ""
    is_of_forms: bool = False

    def make(self, questionnaires: "Sequence[Questionnaire]", renderer: "Renderer") -> "Rendered":
        """The finished file, for all forms of the content, at least one. Raises ContentError when
        it cannot be made."""
        rendered: Rendered = import_module(self.module).make(questionnaires, renderer)
        return rendered


SHARED = (
    Shared("questions.schema.json", "intake.export.schema"),
    Shared("index.html", "intake.export.index", is_of_forms=True),
    Shared("intake-form.js", "intake.export.module", "html"),
    Shared("intake-form.css", "intake.export.stylesheet", "html"),
    Shared("intake-frame.js", "intake.export.frame", "html"),
)
FORMATS = tuple(dict.fromkeys(exporter.name for exporter in EXPORTERS))
"""What the command line takes for --format."""
