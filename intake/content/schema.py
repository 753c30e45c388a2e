"""The JSON Schema of questions.yaml, by which editors complete and check while one types."""

import json
from typing import Any, Union

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from intake.content.model import Library
from intake.content.types import CODE, SHARED, WORDS
from intake.kinds import KIND_BY_NAME
from intake.kinds.identity import NO_LANGUAGE

_MADE = {"id", "code"}
_LANGUAGES = {"not": {"enum": sorted(NO_LANGUAGE)}}
_BARE = {"Text", "Option", "Choice", "Orderable", "Column"}


class _Schema(GenerateJsonSchema):
    """Says what the loader accepts beyond the models.

    An id or a code may be left out; a bare text stands for an item or an option that has nothing
    but that text; an item that names no kind is a text; 5 and true are words where words are
    meant. What is not wanted is left out, not empty.
    """

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        properties, name = made.get("properties", {}), schema["cls"].__name__
        required = set(made.get("required", [])) - _MADE
        if "const" in properties.get("kind", {}) and name != "Text":
            required.add("kind")
        made["required"] = sorted(required)
        if name in _BARE:
            bare = [
                {"type": WORDS, "minLength": 1},
                {"type": "object", "propertyNames": _LANGUAGES},
            ]
            return {"anyOf": [{"allOf": [properties["text"], {"anyOf": bare}]}, made]}
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if (key, value) != ("default", None)}

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": WORDS}


def schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    made = _with_shared(Library.model_json_schema(by_alias=True, schema_generator=_Schema))
    kinds: Any = Union[tuple(KIND_BY_NAME.values())]  # noqa: UP007  # made of data
    items = TypeAdapter(kinds).json_schema(by_alias=True, schema_generator=_Schema)
    made["$defs"] |= _with_shared(items.pop("$defs"))
    SHARED["Item"] |= items
    SHARED["FollowUp"] |= _FOLLOW_UP
    made["$defs"] |= {name: _with_shared(described) for name, described in SHARED.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": "questions.yaml of intake",
    }


_FOLLOW_UP = {
    "type": "object",
    "patternProperties": {
        CODE: {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Item"}}
    },
    "additionalProperties": False,
}
"""Codes, each with items of any kind."""


def _with_shared(made: Any) -> Any:
    """`made` with a reference in each place where a type that has a name stands."""
    if isinstance(made, dict):
        name = made.get("x-shared")
        rest = {key: _with_shared(child) for key, child in made.items() if key != "x-shared"}
        return {"$ref": f"#/$defs/{name}", **rest} if name else rest
    return [_with_shared(child) for child in made] if isinstance(made, list) else made


def schema_text() -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
