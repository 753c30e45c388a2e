"""Random items that are valid, as an author writes them: made from the models of the kinds.

Each key is made by its type, so that a new kind or key is covered by itself; FIT mends what must
fit together in one item. `chance` is a random.Random, or hypothesis' own, which shrinks.
"""

from collections.abc import Callable
from random import Random
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from intake.content import types, values
from intake.content.allow import ALLOWABLE
from intake.content.types import Model
from intake.kinds import KIND_BY_NAME
from intake.kinds.base import Item
from intake.kinds.body_map import REGIONS, VIEWS
from intake.kinds.options import IN_PERSON, raw_options

PIECES = """
where how since when sleep café żółć Ωμέγα боль yes no true null ~ 010 1:20 3.10 2024-02-30 1e9 .5
5 0x1F -5 # #1 a:b : :x {x} [y] ] } ' '' " \\ \\n & &amp; <b> </label> {{it}} {%if%} *a &a !x @ ` |
> - ? % “so” it’s 5% http://example.org/?a=b&c=d , ; -- --- ... = << ½ µg العربية
""".split()  # noqa: SIM905  # quoted words are hard to read
ELSEWHERE = {"id", "kind", "enable_when", "follow_up"}
"""Keys that are not made from their type."""
Maker = Callable[["Items"], Any]


class Items:
    """Makes items in the clinic's `languages`, each with an id that no other has."""

    def __init__(self, chance: Random, languages: tuple[str, ...] = ("en",)) -> None:
        self.chance = chance
        self.languages = languages
        self.count = 0

    def happens(self, tenths: int) -> bool:
        """True in `tenths` of ten cases."""
        return self.chance.randrange(10) < tenths

    def number(self) -> int:
        """Another number with each call."""
        self.count += 1
        return self.count

    def some(self, values: Any, least: int = 0, most: int = 4) -> list[Any]:
        """Some of `values`, each once, in any order."""
        values = list(values)
        most = min(most, len(values))
        return self.chance.sample(values, self.chance.randint(min(least, most), most))

    def phrase(self, most: int = 60) -> str:
        """Words that no other phrase is, with at least one letter or digit from a to z."""
        words = [self.chance.choice(PIECES) for _ in range(self.chance.randint(0, 5))]
        glue = self.chance.choice((" ", " ", " ", "  ", "\n"))
        first = f"{self.chance.choice(('q', 'Was it ', ''))}{self.number()}"
        return glue.join([first, *words])[:most].strip()

    def text(self, most: int = 60) -> Any:
        """A phrase, or one in several of the clinic's languages."""
        if len(self.languages) == 1 or self.happens(5):
            return self.phrase(most)
        others = self.some(self.languages[1:])
        return {language: self.phrase(most) for language in (self.languages[0], *others)}

    def item(self, audience: str = "patient", kind: str = "") -> Any:
        """One item without follow_up and enable_when; now and then a bare text."""
        kinds = [name for name, one in KIND_BY_NAME.items() if audience in one.audience]
        name = kind or self.chance.choice(kinds)
        model = KIND_BY_NAME[name]
        made = self.keys(model, ELSEWHERE | ({"sensitive"} if self.happens(5) else set()))
        if str(made.get("readonly")).lower() == "true":
            made.pop("required", None)
        FIT.get(name, lambda *_: None)(self, made)
        if name != "text" or self.happens(5):
            made["kind"] = name
        if made.keys() == {"text"} and self.happens(5):
            return made["text"]
        if self.happens(6):
            made["id"] = f"{self.chance.choice(('i', 'any_', 'q_', 'no'))}{self.number()}"
        order = list(made)
        self.chance.shuffle(order)
        return {key: made[key] for key in order}

    def keys(self, model: type[Model], but: set[str] | frozenset[str] = frozenset()) -> Any:
        """A mapping with the keys that `model` requires, and some of the others."""
        tenths = self.chance.choice((0, 2, 5, 10))
        made = {}
        for name, field in model.model_fields.items():
            if name in but or NO_TEXT in field.metadata:
                continue
            if field.is_required() or self.happens(tenths):
                made[field.alias or name] = self.value(field.annotation, field.metadata)
        return made

    def value(self, annotation: Any, metadata: Any = ()) -> Any:
        """A value that the type of one key takes."""
        found = [*metadata]
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            found += more
        for one in found:
            if id(one) in MAKERS:
                return MAKERS[id(one)](self, *_bounds(found, "ge", "le"))
        if get_origin(annotation) is Literal:
            return self.chance.choice(get_args(annotation))
        if get_origin(annotation) is tuple:
            return self._list(get_args(annotation)[0], *_bounds(found, "min_length", "max_length"))
        if get_origin(annotation) is dict:
            return {code: self.text() for code in self.some(sorted(ALLOWABLE))}
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return self._model(annotation)
        if inner := [one for one in get_args(annotation) if one is not type(None)]:
            return self.value(self.chance.choice(inner), found)
        raise NotImplementedError(f"say in {__name__} how to make {annotation}")

    def _list(self, inner: Any, least: int | None, most: int | None) -> list[Any]:
        if get_origin(inner) is Literal:
            return self.some(get_args(inner), least or 0, 99)
        count = self.chance.randint(least or 0, min(most or 4, 4))
        return [self.value(inner) for _ in range(count)]

    def _model(self, model: type[Model]) -> Any:
        """A model inside an item: an option, a column ...; bare where it says no more than that."""
        made = self.keys(model, {"id", "code"} if "text" in model.model_fields else set())
        for key in {"id", "code"} & model.model_fields.keys() - made.keys():
            if self.happens(5):
                made[key] = f"c{self.number()}"
        return made["text"] if made.keys() == {"text"} and self.happens(7) else made


