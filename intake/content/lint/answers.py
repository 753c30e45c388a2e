"""W402, W403, W405: the list of answers to a question."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from intake.content.lint.subject import Declared, Finding, Subject, field, wordings
from intake.content.problems import shorten
from intake.kinds.coded import Select
from intake.kinds.options import OptionGroup

MOST = 9
_LISTS = ("units", "rows", "columns")
_WORD = re.compile(r"[^\W\d_]{2}")
_COUNTS = re.compile(r"\bhow (?:many|old|much|tall|far|long|often)\b|\b(?:number|age)\b", re.I)


def plain(text: str) -> str:
    """`text` as it compares: without case, doubled spaces, and a mark at its end."""
    return " ".join(text.casefold().split()).rstrip(" .?!:…")


def ungrouped(declared: Declared) -> Iterator[Finding]:
    """W402: selects with more than nine options in one list."""
    for subject in declared.items:
        if not isinstance(subject.model, Select):
            continue
        options = subject.model.options
        loose = sum(not isinstance(option, OptionGroup) for option in options)
        if loose > MOST:
            what = f"{loose} options in one list, more than {MOST}, are slow to read"
            cure = "put them in groups, like {title: Head, options: [Forehead, Jaw]}"
            yield Finding((*subject.trail, "options"), "W402", what, cure)


def repeated_options(declared: Declared) -> Iterator[Finding]:
    """W403: options that read alike, in any language."""
    for subject in declared.items:
        for options in _option_lists(subject):
            yield from _repeated(options, subject.first)


Options = list[tuple[tuple[str | int, ...], Any]]
"""Each option's text, and its path."""


def _option_lists(subject: Subject) -> Iterator[Options]:
    item, trail = subject.model, subject.trail
    options: Options = []
    for index, option in enumerate(field(item, "options") or ()):
        here = (*trail, "options", index)
        if isinstance(option, OptionGroup):
            below = enumerate(option.options)
            options += [((*here, "options", number, "text"), one.text) for number, one in below]
        else:
            options.append(((*here, "text"), option.text))
            yield from _listed(here, option, "details")
    if other := field(item, "other"):
        options.append(((*trail, "other"), other))
    yield options
    for key in _LISTS:
        yield from _listed(trail, item, key)


def _listed(trail: tuple[str | int, ...], owner: Any, key: str) -> Iterator[Options]:
    values = field(owner, key)
    if isinstance(values, tuple):
        yield [
            ((*trail, key, index, "text"), value.text)
            for index, value in enumerate(values)
            if hasattr(value, "text")
        ]


def _repeated(options: Options, first: str) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for trail, text in options:
        for wording in wordings(trail, text, first):
            key = (wording.language, plain(wording.text))
            if key in seen:
                what = f"“{shorten(wording.text)}” stands twice in one list of answers"
                cure = "remove one, or say how they differ, like “Left arm” and “Left leg”"
                yield Finding(wording.trail, "W403", what, cure)
            seen.add(key)


def scales(declared: Declared) -> Iterator[Finding]:
    """W405: scales and selects whose answers are bare numbers or letters, with no hint."""
    for subject in declared.items:
        item = subject.model
        if item.hint or (answers := _bare(item)) is None:
            continue
        what = f"nothing says what the answers {answers} mean"
        cure = "add words to them, or a hint: “0 is no pain, 3 is the worst pain”"
        yield Finding((*subject.trail, "text"), "W405", what, cure)


def _bare(item: Any) -> str | None:
    """The answers of an item without words, quoted; None where one of them has words."""
    if field(item, "lower"):
        texts = [item.lower, item.upper]
    else:
        named = field(item, "columns") if field(item, "rows") else None
        options = named if isinstance(named, tuple) else field(item, "options") or ()
        texts = [getattr(option, "text", "") or "words" for option in options]
        if len(texts) < 2 or _COUNTS.search(item.text) or field(item, "other"):
            return None
    if any(_WORD.search(text) for text in texts):
        return None
    return _quoted(texts)


def _quoted(texts: Iterable[str]) -> str:
    found = [f"“{shorten(text, 8)}”" for text in texts]
    return ", ".join(found if len(found) <= 4 else [*found[:3], "…"])
