"""Every kind states its facts, has its folder of templates, and keeps its own rules."""

from pathlib import Path

import pytest
from yaml_cases import codes, item

from intake.kinds import KIND_BY_NAME
from intake.kinds.base import Item
from intake.kinds.coded import Coded
from intake.kinds.identity import identity

ITEMS = Path(__file__).resolve().parents[2] / "templates" / "items"
FACTS = {"one_line": bool, "numbered": bool, "audience": frozenset}


def test_every_kind_has_its_folder_of_templates_and_every_folder_its_kind() -> None:
    folders = {path.name for path in ITEMS.iterdir() if path.is_dir()}
    assert folders
    assert folders == KIND_BY_NAME.keys()


def test_a_kind_is_listed_once_and_named_as_its_module() -> None:
    assert len(KIND_BY_NAME) == len(KIND_BY_NAME.values())
    for name, kind in KIND_BY_NAME.items():
        assert kind.__module__ == f"intake.kinds.{name}"


@pytest.mark.parametrize("kind", KIND_BY_NAME.values(), ids=KIND_BY_NAME)
def test_every_kind_states_its_facts(kind: type[Item]) -> None:
    for fact, wanted in FACTS.items():
        assert isinstance(getattr(kind, fact), wanted), fact
    assert kind.audience
    assert kind.audience <= {"patient", "clinician"}
    assert kind.__doc__


@pytest.mark.parametrize("name", KIND_BY_NAME)
def test_every_kind_may_have_a_hint_and_forbids_unknown_keys(name: str) -> None:
    more = {
        "select_one": ", options: [a]",
        "select_multiple": ", options: [a]",
        "orderables": ", options: [a]",
        "quantity": ", units: [a]",
        "scale": ", lower: a, upper: b",
        "matrix": ", rows: [a], options: [a, b]",
        "table": ", columns: [a]",
    }.get(name, "")
    text = f"{{text: A, kind: {name}, hint: B{more}"
    assert item(text + "}", "clinician").hint == "B"
    assert codes(text + ", nokey: x}", "clinician") == ["E301"]


SELECT = "{text: A, kind: select_one, "
MULTIPLE = "{text: A, kind: select_multiple, "
SCALE = "{text: A, kind: scale, lower: a, upper: b"
QUANTITY = "{text: A, kind: quantity, units: "
ORDER = "{text: A, kind: orderables, options: "

RULES = [
    ("Where?", []),
    ("{text: A}", []),
    ("{text: A, kind: display}", []),
    ("{text: A, kind: display, required: false}", []),
    ("{text: A, kind: display, required: true}", ["E309"]),
    ("{text: A, kind: display, required: maybe}", ["E304"]),
    ("{text: A, kind: string, max_length: 1}", []),
    ("{text: A, kind: string, max_length: 1000}", []),
    ("{text: A, kind: string, max_length: 1001}", ["E310"]),
    ("{text: A, kind: string, max_length: 1.5}", ["E304"]),
    ("{text: A, kind: text, lines: 1}", []),
    ("{text: A, kind: text, lines: 24}", []),
    ("{text: A, kind: text, lines: 31}", ["E310"]),
    ("{text: A, kind: text, max_length: 20000}", []),
    ("{text: A, kind: text, max_length: 0}", ["E310"]),
    ("{text: A, kind: yes_no, not_sure: true}", []),
    ("{text: A, kind: yes_no, not_sure: sometimes}", ["E304"]),
    ("{text: A, kind: date, precision: year}", []),
    ("{text: A, kind: date, precision: week}", ["E309"]),
    ("{text: A, kind: integer, min: 1, max: 1}", []),
    ("{text: A, kind: integer, min: -2, max: -1}", []),
    ("{text: A, kind: integer, min: 2, max: 1}", ["E405"]),
    ("{text: A, kind: integer, min: 0.5}", ["E304"]),
    ("{text: A, kind: integer, min: 2.0}", []),
    ("{text: A, kind: integer, min: 2.5, max: 1}", ["E304", "E405"]),
    ("{text: A, kind: integer, max: +1}", ["E304"]),
    ("{text: A, kind: decimal, min: 35.5, max: 42}", []),
    ("{text: A, kind: decimal, min: 42, max: 35.5}", ["E405"]),
    ("{text: A, kind: decimal, min: NaN}", ["E304"]),
    ("{text: A, kind: decimal, min: 1e3}", ["E304"]),
    ("{text: A, kind: decimal, min: ٣}", ["E304"]),
    (QUANTITY + "[hours, days]}", []),
    (QUANTITY + "[hours, Hours]}", ["E402"]),
    (QUANTITY + "[]}", ["E307"]),
    (QUANTITY + "[hours], min: 2, max: 1}", ["E405"]),
    (SCALE + "}", []),
    (SCALE + ", min: 1, max: 11}", []),
    (SCALE + ", min: 1, max: 12}", ["E405"]),
    (SCALE + ", min: 10}", []),
    (SCALE + ", min: 11}", ["E405"]),
    (SCALE + ", max: -1}", ["E405"]),
    (SCALE + ", min: -101, max: -95}", ["E310"]),
    ("{text: A, kind: scale, min: 5, max: 4}", ["E302", "E302", "E405"]),
    (SELECT + "options: [a, b], other: Other}", []),
    (SELECT + "options: [a, other]}", []),
    (SELECT + "options: [a, Other], other: Other}", ["E406"]),
    (SELECT + "options: [a, {code: other, text: b}], other: Other}", ["E406"]),
    (SELECT + "options: [a, a]}", ["E402"]),
    (SELECT + "options: [a, {code: a, text: b}]}", ["E402"]),
    (SELECT + "options: [{title: T, options: [a]}, {title: U, options: [a]}]}", ["E402"]),
    (SELECT + "options: [{title: T, options: []}]}", ["E307"]),
    (SELECT + "options: [{text: a, exclusive: true}]}", ["E408"]),
    (SELECT + "options: [{text: a, exclusive: false}]}", []),
    (MULTIPLE + "options: [a, {text: b, exclusive: true}]}", []),
    (MULTIPLE + "options: [a, a], other: x, lines: 1}", ["E402", "E301"]),
    (MULTIPLE + "}", ["E302"]),
    ("{text: A, kind: signature, dated: false}", []),
    ("{text: A, kind: signature, dated: x}", ["E304"]),
    (ORDER + "[a, {text: b, details: [c, d]}]}", []),
    (ORDER + "[a, A!]}", ["E402"]),
    (ORDER + "[{text: b, details: [c, c]}]}", ["E402"]),
    (ORDER + "[{text: a, details: [c]}, {text: b, details: [c]}]}", []),
    (ORDER + "[{text: b, exclusive: true}]}", ["E301"]),
    (SELECT + "options: [a], other: true}", ["E304"]),
]


