"""W302: two questions in one item, which has room for one answer only.

English only, and careful: what is found is nearly always right, not everything is found. Lists of
things (“tea or coffee”) are one question.
"""

import re
from collections.abc import Iterator

from intake.content.lint.subject import Declared, Finding
from intake.content.problems import shorten
from intake.light import Pattern

AUX = "do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|may|am"
SUBJECT = "you|i|it|he|she|they|we|there|anyone|anybody|someone|somebody|anything"
BROAD = f"{SUBJECT}|your|my|his|her|its|their|our|the|this|that|these|those|any|a|an"
WH = "what|which|who|whom|whose|when|where|why|how"
MEASURE = "often|long|much|many|far|old|bad|badly|severe|soon|well|big"
JOIN = r"(?:and/or|and|or)(?:\s+also|\s+then)?"
BEFORE = r"(?:(?:for|in|at|to|from|with|by|on)\s+)?"

VERBS = (
    "bleed|breastfeed|breathe|chew|climb|clean|commute|cook|cough|cry|dress|drink|drive|eat|"
    "exercise|faint|fall|forget|gain|go|inject|lift|live|lose|move|pass|play|pray|put|read|rest|run|"
    "see|shave|shop|sleep|smoke|sneeze|snore|speak|spit|stand|start|stop|swallow|sweat|"
    "swim|take|talk|travel|urinate|use|vape|vomit|walk|wash|wear|work|write"
)
CERTAIN = (
    "bleed|breastfeed|breathe|chew|cook|dress|drink|drive|eat|faint|fall|forget|"
    "inject|lose|see|shave|sleep|smoke|sneeze|snore|speak|spit|swallow|sweat|swim|take|"
    "urinate|use|vape|vomit|walk|wash|wear|write"
)
PAST = (
    "bled|broken|changed|coughed|drunk|driven|eaten|fainted|fallen|felt|forgotten|gained|lost|"
    "moved|passed|quit|seen|slept|smoked|snored|started|stayed|stopped|taken|travelled|tried|"
    "used|vaped|vomited|worked|worn|been"
)
ADVERB = r"(?:(?:\w+ly|ever|often|now|still|also|both|either)\s+)?"

_SHARED = Pattern(
    r"^\s*(?:what|which|who)\b|\b(?:come and go|try and|go and|wait and|stop and|up and down|"
    r"eat (?:and|or) drink)\b",
    re.I,
)
"""Two verbs that are one thing, or have one thing as their object: which hand do you eat and ..."""
_SENTENCE = Pattern(r"[^.?!\n]+[.?!]*")
_ASKS = Pattern(rf"\s*(?:(?:{AUX})\s+(?:{BROAD})|{BEFORE}(?:{WH}))\b", re.I)
_STARTS_WH = Pattern(rf"\s*{BEFORE}(?:{WH})\b", re.I)
_IF_SO = Pattern(
    r"\bif\s+(?:so|yes|no|not)\b[,:]?\s*(?:please\s+)?"
    rf"(?:{WH}|{AUX}|describe|list|explain|give|name|say|tell)\b[^.?!()]*\??",
    re.I,
)
_ANY = (
    # ... and do you drink?
    Pattern(rf"\band\s+(?:also\s+)?(?:{AUX})\s+(?:{SUBJECT})\b(?!\s+(?:to|not)\b).*", re.I),
    Pattern(rf"\band\s+(?:is|are|was|were|does|did|has|will)\s+(?:{BROAD})\s+\w+.*", re.I),
    # ... and which town is it in?
    Pattern(
        rf"\b{JOIN}\s+{BEFORE}(?:{WH})\s+(?:[\w’']+\s+){{0,2}}?(?:{AUX})\s+(?:{BROAD})\b.*", re.I
    ),
)
_AFTER_WH = (
    # When ... and where ...? But not: when you sit and when you lie down.
    Pattern(rf"(?:\b{JOIN}\s+|,\s*){BEFORE}(?:what|which|who|why)\s+(?!(?:{BROAD})\b)\w+.*", re.I),
    Pattern(rf"\b{JOIN}\s+how\s+(?:{MEASURE})\b.*", re.I),
)
_END_WH = Pattern(rf"\b{JOIN}\s+{BEFORE}(?:{WH})(?:\s+(?:{MEASURE}))?\s*\?*$", re.I)
_KNOWN_WH = Pattern(rf"\b(?:{WH})\s+{JOIN}\s+{BEFORE}(?:{WH})\b", re.I)
_TWO_VERBS = (
    Pattern(
        rf"\b(?:do|does|did|can|could|will|would)\s+(?:{SUBJECT}|your \w+)\s+{ADVERB}"
        rf"(?P<first>{VERBS})\b(?P<between>(?:\s+[\w’'-]+){{0,4}}?),?\s+(?P<join>{JOIN})\s+{ADVERB}"
        rf"(?P<second>{CERTAIN})\b",
        re.I,
    ),
    Pattern(
        rf"\b(?:have|has)\s+(?:{SUBJECT}|your \w+)\s+{ADVERB}"
        rf"(?P<first>{PAST})\b(?P<between>(?:\s+[\w’'-]+){{0,4}}?),?\s+(?P<join>{JOIN})\s+{ADVERB}"
        rf"(?P<second>{PAST})\b",
        re.I,
    ),
)
_OR_CLAUSE = Pattern(rf"\bor\s+(?:{AUX})\s+(?:{SUBJECT}|your \w+)\s+\w+\s+\w+.*", re.I)
_MAYBE = Pattern(r"\b(?:and|or|if)\b|\?.*\?", re.I | re.S)


