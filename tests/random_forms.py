"""Random libraries that are valid: clinics, shared sections, forms of every sort of entry.

What a condition tests is kept unconditional itself, so that none can be impossible; what is
tested is never left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from random_items import Items, model, possible

from intake.content.conditions import RESERVED
from intake.content.model import (
    Change,
    Clinic,
    Form,
    FromForm,
    SharedSection,
    Use,
    Variant,
)
from intake.content.values import number
from intake.editions import EDITIONS
from intake.kinds.coded import Coded
from intake.kinds.identity import identity
from intake.logic.given import FITTING

LANGUAGES = (("en",), ("en",), ("en", "es"), ("es", "ar", "pt-BR"), ("ar", "en"))
SHAPED = {"enable_when", "items", "sections", "without", "only", "on_every_page", "appearance"}
"""Keys of sections, forms and entries that are not made from their type."""


@dataclass(frozen=True)
class Placed:
    """An item in a section. `free`: it always applies, so that conditions may test it."""

    id: str
    raw: Any
    free: bool = False
    is_follow_up: bool = False


@dataclass(frozen=True)
class Part:
    """A section in a form. `tested`: the ids that its conditions test; `kept`: ids that stay;
    `always`: whether it has no condition itself."""

    id: str
    raw: dict[str, Any]
    items: tuple[Placed, ...]
    tested: frozenset[str]
    kept: frozenset[str] = frozenset()
    always: bool = True

    @property
    def is_label(self) -> bool:
        return "appearance" in self.raw

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(item.id for item in self.items)


@dataclass
class Library:
    """What has been made so far."""

    items: Items
    shared: dict[str, Part] = field(default_factory=dict)
    forms: dict[str, list[Part]] = field(default_factory=dict)


def library(chance: Random) -> dict[str, Any]:
    """All that a clinic may have written, as plain data in which everything is text."""
    items = Items(chance, chance.choice(LANGUAGES))
    made = Library(items)
    for _ in range(chance.randrange(3)):
        name = f"shared-{items.number()}"
        made.shared[name] = section(made, [], name)
    forms = {}
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = f"form-{items.number()}"
        forms[name] = variant(made, name) if made.forms and items.happens(5) else form(made, name)
    order = list(forms)
    chance.shuffle(order)
    sections = {name: part.raw for name, part in made.shared.items()}
    whole = {"clinic": clinic(items), "forms": {name: forms[name] for name in order}}
    return {**whole, "sections": sections} if sections or items.happens(5) else whole


def clinic(items: Items) -> dict[str, Any]:
    """The clinic's own facts."""
    made: dict[str, Any] = items.keys(
        Clinic,
        {"languages", "submit_to", "portal", "editions", "canonical"}
        | {"kiosk", "theme", "embedded_in"},
    )
    if len(items.languages) > 1 or items.languages[0] != "en" or items.happens(3):
        made["languages"] = list(items.languages)
    if items.happens(3):
        made["submit_to"] = items.chance.choice(("/a", "https://example.org/a?b=c&d=%22"))
        made["kiosk"] = str(items.chance.randint(1, 60))
    if items.happens(3):
        made["theme"] = {"radius": "4px", "spacing": "roomy"}
    if items.happens(3):
        made["embedded_in"] = ["https://portal.example"]
    if items.happens(3):
        made["portal"] = items.chance.choice(("https://a.example/{form}?l={language}", "https://b"))
    if items.happens(3):
        made["canonical"] = items.chance.choice(("https://a.example/fhir", "http://b"))
    if items.happens(3):
        made["editions"] = items.some([edition.name for edition in EDITIONS], least=1)
    return made


def form(made: Library, name: str) -> dict[str, Any]:
    """A form of its own."""
    raw: dict[str, Any] = made.items.keys(Form, SHAPED)
    parts: list[Part] = []
    raw["sections"] = [entry(made, parts) for _ in range(made.items.chance.randint(1, 3))]
    made.forms[name] = parts
    return raw


def variant(made: Library, name: str) -> dict[str, Any]:
    """A form that extends another one."""
    items = made.items
    base = items.chance.choice(list(made.forms))
    raw: dict[str, Any] = {**items.keys(Variant, SHAPED), "extends": base}
    parts, left_out = lessen(items, made.forms[base], sections=True)
    entries: list[dict[str, Any]] = []
    for _ in range(items.chance.randrange(3)):
        before = [*parts]
        new = change(made, parts) if items.happens(5) else entry(made, parts)
        if "change" in new and new["change"] in [one.get("change") for one in entries]:
            parts[:] = before  # each section once
            continue
        entries.append(new)
    if left_out:
        raw["without"] = left_out
    if entries or items.happens(3):
        raw["sections"] = entries
    made.forms[name] = parts
    return raw


