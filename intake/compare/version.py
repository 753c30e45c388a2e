"""Which version a changed form should have (semver.org)."""

import re

from intake.compare.difference import FormDifference, Level

_VERSION = re.compile(r"v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?")


def fitting(version: str, level: Level) -> str:
    """The version after `version`, raised at `level`; empty where none can be told."""
    found = _parts(version)
    if not found or level == "none":
        return ""
    major, minor, patch = found
    raised = {
        "major": (major + 1, 0, 0),
        "minor": (major, minor + 1, 0),
        "patch": (major, minor, patch + 1),
    }
    return ".".join(map(str, raised[level]))


def is_raised(form: FormDifference) -> bool:
    """Whether the version was raised as far as the changes ask. Where the versions are not
    numbers, it is enough that they differ."""
    old, new = form.versions
    if form.level == "none" or form.state != "changed":
        return True
    before, after = _parts(old), _parts(new)
    if not before or not after:
        return old != new
    wanted = _parts(fitting(old, form.level))
    return after >= (wanted or after)


def advice(form: FormDifference) -> str:
    """What to do about the version, in a sentence; empty where it is right."""
    if is_raised(form):
        return ""
    old, new = form.versions
    wanted = fitting(old, form.level) or "another version"
    why = {
        "major": "stored answers no longer fit",
        "minor": "the wording or what is asked has changed",
        "patch": "only its looks have changed",
    }[form.level]
    return f"The version should be {wanted}, as {why}; it is {new}."


def _parts(version: str) -> tuple[int, int, int] | None:
    found = _VERSION.fullmatch(version.strip())
    if not found:
        return None
    major, minor, patch = (int(part or 0) for part in found.groups())
    return major, minor, patch