def second_question(text: str, *, one_answer: bool = False) -> str | None:
    """The words of `text` that ask a second question; None where there is only one.

    With `one_answer` (yes or no), two verbs or clauses with “or” are two questions as well: a yes
    does not say to which.
    """
    if not _MAYBE.search(text):
        return None
    sentences: list[str] = [found.strip() for found in _SENTENCE.findall(text)]
    asking = [sentence for sentence in sentences if sentence.endswith("?")]
    so = _IF_SO.search(text)
    if so and len(text[: so.start()].split()) > 1:
        return text[so.start() : so.end()].strip()
    if len(asking) > 1:
        return asking[1]
    for sentence in sentences:
        if sentence.endswith("?") or (sentence[-1:].isalpha() and _ASKS.match(sentence)):
            found = _joined(sentence, one_answer)
            if found:
                return found
    return None


def _joined(sentence: str, one_answer: bool) -> str | None:
    patterns: list[Pattern] = list(_ANY)
    starts = _STARTS_WH.match(sentence)
    if starts:
        patterns += _AFTER_WH
    if starts or not _KNOWN_WH.search(sentence):
        patterns.append(_END_WH)
    if one_answer:
        patterns.append(_OR_CLAUSE)
    for pattern in patterns:
        found = pattern.search(sentence, starts.end() if starts else 0)
        if found:
            return sentence[found.start() : found.end()].lstrip(", ")
    return _two_verbs(sentence, one_answer)


def _two_verbs(sentence: str, one_answer: bool) -> str | None:
    if _SHARED.search(sentence):
        return None
    for pattern in _TWO_VERBS:
        found = pattern.search(sentence)
        if found and (one_answer or found["join"].lower().startswith("and")):
            return sentence[found.start("first") : found.end()]
    return None


def two_questions(declared: Declared) -> Iterator[Finding]:
    """Items whose text asks two things."""
    for subject in declared.items:
        item = subject.model
        if item.answer == "none":
            continue
        for wording in subject.english("text"):
            if found := second_question(wording.text, one_answer=item.is_yes_or_no):
                what = f"two questions in one: “{shorten(found, 50)}” is a second one"
                yield Finding(wording.trail, "W302", what, CURE)


CURE = "make two items of it, or ask the second only after a yes: follow_up: {yes: [How many?]}"
