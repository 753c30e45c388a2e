"""embed: for each form a page that shows staff and the portal's developer how to embed it."""

from markupsafe import escape

from intake.content.model import Questionnaire
from intake.export import frame
from intake.export.fragment import EXTENSION, fragment
from intake.export.html import standalone
from intake.export.names import file_name
from intake.export.policy import digest, origin, policy, with_policy
from intake.export.rendering import Rendered, Renderer

FOLDER = "/forms/"
"""Where the examples say that the files are."""
SAFE = "Referrer-Policy: no-referrer\nX-Content-Type-Options: nosniff"
OWN = {
    "+script-src": "'self'",
    "+style-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'none'",
}
"""What the page itself may do beyond its own script and style: show the examples."""


def export(questionnaire: Questionnaire, renderer: Renderer) -> Rendered:
    """The page. Raises ContentError when a template is wrong."""
    clinic = questionnaire.clinic
    listener = frame.script(clinic, renderer)
    names = {
        "page": file_name(questionnaire, ".html"),
        "fragment": file_name(questionnaire, EXTENSION),
    }
    page = renderer.render(
        "embed.html",
        questionnaire,
        files=names,
        code=_code(questionnaire, names, listener),
        headers=_headers(questionnaire, standalone(questionnaire, renderer), listener),
        folder=FOLDER,
    )
    example = fragment(questionnaire, renderer).replace(
        'class="intake-form"', 'class="intake-form" data-send="event"', 1
    )
    page = with_policy(page, None, OWN).replace("<!-- the fragment -->", example, 1)
    return Rendered(page.encode(), inputs=page)


def _code(form: Questionnaire, names: dict[str, str], listener: str) -> dict[str, str]:
    """What is to be pasted, for each way."""
    page, part = FOLDER + names["page"], FOLDER + names["fragment"]
    title = escape(str(form.title))
    script = f'<script type="module" src="{FOLDER}intake-form.js"></script>'
    return {
        "link": f'<a href="{page}">{title}</a>',
        "frame": f'<iframe data-intake src="{page}" title="{title}"\n'
        '  width="100%" height="960"></iframe>\n'
        f'<script src="{FOLDER}intake-frame.js" defer></script>',
        "listener": f"<script>\n{listener}</script>",
        "element": f'{script}\n<intake-form src="{part}">\n'
        f'  <a href="{page}">{title}</a>\n</intake-form>',
        "fragment": f'<link rel="stylesheet" href="{FOLDER}intake-form.css">\n{script}\n'
        f'<!--#include virtual="{part}" -->',
    }


def _headers(form: Questionnaire, page: str, listener: str) -> dict[str, str]:
    """The lines of the responses, for each way."""
    parents = " ".join(form.clinic.embedded_in) or "'self'"
    alone, framed = (
        f"Content-Security-Policy: {policy(page, form.clinic, {'frame-ancestors': who})}\n{SAFE}"
        for who in ("'none'", parents)
    )
    sent = origin(form.clinic.submit_to)
    connected = "'self'" if sent in ("'none'", "'self'") else f"'self' {sent}"
    return {
        "link": alone,
        "frame": framed,
        "around": "Content-Security-Policy: frame-src 'self'; script-src 'self'",
        "listener": f"script-src {digest(f'{chr(10)}{listener}')}",
        "element": "Content-Security-Policy: script-src 'self';"
        f" connect-src {connected}; form-action {sent}\n{SAFE}",
        "fragment": "Content-Security-Policy: script-src 'self'; style-src 'self';"
        f" connect-src {connected}; form-action {sent}\n{SAFE}",
    }
