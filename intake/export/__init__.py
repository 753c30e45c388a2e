"""The output formats. An exporter turns a questionnaire into the bytes of one file.

To add one: a module here with `export(questionnaire, renderer) -> Rendered`, and its line in
EXPORTERS, from which the command line takes its choices. The module is imported when it is used,
so that help and checks stay quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from intake.content.model import Clinic, Questionnaire
    from intake.export.edition import Sheet
    from intake.export.rendering import Rendered, Renderer


class Exporter(NamedTuple):
    """`name` is the format, of which there may be several files; `extension` is the file's;
    `module` has the function `export`.

    With `has_editions` there is a file for each sheet, which `export` gets as a third argument.
    """

    name: str
    extension: str
    module: str
    has_editions: bool = False

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
)


class Shared(NamedTuple):
    """A file of the output folder that all forms share; `module` has the function `make`.

    It belongs to `format`, and is made with every format where that is empty.
    """

    name: str
    module: str
    format: str = ""

    def make(self, clinic: "Clinic", renderer: "Renderer") -> "Rendered":
        """The finished file. Raises ContentError when it cannot be made."""
        rendered: Rendered = import_module(self.module).make(clinic, renderer)
        return rendered


SHARED = (
    Shared("questions.schema.json", "intake.export.schema"),
    Shared("intake-form.js", "intake.export.module", "html"),
    Shared("intake-form.css", "intake.export.stylesheet", "html"),
    Shared("intake-frame.js", "intake.export.frame", "html"),
)
FORMATS = tuple(dict.fromkeys(exporter.name for exporter in EXPORTERS))
"""What the command line takes for --format."""