def _bounds(metadata: list[Any], *names: str) -> tuple[Any, ...]:
    """The values of the constraints `names` (ge, le ...), None where there is no such one."""
    inner = [two for one in metadata if isinstance(one, FieldInfo) for two in one.metadata]
    flat = [*metadata, *inner]
    return tuple(
        next((getattr(one, name) for one in flat if hasattr(one, name)), None) for name in names
    )


def _whole(items: Items, low: int | None, high: int | None) -> str:
    low = -100 if low is None else low
    return str(items.chance.randint(low, min(low + 100, 1000 if high is None else high)))


def _number(items: Items, *_: Any) -> str:
    return items.chance.choice((_whole(items, 0, 90), f"{_whole(items, 0, 9)}.5", "-0.25", "0"))


def _day(items: Items, *_: Any) -> str:
    day = items.chance.choice(("01-01", "02-28", "12-31"))
    return f"{items.chance.randint(1900, 2099)}-{day}"


def _time(items: Items, *_: Any) -> str:
    return f"{items.chance.randrange(24):02}:{items.chance.randrange(60):02}"


def _read(annotation: Any) -> Any:
    return get_args(annotation)[1]


NO_TEXT = _read(values.NoText)
MAKERS: dict[int, Callable[..., Any]] = {
    id(_read(annotation)): maker
    for annotation, maker in (
        (types.Text, lambda items, *_: items.text(300)),
        (types.ShortText, lambda items, *_: items.text()),
        (types.Typed, lambda items, *_: items.phrase(300)),
        (types.Name, lambda items, *_: items.phrase()),
        (types.Code, lambda items, *_: f"c{items.number()}"),
        (values.Flag, lambda items, *_: items.chance.choice(("true", "true", "false"))),
        (values.No, lambda items, *_: "false"),
        (values.Whole, _whole),
        (values.Number, _number),
        (values.Day, _day),
        (values.Moment, lambda items, *_: items.chance.choice((_day(items), "today"))),
        (values.Time, _time),
        (values.Autocomplete, lambda items, *_: items.chance.choice(values.AUTOCOMPLETE)),
        (values.Pattern, lambda items, *_: items.chance.choice(PATTERNS)),
        (values.System, lambda items, *_: items.chance.choice(("urn:x:y", "http://loinc.org"))),
    )
}
PATTERNS = ("[0-9]{5}", "5  .*", r"\d+", '[^"]*', " *[ab]|c", "# ?1: .*")


def _ordered(items: Items, made: dict[str, Any], key: Any = str) -> None:
    """min, initial and max so that they follow on each other."""
    names = [name for name in ("min", "initial", "max") if made.get(name) not in (None, "today")]
    made |= dict(zip(names, sorted((made[name] for name in names), key=key), strict=True))


def _numbers(items: Items, made: dict[str, Any]) -> None:
    _ordered(items, made, float)


def _integer(items: Items, made: dict[str, Any]) -> None:
    made |= {name: _whole(items, 0, 90) for name in ("min", "max") if name in made}
    _numbers(items, made)
    if items.happens(1) and "min" in made:
        made["min"] += ".0"


