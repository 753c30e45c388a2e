"""index.html beside the forms: the list of them for staff, as a page without a server."""

from collections.abc import Sequence

from intake.content.model import Questionnaire
from intake.export.policy import with_policy
from intake.export.rendering import Rendered, Renderer


def make(questionnaires: Sequence[Questionnaire], renderer: Renderer) -> Rendered:
    """The page. It names every file that the content asks for, whichever were made this time."""
    from intake.preview.listing import listed
    from intake.preview.pages import render

    clinic = questionnaires[0].clinic
    forms = [listed(form) for form in questionnaires]
    page = render("index.html", clinic=str(clinic.name), language=clinic.languages[0], forms=forms)
    page = with_policy(page, None)
    return Rendered(page.encode(), inputs=page)
