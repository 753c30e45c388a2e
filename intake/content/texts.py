"""Every text that people read, with its path: what there is to translate."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from intake.content.document import Trail
from intake.content.model import Library
from intake.content.types import Read
from intake.content.words import Words
from intake.kinds.base import Allow

_READ = "InLanguages"
"""How the names of the types end whose texts may be written in several languages."""
_FOR_AUTHORS = get_args(Allow)[0]
"""Reasons for allowing a warning: no patient reads them, nobody translates them."""


class Key(NamedTuple):
    """A field of a model that may hold texts or models: its name, and its key as it is written.

    `limit` is the number of characters that its text may have; 0 where it holds no text.
    """

    name: str
    alias: str
    limit: int


def texts(library: Library) -> Iterator[tuple[Trail, Words | str]]:
    """Every text that people read and that is written in the content, with its path there.

    The order is that of the files, and within a form or an item that of its model. A text is
    Words where the clinic has several languages, else plain. The path of a bare text ends in
    `text`, as if it were written `{text: ...}`.
    """
    return _below(library, ())


@cache
def keys(model: type[BaseModel]) -> tuple[Key, ...]:
    """The fields of `model` that may hold texts or models, in its order."""
    found = []
    for name, field in model.model_fields.items():
        if field.annotation == _FOR_AUTHORS:
            continue
        limit = _limit((field.annotation, *field.metadata))
        if limit or _holds_models(field.annotation):
            found.append(Key(name, field.alias or name, limit))
    return tuple(found)


def _below(value: Any, trail: Trail) -> Iterator[tuple[Trail, Words | str]]:
    if isinstance(value, str):
        yield trail, value
    elif isinstance(value, BaseModel):
        written = value.model_fields_set
        for name, alias, _ in keys(type(value)):
            if name in written and (child := getattr(value, name)):
                yield from _below(child, (*trail, alias))
    elif isinstance(value, tuple | dict):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, child in pairs:
            yield from _below(child, (*trail, key))


def _limit(annotation: Any) -> int:
    """The longest text that `annotation` takes, where it takes texts in several languages."""
    if isinstance(annotation, Read):
        is_text = annotation.name.endswith(_READ)
        return int(annotation.described["anyOf"][0]["maxLength"]) if is_text else 0
    inner = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return max((_limit(one) for one in inner), default=0)


def _holds_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_models(one) for one in get_args(annotation))
