"""What is said of answers as a whole: what is missing, has no place, or does not apply."""

from collections.abc import Iterator, Sequence
from typing import Any

from intake.answers.identity import Identity
from intake.answers.sent import ASK, KEPT, LEFT_OUT, Fault, Sent
from intake.content.model import Questionnaire
from intake.content.problems import shorten
from intake.kinds.base import Item


def told_once(faults: Sequence[Fault]) -> list[Fault]:
    """`faults` of a form in which nothing is filled in, with one for all required items."""
    others = [one for one in faults if one.code != "E711"]
    if len(faults) - len(others) < 2:
        return [*faults]
    return [*others, Fault("", "E711", "has nothing filled in", ASK)]


def missing(item: Item, sent: Sent, value: Any) -> Iterator[Fault]:
    """A fault where a required answer is not enough; what is left out has one already."""
    if not sent.left and not item.suffices(value, sent.beside):
        is_blank = value is None and not sent.beside
        what = "has no answer" if is_blank else item.lacks(value)
        yield Fault(item.id, "E711", f"is required and {what}", ASK)


def does_not_apply(item: Item, sent: Sent) -> Iterator[Fault]:
    if any(True for _ in sent.pairs()):
        what = "is answered, but does not apply after the other answers"
        yield Fault(item.id, "W703", what, f"it does not count; {LEFT_OUT}")


def another_revision(identity: Identity, questionnaire: Questionnaire) -> Fault:
    theirs = shorten(identity.revision, 8) or "unknown"
    version = shorten(identity.version, 20) or "unknown"
    what = f"is of revision {theirs} (version {version}), not {questionnaire.revision[:8]}"
    cure = "compare the wording of the two; answers stand where ids and codes are still the same"
    is_told = identity.has_revision and identity.version not in ("", questionnaire.version)
    return Fault("", "W701" if is_told else "E720", what, cure)


def stranger(name: str, is_mapped: bool) -> Fault:
    if is_mapped:
        what = f"has an answer to “{shorten(name)}”, which has no place in this revision"
        return Fault("", "W702", what, LEFT_OUT)
    return Fault("", "E716", f"has an answer in “{shorten(name)}” that is not offered", KEPT)
