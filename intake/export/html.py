"""html: one self-contained page for the portal, with no request to anywhere."""

from intake.content.model import Questionnaire
from intake.export import theme
from intake.export.policy import with_policy
from intake.export.rendering import Rendered, Renderer
from intake.export.script import script


def export(questionnaire: Questionnaire, renderer: Renderer) -> Rendered:
    """The standalone page. Raises ContentError when a template is wrong."""
    page = standalone(questionnaire, renderer)
    return Rendered(page.encode(), inputs=page)


def standalone(
    questionnaire: Questionnaire, renderer: Renderer, template: str = "page.html"
) -> str:
    """The text of a page of its own, with the clinic's theme and its policy."""
    clinic = questionnaire.clinic
    told = script(questionnaire)
    if clinic.embedded_in:
        told["parents"] = list(clinic.embedded_in)
    page = renderer.render(template, questionnaire, script=told)
    page = page.replace(f"{theme.PLACE}\n", theme.theme_css(clinic.theme), 1)
    return with_policy(page, clinic)
