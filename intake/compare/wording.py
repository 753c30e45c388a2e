"""The sentences about a comparison that its terminal, its page and its JSON share."""

from intake.compare.difference import (
    GROUPS,
    Change,
    Comparison,
    FormDifference,
    Group,
    Subject,
)
from intake.compare.version import advice
from intake.content.problems import shorten
from intake.content.words import direction

LONGEST = 120
"""Characters of a question's text where it only says which question is meant."""
TITLES: dict[Group, str] = {
    "meaning": "Changes of meaning",
    "appearance": "Changes of appearance",
    "translation": "Changes of translation",
}
_TRANSLATION = {
    "missing": "no translation yet",
    "unapproved": "not approved yet",
    "added": "translated",
    "stale": "the original has changed, the translation has not",
    "text": "another translation",
}


def heading(form: FormDifference) -> str:
    """`Headache (headache), version 1.0.0 → 1.1.0`."""
    return f"{isolated(form.title, form.language)} ({form.id}), {versions(form)}"


def isolated(text: str, language: str) -> str:
    """The text, which may run from right to left, within a line from left to right (UAX 9)."""
    return f"\u2068{text}\u2069" if direction(language) == "rtl" else text


def versions(form: FormDifference) -> str:
    """`version 1.0.0 → 1.1.0`, or the one that there is."""
    old, new = form.versions
    if not old or not new:
        return f"version {old or new}"
    return f"version {old} → {new}" if old != new else f"version {new}"


def state(form: FormDifference) -> str:
    """What happened to the form as a whole; empty where its changes say it."""
    if form.state == "new":
        return "This form is new, or was never approved."
    if form.state == "gone":
        return "This form is gone. Its stored answers belong to no form any more."
    if form.state == "changed" and not form.subjects:
        return "Only its version, date or status is another."
    return f"Compared with what {form.by} approved on {form.on}." if form.by else ""


def subject(one: Subject, language: str) -> str:
    """`3. Do you smoke? (smoke)`."""
    return f"{before(one)}{isolated(shorten(one.text, LONGEST), language)} ({one.id})"


def before(one: Subject) -> str:
    """What stands before the text of a subject: its number, or what it is."""
    number = f"{one.number}. " if one.number else ""
    return number if one.sort == "item" else f"{one.sort.capitalize()}: "


def what(change: Change) -> str:
    """What a change is about; of a translation, in which language and what of it."""
    if change.group != "translation" or not change.language:
        return change.what
    return f"{change.what}, in {language(change.language)}: {_TRANSLATION[change.sort]}"


def language(tag: str) -> str:
    """The language's name: Spanish; the tag itself where nobody knows it."""
    from intake.locales import locale

    found = locale(tag)
    name = found.get_display_name("en")
    return str(name) if name and found.language == tag.split("-")[0] else tag


def summary(form: FormDifference) -> str:
    """`2 changes of meaning, 1 of appearance, none of translation.`, and of the version."""
    counts = [(form.count(group), group) for group in GROUPS]
    found = [f"{number or 'none'} of {group}" for number, group in counts]
    first = counts[0][0]
    found[0] = f"{first or 'No'} change{'' if first == 1 else 's'} of meaning"
    said = f"{', '.join(found)}."
    if form.level == "none":
        return said
    needs = f"They need a new {form.level} version"
    return f"{said} {needs}. {advice(form)}" if advice(form) else f"{said} {needs}, and have one."


def in_line(change: Change) -> str | None:
    """A change without wordings to compare, in one sentence; None for one with wordings."""
    if change.sort in _PLAIN and change.new is not None:
        before = f" (was {change.old})" if change.old is not None else ""
        return f"{what(change)}: {change.new}{before}"
    if change.sort in _PLAIN and change.old is not None:
        return (
            f"{what(change)}: {change.old}"
            if change.sort == "removed"
            else (f"{what(change)}: none (was {change.old})")
        )
    return what(change) if change.old is None and change.new is None else None


_PLAIN = frozenset({"value", "moved", "renamed", "kind", "added", "removed"})


def nothing(comparison: Comparison) -> str:
    """What is said where nothing is different."""
    return f"No difference between {comparison.old} and {comparison.new}."
