"""intake-form.css: how the fragments of all forms look, whatever page they stand in."""

from collections.abc import Sequence
from functools import lru_cache

from intake.content.model import Clinic, Questionnaire
from intake.content.problems import ContentError, Place, Problem
from intake.export.isolated import isolated
from intake.export.rendering import Rendered, Renderer
from intake.export.theme import PUBLIC, theme_css
from intake.export.view import clinic_view
from intake.kinds import KIND_BY_NAME

TEMPLATE = "styles/embedded.css"
HEAD = "/* Made by intake: an embedded form. It changes nothing outside of .intake. */\n"


def make(questionnaires: Sequence[Questionnaire], renderer: Renderer) -> Rendered:
    """The style sheet. Raises ContentError when one of the styles is wrong."""
    clinic = questionnaires[0].clinic
    styles = HEAD + stylesheet(clinic, renderer)
    return Rendered(styles.encode(), inputs=styles)


def stylesheet(clinic: Clinic, renderer: Renderer) -> str:
    """The styles of every kind and of the clinic's theme, set apart from any page."""
    data = {"kinds": sorted(KIND_BY_NAME), "clinic": clinic_view(clinic)}
    written = renderer.fill(TEMPLATE, clinic.languages[0], data)
    try:
        return _isolated(written + theme_css(clinic.theme))
    except ValueError as error:
        cure = "mend the style sheet, or remove it to have the built-in one again"
        raise ContentError([Problem(Place(TEMPLATE), "E503", str(error), cure)]) from None


@lru_cache(4)
def _isolated(styles: str) -> str:
    """The module and the style sheet of one build have the same."""
    return isolated(styles, PUBLIC)
