"""Whatever an author may write loads, checks, renders, and comes back as what it was.

EXAMPLES=5000 python -m pytest tests/content/test_round_trip.py tries more of it.
"""

import os
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import corpus
import html5lib
import pytest
import random_forms
import yaml_cases
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import answers, libraries, styles, written

from intake.content.conditions import OPERATORS
from intake.content.dump import dump
from intake.content.gather import Content
from intake.content.lint import lint
from intake.content.model import SORTS, Clinic, Library, Source
from intake.content.problems import ContentError
from intake.content.types import Model
from intake.content.validate import Checked, validate
from intake.content.values import NoText
from intake.export.rendering import Renderer
from intake.kinds import KIND_BY_NAME
from intake.kinds.options import Coding, OptionGroup
from intake.kinds.table import Column
from intake.logic.evaluate import enabled, rules

EXAMPLES = int(os.environ.get("EXAMPLES", "30"))
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="EXAMPLES" not in os.environ,
    database=None,
    phases=(Phase.explicit, Phase.generate),  # shrinking whole libraries takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def valid(text: str) -> Checked:
    """What `text` declares; what is wrong with it is told to the reader of the test."""
    try:
        return yaml_cases.valid(text)
    except ContentError as error:
        raise AssertionError("\n".join(map(str, error.problems)) + "\n" + text) from None


@cache
def renderer() -> Renderer:
    return Renderer(None)


@bounded
@given(libraries, styles)
def test_valid_content_is_valid_in_every_way_of_writing_it(data: Any, style: Any) -> None:
    """The same data comes out of the YAML, every text as text, and nothing is wrong with it."""
    document = yaml_cases.loaded(written(data, style))
    assert document.data == data
    assert validate(Content([document])).questionnaires


@bounded
@given(libraries)
def test_a_questionnaire_comes_back_from_its_dump(data: Any) -> None:
    first = valid(written(data, {})).questionnaires
    second = valid(dump(first)).questionnaires
    assert second == first
    assert [one.revision for one in second] == [one.revision for one in first]
    readings = [reading for one in first for reading in one.readings()]
    assert dump(readings[:1]) == dump(first[:1])


@bounded
@given(libraries)
def test_a_page_is_html_and_holds_every_text(data: Any) -> None:
    """In each language: no parse error, and every text of every item is there to be read."""
    for reading in (r for one in valid(written(data, {})).questionnaires for r in one.readings()):
        page = renderer().render("page.html", reading)
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
        seen = corpus.solid("".join(tree.find("body").itertext()))
        wanted = [text for item in reading.items for text in corpus.texts(item)]
        assert [text for text in wanted if corpus.solid(text) not in seen] == []


@bounded
@given(libraries, st.randoms(note_method_calls=False, use_true_random=False))
def test_warnings_and_conditions_never_fail(data: Any, chance: Random) -> None:
    checked = valid(written(data, {}))
    assert all(not problem.is_error and problem.cure for problem in lint(checked))
    for one in checked.questionnaires:
        ids = [item.id for item in one.items]
        codes = [code for item in one.items for code in item.wording()]
        assert enabled(rules(one.sections), answers(chance, ids, codes)) <= {*ids}


MODELS = {*KIND_BY_NAME.values(), *SORTS.values(), Library, Clinic, Source, Coding, Column}
NO_TEXT = NoText.__metadata__[0]  # type: ignore[attr-defined]


def models(value: Any) -> Any:
    """Every model within a model."""
    if isinstance(value, Model):
        yield value
        value = tuple(child for _, child in value)
    for child in value.values() if isinstance(value, dict) else value:
        if isinstance(child, Model | dict | tuple):
            yield from models(child)


def test_every_key_of_every_model_and_every_operator_is_drawn() -> None:
    """So that what holds for random content holds for all of the language."""
    seen: Counter[tuple[str, str]] = Counter()
    text = ""
    for number in range(250):
        data = random_forms.library(Random(number))
        text += str(data)
        checked = validate(Content([yaml_cases.loaded(written(data, {}))]))
        for model in models(checked.library):
            seen.update((type(model).__name__, key) for key in model.model_fields_set)
    assert len(seen) > 200
    wanted = {
        (model.__name__, name)
        for model in {*MODELS, OptionGroup}
        for name, field in model.model_fields.items()
        if NO_TEXT not in field.metadata
    }
    assert wanted - {*seen} == set()
    assert [one for one in (*OPERATORS, "all", "any") if f"'{one}': " not in text] == []


def test_a_dump_is_of_one_clinic() -> None:
    (first,) = yaml_cases.checked(yaml_cases.form("- Where?"))
    (other,) = yaml_cases.checked(yaml_cases.form("- Where?").replace("Riverside", "Hillside"))
    for wrong in ([], [first, other]):
        with pytest.raises(ValueError, match="one clinic"):
            dump(wrong)


SAME = [
    *(Path(corpus.SEED), *sorted((corpus.ROOT / "tests" / "forms").glob("*.yaml"))),
]


@pytest.mark.parametrize("path", SAME, ids=[path.stem for path in SAME])
def test_real_forms_come_back_from_their_dump(path: Path) -> None:
    first = corpus.questionnaire(path)
    (second,) = valid(dump([first])).questionnaires
    assert (second, second.revision) == (first, first.revision)
