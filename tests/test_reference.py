"""docs/questions.md says what the models say."""

import re
from pathlib import Path
from types import ModuleType

import pytest
import scripts

from intake.content import model
from intake.content.types import Model
from intake.kinds import KIND_BY_NAME
from intake.kinds.base import Item
from intake.kinds.options import Coding, Option, OptionGroup

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "questions.md").read_text("utf-8")


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The script that writes the page."""
    return scripts.script("reference")


def test_the_reference_is_current(reference: ModuleType) -> None:
    """After a change of models, examples or templates: make reference."""
    assert reference.text() == PAGE


def test_a_change_of_a_template_makes_a_picture_stale(
    reference: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reference.fingerprint("date")
    assert f"<!-- {before} -->" in PAGE
    monkeypatch.setattr(reference, "SHOWN", 3)
    assert reference.fingerprint("date") != before


def test_every_kind_has_its_chapter_and_its_picture() -> None:
    assert re.findall(r"^### (\w+)$", PAGE, re.MULTILINE) == [*KIND_BY_NAME]
    pictures = {path.stem for path in (ROOT / "docs" / "pictures" / "kinds").iterdir()}
    assert pictures == KIND_BY_NAME.keys()


MODELS = (
    *(model.Library, model.Clinic, model.Form, model.Variant, model.Source, model.Section),
    *(model.SharedSection, model.Use, model.FromForm, model.Change, Option, OptionGroup, Coding),
    *KIND_BY_NAME.values(),
)


@pytest.mark.parametrize("one", MODELS, ids=lambda one: one.__name__)
def test_every_key_is_described(one: type[Model]) -> None:
    """In the reference, and in the editor while one types."""
    inherited = {*Item.model_fields} if issubclass(one, Item) and one is not Item else set()
    for name, field in one.model_fields.items():
        assert field.description or name in {"kind"} | inherited, name
