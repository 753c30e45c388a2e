"""Write questionnaires as YAML that declares them again: each form in full, nothing shared."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import yaml
from pydantic import BaseModel

from intake.content.conditions import Group, Test, written
from intake.content.model import Questionnaire
from intake.content.words import Words

_NOT_WRITTEN = frozenset({"id", "clinic", "language", "whole", "unapproved"})
"""Of a questionnaire: the form's name, what stands at the top, and what its readings add."""


def dump(questionnaires: Iterable[Questionnaire]) -> str:
    """The text of one YAML file; loading it gives equal questionnaires with the same revisions.

    A reading in one language is written as the whole it is of. Shared sections, variants and
    follow-ups are written out, conditions in their full form; what equals its default is left
    out, and so is the `allow` of forms, which questionnaires do not have. A follow-up whose own
    condition is as deep as conditions may be would be one level too deep.

    Raises ValueError without questionnaires, or where they are of different clinics.
    """
    whole = [one.whole or one for one in questionnaires]
    if not whole or any(one.clinic != whole[0].clinic for one in whole):
        raise ValueError("one file holds the forms of one clinic")
    forms = {one.id: _plain(one, _NOT_WRITTEN) for one in whole}
    data = {"clinic": _plain(whole[0].clinic), "forms": forms}
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=95)


class Dumper(yaml.SafeDumper):
    """Quotes every text that a YAML reader could take for something else; writes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain(value: Any, but: frozenset[str] = frozenset()) -> Any:
    """A model, a text, a condition ... as what an author writes."""
    if isinstance(value, BaseModel):
        return {key: _plain(child) for name, key, child in _said(value) if name not in but}
    if isinstance(value, Test | Group):
        return written(value)
    if isinstance(value, Words):
        return dict(value.by_language)
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    if isinstance(value, tuple):
        return [_plain(child) for child in value]
    return value if isinstance(value, bool | int) else _text(value)


def _said(model: BaseModel) -> Iterator[tuple[str, str, Any]]:
    """Name, YAML key and value of what `model` says beyond its defaults; its kind always."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        default = field.get_default(call_default_factory=True)
        if name == "kind" or value not in (None, default):
            yield name, field.alias or name, value


def _text(value: Any) -> str:
    """A text, a number without an exponent, or a day."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
