"""The JSON Schema that editors check with agrees with what `intake check` says."""

import re
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
import random_forms
import yaml
from strategies import written
from yaml_cases import checked, form

from intake.content.problems import ContentError
from intake.content.schema import schema, schema_text
from intake.kinds import KIND_BY_NAME
from intake.resources import SCHEMA as bundled_schema

ROOT = Path(__file__).resolve().parents[2]
PROBLEMS = ROOT / "tests" / "problems"
SCHEMA = schema()


class Core(yaml.CBaseLoader):
    """Types plain words as YAML 1.2 does, and so as editors do: yes and no are words."""


for tag, pattern, first in (
    ("null", r"^(null|Null|NULL|~|)$", "~nN\0"),
    ("bool", r"^(true|false)$", "tf"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]*$", "-+0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), [*first, ""])
Core.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)
Core.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: node.value == "true")
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def faults(text: str) -> list[str]:
    """What an editor underlines in `text`; it cannot go on where the YAML is broken."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    try:
        data: Any = _words(yaml.load(text, Loader=Core))
    except (yaml.YAMLError, RecursionError) as error:
        return [str(error)]
    return [error.message for error in validator.iter_errors(data)]


def _words(data: Any) -> Any:
    """Keys as words, which is all that JSON has."""
    if isinstance(data, dict):
        return {str(key): _words(child) for key, child in data.items()}
    return [_words(child) for child in data] if isinstance(data, list) else data


def test_the_schema_is_one_of_draft_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")


def test_the_loader_here_types_as_yaml_1_2_does() -> None:
    typed = yaml.load("[1, 1.5, true, yes, no, 1.0.0, ]", Loader=Core)
    assert typed == [1, 1.5, True, "yes", "no", "1.0.0"]
    assert yaml.load("a:", Loader=Core) == {"a": None}


def test_the_seed_form_passes() -> None:
    assert not faults((ROOT / "questions.yaml").read_text("utf-8"))


@pytest.mark.parametrize("kind", KIND_BY_NAME)
def test_every_example_of_a_kind_passes(kind: str) -> None:
    examples = (ROOT / "templates" / "items" / kind / "examples.yaml").read_text("utf-8")
    assert examples.count("kind:")
    assert not faults(form(examples, "clinician"))


PASS = [
    "- Where?",
    "- 5",
    "- {text: Where?}",
    "- {text: 5, hint: true}",
    "- {text: Which?, kind: select_one, options: [{code: 1, text: 1.5}]}",
    "- {text: Where?, kind: text, lines: 3}",
    "- {text: Which?, kind: select_one, options: [no, 3, true, {text: A}, {code: b, text: B}]}",
    "- {text: Which?, kind: select_one, options: [{title: A, options: [b, c]}]}",
    "- {text: How?, kind: scale, lower: none, upper: all, min: 0, max: '5'}",
    "- {text: Read this., kind: display, required: false}",
    "- {en: Where?}",
    "- {text: Which?, kind: select_one, options: [{en: Left}, {text: {en: Right}}]}",
]


@pytest.mark.parametrize("items", PASS)
def test_what_the_loader_accepts_passes(items: str) -> None:
    assert not faults(form(items))


STRUCTURAL = ("E301", "E302", "E303", "E305", "E307", "E308", "E309")
BROKEN = [path for code in STRUCTURAL for path in sorted((PROBLEMS / code).glob("*.yaml"))]


@pytest.mark.parametrize("path", BROKEN, ids=[f"{path.parent.name}/{path.stem}" for path in BROKEN])
def test_a_broken_file_is_underlined_in_the_editor_too(path: Path) -> None:
    assert len({path.parent.name for path in BROKEN}) == len(STRUCTURAL)
    assert faults(path.read_text("utf-8"))


FAIL = [
    "- {text: Where?, knid: string}",
    "- {kind: string}",
    "- {text: [Where?]}",
    "- {text: Where?, kind: strng}",
    "- {text: Where?, hint: }",
    "-",
    "- {id: Bad Id, text: Where?}",
    "- {text: When?, kind: date, precision: hour}",
    "- {text: Which?, options: [a]}",
    "- {text: Which?, kind: select_one, options: []}",
    "- {text: Which?, kind: select_one, options: [{cod: a, text: A}]}",
    "- {text: Read this., kind: display, required: true}",
    "- {text: Where?, kind: text, lines: 0}",
    "- {text: Name, kind: string, width: 36}",
    "- {text: {english: Where?}}",
    "- {id: a, min: b}",
]


@pytest.mark.parametrize("items", FAIL)
def test_a_single_mistake_is_underlined(items: str) -> None:
    assert faults(form(items))


def test_the_schema_file_is_current() -> None:
    """The file that build copies and editors read is made from the models: run make data."""
    assert bundled_schema.read_text("utf-8") == schema_text()


DIFFERENT = {
    "E107": "which characters can be printed: the escapes of YAML hide them",
    "E311": "what an id that is made from a text would be",
    "E312": "which languages the clinic has: that stands elsewhere in the file",
    "E313": "which language is the clinic's first",
    "E401": "ids that are unique across a form",
    "E403": "names of what stands elsewhere",
    "E406": "a code that another key of the item adds",
    "E407": "the letters of the fonts",
    "E408": "which section an item stands in",
    "E409": "the items of a form",
    "E410": "the answers to another item",
    "E411": "the kind of another item",
    "E412": "the order of the items",
    "E413": "who answers another item",
    "E414": "what several conditions allow together",
    "E420": "forms that are made of each other",
    "E430": "how well one colour stands out from another",
}
"""The codes of mistakes that the loader finds and a schema cannot say, with what it would take."""
ALL_BROKEN = sorted(PROBLEMS.glob("E*/broken*.yaml"))


def test_the_schema_rejects_what_the_loader_rejects_but_for_the_known_differences() -> None:
    """Each broken example through both. A file with any mistake that a schema can say is rejected;
    one that has none but those of the table is accepted, so that no entry is in vain."""
    unsaid, needed = [], set()
    for path in ALL_BROKEN:
        text = path.read_text("utf-8")
        with pytest.raises(ContentError) as caught:
            checked(text)
        codes = {problem.code for problem in caught.value.problems if problem.is_error}
        if faults(text):
            continue
        needed |= codes
        unsaid += [f"{path}: {codes}"] if codes - DIFFERENT.keys() else []
    assert len(ALL_BROKEN) > 50
    assert unsaid == []
    assert DIFFERENT.keys() - needed == set()


GOOD = [
    *(ROOT / "tests" / "forms").glob("*.yaml"),
    *PROBLEMS.glob("W*/broken*.yaml"),
    ROOT / "questions.yaml",
]


@pytest.mark.parametrize("path", GOOD, ids=[f"{path.parent.name}/{path.stem}" for path in GOOD])
def test_the_schema_accepts_every_good_file(path: Path) -> None:
    text = path.read_text("utf-8")
    assert checked(text)
    assert faults(text) == []


@pytest.mark.parametrize("part", range(4))
def test_the_schema_accepts_random_content(part: int) -> None:
    """Written bare: what YAML takes for a number or a flag is a word here too."""
    for number in range(part * 15, part * 15 + 15):
        assert faults(written(random_forms.library(Random(number)), {})) == []
