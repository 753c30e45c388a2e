"""intake-form.js: the element `<intake-form>`, and the behaviour of fragments in a page."""

import json
from collections.abc import Sequence

from intake.content.model import Questionnaire
from intake.content.words import direction
from intake.export.rendering import Rendered, Renderer
from intake.export.stylesheet import stylesheet
from intake.export.view import clinic_view
from intake.kinds import KIND_BY_NAME


def make(questionnaires: Sequence[Questionnaire], renderer: Renderer) -> Rendered:
    """The module. Raises ContentError when a script or a style is wrong."""
    clinic = questionnaires[0].clinic
    kinds = sorted(KIND_BY_NAME)
    data = {
        "clinic": clinic_view(clinic),
        "kinds": kinds,
        "patient_kinds": kinds,
        "is_module": True,
        "styles": stylesheet(clinic, renderer),
        "absent": {language: _absent(renderer, language) for language in clinic.languages},
    }
    module = renderer.fill("scripts/module.js", clinic.languages[0], data)
    return Rendered(module.encode(), inputs=module)


def _absent(renderer: Renderer, language: str) -> dict[str, str]:
    """What the element says in place of a form that cannot be fetched."""
    told = renderer.fill("scripts/absent.html", language, {"dir": direction(language)})
    said: dict[str, str] = json.loads(told)
    return said
