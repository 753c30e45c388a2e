"""The plain data that templates get of a questionnaire."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from intake.content.model import Clinic, Questionnaire, Section
from intake.content.words import direction
from intake.export.script import script
from intake.export.steps import steps
from intake.export.told import Terms, told
from intake.kinds.base import Item
from intake.kinds.time import clock_hours
from intake.locales import own_name
from intake.logic.numbers import numbers
from intake.logic.paper import compile_paper
from intake.logic.plan import asked


def view(questionnaire: Questionnaire, ids: str = "") -> dict[str, Any]:
    """What templates see: plain values only, no models and no methods.

    Every id in the page begins with `ids`, which is the form's own where it is empty.

    `form`, `clinic`, `lang`, `dir`, `languages` (of the clinic: `tag`, `dir`, its own `name`,
    and the `stem` of the form's files in it), `script` (what the page's script is told),
    `is_fragment`, `kinds` (those in use, sorted), `patient_kinds` (those of the patient's part),
    and `patient_sections`, `clinician_sections`, `label_block`; every item has `ref` (its id in
    the page), `number`, `optional`, `when` (its condition, for a reader), `told` (as much of it as
    has to be told in words), `noted` (whether anything stands under the question), `required`
    (whether the browser has to insist) and `initials` (the codes that are ticked to begin with)
    beside its own keys.
    Every section has its `items`, and the same as `steps`, with what paper says of conditions.
    """
    form, clinic = questionnaire, questionnaire.clinic
    ids = ids or form.id
    items = {item.id: item for item in form.items}
    terms = Terms(items, numbers(form), clock_hours(clinic.order))
    titles = {section.id: section.title for section in form.sections}
    optional = _optional(form, terms.numbers)
    sections = []
    for section, part in zip(form.sections, compile_paper(form), strict=True):
        words = {step.item: step.only_if for step in asked(part.steps)}
        plain = _plain(section.model_dump(exclude={"items", "enable_when", "allow"}))
        plain.items = tuple(
            _plain(
                {
                    **_item(item, section, form, terms),
                    "ref": f"{ids}.{item.id}",
                    "told": told(words[item.id], terms),
                    "optional": item.id in optional,
                }
            )
            for item in section.items
        )
        plain.when = _plain(told(part.only_if, terms))
        views = {item.id: item for item in plain.items}
        plain.steps = _plain(steps(part.steps, views, titles, terms))
        plain.ref = f"{ids}/{section.id}"
        sections.append(plain)
    own = {"title", "version", "date", "intro", "notice", "screen", "source"}
    return {
        "form": _plain(
            {
                **form.model_dump(include=own),
                "id": form.id,
                "revision": form.revision[:8],
                "is_draft": form.is_draft,
            }
        ),
        "clinic": clinic_view(clinic),
        "is_fragment": False,
        "lang": form.language,
        "languages": _plain([_language(tag, form) for tag in clinic.languages]),
        "script": script(form),
        "dir": direction(form.language),
        "kinds": sorted({item.kind for item in form.items}),
        "patient_kinds": sorted(
            {item.kind for part in form.sections if part.for_ == "patient" for item in part.items}
        ),
        "label_block": next((s for s in sections if s.appearance == "label_block"), None),
        "patient_sections": [s for s in sections if s.for_ == "patient"],
        "clinician_sections": [s for s in sections if s.for_ == "clinician"],
    }


def _language(tag: str, form: Questionnaire) -> dict[str, str]:
    stem = form.id if tag == form.clinic.languages[0] else f"{form.id}.{tag}"
    return {"tag": tag, "dir": direction(tag), "name": own_name(tag), "stem": stem}


def clinic_view(clinic: Clinic) -> SimpleNamespace:
    """What templates see of the clinic."""
    plain: SimpleNamespace = _plain(clinic.model_dump(exclude={"allow"}))
    return plain


def _optional(form: Questionnaire, numbered: Mapping[str, int]) -> set[str]:
    """The questions that are marked as optional: all with a number that are, where any is not.

    It is the whole form that decides, so that the mark does not come and go from part to part.
    """
    asked = [item for item in form.items if item.id in numbered]
    if not any(item.required for item in asked):
        return set()
    return {item.id for item in asked if not (item.required or item.readonly)}


def _item(item: Item, section: Section, form: Questionnaire, terms: Terms) -> dict[str, Any]:
    initial = item.begun()
    initials = () if initial is None else initial if isinstance(initial, tuple) else (initial,)
    when = told(item.enable_when, terms)
    return {
        **item.model_dump(exclude={"enable_when", "allow", "follow_up"}),
        **item.view(form.clinic.order),
        "number": terms.numbers.get(item.id),
        "when": when,
        "noted": bool(item.hint or item.reason or when),
        "is_coded": item.is_coded,
        "initials": initials,
        "required": item.required and not _may_be_left_out(item, section),
    }


def _may_be_left_out(item: Item, section: Section) -> bool:
    """Whether a required answer may be missing all the same, so that the browser must not insist:
    the question does not apply, or the patient would rather talk in person."""
    has_condition = item.enable_when is not None or section.enable_when is not None
    return has_condition or (item.sensitive and not item.is_coded)


def _plain(value: Any) -> Any:
    """Mappings as plain objects, so that `section.items` in a template is the key."""
    if isinstance(value, dict):
        return SimpleNamespace(**{key: _plain(child) for key, child in value.items()})
    if isinstance(value, tuple | list):
        return tuple(_plain(child) for child in value)
    return value
