"""Ids and codes that are made from texts, and texts that stand for what has nothing else."""

import re
from typing import Any

from intake.content.problems import shorten
from intake.content.types import (
    LANGUAGE,
    MAX_ID,
    slug,
    wrong_value,
)


def identity(value: Any, key: str, source: str = "text") -> str:
    """The id or code of a raw mapping or bare text: what it says, else made from its text.

    Empty where there is neither. An id that would begin with a digit begins with q_.
    """
    given = value if isinstance(value, dict) and not is_text(value) else {source: value}
    text = given[key] if key in given else first_text(given.get(source))
    if not isinstance(text, str) or key in given:
        return text if isinstance(text, str) else ""
    made = slug(text)
    if key == "id" and made[:1].isdigit():
        made = f"q_{made}"[:MAX_ID].rstrip("_")
    return made


NO_LANGUAGE = frozenset({"text", "kind", "id", "code", "min", "max"})
"""Keys of items and options. Three are languages too; a text in Indonesian (id) is written out,
{text: {en: Where?, id: Di mana?}}, so that an item with a misspelled key is not taken for one."""


def is_text(value: Any) -> bool:
    """Whether `value` is a text in several languages, {en: Where?, es: ¿Dónde?}, not keys."""
    if not isinstance(value, dict) or not value or not NO_LANGUAGE.isdisjoint(value):
        return False
    return all(re.fullmatch(LANGUAGE, key) for key in value)


def first_text(value: Any) -> Any:
    """The text itself, or of a text in several languages the one that is written first."""
    return next(iter(value.values()), None) if isinstance(value, dict) else value


def with_id(value: Any, key: str, source: str = "text") -> Any:
    """The mapping `value` with `key` made from its text when the author gave none.

    A bare text stands for a mapping with nothing but that text.
    """
    if isinstance(value, str) or is_text(value):
        value = {source: value}
    if not isinstance(value, dict) or key in value:
        return value
    text = first_text(value.get(source))
    if not isinstance(text, str):
        return value
    made = identity(value, key, source)
    if made or not text.strip():
        return {**value, key: made or "empty"}
    what = f"“{shorten(text)}” has no letters from a to z to make its {key} from"
    raise wrong_value(what, f"give it one, like {{{key}: muscle_pain, {source}: ...}}", "E311")
