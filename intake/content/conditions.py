"""enable_when: the condition under which an item, a section or a follow-up applies.

The short form names items and answers, and all of them must hold: `{pregnant: yes}`, or
`{pregnant: [yes, not_sure]}` for one of several. The full form tests one item with one
operator, `{item: age, greater: 17}`, and combines tests with `all` and `any`, nested as one likes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple, get_args

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
RESERVED = frozenset({"item", *BEHAVIORS, *OPERATORS})
"""Words of the full form: an item with such an id can be tested in the full form only."""
MAX_TESTS = 200
MAX_DEPTH = 8
MAX_VALUE = 200
KEY = "[key]"
"""At the end of a place: the key there, not its value (pydantic's mark for it)."""
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


class Found(NamedTuple):
    """A test and the places where its item is named and where its value stands."""

    test: Test
    item: tuple[str | int, ...]
    value: tuple[str | int, ...]


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
    """Every test in the raw condition, its places below `trail`; what is wrong is left out."""
    if not isinstance(raw, dict):
        return
    if behavior := next((name for name in BEHAVIORS if name in raw), None):
        parts = raw[behavior] if isinstance(raw[behavior], list) else []
        for index, part in enumerate(parts):
            yield from tests(part, *trail, behavior, index)
    elif _is_full(raw):
        if next(_test_faults(raw, trail), None) is None:
            test = _test(raw)
            yield Found(test, (*trail, "item"), (*trail, test.operator))
    else:
        for item, value in raw.items():
            if next(_short_faults(item, value, trail), None) is None:
                yield Found(_short(item, value), (*trail, item, KEY), (*trail, item))


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


def _is_full(raw: dict[str, Any]) -> bool:
    return "item" in raw or not raw.keys().isdisjoint(OPERATORS)


def _made(raw: dict[str, Any]) -> Condition:
    for behavior in BEHAVIORS:
        if behavior in raw:
            parts = tuple(_made(part) for part in raw[behavior])
            return parts[0] if len(parts) == 1 else Group(behavior, parts)  # type: ignore[arg-type]  # one of BEHAVIORS
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
    elif _is_full(raw):
        yield from _test_faults(raw, trail)
    else:
        for item, value in raw.items():
            yield from _short_faults(item, value, trail)


def _group_faults(raw: dict[str, Any], trail: tuple[str | int, ...]) -> Iterator[Fault]:
    behavior = next(name for name in BEHAVIORS if name in raw)
    for key in raw:
        if key != behavior:
            what = f"“{shorten(key)}” cannot stand beside “{behavior}”"
            yield (*trail, key, KEY), "E301", what, f"put it into the list below {behavior}:"
    parts = raw[behavior]
    if not isinstance(parts, list) or not parts:
        what = f"“{behavior}” needs a list of conditions, but here is {_found(parts)}"
        cure = "write each on a line of its own: - {smoker: yes}"
        if isinstance(parts, str) and parts:
            cure += f"; an item that is called {behavior} is tested as {{item: {behavior}, …}}"
        yield (*trail, behavior), "E303", what, cure
        return
    if len(parts) > MAX_TESTS:
        what = f"“{behavior}” has {len(parts)} conditions, {MAX_TESTS} is the most"
        yield (*trail, behavior), "E306", what, "put the condition more simply"
    for index, part in enumerate(parts[:MAX_TESTS]):
        yield from _faults(part, (*trail, behavior, index))


def _test_faults(raw: dict[str, Any], trail: tuple[str | int, ...]) -> Iterator[Fault]:
    used = [name for name in OPERATORS if name in raw]
    unknown = raw.keys() - {"item", *OPERATORS}
    if "item" in raw:
        yield from _item_faults(raw["item"], (*trail, "item"))
    elif not unknown:
        what = f"“{used[0]}” tests the answer to an item, but none is named"
        yield trail, "E302", what, f"write it like {{item: age, {used[0]}: …}}"
    for key in raw:
        if key in unknown:
            known = [name for name in ("item", *OPERATORS) if name not in raw]
            yield (*trail, key, KEY), "E301", f"unknown key “{shorten(key)}”", suggest(key, known)
    if len(used) != 1 and not unknown:
        what = "a test has one operator" + (", here are several" if used else ", here is none")
        cure = "write several tests below all:" if used else f"possible: {', '.join(OPERATORS)}"
        yield trail, "E302", what, cure
    for operator in used:
        yield from _value_faults(operator, raw[operator], (*trail, operator))


def _short_faults(item: str, value: Any, trail: tuple[str | int, ...]) -> Iterator[Fault]:
    yield from _item_faults(item, (*trail, item, KEY))
    operator = "one_of" if isinstance(value, list) else "equals"
    yield from _value_faults(operator, value, (*trail, item))


def _item_faults(item: Any, trail: tuple[str | int, ...]) -> Iterator[Fault]:
    if not isinstance(item, str) or not re.fullmatch(_ITEM, item) or len(item) > 2 * MAX_ID:
        what = f"{_found(item)} is not the id of an item"
        yield trail, "E308", what, "write an id, like pregnant, or id.row for a row of a matrix"


def _value_faults(operator: str, value: Any, trail: tuple[str | int, ...]) -> Iterator[Fault]:
    if operator == "one_of":
        yield from _list_faults(value, trail)
    elif operator == "answered":
        if value not in ("true", "false"):
            yield trail, "E304", f"{_found(value)} is neither true nor false", "write true or false"
    elif not isinstance(value, str) or not value:
        what = f"one answer is needed here, but here is {_found(value)}"
        if isinstance(value, dict) and (used := [key for key in value if key in OPERATORS]):
            item = shorten(str(trail[-1]))
            yield trail, "E303", what, f"write it like {{item: {item}, {used[0]}: ...}}"
            return
        yield trail, "E303", what, "write a code, a number or a date"
    elif len(value) > MAX_VALUE:
        what = f"an answer of {len(value):,} characters, {MAX_VALUE} is the most"
        yield trail, "E306", what, "write the code of the answer, not its words"


def _list_faults(values: Any, trail: tuple[str | int, ...]) -> Iterator[Fault]:
    if not isinstance(values, list) or not values:
        what = f"a list of answers is needed here, but here is {_found(values)}"
        yield trail, "E303", what, "write it like [yes, not_sure]"
        return
    if len(values) > MAX_TESTS:
        what = f"{len(values):,} answers, {MAX_TESTS} is the most"
        yield trail, "E306", what, "put the condition more simply"
    for index, value in enumerate(values[:MAX_TESTS]):
        yield from _value_faults("equals", value, (*trail, index))


def _found(value: Any) -> str:
    if isinstance(value, str):
        return f"“{shorten(value)}”" if value else "nothing"
    if value == []:
        return "an empty list"
    return "a list" if isinstance(value, list) else "a group of keys"


_ANSWER = {"type": [*WORDS], "minLength": 1, "maxLength": MAX_VALUE}
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
