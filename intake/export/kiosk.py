"""kiosk: the page for a tablet in the waiting room, which keeps nothing for the next patient."""

from intake.content.model import Questionnaire
from intake.export.policy import with_policy
from intake.export.rendering import Rendered, Renderer


def export(questionnaire: Questionnaire, renderer: Renderer) -> Rendered:
    """The page, in a clinic that says after how many minutes it is cleared. Raises ContentError
    when a template is wrong."""
    page = with_policy(renderer.render("kiosk.html", questionnaire), questionnaire.clinic)
    return Rendered(page.encode(), inputs=page)
