"""html: one self-contained page for the portal, with no request to anywhere."""

from intake.content.model import Questionnaire
from intake.export.policy import with_policy
from intake.export.rendering import Rendered, Renderer


def export(questionnaire: Questionnaire, renderer: Renderer) -> Rendered:
    """The standalone page. Raises ContentError when a template is wrong."""
    page = with_policy(renderer.render("page.html", questionnaire), questionnaire.clinic)
    return Rendered(page.encode(), inputs=page)
