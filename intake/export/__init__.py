"""The output formats. An exporter turns a questionnaire into the bytes of one file."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.export import html, pdf
from intake.export.rendering import Rendered, Renderer
from intake.content.model import Questionnaire


@dataclass(frozen=True)
class Exporter:
    """`extension` is the file's; `export` raises ContentError when a form cannot be made."""

    name: str
    extension: str
    export: Callable[[Questionnaire, Renderer], Rendered]


EXPORTERS = (
    Exporter("html", ".html", html.export),
    Exporter("pdf", ".pdf", pdf.export),
)
