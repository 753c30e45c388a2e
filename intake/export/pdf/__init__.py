"""pdf: the form on paper, tagged (PDF/UA-1), laid out by WeasyPrint."""

from functools import partial

from intake.content.model import Questionnaire
from intake.export.rendering import Rendered, Renderer


def export(questionnaire: Questionnaire, renderer: Renderer) -> Rendered:
    """The paper form.

    Raises ContentError when a template is wrong, the PDF cannot be made, or something in it does
    not fit the paper.
    """
    sheet = renderer.render("sheet.html", questionnaire)
    from intake.export.pdf.fit import check
    from intake.export.pdf.layout import lay_out  # heavy: only when a PDF is made

    edition = f"{questionnaire.language}, {questionnaire.clinic.paper}"
    fits = partial(check, form=questionnaire, edition=edition, most=questionnaire.max_pages)
    return lay_out(sheet, questionnaire.id, fits)
