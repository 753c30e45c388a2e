"""The receiving side of a portal: what the page sends, checked by the rules of the form.

    receiver = Receiver(questionnaires("questions.yaml"), own=["csrf_token"])
    received = receiver.receive(request.headers["Content-Type"], request.body)

docs/receiving.md shows it in a portal.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from intake.answers.as_json import written
from intake.answers.body import Body, Unreadable, parse, told
from intake.answers.forms import Forms
from intake.answers.identity import NAMES, Identity, Pair, identify
from intake.answers.messages import message
from intake.answers.outcome import is_right, outcome, problem
from intake.answers.read import Answers, read
from intake.answers.sent import Fault
from intake.answers.writing import Writing
from intake.content.model import Questionnaire
from intake.kinds.base import Item
from intake.kinds.date import AGO
from intake.kinds.options import IN_PERSON, OTHER

STORED = Writing("en", "ymd")
"""How JSON writes what the page has read already: 36.5, 2026-03-27, 20:30."""
_PAGES = {*NAMES, *(name.partition(".")[2] for name in NAMES), "answers", "beside"}
"""Names that a page gives its own fields, as a form or in JSON."""
_AGAIN = "open the form again, and send it as the page does"


def questionnaires(*paths: str | Path) -> tuple[Questionnaire, ...]:
    """Every form in the files, or folders of files, with the questions.

    Raises ContentError when something is wrong with them.
    """
    from intake.content.gather import gather
    from intake.content.validate import validate

    return validate(gather([Path(path) for path in paths])).questionnaires


@dataclass(frozen=True)
class Received:
    """What a body gave: answers to a questionnaire, or why it is refused.

    `status` is what to answer the browser with: 200, or 400, 413, 415 or 422. `own` are the texts
    of the portal's own hidden inputs, by name. `at` is when it was received.
    """

    status: int
    at: datetime
    questionnaire: Questionnaire | None = None
    answers: Answers | None = field(default=None, repr=False)
    faults: tuple[Fault, ...] = ()
    own: dict[str, list[str]] = field(default_factory=dict, repr=False)

    @property
    def is_right(self) -> bool:
        """Whether it is `ok`, as docs/reading-back.md has it."""
        return is_right(self.answers, self.faults)

    @cached_property
    def problems(self) -> list[dict[str, str | None]]:
        """Everything that is wrong, as docs/reading-back.md has it; none quotes an answer.

        Each also has a `message` for the patient, in the form's language; null for a warning, and
        where the form is not known.
        """
        form = self.questionnaire
        return [
            {**problem(fault), "message": message(fault, form) if form else None}
            for fault in self.faults
        ]

    @property
    def response(self) -> dict[str, Any] | None:
        """The same as a QuestionnaireResponse of FHIR R4; None where the body is refused."""
        from intake.answers.as_fhir import response

        if self.questionnaire is None or self.answers is None:
            return None
        return response(self.questionnaire, self.answers, is_right=self.is_right, authored=self.at)

    def as_json(self) -> bytes:
        """The record to keep, in UTF-8: what docs/reading-back.md says of one file, without its
        name."""
        return written({"version": 1, **outcome(self.answers, self.faults)})


class Receiver:
    """Takes what is posted to one address, for all of a clinic's forms. Threads may share it."""

    def __init__(self, forms: Iterable[Questionnaire], own: Collection[str] = ()) -> None:
        """`own`: names of hidden inputs that the portal adds, such as that of its CSRF token.

        Raises ValueError where one of them is the id of an item, or a name that the page itself
        sends.
        """
        wholes = tuple(forms)
        self._forms = Forms(wholes)
        self._own = frozenset(own)
        self._lock = Lock()
        if taken := self._own & _PAGES:
            raise ValueError(f"the page itself sends {', '.join(sorted(taken))}")
        if clash := self._own & {item.id for form in wholes for item in form.items}:
            raise ValueError(f"an item has the id of a hidden input: {', '.join(sorted(clash))}")

    def receive(
        self, content_type: str | None, body: bytes, now: datetime | None = None
    ) -> Received:
        """What is in the `body` of a POST, whose header Content-Type is `content_type`.

        `now` is the time with its zone, else that of this computer. Whatever is wrong is a problem
        of what is returned; nothing is raised, and nothing is written anywhere.
        """
        at = now or datetime.now().astimezone()
        try:
            parsed = parse(content_type or "", body, self._own)
        except Unreadable as error:
            return Received(error.status, at, faults=(Fault("", "E722", error.what, _AGAIN),))
        form = self._form(identify(parsed.about))
        if isinstance(form, Fault):
            return Received(422, at, faults=(form,))
        pairs, others = _answers(parsed, form)
        stored = STORED if parsed.is_json else None
        answers = read(form, [*parsed.about, *pairs], at.date(), others, writing=stored)
        own: dict[str, list[str]] = {}
        for name, text in parsed.own:
            own.setdefault(name, []).append(text)
        status = 200 if is_right(answers, answers.faults) else 422
        return Received(status, at, form, answers, answers.faults, own)

    def _form(self, identity: Identity) -> Questionnaire | Fault:
        """The form that is answered, in its language; a fault where either is not known."""
        with self._lock:
            form = self._forms.answered(identity)
        if isinstance(form, Fault):
            return form._replace(cure=_AGAIN)
        languages = form.clinic.languages
        if identity.language in languages or (not identity.language and len(languages) == 1):
            return form
        what = "says none of the clinic’s languages"
        return Fault("", "E709", what, _AGAIN)


def _answers(parsed: Body, form: Questionnaire) -> tuple[list[Pair], list[Pair]]:
    """The answers to the patient's items as pairs, and all that is none: of other items, or of
    another shape."""
    asked = {
        item.id: item for part in form.sections if part.for_ == "patient" for item in part.items
    }
    answers: list[Pair] = []
    others: list[Pair] = []
    for name, text in parsed.pairs:
        is_asked = not parsed.is_json and name.partition(".")[0] in asked
        (answers if is_asked else others).append((name, text))
    for given, put in ((parsed.answers, _put), (parsed.beside, _beside)):
        for id, value in given.items():
            made = _texts(put(asked[id], value)) if id in asked else None
            if made is None:
                others.append((id, told(value)))
            else:
                answers += made
    return answers, others


def _texts(pairs: Iterator[tuple[str, Any]]) -> list[Pair] | None:
    """`pairs` as a list; None where a value is no text, or has not even names."""
    try:
        made = list(pairs)
    except (AttributeError, TypeError):
        return None
    return made if all(isinstance(text, str) for _, text in made) else None


def _put(item: Item, value: Any) -> Iterator[tuple[str, Any]]:
    yield from item.put(value)


def _beside(item: Item, said: Any) -> Iterator[tuple[str, Any]]:
    """What was said beside an answer to `item`, as pairs; with None for what cannot be."""
    for key, value in said.items():
        if key == OTHER:
            yield f"{item.id}.{key}", value
        elif key == IN_PERSON:
            yield f"{item.id}.{key}", "true" if value is True else None
        elif key == AGO:
            for part, one in value.items():
                yield {"value": f"{item.id}.ago", "unit": f"{item.id}.ago_unit"}.get(part, ""), one
        else:
            yield item.id, None
