"""output/, which is in the repository for the seed form, is what the content now gives."""

import json

import corpus
import pytest

from intake.content.schema import schema_text
from intake.export import EXPORTERS
from intake.export.rendering import Renderer
from intake.write import MANIFEST, digest

OUTPUT = corpus.ROOT / "output"
SCHEMA = "questions.schema.json"
STALE = "output/ is not current: run intake build, and commit what changed"


@pytest.fixture(scope="module")
def recorded() -> dict[str, dict[str, str]]:
    """The manifest's entry for each file."""
    assert (OUTPUT / MANIFEST).is_file(), STALE
    return json.loads((OUTPUT / MANIFEST).read_text("utf-8"))["files"]


def test_every_file_is_there_and_no_other(recorded) -> None:
    """Page, PDF and schema of the seed, and the manifest that lists them."""
    form = corpus.questionnaire(corpus.SEED).id
    assert set(recorded) == {SCHEMA, *(form + exporter.extension for exporter in EXPORTERS)}
    assert {path.name for path in OUTPUT.iterdir()} == {*recorded, MANIFEST}


def test_files_are_as_they_were_written(recorded) -> None:
    """Nobody has edited them by hand."""
    assert recorded
    found = {name: digest((OUTPUT / name).read_bytes()) for name in recorded}
    assert found == {name: entry["content"] for name, entry in recorded.items()}


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_forms_are_current(exporter, recorded) -> None:
    """Made from the same inputs as now; PDF bytes may differ with another Pango, inputs not."""
    form = corpus.questionnaire(corpus.SEED)
    rendered = exporter.export(form, Renderer(None))
    name = form.id + exporter.extension
    assert recorded[name]["inputs"] == digest(rendered.inputs.encode()), STALE
    if exporter.name == "html":
        assert (OUTPUT / name).read_bytes() == rendered.content, STALE


def test_schema_is_current(recorded) -> None:
    """The schema beside the forms is the one this version prints."""
    assert (OUTPUT / SCHEMA).read_bytes() == schema_text().encode(), STALE
    assert recorded[SCHEMA]["inputs"] == digest(schema_text().encode())
