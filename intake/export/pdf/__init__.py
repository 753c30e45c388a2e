"""pdf: the form on paper, tagged (PDF/UA-1), laid out by WeasyPrint."""

from intake.content.model import Questionnaire
from intake.export.edition import Sheet
from intake.export.rendering import Rendered, Renderer


def export(
    questionnaire: Questionnaire, renderer: Renderer, sheet: Sheet | None = None
) -> Rendered:
    """The paper form on `sheet`, by default the usual one.

    Raises ContentError when a template is wrong or the PDF cannot be made.
    """
    page = renderer.render("sheet.html", questionnaire, sheet)
    from intake.export.pdf.layout import lay_out  # heavy: only when a PDF is made

    return lay_out(page, questionnaire.id)
