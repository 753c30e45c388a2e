"""intake-form.js: the element `<intake-form>`, and the behaviour of fragments in a page."""

import json
from collections.abc import Sequence

from intake.content.model import Questionnaire
from intake.content.words import direction
from intake.export.rendering import Rendered, Renderer
from intake.export.stylesheet import stylesheet
from intake.export.view import clinic_view
from intake.kinds import KIND_BY_NAME

STYLES = 'const STYLES = ""'
ABSENT = "const ABSENT = {}"
"""Where the module has its styles, and what it says when a form cannot be fetched."""


def make(questionnaires: Sequence[Questionnaire], renderer: Renderer) -> Rendered:
    """The module. Raises ContentError when a script or a style is wrong."""
    clinic = questionnaires[0].clinic
    kinds = sorted(KIND_BY_NAME)
    data = {"clinic": clinic_view(clinic), "kinds": kinds, "patient_kinds": kinds}
    module = renderer.fill("scripts/module.js", clinic.languages[0], {**data, "is_module": True})
    module = _put(module, STYLES, _script(stylesheet(clinic, renderer)))
    said = {language: _absent(renderer, language) for language in clinic.languages}
    module = _put(module, ABSENT, _script(said))
    return Rendered(module.encode(), inputs=module)


def _absent(renderer: Renderer, language: str) -> dict[str, str]:
    told = renderer.fill("scripts/absent.html", language, {"dir": direction(language)})
    said: dict[str, str] = json.loads(told)
    return said


def _put(module: str, place: str, value: str) -> str:
    return module.replace(place, f"{place.partition('=')[0]}= {value}", 1)


def _script(value: object) -> str:
    """`value` as an expression of JavaScript. Since ES2019 JSON is one."""
    return json.dumps(value, ensure_ascii=False)