@pytest.mark.parametrize(("text", "found"), RULES)
def test_a_kind_keeps_its_own_rules(text: str, found: list[str]) -> None:
    assert codes(text, "clinician") == found


@pytest.mark.parametrize("kind", KIND_BY_NAME.values(), ids=KIND_BY_NAME)
def test_a_kind_stands_in_the_sections_that_it_says(kind: type[Item]) -> None:
    name = kind.model_fields["kind"].default
    for audience in ("patient", "clinician"):
        assert ("E408" in codes(f"{{text: A, kind: {name}}}", audience)) == (
            audience not in kind.audience
        )


def test_only_orderables_are_for_the_clinician_alone() -> None:
    alone = [name for name, kind in KIND_BY_NAME.items() if "patient" not in kind.audience]
    assert alone == ["orderables"]


IDENTITIES = [
    ("When did it start?", "id", "when_did_it_start"),
    ("2nd time?", "id", "q_2nd_time"),
    ("2nd time?", "code", "2nd_time"),
    ("Où est-ce ?", "id", "ou_est_ce"),
    ("Где?", "id", ""),
    ("x" * 99, "id", "x" * 64),
    ("2" * 99, "id", "q_" + "2" * 62),
    ({"text": "A b"}, "id", "a_b"),
    ({"id": "c", "text": "A b"}, "id", "c"),
    ({"id": "", "text": "A b"}, "id", ""),
    ({"id": ["c"], "text": "A b"}, "id", ""),
    ({"text": ["A b"]}, "id", ""),
    ({}, "id", ""),
    (["a"], "id", ""),
]


@pytest.mark.parametrize(("raw", "key", "made"), IDENTITIES)
def test_an_id_or_code_is_the_one_given_or_made_from_the_text(
    raw: object, key: str, made: str
) -> None:
    assert identity(raw, key) == made


SHAPES = [None, "x", ["x"], {"x": "y"}, [["x"]], [{"options": "x"}], [{"options": [["x"]]}], [None]]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KIND_BY_NAME.values(), ids=KIND_BY_NAME)
def test_faults_bear_any_shape(kind: type[Item], shape: object) -> None:
    """Raw data may be anything: a rule that cannot be checked is passed over."""
    raw = dict.fromkeys((*kind.model_fields, "details"), shape)
    assert isinstance(list(kind.faults(raw)), list)


ORDERS = [("mdy", "day", ["month", "day", "year"]), ("dmy", "month", ["month", "year"]),
          ("ymd", "year", ["year"])]  # fmt: skip


@pytest.mark.parametrize(("order", "precision", "parts"), ORDERS)
def test_a_date_asks_the_parts_of_its_precision_in_the_clinics_order(
    order: str, precision: str, parts: list[str]
) -> None:
    date = item(f"{{text: A, kind: date, precision: {precision}}}")
    assert date.view(order)["parts"] == parts


@pytest.mark.parametrize("kind", KIND_BY_NAME.values(), ids=list(KIND_BY_NAME))
@pytest.mark.parametrize(("key", "told"), [("initial", "begun"), ("other", "other_text")])
def test_a_kind_that_has_the_key_tells_it(kind: type[Item], key: str, told: str) -> None:
    """Exporters ask the method: a kind that has the key and not the method would lose it."""
    methods = [getattr(base, told, None) for base in (kind, Item, Coded)]
    own = methods[0] is not None and methods[0] not in methods[1:]
    assert own == (key in kind.model_fields)
