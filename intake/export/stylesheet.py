"""intake-form.css: how the fragments of all forms look, whatever page they stand in."""

from intake.content.model import Clinic
from intake.export.isolated import isolated
from intake.export.rendering import Rendered, Renderer
from intake.export.theme import PUBLIC, theme_css
from intake.export.view import clinic_view
from intake.kinds import KIND_BY_NAME

HEAD = "/* Made by intake: an embedded form. It changes nothing outside of .intake. */\n"


def make(clinic: Clinic, renderer: Renderer) -> Rendered:
    """The style sheet. Raises ContentError when one of the styles is wrong."""
    styles = HEAD + stylesheet(clinic, renderer)
    return Rendered(styles.encode(), inputs=styles)


def stylesheet(clinic: Clinic, renderer: Renderer) -> str:
    """The styles of every kind and of the clinic's theme, set apart from any page."""
    data = {"kinds": sorted(KIND_BY_NAME), "clinic": clinic_view(clinic)}
    written = renderer.fill("styles/embedded.css", clinic.languages[0], data)
    return isolated(written + theme_css(clinic.theme), PUBLIC)
