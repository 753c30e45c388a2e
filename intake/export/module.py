"""intake-form.js: the element `<intake-form>`, and the behaviour of fragments in a page."""

import json
from collections.abc import Sequence

from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Place, Problem
from intake.content.words import direction
from intake.export.rendering import Rendered, Renderer
from intake.export.stylesheet import stylesheet
from intake.export.view import clinic_view
from intake.kinds import KIND_BY_NAME

TEMPLATE = "scripts/module.js"
STYLES = 'const STYLES = "";'
ABSENT = "const ABSENT = {};"
"""Where the module has its styles, and what it says when a form cannot be fetched."""


def make(questionnaires: Sequence[Questionnaire], renderer: Renderer) -> Rendered:
    """The module. Raises ContentError when a script or a style is wrong."""
    clinic = questionnaires[0].clinic
    kinds = sorted(KIND_BY_NAME)
    data = {"clinic": clinic_view(clinic), "kinds": kinds, "patient_kinds": kinds}
    module = renderer.fill(TEMPLATE, clinic.languages[0], {**data, "is_module": True})
    module = _put(module, STYLES, stylesheet(clinic, renderer))
    module = _put(module, ABSENT, {one: _absent(renderer, one) for one in clinic.languages})
    return Rendered(module.encode(), inputs=module)


def _put(module: str, place: str, value: object) -> str:
    """`module` with `value` where `place` is. Since ES2019 JSON is JavaScript."""
    if place not in module:
        problem = Problem(Place(TEMPLATE), "E503", f"it lacks “{place}”", "put it back")
        raise ContentError([problem])
    written = json.dumps(value, ensure_ascii=False)
    return module.replace(place, f"{place.partition('=')[0]}= {written};", 1)


def _absent(renderer: Renderer, language: str) -> dict[str, str]:
    """What the element says in place of a form that cannot be fetched."""
    told = renderer.fill("scripts/absent.html", language, {"dir": direction(language)})
    said: dict[str, str] = json.loads(told)
    return said
