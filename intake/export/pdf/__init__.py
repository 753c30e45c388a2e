"""pdf: the form on paper, tagged (PDF/UA-1), laid out by WeasyPrint."""

from intake.content.model import Questionnaire
from intake.export.rendering import Rendered, Renderer


def export(questionnaire: Questionnaire, renderer: Renderer) -> Rendered:
    """The paper form. Raises ContentError when a template is wrong or the PDF cannot be made."""
    sheet = renderer.render("sheet.html", questionnaire)
    from intake.export.pdf.layout import lay_out  # heavy: only when a PDF is made

    return lay_out(sheet, questionnaire.id)
