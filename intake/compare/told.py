"""How keys, values and conditions are called in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from intake.content.conditions import Condition, Group, Test
from intake.content.problems import shorten
from intake.content.words import Words
from intake.kinds.base import Item

LABELS = {
    "text": "The wording",
    "title": "The title",
    "intro": "The introduction",
    "notice": "The notice",
    "hint": "The hint",
    "reason": "Why we ask",
    "constraint_message": "The message where an answer does not fit",
    "enable_when": "When it applies",
    "other": "The last option, with a line to write on",
    "initial": "What stands there to begin with",
    "min": "The smallest or earliest answer",
    "max": "The largest or latest answer",
    "max_length": "The most characters",
    "max_rows": "The most rows",
    "repeats": "How many answers may be given",
    "unit": "The unit",
    "lower": "The words at the lower end",
    "upper": "The words at the upper end",
    "pattern": "What an answer must look like (pattern)",
    "precision": "The finest part of the date",
    "parts": "The parts",
    "for_": "Who fills it in",
    "width": "The width of the box",
    "lines": "The lines to write on",
    "rows": "The rows",
    "max_pages": "The most pages",
    "display": "The code system's own words",
    "name": "The name",
    "address": "The address",
    "phone": "The telephone number",
    "paper": "The paper",
    "editions": "The editions that are printed",
    "portal": "The form’s address on the portal",
    "date_order": "The order of a date’s boxes",
    "submit_to": "Where the answers are sent",
    "duplex": "Printing on both sides",
    "source": "The source",
    "reviewed": "When it was last reviewed",
    "article": "The article",
    "kind": "The kind",
    "autocomplete": "What the browser may fill in",
    "autofill": "What the browser may fill in",
    "appearance": "Where it stands on paper",
    "on_every_page": "What stands on every page",
}
"""What a key is called; another one is called by its name."""

FLAGS = {
    "required": ("Must now be answered", "May now be left blank"),
    "readonly": ("Is now filled in by the clinic", "Is no longer filled in by the clinic"),
    "sensitive": (
        "Now offers “I would rather talk in person”",
        "No longer offers “I would rather talk in person”",
    ),
    "not_sure": ("Now offers “Not sure”", "No longer offers “Not sure”"),
    "exclusive": ("Now rules out the other options", "No longer rules out the other options"),
    "how_long_ago": ("Now also asks how long ago", "No longer asks how long ago"),
    "dated": ("Now has a date beside it", "No longer has a date beside it"),
}
"""What is said of a key that is yes or no, once it is yes and once it is no."""

NOUNS = {
    "options": "option",
    "rows": "row",
    "columns": "column",
    "units": "unit",
    "details": "detail",
    "parts": "part",
    "codes": "code of another system",
}
"""What an entry of a list is called."""

_OPERATORS = {
    "equals": "is {}",
    "not_equals": "is not {}",
    "one_of": "is {}",
    "contains": "has {} among its answers",
    "greater": "is more than {}",
    "less": "is less than {}",
    "at_least": "is at least {}",
    "at_most": "is at most {}",
}


def label(key: str) -> str:
    """What the key is called at the beginning of a sentence."""
    return LABELS.get(key, f"“{key.rstrip('_')}”")


def flag(key: str, value: bool) -> str:
    """What is said of a key that became yes or no."""
    return FLAGS[key][not value] if key in FLAGS else f"{label(key)}: now {said(value)}"


def in_language(value: str, language: str) -> str | None:
    """The text in `language`; of one that is in no certain language, the text itself."""
    return value.by_language.get(language) if isinstance(value, Words) else value


@dataclass(frozen=True)
class Teller:
    """Says values and conditions in `language`, with the words of `items`, by their ids."""

    language: str
    items: Mapping[str, Item]

    def text(self, value: str) -> str:
        """The text in the language, else in the first that it has."""
        return in_language(value, self.language) or str(value)

    def said(self, value: Any) -> str | None:
        """A value as a person would write it; None for nothing."""
        if value is None or value == ():
            return None
        if isinstance(value, Test | Group):
            return self.condition(value)
        return self.text(value) if isinstance(value, str) else said(value)

    def condition(self, condition: Condition) -> str:
        """When it holds: `“Do you smoke?” is “Yes”`."""
        if isinstance(condition, Group):
            join = " and " if condition.behavior == "all" else " or "
            parts = (self._part(part) for part in condition.conditions)
            return join.join(parts)
        return self._test(condition)

    def _part(self, part: Condition) -> str:
        words = self.condition(part)
        return f"({words})" if isinstance(part, Group) else words

    def _test(self, test: Test) -> str:
        name, _, row = test.item.partition(".")
        item = self.items.get(name)
        texts = item.row_wording() if item else {}
        asked = self._named(texts.get(row), row) if row else ""
        subject = self._named(item.text if item else None, name) + (f", {asked}" if row else "")
        if isinstance(test.value, bool):
            return f"{subject} is {'answered' if test.value else 'not answered'}"
        wordings = item.wording() if item else {}
        values = test.value if isinstance(test.value, tuple) else (test.value,)
        named = " or ".join(self._named(wordings.get(one), one) for one in values)
        return f"{subject} {_OPERATORS[test.operator].format(named)}"

    def _named(self, text: str | None, name: str) -> str:
        return f"“{shorten(self.text(text), 60)}”" if text else f"“{name}”"


def said(value: Any) -> str:
    """A value that is no text: yes or no, a number, a day, a list."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(said, value))
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)
