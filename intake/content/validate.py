"""Check loaded data against the models and say everything that is wrong, each at its place."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from intake import fonts
from intake.content.load import Document, Trail, character_name, find_character, scalars
from intake.content.model import Library, Questionnaire, Section, Use, assemble
from intake.content.problems import ContentError, Problem, shorten
from intake.content.references import reference_problems
from intake.content.types import Model
from intake.kinds import KIND_BY_NAME
from intake.kinds.base import Option, OptionGroup

MAX_ITEMS = 600
_TAGGED: dict[str, type[Model]] = {
    "=use": Use,
    "=section": Section,
    "=option": Option,
    "=group": OptionGroup,
    **{f"={name}": kind for name, kind in KIND_BY_NAME.items()},
}


def validate(document: Document) -> tuple[Questionnaire, ...]:
    """The questionnaires that `document` declares, in its order.

    Raises ContentError with every problem at once.
    """
    found = [*document.problems, *reference_problems(document), *_glyph_problems(document)]
    problems = [problem for problem in found if problem.is_error]
    library = None
    try:
        library = Library.model_validate(document.data)
    except ValidationError as error:
        problems += _schema_problems(document, error.errors(include_url=False))
    if problems or library is None:
        raise ContentError(problems)
    questionnaires = assemble(library)
    for form in questionnaires:
        if len(form.items) > MAX_ITEMS:
            at = document.place(("forms", form.id), key=True)
            what = f"the form “{form.id}” has {len(form.items)} items (at most {MAX_ITEMS})"
            problems.append(document.problem(at, "E306", what, "make two forms of it"))
    if problems:
        raise ContentError(problems)
    return questionnaires


def suggest(word: str, known: list[str]) -> str:
    """How to mend a misspelled name: the nearest right one, or all of them."""
    near = get_close_matches(word.strip().lower(), known, 1, 0.6)
    if near:
        return f"did you mean “{near[0]}”?"
    return "possible: " + ", ".join(known) if known else "remove it"


def _glyph_problems(document: Document) -> Iterator[Problem]:
    for trail, text in scalars(document.data):
        if text.isascii():
            continue
        for character in fonts.missing(text):
            at = find_character(document.lines, character, document.place(trail))
            what = f"no font here has {character_name(character)} (“{character}”)"
            cure = "write it another way; it would be an empty box on paper"
            yield document.problem(at, "E407", what, cure)


def _schema_problems(document: Document, errors: list[ErrorDetails]) -> list[Problem]:
    """One problem for each mistake: a key that is missing because it is misspelled is one mistake,
    and an id that is missing because its text is wrong is part of the mistake in the text."""
    found = [(details, _problem(document, details)) for details in errors]
    parents = {d["loc"][:-1]: p for d, p in found if d["type"] == "extra_forbidden"}

    def is_echo(details: ErrorDetails) -> bool:
        key, parent = str(details["loc"][-1]), parents.get(details["loc"][:-1])
        explained = parent and (parent.code == "E203" or f"“{key}”?" in parent.cure)
        return details["type"] == "missing" and (key in ("id", "code") or bool(explained))

    return [problem for details, problem in found if not is_echo(details)]


def _problem(document: Document, details: ErrorDetails) -> Problem:
    trail, model, on_key = _walk(document.data, details["loc"])
    code, what, cure = _say(details, trail, model)
    key = on_key or details["type"] == "extra_forbidden"
    return document.problem(document.place(trail, key=key), code, what, cure)


def _walk(data: Any, loc: tuple[int | str, ...]) -> tuple[Trail, type[Model], bool]:
    """From pydantic's location to the path in the data and the model that was expected there."""
    trail: Trail = ()
    model: type[Model] = Library
    on_key = False
    for part in loc:
        if isinstance(part, str) and part.startswith("="):
            model = _TAGGED.get(part, model)
        elif part == "[key]":
            on_key = True
        else:
            name = part
            field = _field(model, name)
            if field is not None:
                model = _model_in(field.annotation) or model
            trail = (*trail, name)
    return _present(data, trail), model, on_key


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


