"""The words that differ between two wordings."""

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

Piece = tuple[str, bool]
"""A part of a wording, and whether it is only there."""

_LEAST = 0.35
"""Of the shorter text: where less is shared, both are marked whole; a patchwork helps nobody."""
_UNSPACED = (
    *("CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HALFWIDTH KATAKANA"),
    *("THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"),
)
"""Names of letters of languages that put no spaces between words."""


def marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both wordings in pieces; those that are only in one of them are marked.

    A mark covers whole words, in scripts without spaces single characters. Joined together, the
    pieces are the wordings.
    """
    before, after = words(old), words(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept_before, kept_after = [False] * len(before), [False] * len(after)
    for start, begin, size in matcher.get_matching_blocks():
        kept_before[start : start + size] = [True] * size
        kept_after[begin : begin + size] = [True] * size
    shared = sum(
        is_kept and not word.isspace() for word, is_kept in zip(before, kept_before, strict=True)
    )
    fewer = min(sum(not word.isspace() for word in side) for side in (before, after))
    if shared < _LEAST * fewer:
        return _whole(old), _whole(new)
    return _pieces(before, kept_before), _pieces(after, kept_after)


def similarity(old: str, new: str) -> float:
    """0 for texts without a common word, 1 for the same text."""
    if old == new:
        return 1.0
    before, after = _bare(old), _bare(new)
    most = 2 * min(len(before), len(after)) / max(1, len(before) + len(after))
    if most < 0.5 or not {*before} & {*after}:
        return 0.0
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


@lru_cache(maxsize=4096)
def _bare(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words(text) if word[0].isalnum())


def words(text: str) -> list[str]:
    """The words, spaces and signs of `text`; letters of scripts without spaces one by one."""
    made: list[str] = []
    last = ""
    for character in text:
        sort = _sort(character)
        joins = sort == "mark" or (sort == last and sort in ("word", "space"))
        if made and joins:
            made[-1] += character
        else:
            made.append(character)
            last = "word" if sort == "mark" else sort
    return made


@lru_cache(maxsize=4096)
def _sort(character: str) -> str:
    """word, space, sign, single (a letter that is a word itself) or mark (on what is before)."""
    if character.isspace():
        return "space"
    category = unicodedata.category(character)
    if category[0] == "M" or category == "Cf":
        return "mark"
    if not character.isalnum() and character not in "'’_":
        return "sign"
    is_single = unicodedata.name(character, "").startswith(_UNSPACED)
    return "single" if is_single else "word"


def is_single(word: str) -> bool:
    """Whether a line may end before and after it without a space."""
    return _sort(word[0]) == "single"


def _whole(text: str) -> tuple[Piece, ...]:
    return ((text, True),) if text else ()


def _pieces(parts: list[str], kept: list[bool]) -> tuple[Piece, ...]:
    """Neighbours as one piece; a space is marked only between two words that are marked."""
    last = len(parts) - 1
    for at, part in enumerate(parts):
        if part.isspace():
            kept[at] = not (0 < at < last and not kept[at - 1] and not kept[at + 1])
    return tuple(_runs(parts, kept))


def _runs(parts: list[str], kept: list[bool]) -> Iterator[Piece]:
    for is_kept, run in groupby(zip(parts, kept, strict=True), lambda one: one[1]):
        yield "".join(part for part, _ in run), not is_kept
