"""fragment: the form as a part of the portal's own page, for server-side includes and the module.

One root element. Every id begins with `intake.`, every class with `intake-`. Nothing in it runs:
the module `intake-form.js` brings it to life, and without it the form is one that a browser sends.
"""

import re

from intake.content.model import Questionnaire
from intake.export.names import file_name
from intake.export.rendering import Rendered, Renderer
from intake.export.script import script

EXTENSION = ".fragment.html"
HEADING = 2
"""The level of the form's title: the page around has the first."""


def export(questionnaire: Questionnaire, renderer: Renderer) -> Rendered:
    """The fragment. Raises ContentError when a template is wrong."""
    part = fragment(questionnaire, renderer)
    return Rendered(part.encode(), inputs=part)


def fragment(questionnaire: Questionnaire, renderer: Renderer, ids: str = "") -> str:
    """The fragment's text; its ids begin with `ids`, else with `intake.`, form and language."""
    own = f"intake.{questionnaire.id}.{questionnaire.language}"
    told = {**script(questionnaire), "files": _files(questionnaire)}
    made = renderer.render(
        "form.html", questionnaire, ids=ids or own, is_fragment=True, script=told
    )
    lines = (line for line in _in_a_page(made).splitlines() if line.strip())
    return "\n".join(lines) + "\n"


def _files(questionnaire: Questionnaire) -> dict[str, str]:
    """The fragment's file in each of the clinic's languages."""
    return {
        language: file_name(questionnaire.model_copy(update={"language": language}), EXTENSION)
        for language in questionnaire.clinic.languages
    }


def _in_a_page(form: str) -> str:
    """`form` without what a page has only once: landmarks, and a heading of the first level.

    Escaping keeps every text of a form from having a tag in it.
    """
    form = re.sub(r"<(/?)(?:header|main|footer)\b", r"<\1div", form)
    form = re.sub(r"<(/?)h([1-5])\b", _deeper, form)
    return form.replace(f"<h{HEADING}", f'<h{HEADING} class="intake-heading"', 1)


def _deeper(tag: "re.Match[str]") -> str:
    return f"<{tag[1]}h{int(tag[2]) + HEADING - 1}"
