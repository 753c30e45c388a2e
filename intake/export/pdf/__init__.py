"""pdf: the form on paper or to be filled in on screen, by PDF/UA-1 and PDF/A-3a."""

from functools import partial

from intake.content.model import Questionnaire
from intake.export.edition import Sheet, usual
from intake.export.rendering import Rendered, Renderer


def export(
    questionnaire: Questionnaire, renderer: Renderer, sheet: Sheet | None = None
) -> Rendered:
    """The paper form on `sheet`, by default the usual one.

    Raises ContentError when a template is wrong, the PDF cannot be made, or something in it does
    not fit the paper.
    """
    sheet = sheet or usual(questionnaire.clinic)
    page = renderer.render("sheet.html", questionnaire, sheet)
    from intake.export.pdf.fit import check
    from intake.export.pdf.layout import lay_out  # heavy: only when a PDF is made

    return lay_out(page, questionnaire.id, partial(check, form=questionnaire, sheet=sheet))
