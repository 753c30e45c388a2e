"""`allow: {W301: the reason}`: warnings that are silenced in place, and mistakes in saying so."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from intake.content.document import Trail
from intake.content.lint.subject import Declared, Finding
from intake.content.problems import CODES, shorten, suggest

UNUSED = "W410"
FILE = frozenset({"W101", "W102"})
"""Warnings about the file as a whole: no item, section or form could allow them."""
ALLOWABLE = frozenset(code for code in CODES if code[0] == "W") - FILE - {UNUSED}


def silence(findings: Iterable[Finding], declared: Declared) -> Iterator[Finding]:
    """The findings that nobody allowed, then one for each `allow` that silences nothing.

    The nearest that allows a code silences it: the item, the section, the form, the clinic.
    """
    allowed = _allowed(declared)
    used: set[tuple[Trail, str]] = set()
    for finding in findings:
        owner = _owner(finding, allowed)
        if owner is None:
            yield finding
        else:
            used.add((owner, finding.code))
    for owner, codes in allowed.items():
        for code in codes:
            if (owner, code) not in used and code in ALLOWABLE:
                trail = (*(owner or ("clinic",)), "allow", code)
                what = f"{code} ({CODES[code]}) is allowed here, but nothing here causes it"
                yield Finding(trail, UNUSED, what, "remove it from allow", key=True)


def _allowed(declared: Declared) -> dict[Trail, Mapping[str, str]]:
    """What is allowed, by the path below which it is; the clinic's is for the whole file."""
    found = {subject.trail: subject.allow for subject in declared.subjects if subject.allow}
    everywhere = getattr(declared.library.clinic, "allow", {})
    return {**found, (): everywhere} if everywhere else found


def _owner(finding: Finding, allowed: Mapping[Trail, Mapping[str, str]]) -> Trail | None:
    for length in range(len(finding.trail), -1, -1) if allowed else ():
        owner = finding.trail[:length]
        if finding.code in allowed.get(owner, ()):
            return owner
    return None


def allow_faults(data: Any) -> Iterator[Finding]:
    """An error for each key below an `allow` in the loaded `data` that is no warning's code."""
    for trail, codes in _allows(data, ()):
        for code in codes:
            if code in ALLOWABLE:
                continue
            what = f"“{shorten(str(code))}” is not a warning that can be allowed"
            cure = suggest(str(code), sorted(ALLOWABLE))
            if code in CODES:
                cure = "mend what it says; remove it here"
            yield Finding((*trail, code), "E309", what, cure, key=True)


def _allows(data: Any, trail: Trail) -> Iterator[tuple[Trail, dict[str, Any]]]:
    """Every `allow` of the clinic, a form, a section or an item. Names that authors choose
    (of forms, of sections, of items in conditions) may be `allow` too, and are none."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs:
        here = (*trail, key)
        if key == "allow" and isinstance(value, dict) and trail not in _NAMES:
            yield here, value
        elif isinstance(value, dict | list) and key != "enable_when":
            yield from _allows(value, here)


_NAMES: tuple[Trail, ...] = ((), ("forms",), ("sections",))