def entry(made: Library, parts: list[Part]) -> dict[str, Any]:
    """One entry of a form's sections; it is added to the form's `parts`."""
    sort = made.items.chance.choice((used, taken, None))
    found = sort(made, parts) if sort else None
    if found is not None:
        return found
    part = section(made, parts)
    parts.append(part)
    return part.raw


def used(made: Library, parts: list[Part]) -> dict[str, Any] | None:
    """A shared section, with changes."""
    names = [name for name, part in made.shared.items() if fits([part], parts)]
    if not names:
        return None
    name = made.items.chance.choice(names)
    raw, part = changed(made, Use, made.shared[name], parts)
    parts.append(part)
    return {**raw, "use": name}


def taken(made: Library, parts: list[Part]) -> dict[str, Any] | None:
    """The sections of another form, or some of them."""
    items = made.items
    names = [name for name, others in made.forms.items() if fits(others, parts)]
    if not names:
        return None
    name = items.chance.choice(names)
    raw = items.keys(FromForm, {"only", "without"})
    wanted = items.some([part.id for part in made.forms[name]], 1)
    chosen = [part for part in made.forms[name] if part.id in wanted]
    if items.happens(5) and is_whole(chosen):
        raw["only"] = wanted
    else:
        chosen = made.forms[name]
    chosen, left_out = lessen(items, chosen, sections=True)
    if left_out:
        raw["without"] = left_out
    parts.extend(chosen)
    return {**raw, "form": name}


def change(made: Library, parts: list[Part]) -> dict[str, Any]:
    """A section that the form has already, changed."""
    index = made.items.chance.randrange(len(parts))
    others = frozenset().union(*(part.tested for part in parts if part is not parts[index]))
    part = replace(parts[index], kept=parts[index].kept | others)
    raw, new = changed(made, Change, part, parts[:index], is_tested=bool(part.ids & others))
    parts[index] = new
    return {**raw, "change": new.id}


def changed(
    made: Library, sort: Any, part: Part, above: list[Part], *, is_tested: bool = False
) -> tuple[dict[str, Any], Part]:
    """An entry that changes a section, and the section as it is then."""
    items = made.items
    raw = items.keys(sort, SHAPED | {"use", "change"})
    if part.is_label:
        raw.pop("intro", None)
        return raw, part
    new = part
    if items.happens(3) and not is_tested:
        free = [one for one in free_items(above, part.raw) if one.id not in part.tested]
        if condition := made_condition(items, free):
            raw["enable_when"], tested = condition
            placed = tuple(replace(item, free=False) for item in new.items)
            new = replace(new, items=placed, tested=new.tested | tested, always=False)
    if items.happens(4):
        (new,), left_out = lessen(items, [new])
        if left_out:
            raw["without"] = left_out
    if items.happens(4):
        added = items_of(made, part.raw.get("for", "patient"), [], most=2)
        old = [i for i in new.items if not i.is_follow_up and i.id not in new.kept | new.tested]
        if old and items.happens(5) and "text" in added[0] and isinstance(added[0], dict):
            gone = old[0].id
            rest = tuple(i for i in new.items if i.id != gone and not below(new, i, gone))
            new = replace(new, items=rest)
            added = [{**added[0], "id": gone}]
        raw["items"] = added
        placed = tuple(placed_items(*added, is_free=new.always))
        new = replace(new, items=(*new.items, *placed), tested=new.tested | all_tested(added))
    return raw, new


def below(part: Part, item: Placed, top: str) -> bool:
    """Whether `item` is a follow-up of the item `top`, at any depth."""
    raw = next(one.raw for one in part.items if one.id == top)
    return item.id in {placed.id for placed in placed_items(raw)}