def _scale(items: Items, made: dict[str, Any]) -> None:
    low = items.chance.randint(-100, 990)
    if "min" not in made:
        low = 0
    elif "max" not in made:
        low = items.chance.randint(0, 10)
    high = low + items.chance.randint(0, 10) if "max" in made else 10
    for name, value in (("min", low), ("max", high), ("initial", items.chance.randint(low, high))):
        if name in made:
            made[name] = str(value)


def _string(items: Items, made: dict[str, Any]) -> None:
    if "pattern" in made:
        made.setdefault("constraint_message", items.text())
        if "initial" in made:
            made |= {"pattern": ".*", "initial": made["initial"].replace("\n", " ")}
    if "initial" in made:
        made.pop("max_length", None)


def _yes_no(items: Items, made: dict[str, Any]) -> None:
    if "initial" in made:
        made["initial"] = items.chance.choice(possible("yes_no", made))


def _select(items: Items, made: dict[str, Any], name: str) -> None:
    if items.happens(1):
        made["options"].append("other" if items.happens(5) else IN_PERSON)
        made.pop("sensitive", None)
        made.pop("other", None)
    if name == "select_one":
        for _, option in raw_options(made["options"]):
            if isinstance(option, dict) and "exclusive" in option:
                option["exclusive"] = "false"
    codes = possible(name, made)
    if "initial" in made:
        one = items.chance.choice(codes)
        made["initial"] = one if name == "select_one" else items.some(codes)


def _matrix(items: Items, made: dict[str, Any]) -> None:
    def short() -> str:
        return f"{items.chance.choice(('a', 'żó', '<b>'))}{items.number()}"

    codes = [{"code": f"c{items.number()}", "text": short()} for _ in range(2)]
    made["options"] = [*codes, *(short() for _ in range(items.chance.randrange(6)))]


def _table(items: Items, made: dict[str, Any]) -> None:
    if {"rows", "max_rows"} & made.keys():
        rows = items.chance.randint(1, 20)
        made |= {"rows": str(rows), "max_rows": str(items.chance.randint(rows, 100))}
    for column in made["columns"]:
        if not isinstance(column, dict):
            continue
        if "width" in column:
            column["width"] = str(items.chance.randint(1, 7))
        column.pop("options", None)
        if column.get("kind") == "select_one":
            column["options"] = [f"o{items.number()}" for _ in range(items.chance.randint(1, 4))]


def _parts(items: Items, made: dict[str, Any]) -> None:
    if "parts" in made and not {"given", "family"} & {*made["parts"]}:
        made["parts"].append("given")


def _phone(items: Items, made: dict[str, Any]) -> None:
    if "initial" in made:
        made["initial"] = items.chance.choice(("555-0142", "+1 (555) 0142 ext. 7", "055501423"))


def _email(items: Items, made: dict[str, Any]) -> None:
    if "initial" in made:
        made["initial"] = items.chance.choice(("a@b", "jane.o'neil+x@example.org"))


def _body_map(items: Items, made: dict[str, Any]) -> None:
    views = made.get("views", VIEWS)
    seen = [region.code for region in REGIONS if {*region.views} & {*views}]
    if "regions" in made:
        seen = made["regions"] = items.some(seen, 1, 60)
    if "initial" in made:
        made["initial"] = items.some(seen)


FIT: dict[str, Callable[[Items, dict[str, Any]], None]] = {
    "date": _ordered,
    "time": _ordered,
    "integer": _integer,
    "decimal": _numbers,
    "quantity": _numbers,
    "scale": _scale,
    "string": _string,
    "yes_no": _yes_no,
    "select_one": lambda items, made: _select(items, made, "select_one"),
    "select_multiple": lambda items, made: _select(items, made, "select_multiple"),
    "matrix": _matrix,
    "table": _table,
    "person_name": _parts,
    "phone": _phone,
    "email": _email,
    "body_map": _body_map,
}
"""What must fit together in an item of a kind, which its types do not say."""


def possible(name: str, made: dict[str, Any]) -> list[str]:
    """The codes that an answer to the item can have; none where answers have no codes."""
    return sorted(KIND_BY_NAME[name].possible(made) or ())


def model(item: Any) -> type[Item]:
    """The kind of a raw item."""
    return KIND_BY_NAME[item.get("kind", "text") if isinstance(item, dict) else "text"]
