"""The JSON Schema of questions.yaml, by which editors complete and check while one types."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from intake.content.model import Library


class _Schema(GenerateJsonSchema):
    """Says what the loader accepts beyond the models: an id may be left out, and a bare text
    stands for an item or an option that has nothing but that text."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        name, required = schema["cls"].__name__, made.get("required", [])
        made["required"] = [key for key in required if key not in ("id", "code")]
        if not made["required"]:
            del made["required"]
        if name in ("Text", "Option", "Orderable"):
            return {"anyOf": [{"type": "string", "minLength": 1}, made]}
        return made


def schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    made = Library.model_json_schema(by_alias=True, schema_generator=_Schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": "questions.yaml of intake",
    }


def schema_text() -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