def lessen(
    items: Items, parts: list[Part], *, sections: bool = False
) -> tuple[list[Part], list[str]]:
    """Some sections and items left out that nothing needs; at least one of each stays."""
    needed = frozenset().union(*(part.tested | part.kept for part in parts))
    names: list[str] = []
    kept = list(parts)
    if sections and items.happens(2):
        gone = [part for part in parts if not part.ids & needed][: len(parts) - 1]
        names += [part.id for part in gone[:1]]
        kept = [part for part in parts if part.id not in names]
    result = []
    for part in kept:
        tops = [item for item in part.items if not item.is_follow_up and item.id not in needed]
        out = [one.id for one in tops[: len(part.items) - 1] if items.happens(1)]
        gone = {*out, *(one.id for one in part.items if any(below(part, one, top) for top in out))}
        rest = tuple(one for one in part.items if one.id not in gone)
        if out and any(not item.is_follow_up for item in rest):
            names += out
            part = replace(part, items=rest)
        result.append(part)
    return result, names


def fits(new: Iterable[Part], parts: list[Part]) -> bool:
    """Whether no section or item of `new` is in the form already."""
    new = list(new)
    ids = {one for part in parts for one in (part.id, *part.ids)}
    return ids.isdisjoint({one for part in new for one in (part.id, *part.ids)}) and (
        sum(part.is_label for part in (*parts, *new)) < 2
    )


def is_whole(parts: list[Part]) -> bool:
    """Whether all that conditions in `parts` test is there."""
    return frozenset().union(*(part.tested for part in parts)) <= frozenset().union(
        *(part.ids for part in parts)
    )


def free_items(above: list[Part], raw: dict[str, Any]) -> list[Placed]:
    """What a section may test: the free items above it, of the clinician's only if it is theirs."""
    is_clinicians = raw.get("for") == "clinician"
    return [
        item
        for part in above
        if is_clinicians or part.raw.get("for") != "clinician"
        for item in part.items
        if item.free
    ]


def section(made: Library, above: list[Part], shared: str = "") -> Part:
    """A section below those of `above`; `shared` is its name, empty for one in a form."""
    items = made.items
    if items.happens(1) and not any(part.is_label for part in above):
        return label_block(made, shared)
    raw = items.keys(SharedSection, SHAPED)
    name = shared
    if not shared:
        name = f"part-{items.number()}"
        if items.happens(4) and isinstance(raw["title"], str):
            raw["title"] = f"Part  {items.count}!"
        else:
            raw["id"] = name
    free, tested = free_items(above, raw), frozenset[str]()
    is_free = True
    if items.happens(3) and (condition := made_condition(items, free)):
        raw["enable_when"], tested = condition
        free, is_free = [item for item in free if item.id not in tested], False
    raw["items"] = items_of(made, raw.get("for", "patient"), free)
    placed = tuple(placed_items(*raw["items"], is_free=is_free))
    return Part(name, raw, placed, tested | all_tested(raw["items"]), always=is_free)


def label_block(made: Library, shared: str) -> Part:
    """The box at the top right of the paper form."""
    items = made.items
    ids = [f"label_{items.number()}" for _ in range(items.chance.randint(1, 4))]
    lines = [
        {"id": one, "text": f"Line {one}", "kind": "string", "required": "true"} for one in ids
    ]
    raw = {"title": items.text(), "appearance": "label_block", "items": lines}
    if not shared:
        raw["id"] = shared = f"block-{items.number()}"
    kept = items.some(ids, 0, 2) if items.happens(7) else []
    if kept:
        raw["on_every_page"] = kept
    placed = tuple(Placed(line["id"], line, free=True) for line in lines)
    return Part(shared, raw, placed, frozenset(), frozenset(kept))


def items_of(made: Library, audience: str, free: list[Placed], most: int = 4) -> list[Any]:
    """The items of a section, some with conditions and follow-ups."""
    raw: list[Any] = []
    known = list(free)
    for _ in range(made.items.chance.randint(1, most)):
        item = one_item(made.items, audience, known)
        raw.append(item)
        known += [one for one in placed_items(item) if one.free]
    return raw


def one_item(items: Items, audience: str, known: list[Placed], depth: int = 0) -> Any:
    item = items.item(audience)
    if not isinstance(item, dict) or "text" not in item:
        return item
    if items.happens(3) and (condition := made_condition(items, known)):
        item["enable_when"], _ = condition
    if depth < 2 and issubclass(model(item), Coded) and items.happens(5):
        rest = [one for one in known if one.id not in all_tested([item])]
        codes = items.some(possible(item["kind"], item), 1, 2)
        item["follow_up"] = {code: [one_item(items, audience, rest, depth + 1)] for code in codes}
    return item


