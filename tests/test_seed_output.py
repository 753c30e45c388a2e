"""output/, which is in the repository for the seed form, is what the content now gives."""

import json

import corpus
import pytest

from intake.content.schema import schema_text
from intake.export import EXPORTERS, SHARED
from intake.export.rendering import Renderer
from intake.pipeline import file_name
from intake.write import MANIFEST, digest

OUTPUT = corpus.ROOT / "output"
SCHEMA = "questions.schema.json"
INDEX = "index.html"
STALE = "output/ is not current: run intake build, and commit what changed"
LANGUAGES = ("en", "es")
CLINIC = corpus.questionnaire(corpus.SEED).clinic
WANTED = tuple(exporter for exporter in EXPORTERS if exporter.wanted(CLINIC))


@pytest.fixture(scope="module")
def recorded() -> dict[str, dict[str, str]]:
    """The manifest's entry for each file."""
    assert (OUTPUT / MANIFEST).is_file(), STALE
    return json.loads((OUTPUT / MANIFEST).read_text("utf-8"))["files"]


def test_every_file_is_there_and_no_other(recorded) -> None:
    """The seed's files in each language, those that forms share, and the manifest of them all."""
    readings = corpus.questionnaire(corpus.SEED).readings()
    assert tuple(one.language for one in readings) == LANGUAGES
    names = {file_name(one, exporter.extension) for one in readings for exporter in WANTED}
    assert set(recorded) == {*names, *(one.name for one in SHARED)}
    assert {path.name for path in OUTPUT.iterdir()} == {*recorded, MANIFEST}


def test_files_are_as_they_were_written(recorded) -> None:
    """Nobody has edited them by hand."""
    assert recorded
    found = {name: digest((OUTPUT / name).read_bytes()) for name in recorded}
    assert found == {name: entry["content"] for name, entry in recorded.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exporter", WANTED, ids=lambda exporter: exporter.extension)
def test_forms_are_current(exporter, language: str, recorded) -> None:
    """Made from the same inputs as now; PDF bytes may differ with another Pango, inputs not."""
    form = corpus.reading(corpus.questionnaire(corpus.SEED), language)
    rendered = exporter.export(form, Renderer(None))
    name = file_name(form, exporter.extension)
    assert recorded[name]["rendered"] == digest(rendered.inputs.encode()), STALE
    if exporter.name == "html":
        assert (OUTPUT / name).read_bytes() == rendered.content, STALE


@pytest.mark.parametrize("shared", SHARED, ids=lambda shared: shared.name)
def test_shared_files_are_current(shared) -> None:
    """The module, its styles, the listener for frames, the list of forms and the schema."""
    forms = [corpus.questionnaire(corpus.SEED)]
    assert (OUTPUT / shared.name).read_bytes() == shared.make(forms, Renderer(None)).content, STALE


def test_schema_is_current(recorded) -> None:
    """The schema beside the forms is the one this version prints."""
    assert (OUTPUT / SCHEMA).read_bytes() == schema_text().encode(), STALE
    assert recorded[SCHEMA]["rendered"] == digest(schema_text().encode())
