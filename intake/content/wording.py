"""What pydantic found wrong, in words for the person who wrote the file."""

import re
from collections.abc import Callable
from typing import Any

from pydantic_core import ErrorDetails

from intake.content.document import Trail, character_name
from intake.content.model import Form, Section, Variant
from intake.content.problems import shorten, suggest
from intake.content.types import LANGUAGE, Model, slug
from intake.kinds import KIND_BY_NAME

Said = tuple[str, str, str]
"""Code, what, cure."""
Sayer = Callable[[ErrorDetails, Trail, type[Model]], Said]


def say(details: ErrorDetails, trail: Trail, model: type[Model]) -> Said:
    """Code, what and cure for one of pydantic's errors, at `trail`, where `model` was expected."""
    kind, value = details["type"], details["input"]
    if kind in _ON_KEYS:
        return _ON_KEYS[kind](details, trail, model)
    if value in ("", {}) or kind in ("too_short", "string_too_short"):
        return _empty(trail)
    if "cure" in (context := details.get("ctx", {})):
        return kind, context["what"].replace("this key", _name(trail), 1), context["cure"]
    if kind in _SHAPES or (isinstance(value, list | dict) and kind != "too_long"):
        return _shape(details, trail)
    if kind in _SAYERS:
        return _SAYERS[kind](details, trail, model)
    return (
        "E304",
        f"{_name(trail)} cannot be read: {details['msg']}",
        "see the README for what it may be",
    )


def _name(trail: Trail) -> str:
    if trail and isinstance(trail[-1], int):
        return f"an entry of {_name(trail[:-1])}"
    return f"“{shorten(str(trail[-1]))}”" if trail else "the file"


def _unknown_key(details: ErrorDetails, trail: Trail, model: type[Model]) -> Said:
    key, value = str(details["loc"][-1]), details["input"]
    names = {**model.model_fields, **(Variant.model_fields if model is Form else {})}
    known = [field.alias or name for name, field in names.items()]
    if not key.strip():
        return "E301", "there is no key before the colon", suggest(key, known)
    if hidden := [c for c in key if not c.isprintable()]:
        what = f"the key “{shorten(key)}” holds {character_name(hidden[0])}"
        return "E301", what, "remove it: it looks like a space, but is not one"
    if isinstance(value, str) and (" " in key or key[:1].isupper()):
        what = f"“{shorten(key)}” looks like the start of a text, not like a key"
        whole = shorten(f"{key}: {value}")
        return "E203", what, f'put quotes round the whole text: "{whole}"'
    cure = suggest(key, known)
    return "E301", f"unknown key “{shorten(key)}”", cure


def _missing(details: ErrorDetails, trail: Trail, model: type[Model]) -> Said:
    key = details["loc"][-1]
    if trail == () and key == "forms":
        return _NO_FORMS
    return "E302", f"“{key}” is missing", f"add “{key}: …” with what belongs there"


def _unknown_kind(details: ErrorDetails, trail: Trail, model: type[Model]) -> Said:
    value = details["input"]["kind"]
    if not isinstance(value, str):
        return "E303", f"“kind” should be a word, but here is {_found(value)}", "write one kind"
    what = f"unknown kind “{shorten(value)}”" if value else "“kind” is empty"
    return "E305" if value else "E307", what, suggest(value, KIND_BY_NAME)


_NO_FORMS = ("E404", "the file declares no forms", "add forms: with at least one form below it")


def _empty(trail: Trail) -> Said:
    if trail == ("forms",):
        return _NO_FORMS
    cure = "write what belongs there, or remove it if it is not needed"
    return "E307", f"{_name(trail)} is empty", cure


_SHAPES = {
    "string_type": ("words", "write words there, in quotes if they begin with [ or {"),
    "tuple_type": ("a list", "write each entry on a line of its own that begins with “- ”"),
    "dict_type": ("names with something below each", "write “name:” and indent what belongs to it"),
    "model_type": ("keys with values", "write “key: value” lines, indented under it"),
}


