"""The page's content security policy: it runs its own script and style, and asks for nothing."""

import base64
import hashlib
import re
from urllib.parse import urlsplit

from intake.content.model import Clinic

PLACE = '<meta http-equiv="Content-Security-Policy" content="">'
"""Where a page has its policy. A template without it makes a page without a policy."""
_INLINE = r"<{}(?: type=\"module\")?>(.*?)</{}>"


def with_policy(page: str, clinic: Clinic | None) -> str:
    """`page` with the policy in its place."""
    return page.replace(PLACE, PLACE.replace('""', f'"{policy(page, clinic)}"'), 1)


def policy(page: str, clinic: Clinic | None) -> str:
    """The policy of `page`, which sends its answers where `clinic` takes them, if anywhere, and
    asks for itself in the clinic's other languages; without a clinic it does neither.

    Hashes are of the text as it stands between the tags, with LF at the ends of lines (CSP 3,
    8.3). Escaping keeps every other text of a page from having such a tag in it.
    """
    to = _origin(clinic.submit_to if clinic else None)
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
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _hashes(page: str, tag: str) -> str:
    found = re.findall(_INLINE.format(tag, tag), page, re.DOTALL)
    digests = (hashlib.sha256(text.encode()).digest() for text in found)
    said = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    return " ".join(said) or "'none'"


def _origin(address: str | None) -> str:
    if not address:
        return "'none'"
    parts = urlsplit(address)
    return f"https://{parts.netloc}" if parts.netloc else "'self'"
