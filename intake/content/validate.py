"""Check loaded data against the models and say everything that is wrong, each at its place."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from intake import fonts
from intake.content.allow import allow_faults
from intake.content.document import Trail, character_name
from intake.content.gather import Content
from intake.content.model import SORTS, Library, Questionnaire, assemble
from intake.content.outline import Outline, Outlines
from intake.content.problems import ContentError, Place, Problem
from intake.content.references import reference_problems
from intake.content.theme import theme_faults
from intake.content.types import Model
from intake.content.wording import say
from intake.content.words import languages
from intake.kinds import kind_of
from intake.kinds.base import Item
from intake.kinds.options import Choice, OptionGroup

_TAGGED: dict[str, type[Model]] = {
    **SORTS,
    "=option": Choice,
    "=group": OptionGroup,
}


class Checked(NamedTuple):
    """Content without errors: what was declared, and the questionnaires made of it, in order."""

    content: Content
    library: Library
    outlines: Mapping[str, Outline]
    questionnaires: tuple[Questionnaire, ...]


def validate(content: Content) -> Checked:
    """Check all that `content` declares.

    Raises ContentError with every problem at once.
    """
    outlines = Outlines(content.data)
    problems = list(reference_problems(content, outlines))
    library = None
    try:
        library = Library.model_validate(content.data, context=languages(content.data))
    except ValidationError as error:
        problems += _schema_problems(content, error.errors(include_url=False))
    problems += _glyph_problems(content, {problem.place for problem in problems})
    for trail, code, what, cure in theme_faults(content.data):
        problems.append(content.problem(content.place(trail), code, what, cure))
    for trail, code, what, cure in allow_faults(content.data):
        problems.append(content.problem(content.place(trail, key=True), code, what, cure))
    if not content.is_whole:
        problems = [problem for problem in problems if problem.code not in _IN_OTHER_FILES]
    problems = [problem for problem in problems if not content.is_spoiled(problem.place)]
    problems += content.problems
    if library is None or any(problem.is_error for problem in problems):
        raise ContentError(problems)
    return Checked(content, library, outlines.forms, assemble(library, outlines.forms))


_IN_OTHER_FILES = frozenset({"E302", "E403", "E404", "E409"})
"""What may only seem to be missing because it stands in a file that cannot be read."""


def _glyph_problems(content: Content, known: set[Place]) -> Iterator[Problem]:
    """One for each text that the fonts cannot set, but none where another problem is `known`."""
    for trail, text in content.beyond_ascii():
        if content.place(trail) in known:
            continue
        if lacking := fonts.missing(text):
            shown = f" (“{lacking[0]}”)" if lacking[0].isprintable() else ""
            what = f"no font here has {character_name(lacking[0])}{shown}"
            if len(lacking) > 1:
                what += f", nor {len(lacking) - 1} more in this text"
            cure = "write it another way; it would be an empty box on paper"
            yield content.problem(content.find(lacking[0], trail), "E407", what, cure)


def _schema_problems(content: Content, errors: list[ErrorDetails]) -> list[Problem]:
    """One problem for each mistake: a key that is missing because it is misspelled is one mistake,
    an id that is missing because its text is wrong is part of the mistake in the text, and a list
    is not empty because its entries are wrong."""
    found = [(details, _problem(content, details)) for details in errors]
    parents = {d["loc"][:-1]: p for d, p in found if d["type"] == "extra_forbidden"}

    def is_echo(details: ErrorDetails) -> bool:
        if details["type"] == "too_short":
            here = details["loc"]
            return any(one["loc"][: len(here)] == here != one["loc"] for one in errors)
        if details["type"] != "missing":
            return False
        key, parent = str(details["loc"][-1]), parents.get(details["loc"][:-1])
        explained = parent and (
            parent.code == "E203" or f"“{key}”?" in parent.cure or "“extends”?" in parent.cure
        )
        made_from = _walk(content, details["loc"])[1].model_fields.keys() & {"text", "title"}
        return (key in ("id", "code") and bool(made_from)) or bool(explained)

    return [problem for details, problem in found if not is_echo(details)]


def _problem(content: Content, details: ErrorDetails) -> Problem:
    trail, model, on_key = _walk(content, details["loc"])
    code, what, cure = say(details, trail, model)
    key = on_key or details["type"] == "extra_forbidden"
    if details["type"] == "union_tag_invalid":
        trail = (*trail, "kind")
    return content.problem(content.place(trail, key=key), code, what, cure)


def _walk(content: Content, loc: tuple[int | str, ...]) -> tuple[Trail, type[Model], bool]:
    """From pydantic's location to the path in the data and the model that was expected there."""
    data = content.data
    trail: Trail = ()
    model: type[Model] = Library
    on_key = False
    for part in loc:
        if isinstance(part, str) and part in _TAGGED and not _has(data, trail, part):
            model = _TAGGED[part]
        elif part == "[key]" and not _has(data, trail, part):
            on_key = True
        else:
            field = _field(model, part)
            if field is not None:
                model = _model_in(field.annotation) or model
            trail = (*trail, part)
            if isinstance(part, int) and issubclass(model, Item):
                model = kind_of(content.value(trail)) or model
    return _present(data, trail), model, on_key


def _has(data: Any, trail: Trail, key: str) -> bool:
    """Whether an author wrote `key`, which looks like one of pydantic's own marks, at `trail`."""
    return _present(data, (*trail, key)) == (*trail, key)


def _present(data: Any, trail: Trail) -> Trail:
    """`trail` without the last steps where they are not in the data (a missing key)."""
    for length, part in enumerate(trail):
        is_key = isinstance(data, dict) and part in data
        is_index = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if not is_key and not is_index:
            return trail[:length]
        data = data[part]
    return trail


def _field(model: type[Model], name: str | int) -> FieldInfo | None:
    for field_name, field in model.model_fields.items():
        if name == (field.alias or field_name):
            return field
    return None


def _model_in(annotation: Any) -> type[Model] | None:
    """The model inside an annotation such as `tuple[Model, ...]` or `dict[str, Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    if get_origin(annotation) in (tuple, dict, Union, UnionType, Annotated):
        for inner in get_args(annotation):
            if found := _model_in(inner):
                return found
    return None
