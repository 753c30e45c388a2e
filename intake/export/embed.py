"""embed: for each form a page that shows staff and the portal's developer how to embed it."""

from intake.content.model import Questionnaire
from intake.export.rendering import Rendered, Renderer


def export(questionnaire: Questionnaire, renderer: Renderer) -> Rendered:
    """The page. Raises ContentError when a template is wrong."""
    return Rendered(b"", inputs="")
