"""`allow: {W301: the reason}`: warnings that are silenced in place."""

from collections.abc import Iterable, Iterator

from intake.content.allow import UNUSED
from intake.content.document import Trail
from intake.content.lint.subject import Declared, Finding
from intake.content.problems import CODES


def silence(findings: Iterable[Finding], declared: Declared) -> Iterator[Finding]:
    """The findings that nobody allowed, then one for each `allow` that silences nothing.

    The nearest that allows a code silences it: the item, the section, the form, the clinic.
    """
    used: set[tuple[Trail, str]] = set()
    for finding in findings:
        owner = declared.owner(finding.trail, finding.code)
        if owner is None:
            yield finding
        else:
            used.add((owner, finding.code))
    for owner, codes in declared.allowed.items():
        for code in codes:
            if (owner, code) not in used:
                trail = (*(owner or ("clinic",)), "allow", code)
                what = f"{code} ({CODES[code]}) is allowed here, but nothing here causes it"
                yield Finding(trail, UNUSED, what, "remove it from allow", key=True)
