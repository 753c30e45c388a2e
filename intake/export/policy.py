"""The page's content security policy: it runs its own script and style, and asks for nothing."""

import base64
import hashlib
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from intake.content.model import Clinic

PLACE = '<meta http-equiv="Content-Security-Policy" content="">'
"""Where a page has its policy. A template without it makes a page without a policy."""
_INLINE = r"<{}(?: type=\"module\")?>(.*?)</{}>"


def with_policy(page: str, clinic: Clinic | None, more: Mapping[str, str] | None = None) -> str:
    """`page` with the policy in its place; `more` are directives that are added or replaced."""
    said = policy(page, clinic, more)
    return page.replace(PLACE, PLACE.replace('""', f'"{said}"'), 1)


def policy(page: str, clinic: Clinic | None, more: Mapping[str, str] | None = None) -> str:
    """The policy of `page`, which sends its answers where `clinic` takes them, if anywhere, and
    asks for itself in the clinic's other languages; without a clinic it does neither.

    Hashes are of the text as it stands between the tags, with LF at the ends of lines (CSP 3,
    8.3). Escaping keeps every other text of a page from having such a tag in it. In `more` a
    directive that begins with + has its sources added to those of the page.
    """
    to = origin(clinic.submit_to if clinic else None)
    has_others = clinic and len(clinic.languages) > 1
    asks = " ".join(dict.fromkeys([to, "'self'"])) if has_others else to
    parts = {
        "default-src": "'none'",
        "script-src": _hashes(page, "script"),
        "style-src": _hashes(page, "style"),
        "connect-src": asks.removeprefix("'none' "),
        "form-action": to,
        "base-uri": "'none'",
    }
    for name, sources in (more or {}).items():
        known = f"{parts[name[1:]]} " if name.startswith("+") else ""
        parts[name.removeprefix("+")] = known + sources
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def digest(text: str) -> str:
    """The source by which a policy allows the inline script or style `text`."""
    found = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{found}'"


def origin(address: str | None) -> str:
    """The source by which a policy allows requests to `address`: https, or the page's own host."""
    if not address:
        return "'none'"
    parts = urlsplit(address)
    return f"https://{parts.netloc}" if parts.netloc else "'self'"


def _hashes(page: str, tag: str) -> str:
    found = re.findall(_INLINE.format(tag, tag), page, re.DOTALL)
    return " ".join(digest(text) for text in found) or "'none'"
