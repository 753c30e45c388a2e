"""W301: a text that asks for more than six years of school (docs/decisions/0008-reading-grade.md).

The formula is Flesch and Kincaid's (Kincaid, Fishburne, Rogers and Chissom, Derivation of New
Readability Formulas, 1975); the syllables are syllapy's.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from intake.content.lint.subject import Declared, Finding, Subject, Wording
from intake.content.problems import shorten
from intake.light import Pattern, no_metadata

MOST = 6
FEWEST = 5
"""Words that a text must have to be judged: fewer are a label, not a sentence."""
_WORD = Pattern(r"[A-Za-z0-9]+(?:['’][A-Za-z]+)*")
_SENTENCE = Pattern(r"[.?!:;]+(?=[\s\"”’)]|$)|\n+")
_TEXTS = ("text", "hint", "reason", "intro", "notice")


class Grade(NamedTuple):
    """The grade of a text; its grade without the hardest word; words in a sentence, on average;
    and the words of three syllables and more, the worst first."""

    value: float
    spared: float
    length: float
    hard: tuple[str, ...]


def grade(text: str) -> Grade | None:
    """The reading grade of an English text (US school years); None where it has too few words."""
    words = _WORD.findall(text)
    if len(words) < FEWEST:
        return None
    sentences = sum(1 for part in _SENTENCE.split(text) if _WORD.search(part))
    counts = [syllables(word) for word in words]
    total, most, size = sum(counts), max(counts), len(words)
    value = kincaid(total, size, sentences)
    if value < MOST:
        return Grade(value, value, size / sentences, ())
    pairs = sorted(zip(counts, words, strict=True), key=lambda pair: -pair[0])
    hard = tuple(dict.fromkeys(word for count, word in pairs if count > 2))
    spared = kincaid(total - most, size - 1, sentences)
    return Grade(value, spared, size / sentences, hard)


def kincaid(syllables: int, words: int, sentences: int) -> float:
    """The Flesch-Kincaid grade level."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


@lru_cache(20_000)
def syllables(word: str) -> int:
    """How many syllables an English word has: a letter of an abbreviation is one each (MRI)."""
    if len(word) > 1 and word.isupper() and word.isalpha() and len(word) <= ABBREVIATION:
        return len(word)
    return _counter()(word.replace("’", "'")) or 1


@cache
def _counter() -> Callable[[str], int]:
    with no_metadata():
        import syllapy
    counted: Callable[[str], int] = syllapy.count
    return counted


ABBREVIATION = 4


def reading_grades(declared: Declared) -> Iterator[Finding]:
    """For each form and shared section, the texts for patients that are too hard, hardest first."""
    found: dict[tuple[str | int, ...], list[tuple[Grade, Wording]]] = {}
    for subject in declared.subjects:
        if subject.audience != "patient":
            continue
        for passage, wording in _passages(subject):
            judged = grade(passage)
            if judged and round(judged.value) > MOST and round(judged.spared) > MOST:
                found.setdefault(subject.trail[:2], []).append((judged, wording))
    for (_, name), hard in found.items():
        allowed = [pair for pair in hard if declared.owner(pair[1].trail, "W301") is not None]
        yield from _ranked(str(name), [pair for pair in hard if pair not in allowed])
        yield from _ranked(str(name), allowed)


def _passages(subject: Subject) -> Iterator[tuple[str, Wording]]:
    """What is read as one: an item's text, hint and reason; else each text alone."""
    if subject.level != "item":
        yield from ((wording.text, wording) for wording in subject.english(*_TEXTS))
        return
    read: dict[str, list[Wording]] = {}
    for wording in subject.english(*_TEXTS):
        read.setdefault(wording.language, []).append(wording)
    for parts in read.values():
        if parts[0].trail[len(subject.trail)] == "text":
            yield "\n".join(part.text for part in parts), parts[0]


def _ranked(name: str, hard: list[tuple[Grade, Wording]]) -> Iterator[Finding]:
    hard.sort(key=lambda pair: -pair[0].value)
    for rank, (judged, wording) in enumerate(hard, 1):
        what = f"reading grade {round(judged.value)}, above {MOST}"
        if len(hard) > 1:
            what += f" ({_nth(rank)}hardest of {len(hard)} in “{shorten(name, 30)}”)"
        what += f": “{shorten(wording.text, 50)}”"
        yield Finding(wording.trail, "W301", what, _cure(judged))


def _nth(rank: int) -> str:
    if rank == 1:
        return ""
    ending = (
        "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    )
    return f"{rank}{ending} "


def _cure(judged: Grade) -> str:
    """What makes the text harder is mended: words in plainer ones, or long sentences."""
    for word in judged.hard:
        if plain := PLAIN.get(word.lower()):
            return f"write shorter sentences and plain words, like “{plain}” for “{word}”"
    if judged.length > LONG:
        words = round(judged.length)
        return f"make two or three sentences of it: now there are {words} words in each"
    quoted = " and ".join(f"“{shorten(word, 24)}”" for word in judged.hard[:2])
    return f"say {quoted} in everyday words" if quoted else "write shorter sentences"


LONG = 20
"""Words in a sentence, on average, from which on it is the length that makes it hard."""

PLAIN = {
    "abdominal": "belly", "abdomen": "belly", "accompanied": "with", "additional": "more",
    "administered": "given", "alleviate": "help", "ambulate": "walk", "anticipate": "expect",
    "approximately": "about", "assistance": "help", "attempted": "tried", "chronic": "long-lasting",
    "commence": "begin", "commenced": "began", "consequently": "so", "currently": "now",
    "diagnosed": "told that you have", "difficulties": "trouble", "difficulty": "trouble",
    "discomfort": "pain", "discontinue": "stop", "discontinued": "stopped", "duration": "how long",
    "exacerbate": "make worse", "exacerbated": "made worse", "experience": "have",
    "experienced": "had", "experiencing": "having", "facilitate": "help", "fatigue": "tiredness",
    "frequency": "how often", "frequently": "often", "furthermore": "also", "hypertension":
    "high blood pressure", "immediately": "at once", "indicate": "show", "individual": "person",
    "initially": "at first", "location": "place", "medication": "medicine",
    "medications": "medicines", "members": "people", "numerous": "many", "nutrition": "food",
    "observed": "seen", "occasionally": "sometimes", "occurrence": "time", "physician": "doctor",
    "physicians": "doctors", "previously": "before", "primary": "main", "procedure": "operation",
    "procedures": "operations", "regarding": "about", "requirement": "need", "respiratory":
    "breathing", "subsequently": "later", "sufficient": "enough", "symptoms": "signs",
    "terminate": "end", "urinate": "pass water", "utilization": "use", "utilize": "use",
}  # fmt: skip
"""Everyday words for those that forms often use instead."""