def placed_items(*raw: Any, is_free: bool = True, is_follow_up: bool = False) -> list[Placed]:
    """The raw items, each with its follow-ups behind it."""
    found = []
    for item in raw:
        free = is_free and not (isinstance(item, dict) and "enable_when" in item)
        found.append(Placed(identity(item, "id"), item, free, is_follow_up))
        followed = item.get("follow_up", {}) if isinstance(item, dict) and "text" in item else {}
        for group in followed.values():
            found += placed_items(*group, is_free=False, is_follow_up=True)
    return found


def all_tested(items: Iterable[Any]) -> frozenset[str]:
    """The ids that conditions in raw items test."""
    found: set[str] = set()
    for item in items:
        if isinstance(item, dict) and "text" in item:
            found |= names_in(item.get("enable_when"))
            for group in item.get("follow_up", {}).values():
                found |= all_tested(group)
    return frozenset(found)


def names_in(condition: Any) -> set[str]:
    """The ids that a raw condition names."""
    if not isinstance(condition, dict):
        return set()
    if parts := condition.get("all", condition.get("any")):
        return {name for part in parts for name in names_in(part)}
    named = [condition["item"]] if "item" in condition else list(condition)
    return {name.partition(".")[0] for name in named}


def made_condition(items: Items, known: list[Placed]) -> tuple[Any, frozenset[str]] | None:
    """A condition on some of the items, each tested once, and their ids; None without any."""
    testable = [one for one in known if FITTING[model(one.raw).answer]]
    chosen = items.some(testable, 1, 4)
    if not chosen:
        return None
    raw = group(items, [test(items, one) for one in chosen], 3)
    return raw, frozenset(one.id for one in chosen)


def group(items: Items, tests: list[dict[str, Any]], depth: int) -> dict[str, Any]:
    """The tests in groups, one inside the other."""
    short = [one for one in tests if "item" not in one]
    if len(short) == len(tests) and items.happens(5):
        return {name: value for one in tests for name, value in one.items()}
    if len(tests) == 1 and (depth == 0 or items.happens(7)):
        return tests[0]
    cut = items.chance.randint(1, len(tests))
    inner = tests[cut:] if depth else []
    parts = [*tests[:cut], group(items, inner, depth - 1)] if inner else tests
    return {items.chance.choice(("all", "any")): parts}


def test(items: Items, placed: Placed) -> dict[str, Any]:
    """A test that some answer to the item passes."""
    raw, name = placed.raw if isinstance(placed.raw, dict) else {"text": placed.raw}, placed.id
    kind = model(raw)
    answer, codes = kind.answer, sorted(kind.possible(raw) or ())
    if answer == "rows" and items.happens(7):
        name, answer = f"{name}.{items.chance.choice(sorted(kind.row_codes(raw)))}", "code"
    if answer in ("code", "codes"):
        low = high = items.chance.choice(codes)
        many = items.some(codes, 1)
    else:
        low, high = limits(kind, raw)
        many = [low, high]
    narrow = low == high and len(codes) < 2
    fitting = [one for one in FITTING[answer] if not (narrow and one in NEED_ROOM)]
    operator = items.chance.choice(fitting)
    value: Any = high if operator in ("less", "at_most") else low
    if operator == "answered":
        value = items.chance.choice(("true", "false"))
    value = many if operator == "one_of" else value
    if operator in ("equals", "one_of") and name not in RESERVED and items.happens(6):
        return {name: value}
    return {"item": name, operator: value}


test.__test__ = False  # type: ignore[attr-defined]  # pytest would take it for one of its own
NEED_ROOM = ("not_equals", "greater", "less")


def limits(kind: Any, raw: dict[str, Any]) -> tuple[str, str]:
    """A low and a high answer to an item, equal where there is only one."""
    low, high = (_limit(kind, raw, key) for key in ("min", "max"))
    if kind.answer == "date":
        return low or min("1900-01-01", high or "9"), high or max("2099-01-01", low or "0")
    if kind.answer == "time":
        return low or "00:00", high or "23:59"
    if kind.answer != "number":
        return "", ""
    smallest, largest = number(low), number(high)
    if smallest is None:
        smallest = 0 if largest is None else largest - 10
    if largest is None:
        largest = smallest + 10
    return str(smallest), str(largest)


def _limit(kind: Any, raw: dict[str, Any], key: str) -> str:
    found = kind.model_fields.get(key)
    default = "" if found is None or found.default is None else str(found.default)
    value = raw.get(key, default) if found else ""
    return "" if value == "today" else value
