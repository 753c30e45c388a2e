"""enable_when: the condition under which an item, a section or a follow-up applies.

The short form names items and answers, and all of them must hold: `{pregnant: yes}`, or
`{pregnant: [yes, not_sure]}` for one of several. The full form tests one item with one
operator, `{item: age, greater: 17}`, and combines tests with `all` and `any`, nested as one likes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic_core import ValidationError, core_schema

from intake.content.problems import shorten, suggest
from intake.content.types import MAX_ID, WORDS, Fault, Read, wrong_value

Operator = Literal[
    "equals",
    "not_equals",
    "one_of",
    "contains",
    "greater",
    "less",
    "at_least",
    "at_most",
    "answered",
]
OPERATORS: tuple[Operator, ...] = get_args(Operator)
BEHAVIORS = ("all", "any")
RESERVED = frozenset({"item", *BEHAVIORS})
"""Words that the full form needs: no item that a condition names may have one as its id."""
MAX_TESTS = 200
MAX_DEPTH = 8
_ITEM = r"^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_-]*)?$"


@dataclass(frozen=True)
class Test:
    """One answer tested. `item` is an id, or `id.row` for a row of a matrix; `value` is text as it
    was written, a tuple of texts for `one_of`, True or False for `answered`."""

    item: str
    operator: Operator
    value: str | tuple[str, ...] | bool


@dataclass(frozen=True)
class Group:
    """Several conditions, of which `all` or `any` must hold."""

    behavior: Literal["all", "any"]
    conditions: tuple["Condition", ...]


Condition = Test | Group
Found = tuple[tuple[str | int, ...], Test]


def read(raw: Any) -> Condition:
    """The condition that `raw`, as it was loaded, declares.

    Raises pydantic's ValidationError with every mistake at its place.
    """
    faults = list(_faults(raw, ()))
    if faults:
        raise ValidationError.from_exception_data(
            "enable_when",
            [
                {"type": wrong_value(what, cure, code), "loc": trail, "input": raw}
                for trail, code, what, cure in faults
            ],
        )
    return _made(raw)


def tests(raw: Any, *trail: str | int) -> Iterator[Found]:
    """Every test in the raw condition with its place below `trail`; what is wrong is left out."""
    if not isinstance(raw, dict):
        return
    if behavior := next((name for name in BEHAVIORS if name in raw), None):
        parts = raw[behavior] if isinstance(raw[behavior], list) else []
        for index, part in enumerate(parts):
            yield from tests(part, *trail, behavior, index)
    elif "item" in raw:
        if not any(True for _ in _test_faults(raw, trail)):
            yield trail, _test(raw)
    else:
        for item, value in raw.items():
            if not any(True for _ in _short_faults(item, value, trail)):
                yield (*trail, item), _short(item, value)


def written(condition: Condition) -> dict[str, Any]:
    """The condition as plain data in its full form; `read` makes the same condition of it."""
    if isinstance(condition, Group):
        return {condition.behavior: [written(part) for part in condition.conditions]}
    value: Any = condition.value
    if isinstance(value, bool):
        value = "true" if value else "false"
    value = list(value) if isinstance(value, tuple) else value
    return {"item": condition.item, condition.operator: value}


def both(first: Condition | None, second: Condition | None) -> Condition | None:
    """The condition that holds when both do; None always holds."""
    if first is None or second is None:
        return first or second
    return Group("all", (first, second))


def _made(raw: dict[str, Any]) -> Condition:
    for behavior in BEHAVIORS:
        if behavior in raw:
            return Group(behavior, tuple(_made(part) for part in raw[behavior]))  # type: ignore[arg-type]  # one of BEHAVIORS
    if "item" in raw:
        return _test(raw)
    made = tuple(_short(item, value) for item, value in raw.items())
    return made[0] if len(made) == 1 else Group("all", made)


def _test(raw: dict[str, Any]) -> Test:
    operator = next(name for name in OPERATORS if name in raw)
    value = raw[operator]
    if operator == "answered":
        value = value == "true"
    return Test(raw["item"], operator, tuple(value) if isinstance(value, list) else value)


def _short(item: str, value: Any) -> Test:
    if isinstance(value, list):
        return Test(item, "one_of", tuple(value))
    return Test(item, "equals", value)


def _faults(raw: Any, trail: tuple[str | int, ...]) -> Iterator[Fault]:
    """What is wrong with the shape of a condition; what it refers to is checked elsewhere."""
    if not isinstance(raw, dict):
        what = f"a condition is an item and its answer, but here is {_found(raw)}"
        yield trail, "E303", what, "write it like {smoker: yes}"
    elif not raw:
        yield trail, "E307", "the condition is empty", "write it like {smoker: yes}, or remove it"
    elif len(trail) > 2 * MAX_DEPTH:
        what = f"more than {MAX_DEPTH} conditions, one inside the other"
        yield trail, "E208", what, "put the condition more simply"
    elif set(raw) & set(BEHAVIORS):
        yield from _group_faults(raw, trail)
    elif "item" in raw:
        yield from _test_faults(raw, trail)
    else:
        for item, value in raw.items():
            yield from _short_faults(item, value, trail)


def _group_faults(raw: dict[str, Any], trail: tuple[str | int, ...]) -> Iterator[Fault]:
    behavior = next(name for name in BEHAVIORS if name in raw)
    for key in raw:
        if key != behavior:
            what = f"“{shorten(key)}” cannot stand beside “{behavior}”"
            yield (*trail, key), "E301", what, f"put it into the list below {behavior}:"
    parts = raw[behavior]
    if not isinstance(parts, list) or not parts:
        what = f"“{behavior}” needs a list of conditions, but here is {_found(parts)}"
        yield (*trail, behavior), "E303", what, "write each on a line of its own: - {smoker: yes}"
        return
    if len(parts) > MAX_TESTS:
        what = f"“{behavior}” has {len(parts)} conditions, {MAX_TESTS} is the most"
        yield (*trail, behavior), "E306", what, "put the condition more simply"
    for index, part in enumerate(parts[:MAX_TESTS]):
        yield from _faults(part, (*trail, behavior, index))


def _test_faults(raw: dict[str, Any], trail: tuple[str | int, ...]) -> Iterator[Fault]:
    yield from _item_faults(raw["item"], (*trail, "item"))
    used = [name for name in OPERATORS if name in raw]
    for key in raw:
        if key != "item" and key not in OPERATORS:
            yield (*trail, key), "E301", f"unknown key “{shorten(key)}”", suggest(key, OPERATORS)
    if len(used) != 1 and set(raw) <= {"item", *OPERATORS}:
        what = "a test has one operator" + (", here are several" if used else "")
        cure = "write several tests below all:" if used else f"possible: {', '.join(OPERATORS)}"
        yield trail, "E302", what, cure
    for operator in used:
        yield from _value_faults(operator, raw[operator], (*trail, operator))


def _short_faults(item: str, value: Any, trail: tuple[str | int, ...]) -> Iterator[Fault]:
    yield from _item_faults(item, (*trail, item))
    operator = "one_of" if isinstance(value, list) else "equals"
    yield from _value_faults(operator, value, (*trail, item))


def _item_faults(item: Any, trail: tuple[str | int, ...]) -> Iterator[Fault]:
    if not isinstance(item, str) or not re.fullmatch(_ITEM, item) or len(item) > 2 * MAX_ID:
        what = f"{_found(item)} is not the id of an item"
        yield trail, "E308", what, "write an id, like pregnant, or id.row for a row of a matrix"


def _value_faults(operator: str, value: Any, trail: tuple[str | int, ...]) -> Iterator[Fault]:
    if operator == "one_of":
        texts = value if isinstance(value, list) else [None]
        if not texts or len(texts) > MAX_TESTS or not all(isinstance(v, str) and v for v in texts):
            yield trail, "E303", "a list of answers is needed here", "write it like [yes, not_sure]"
    elif operator == "answered":
        if value not in ("true", "false"):
            yield trail, "E304", f"{_found(value)} is neither true nor false", "write true or false"
    elif not isinstance(value, str) or not value or len(value) > 200:
        yield trail, "E303", "one answer is needed here", "write a code, a number or a date"


def _found(value: Any) -> str:
    if isinstance(value, str):
        return f"“{shorten(value)}”" if value else "nothing"
    return "a list" if isinstance(value, list) else "a group of keys"


_ANSWER = {"type": [*WORDS], "minLength": 1, "maxLength": 200}
_ANSWERS = {"type": "array", "minItems": 1, "maxItems": MAX_TESTS, "items": _ANSWER}
_MANY = {"type": "array", "minItems": 1, "maxItems": MAX_TESTS}
_REF = {"$ref": "#/$defs/EnableWhen"}


def _described() -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(OPERATORS, _ANSWER)
    values |= {"one_of": _ANSWERS, "answered": {"enum": [True, False, "true", "false"]}}
    item = {"type": "string", "pattern": _ITEM}
    groups = [
        {
            "type": "object",
            "properties": {name: {**_MANY, "items": _REF}},
            "required": [name],
            "additionalProperties": False,
        }
        for name in BEHAVIORS
    ]
    test = {
        "type": "object",
        "properties": {"item": item, **values},
        "required": ["item"],
        "minProperties": 2,
        "maxProperties": 2,
        "additionalProperties": False,
    }
    short = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": _ITEM, "not": {"enum": sorted(RESERVED)}},
        "additionalProperties": {"anyOf": [_ANSWER, _ANSWERS]},
    }
    return {"anyOf": [*groups, test, short]}


def _read_or_keep(value: Any) -> Condition:
    return value if isinstance(value, Test | Group) else read(value)


EnableWhen = Annotated[
    Condition,
    Read(
        core_schema.no_info_plain_validator_function(
            _read_or_keep,
            serialization=core_schema.plain_serializer_function_ser_schema(written),
        ),
        _described(),
        "EnableWhen",
    ),
]