def _shape(details: ErrorDetails, trail: Trail) -> Said:
    value = details["input"]
    wanted, cure = _SHAPES.get(details["type"], ("one value", "write a single value there"))
    if trail and trail[-1] == "allow":
        return "E303", "“allow” should be codes with reasons", "write it like {W301: the reason}"
    if details["type"] == "string_type" and isinstance(value, dict):
        wrong = [key for key in value if not re.fullmatch(LANGUAGE, key)]
        if wrong and len(wrong) < len(value):
            what = f"“{shorten(wrong[0])}” is not a language tag"
            return "E312", what, "write one like en or es"
    if details["type"] == "tuple_type" and re.fullmatch("[a-z -]{1,30}", str(value)):
        cure = f"write a list: [{value}]"
    elif isinstance(value, str) and re.match(r"[a-z_]+:\S", value):
        cure = f"write a space after the colon: {shorten(value.replace(':', ': ', 1))}"
    return "E303", f"{_name(trail)} should be {wanted}, but here is {_found(value)}", cure


def _found(value: Any) -> str:
    if isinstance(value, str):
        return f"the text “{shorten(value)}”"
    return "a list" if isinstance(value, list) else "a group of keys"


def _not_listed(details: ErrorDetails, trail: Trail, model: type[Model]) -> Said:
    value = str(details["input"])
    known = re.findall("'([^']+)'", details.get("ctx", {}).get("expected", ""))
    return "E309", f"“{shorten(value)}” is not possible for {_name(trail)}", suggest(value, known)


def _too_long(details: ErrorDetails, trail: Trail, model: type[Model]) -> Said:
    limit, length = details["ctx"]["max_length"], len(details["input"])
    unit = "characters" if isinstance(details["input"], str) else "entries"
    what = f"{_name(trail)} has {length:,} {unit}, {limit:,} is the most"
    return "E306", what, "shorten it" if unit == "characters" else "remove some, or split it"


def _out_of_range(details: ErrorDetails, trail: Trail, model: type[Model]) -> Said:
    context = details.get("ctx", {})
    limit = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
    what = f"“{shorten(str(details['input']))}” is out of range for {_name(trail)}"
    return "E310", what, f"write a number of {limit}"


def _bad_pattern(details: ErrorDetails, trail: Trail, model: type[Model]) -> Said:
    value, loc = str(details["input"]), details["loc"]
    if "submit_to" in loc:
        what = f"“{shorten(value)}” is not an address to send to"
        return "E309", what, "begin it with https:// or with /"
    if "portal" in loc:
        what = f"“{shorten(value)}” is not an address of the portal"
        return "E309", what, "write it like https://portal.example.org/{form}"
    if loc[-1] == "system":
        what = f"“{shorten(value)}” is not the address of a code system"
        return "E309", what, "write it like http://loinc.org or http://snomed.info/sct"
    if "embedded_in" in loc:
        what = f"“{shorten(value)}” is not where a page comes from"
        return "E309", what, "write scheme and host alone, like https://portal.example.org"
    if "languages" in loc:
        return "E309", f"“{shorten(value)}” is not a language tag", "write one like en or es"
    if loc[-1] == "[key]" or model is Section:
        made, rule = slug(value, "-"), "small letters, digits and single hyphens"
    else:
        made, rule = slug(value), "small letters, digits and _"
    if made and loc[-1] == "id" and not made[0].isalpha():
        made = f"q_{made}"
    cure = f"use {rule}, beginning with a letter" + (f", like {made}" if made else "")
    return "E308", f"“{shorten(value)}” cannot be an id or a code", cure


_ON_KEYS: dict[str, Sayer] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "union_tag_invalid": _unknown_kind,
}
_SAYERS: dict[str, Sayer] = {
    "literal_error": _not_listed,
    "string_pattern_mismatch": _bad_pattern,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
}
