"""intake-frame.js: what a portal's page loads so that a form in an <iframe> has its height."""

from collections.abc import Sequence

from intake.content.model import Clinic, Questionnaire
from intake.export.rendering import Rendered, Renderer


def make(questionnaires: Sequence[Questionnaire], renderer: Renderer) -> Rendered:
    """The listener. Raises ContentError when the script is wrong."""
    clinic = questionnaires[0].clinic
    listener = script(clinic, renderer)
    return Rendered(listener.encode(), inputs=listener)


def script(clinic: Clinic, renderer: Renderer) -> str:
    """The listener's text, which the page for developers shows as well."""
    return renderer.fill("scripts/frame.js", clinic.languages[0], {}).strip() + "\n"