def _keys(model: type[Model]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _unknown_key(details: ErrorDetails, trail: Trail, model: type[Model]) -> tuple[str, str, str]:
    key = str(details["loc"][-1])
    value = details["input"]
    hidden = [c for c in key if not (c.isascii() or c.isprintable()) or c == "\xa0"]
    if hidden:
        what = f"the key “{shorten(key)}” holds {character_name(hidden[0])}"
        return "E301", what, "remove it: it looks like a space, but is not one"
    if isinstance(value, str) and (" " in key or key[:1].isupper()):
        whole = shorten(f"{key}: {value}")
        what = f"“{shorten(key)}” looks like the start of a text, not like a key"
        return "E203", what, f'put quotes round the whole text: "{whole}"'
    return "E301", f"unknown key “{shorten(key)}”", suggest(key, _keys(model))


def _missing(details: ErrorDetails, trail: Trail, model: type[Model]) -> tuple[str, str, str]:
    key = details["loc"][-1]
    if trail == () and key == "forms":
        return "E404", "the file declares no forms", "add forms: with at least one form below it"
    return "E302", f"“{key}” is missing", f"add a line {key}: ..."


def _unknown_kind(details: ErrorDetails, trail: Trail, model: type[Model]) -> tuple[str, str, str]:
    value = details["input"].get("kind")
    what = f"unknown kind “{shorten(str(value))}”"
    return "E305", what, suggest(str(value), list(KIND_BY_NAME))


def _too_short(details: ErrorDetails, trail: Trail, model: type[Model]) -> tuple[str, str, str]:
    name = details["loc"][-1]
    if name == "forms":
        return "E404", "the file declares no forms", "add at least one form below forms:"
    return "E307", f"“{name}” is empty", "add what belongs below it, or remove it"


def _not_listed(details: ErrorDetails, trail: Trail, model: type[Model]) -> tuple[str, str, str]:
    expected = details.get("ctx", {}).get("expected", "").replace("'", "").replace(" or ", ", ")
    what = f"“{shorten(str(details['input']))}” is not possible for “{details['loc'][-1]}”"
    return "E309", what, suggest(str(details["input"]), expected.split(", "))


def _bad_id(details: ErrorDetails, trail: Trail, model: type[Model]) -> tuple[str, str, str]:
    name = next((part for part in reversed(details["loc"]) if part != "[key]"), "id")
    if name == "submit_to":
        return "E309", "this is not an address to send to", "begin it with https:// or with /"
    if name == "languages" or "languages" in details["loc"]:
        return "E309", f"“{shorten(str(details['input']))}” is not a language tag", "write en or es"
    cure = "use small letters, digits and _ (in form and section names -), beginning with a letter"
    return "E308", f"“{shorten(str(details['input']))}” cannot be an id or a code", cure


Sayer = Callable[[ErrorDetails, Trail, type[Model]], tuple[str, str, str]]

_SAYERS: dict[str, Sayer] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "union_tag_invalid": _unknown_kind,
    "too_short": _too_short,
    "literal_error": _not_listed,
    "string_pattern_mismatch": _bad_id,
}

_SHAPES = {
    "string_type": ("a text", "write it after the colon; quotes help when it has a : or #"),
    "tuple_type": ("a list", "write each entry on a line of its own that begins with “- ”"),
    "dict_type": ("names with something below each", "write “name:” and indent what belongs to it"),
    "model_type": ("keys with values", "write “key: value” lines, indented under it"),
}


def _say(details: ErrorDetails, trail: Trail, model: type[Model]) -> tuple[str, str, str]:
    """Code, what and cure for one of pydantic's errors."""
    kind, context = details["type"], details.get("ctx", {})
    name = next((part for part in reversed(trail) if isinstance(part, str)), "the file")
    if kind in _SAYERS:
        return _SAYERS[kind](details, trail, model)
    if kind in _SHAPES or kind in ("model_attributes_type", "dataclass_type"):
        wanted, cure = _SHAPES.get(kind, _SHAPES["model_type"])
        found = "nothing" if details["input"] in ("", None) else "something else"
        return "E303", f"“{name}” should be {wanted}, but here is {found}", cure
    if kind == "string_too_short":
        return "E307", f"“{name}” has no text", "write the text after the colon, or remove the line"
    if kind in ("string_too_long", "too_long"):
        limit = context["max_length"]
        unit = "characters" if kind == "string_too_long" else "entries"
        return "E306", f"“{name}” has more than {limit} {unit}", "shorten it or split it"
    if kind in ("greater_than_equal", "less_than_equal"):
        word = "at least" if kind.startswith("g") else "at most"
        limit = context.get("ge", context.get("le"))
        return "E310", f"“{name}” is out of range", f"write a number of {word} {limit}"
    if "cure" in context:
        return kind, context["what"], context["cure"]
    return "E304", f"“{name}” cannot be read: {details['msg']}", "see docs for what it may be"
