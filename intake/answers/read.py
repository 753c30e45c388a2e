"""From what a form sent to answers: values by item id, and everything that is wrong with them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.answers.applying import applying
from intake.answers.faults import (
    another_revision,
    does_not_apply,
    missing,
    stranger,
    told_once,
)
from intake.answers.identity import NAMES, Identity, Pair, identify
from intake.answers.sent import Fault, Sent
from intake.answers.writing import Writing
from intake.content.model import Questionnaire
from intake.kinds.base import Item
from intake.logic.evaluate import rules

_Texts = dict[str, dict[str, list[str]]]
"""By the id of the item, then by name: every text that is not blank."""


@dataclass(frozen=True)
class Answers:
    """One filled form.

    `values`: item id -> value, in the shapes of docs/reading-back.md, which `intake.logic` takes.
    `beside`: item id -> what was said beside the answer: `other`, `ago`, `in_person`.
    `left_out`: what is in neither of the two, as it was sent; `faults` tell of each.
    `is_mapped`: whether another revision was answered, and put into this one.
    """

    identity: Identity
    values: Mapping[str, Any]
    beside: Mapping[str, Mapping[str, Any]]
    left_out: tuple[Pair, ...]
    faults: tuple[Fault, ...]
    is_mapped: bool


def read(
    questionnaire: Questionnaire,
    pairs: Iterable[Pair],
    today: date,
    unplaced: Iterable[Pair] = (),
    unasked: Collection[str] = (),
    writing: Writing | None = None,
) -> Answers:
    """The answers in `pairs`, checked against `questionnaire`. `today` is the day of reading.

    `unplaced` are pairs whose control is known to be none of the questionnaire's; `unasked` are the
    items that the form lacked. `writing` is how numbers and dates are written, if not as people
    do in the form's language. Raises nothing: whatever is wrong is a fault, and what cannot be
    taken is left out with one. What depends on an answer that could not be taken is kept.
    """
    given = [(name, _tidy(text)) for name, text in pairs]
    identity = identify(given)
    is_mapped = not identity.is_of(questionnaire)
    texts = _by_item(given)
    writing = writing or Writing(
        identity.language or questionnaire.language, questionnaire.clinic.order
    )
    sent = _handed_out(questionnaire, texts, writing, today, is_mapped)
    taken = {item.id: _taken(item, sent[item.id]) for item in questionnaire.items}
    values = {id: value for id, value in taken.items() if value is not None}
    extra = [(name, _tidy(text)) for name, text in unplaced if _tidy(text)]
    unknown = _unknown(sent, values, extra, unasked)
    applies = applying(rules(questionnaire.sections), values, unknown)
    counted = {id: value for id, value in values.items() if applies[id] is not False}
    beside = {id: one.beside for id, one in sent.items() if one.beside and applies[id] is not False}
    required = _required(questionnaire, counted, beside)
    known = {item.id for item in questionnaire.items}
    left = [pair for id in texts if id not in known for pair in _pairs(texts[id])]
    left += extra
    faults = [another_revision(identity, questionnaire)] if is_mapped else []
    faults += [stranger(name, is_mapped) for name, _ in left]
    for item in questionnaire.items:
        mine = sent[item.id]
        if applies[item.id] is not False:
            left += mine.left
            faults += mine.faults
            is_needed = applies[item.id] and item.id in required
            faults += missing(item, mine, taken[item.id]) if is_needed else ()
        elif mine.left or mine.beside or taken[item.id] != item.initial_answer():
            left += mine.pairs()
            faults += does_not_apply(item, mine)
    if not left and not beside and not _answered(questionnaire.items, counted):
        faults = told_once(faults)
    return Answers(identity, counted, beside, tuple(left), tuple(faults), is_mapped)


def _handed_out(
    questionnaire: Questionnaire, texts: _Texts, writing: Writing, today: date, is_mapped: bool
) -> dict[str, Sent]:
    """What was sent for each item."""
    return {
        item.id: Sent(
            item.id,
            item.accepted(writing.order),
            texts.get(item.id, {}),
            writing,
            today,
            is_mapped,
        )
        for item in questionnaire.items
    }


def _taken(item: Item, sent: Sent) -> Any:
    """The answer to one item; None where what can only be read came back as something else."""
    value, begun = sent.all_of(item.read), item.initial_answer()
    is_other = value not in (None, begun) or sent.beside or sent.left
    if item.readonly and begun is not None and is_other:
        sent.take_back("E721", "can only be read, and came back with another answer")
        return None
    return value


def _unknown(
    sent: Mapping[str, Sent],
    values: Mapping[str, Any],
    unplaced: Iterable[Pair],
    unasked: Collection[str],
) -> set[str]:
    """The items whose answer is not known, though there may be one on the form."""
    left = {id for id, one in sent.items() if one.left}
    return left | {name.partition(".")[0] for name, _ in unplaced} | {*unasked} - values.keys()


def _tidy(text: str) -> str:
    """Without spaces round it, and with one sort of line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _by_item(pairs: Iterable[Pair]) -> _Texts:
    found: dict[str, dict[str, list[str]]] = {}
    for name, text in pairs:
        if text and name not in NAMES:
            found.setdefault(name.partition(".")[0], {}).setdefault(name, []).append(text)
    return found


def _pairs(texts: Mapping[str, list[str]]) -> Iterator[Pair]:
    return ((name, text) for name, given in texts.items() for text in given)


def _required(
    questionnaire: Questionnaire, values: Mapping[str, Any], beside: Mapping[str, Any]
) -> set[str]:
    """The items that have to be answered. The clinician's part has to be once it is begun: it is
    blank in what a patient sends."""
    found = set()
    for audience in ("patient", "clinician"):
        items = [
            item for part in questionnaire.sections if part.for_ == audience for item in part.items
        ]
        is_begun = any(item.id in beside for item in items) or _answered(items, values)
        if audience == "patient" or is_begun:
            found |= {item.id for item in items if item.required}
    return found


def _answered(items: Iterable[Item], values: Mapping[str, Any]) -> bool:
    """Whether any of `items` has an answer that did not stand there to begin with."""
    return any(values.get(item.id) not in (None, item.initial_answer()) for item in items)
