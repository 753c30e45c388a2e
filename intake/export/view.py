"""The plain data that templates get of a questionnaire."""

from types import SimpleNamespace
from typing import Any

from intake.content.model import Questionnaire
from intake.content.words import direction


def view(questionnaire: Questionnaire) -> dict[str, Any]:
    """What templates see: plain values only, no models and no methods.

    `form`, `clinic`, `lang`, `dir`, `kinds` (those in use, sorted), and `patient_sections`,
    `clinician_sections`, `label_block`; every item has `ref` (its id in the page), `number`
    and `optional` beside its own keys.
    """
    form, clinic = questionnaire, questionnaire.clinic
    number = 0
    sections = []
    for section in form.sections:
        mixed = len({item.required for item in section.items if item.numbered}) == 2
        items = []
        for item in section.items:
            counts = item.numbered and section.for_ == "patient" and not section.appearance
            number += counts
            items.append(
                _plain(
                    {
                        **item.model_dump(),
                        **item.view(clinic.order),
                        "ref": f"{form.id}.{item.id}",
                        "number": number if counts else None,
                        "optional": mixed and item.numbered and not item.required,
                    }
                )
            )
        plain = _plain(section.model_dump(exclude={"items"}))
        plain.items = tuple(items)
        plain.ref = f"{form.id}/{section.id}"
        sections.append(plain)
    language = form.language
    return {
        "form": _plain(
            {
                **form.model_dump(exclude={"clinic", "sections", "language", "whole"}),
                "revision": form.revision[:8],
            }
        ),
        "clinic": _plain(clinic.model_dump()),
        "lang": language,
        "dir": direction(language),
        "kinds": sorted({item.kind for item in form.items}),
        "label_block": next((s for s in sections if s.appearance == "label_block"), None),
        "patient_sections": [s for s in sections if s.for_ == "patient"],
        "clinician_sections": [s for s in sections if s.for_ == "clinician"],
    }


def _plain(value: Any) -> Any:
    """Mappings as plain objects, so that `section.items` in a template is the key."""
    if isinstance(value, dict):
        return SimpleNamespace(**{key: _plain(child) for key, child in value.items()})
    if isinstance(value, tuple | list):
        return tuple(_plain(child) for child in value)
    return value
