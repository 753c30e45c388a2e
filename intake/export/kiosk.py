"""kiosk: the page for a tablet in the waiting room, which keeps nothing for the next patient."""

from intake.content.model import Questionnaire
from intake.export.html import standalone
from intake.export.rendering import Rendered, Renderer


def export(questionnaire: Questionnaire, renderer: Renderer) -> Rendered:
    """The page, in a clinic that says after how many minutes it is cleared. Raises ContentError
    when a template is wrong."""
    page = standalone(questionnaire, renderer, "kiosk.html")
    return Rendered(page.encode(), inputs=page)
