"""intake-frame.js: what a portal's page loads so that a form in an <iframe> has its height."""

from intake.content.model import Clinic
from intake.export.rendering import Rendered, Renderer


def make(clinic: Clinic, renderer: Renderer) -> Rendered:
    """The listener. Raises ContentError when the script is wrong."""
    listener = script(clinic, renderer)
    return Rendered(listener.encode(), inputs=listener)


def script(clinic: Clinic, renderer: Renderer) -> str:
    """The listener's text, which the page for developers shows as well."""
    return renderer.fill("scripts/frame.js", clinic.languages[0], {}).strip() + "\n"
