"""Answers as FHIR R4: a QuestionnaireResponse for each form, in a Bundle for files.

The page's script makes the same (templates/scripts/response.js). docs/reading-back.md has the
table.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from intake.answers.as_json import written
from intake.answers.pdf import Filled
from intake.answers.read import Answers
from intake.content.model import Questionnaire
from intake.fhir import code_system, response_head, section_link
from intake.kinds.base import Item
from intake.kinds.options import IN_PERSON
from intake.kinds.response import Node, Terms

Resource = dict[str, Any]
DECLINED = {
    "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
    "valueCode": "asked-declined",
}
"""That the patient would rather talk in person, for a question without codes."""


def as_fhir(filled: Iterable[Filled]) -> bytes:
    """A Bundle (collection) with the response of each file that was read, in their order."""
    entries = [
        {
            "fullUrl": f"urn:uuid:{uuid4()}",
            "resource": response(one.questionnaire, one.answers, is_right=one.is_right),
        }
        for one in filled
        if one.questionnaire and one.answers
    ]
    bundle: Resource = {"resourceType": "Bundle", "type": "collection"}
    return written(bundle | ({"entry": entries} if entries else {}))


def response(
    form: Questionnaire, answers: Answers, *, is_right: bool, authored: datetime | None = None
) -> Resource:
    """The patient's answers as a QuestionnaireResponse. `form` is in the language answered in.

    It is `completed` where `is_right`, else `in-progress`. `authored` is when the answers were
    given; without a time zone it is in the computer's own; nobody knows that of a PDF.
    """
    when = {"authored": authored.astimezone().isoformat(timespec="seconds")} if authored else {}
    items = list(_sections(form, answers.values, answers.beside))
    return {
        **response_head(form),
        **({} if is_right else {"status": "in-progress"}),
        **when,
        **({"item": items} if items else {}),
    }


def _sections(
    form: Questionnaire, values: Mapping[str, Any], beside: Mapping[str, Mapping[str, Any]]
) -> Iterator[Node]:
    """A group for each of the patient's sections in which anything is answered."""
    from intake.export.language import translations

    say = translations(form.language).gettext
    for section in form.sections:
        if section.for_ != "patient":
            continue
        items = [
            node
            for item in section.items
            for node in _nodes(
                item,
                values.get(item.id),
                dict(beside.get(item.id, {})),
                Terms(code_system(form, item.id), lambda text: str(say(text))),
            )
        ]
        if items:
            yield {
                "linkId": section_link(form, section),
                "text": str(section.title),
                "item": items,
            }


def _nodes(item: Item, value: Any, beside: dict[str, Any], terms: Terms) -> Iterator[Node]:
    head: Node = {"linkId": item.id, "text": str(item.text)}
    if IN_PERSON in beside:
        head |= {"extension": [DECLINED]}
    if value is not None:
        for node in item.response(value, beside, terms):
            yield {**head, **node}
    elif IN_PERSON in beside:
        yield head
    for node in item.response_beside(beside, terms):
        yield {"text": str(item.text), **node}
