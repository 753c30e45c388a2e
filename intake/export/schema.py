"""The JSON Schema beside the forms, by which editors check questions.yaml."""

from collections.abc import Sequence

from intake.content.model import Questionnaire
from intake.export.rendering import Rendered, Renderer
from intake.resources import SCHEMA


def make(questionnaires: Sequence[Questionnaire], renderer: Renderer) -> Rendered:
    """The schema, which is the same for every clinic."""
    schema = SCHEMA.read_text("utf-8")
    return Rendered(schema.encode(), inputs=schema)
