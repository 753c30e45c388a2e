"""That files with new translations say what they said before, and the translations."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from intake.content.document import Trail
from intake.content.problems import ContentError, Place, Problem, shorten
from intake.content.types import tidy
from intake.content.validate import Checked
from intake.translate.entries import entries
from intake.translate.splice import Wish


def prove(
    old: Checked, new: Checked, wishes: Mapping[Trail, Wish], declared: Sequence[str]
) -> None:
    """Raises ContentError (E604) unless `new` is `old` with the wished translations and no other
    difference: not in the data, not in the ids and codes that are made from texts."""
    known = {entry.name for entry in entries(new, "")}
    for entry in entries(old, ""):
        if entry.name not in known:
            what = f"the id or code of “{shorten(entry.original)}” is made from its translation"
            cure = "write it out here as it is now, then import again"
            raise ContentError([Problem(entry.place, "E604", what, cure)])
    found = deepcopy(new.content.data)
    for trail in wishes:
        _put(found, trail, _tidied(_value(found, trail)))
    if found != _expected(old.content.data, wishes, declared):
        what = "the translations cannot be put in without changing something else"
        place = Place(old.content.documents[0].file)
        cure = "write them in by hand, beside the texts"
        raise ContentError([Problem(place, "E604", what, cure)])


def _expected(data: Any, wishes: Mapping[Trail, Wish], declared: Sequence[str]) -> Any:
    """The old data with nothing but the wishes. Their texts are compared as they are read: without
    spaces at their ends."""
    made = deepcopy(data)
    for trail, wish in wishes.items():
        old = _value(made, trail)
        known = old if isinstance(old, dict) else {wish.original: old}
        text: Any = {**known, wish.language: wish.text}
        _put(made, trail, _tidied({"text": text} if wish.is_wrapped else text))
    if declared:
        made["clinic"]["languages"] = list(declared)
    return made


def _tidied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tidied(child) for key, child in value.items()}
    return tidy(value)


def _value(data: Any, trail: Trail) -> Any:
    for part in trail:
        data = data[part]
    return data


def _put(data: Any, trail: Trail, value: Any) -> None:
    _value(data, trail[:-1])[trail[-1]] = value
