"""W406: an id or a code that was made from another text than the one that stands there now."""

import re
from collections.abc import Iterator
from typing import Any

from intake.content.document import Trail
from intake.content.lint.subject import Declared, Finding, field, wordings
from intake.content.problems import shorten
from intake.content.types import slug
from intake.kinds.options import OptionGroup

FEWEST = 3
"""Words that an id must have to look like a text."""
_SAID = """
a am an and any are as at been but by can could did do does for from had has have how i if in is
it many me much my not of on or she should that the there this to was we were what when where
which who why will with would you your
"""
SAID = frozenset(_SAID.split())
"""Words of sentences, which a name that somebody thought of seldom has."""


def is_stale(name: str, texts: list[str]) -> bool:
    """Whether `name` reads like a sentence that shares less than half its words with `texts`.

    Words like “did” and “you”, which every question has, do not count as shared.
    """
    words = re.split("[_-]", name)
    if len(words) < FEWEST or len(SAID.intersection(words)) < 2:
        return False
    telling = [word for word in words if word not in SAID] or words
    present = {word[:5] for text in texts for word in slug_words(text)}
    return 2 * sum(word[:5] in present for word in telling) < len(telling)


def slug_words(text: str) -> list[str]:
    """The words of `text` as an id would have them."""
    return [word for part in text.split() for word in slug(part).split("_")]


def changed_texts(declared: Declared) -> Iterator[Finding]:
    """Items and options, in English, whose id or code says something else than their text."""
    for subject in declared.items:
        item = subject.model
        yield from _stale(subject.trail, "id", item.id, item.text, subject.first)
        for trail, option in _options(subject.trail, field(item, "options") or ()):
            yield from _stale(trail, "code", option.code, option.text, subject.first)


def _options(trail: Trail, options: tuple[Any, ...]) -> Iterator[tuple[Trail, Any]]:
    for index, option in enumerate(options):
        here = (*trail, "options", index)
        if isinstance(option, OptionGroup):
            yield from _options(here, option.options)
        elif hasattr(option, "code"):
            yield here, option


def _stale(trail: Trail, key: str, name: str, text: Any, first: str) -> Iterator[Finding]:
    if name.count("_") + name.count("-") < FEWEST - 1:
        return
    said = list(wordings(trail, text, first))
    if any(one.is_english for one in said) and is_stale(name, [one.text for one in said]):
        what = f"the {key} “{shorten(name)}” says something else than its text"
        cure = f"does it still ask the same? Then allow W406, with the reason; if not, a new {key}"
        yield Finding((*trail, key), "W406", what, cure)
