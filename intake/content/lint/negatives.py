"""W303: two negatives in one sentence, where a yes could mean a no.

English only. Two negatives that stand side by side (“no pain and no fever”) are none of these: the
second must be inside what the first denies.
"""

import re
from collections.abc import Iterator

from intake.content.lint.subject import Declared, Finding
from intake.content.problems import shorten
from intake.light import Pattern

DENY = (
    r"not|never|cannot|\w+n[’']t|hardly ever|rarely|seldom|no longer|nobody|no one|none|nothing|"
    r"without|neither"
)
NO_THING = r"no|none|nobody|no one|nothing|nowhere|never|neither|without|unless|hardly|not"
UN = (
    "unable|unaware|unclear|uncomfortable|uncommon|unhappy|unhealthy|unimportant|unlikely|"
    "unnecessary|unpleasant|unrelated|unreliable|unsafe|unsatisfied|unsuccessful|untrue|unusual|"
    "unwanted|unwell|unwilling|impossible|improbable|inaccurate|inadequate|incapable|incomplete|"
    "incorrect|infrequent|infrequently|insufficient|irregular|irrelevant|dissatisfied|disagree|"
    "dislike|disliked|absent|lacking|lack"
)
REFUSE = (
    r"avoid(?:s|ed|ing)?|den(?:y|ies|ied|ying)|fail(?:s|ed|ing)?(?:\s+to)?|forbid(?:den)?|"
    r"refus(?:e|es|ed|ing)(?:\s+to)?|prevent(?:s|ed|ing)?|disagree|untrue|false|incorrect|wrong|"
    r"unable\s+to|unlikely(?:\s+to)?|unwilling\s+to|impossible\s+to"
)
NEAR = r"(?:\s+(?!(?:and|or|but|nor|because|if|when|so|than|then|which)\b)[\w’'-]+){0,%d}?\s+"

_HARMLESS = Pattern(
    r"\b(?:whether or not|or not|if not|not only|no more than|no less than|not at all|not sure|"
    r"why not|not yet|no\. ?\d|no matter|not applicable|not more than|not less than|nothing but)\b",
    re.I,
)
_FOUND = tuple(
    Pattern(pattern, re.I)
    for pattern in (
        rf"\b(?:{DENY}){NEAR % 5}(?:{NO_THING})\b",
        rf"\b(?:not|never|\w+n[’']t|cannot|rarely|seldom){NEAR % 2}(?:{UN})\b",
        rf"\b(?:not|never|\w+n[’']t|cannot|no){NEAR % 5}unless\b",
        rf"\b(?:not|never|\w+n[’']t)(?:\s+(?:you|it|he|she|they|ever|to)){{0,2}}\s+(?:{REFUSE})\b",
        rf"\b(?:{REFUSE}){NEAR % 4}(?:not|never|no|\w+n[’']t|cannot|nothing|without)\b",
        rf"\bno\s+(?!matter\b)[\w’'-]+{NEAR % 2}(?:without|not|never|\w+n[’']t)\b",
    )
)
_MAYBE = Pattern(
    rf"n[’']t\b|\b(?:no|not|never|cannot|hardly|rarely|seldom|nobody|none|nothing|without|neither|{REFUSE})\b",
    re.I,
)


def double_negative(text: str) -> str | None:
    """The words of `text` from the first negative to the one that it denies; None without such."""
    if not _MAYBE.search(text):
        return None
    for clause in re.split(r"[.?!,;:()\n–—]", _HARMLESS.sub(";", text)):
        for pattern in _FOUND:
            if found := pattern.search(clause):
                return str(found[0]).strip()
    return None


def double_negatives(declared: Declared) -> Iterator[Finding]:
    """Texts that the patient reads, with a double negative."""
    for subject in declared.subjects:
        if subject.audience != "patient":
            continue
        for wording in subject.english("text", "hint", "reason", "intro", "notice"):
            if found := double_negative(wording.text):
                what = f"a double negative: “{shorten(found, 50)}”"
                yield Finding(wording.trail, "W303", what, CURE)


CURE = "say it without: “Can you stand alone?”, not “Are you not unable to stand alone?”"
