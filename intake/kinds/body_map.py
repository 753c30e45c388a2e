"""body_map: regions of the body, ticked in a list or marked on a figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from intake.content.problems import shorten
from intake.content.types import Fault
from intake.content.values import Flag
from intake.kinds.coded import Coded, other_faults
from intake.kinds.options import IN_PERSON, OTHER, Other
from intake.kinds.response import Terms

VIEWS = FRONT, BACK = ("front", "back")
SIDES = ("right", "left")
"""The patient's own. The right is first: on the front it is at the viewer's left."""


@dataclass(frozen=True)
class Region:
    """One region that can be chosen. `part` is shared by the two sides; a middle one has no side.

    Its names are in templates/items/body_map/names.html, its shapes in shapes.html.
    """

    code: str
    part: str
    group: str
    views: tuple[str, ...]
    side: str | None = None


def _regions(group: str, views: tuple[str, ...], parts: str) -> Iterator[Region]:
    """The regions of `parts`, names with spaces between; one that ends in * has two sides."""
    for name in parts.split():
        part = name.rstrip("*")
        if part == name:
            yield Region(part, part, group, views)
        else:
            yield from (Region(f"{side}_{part}", part, group, views, side) for side in SIDES)


REGIONS = (
    *_regions("head", (FRONT,), "forehead eyelid* face"),
    *_regions("head", (BACK,), "back_of_head"),
    *_regions("head", (FRONT,), "front_of_neck"),
    *_regions("head", (BACK,), "back_of_neck"),
    *_regions("trunk", (FRONT,), "chest* belly waist* groin*"),
    *_regions("trunk", (BACK,), "upper_back side_of_back* lower_back buttock*"),
    *_regions("arms", (FRONT, BACK), "shoulder*"),
    *_regions("arms", (FRONT,), "upper_arm_front*"),
    *_regions("arms", (BACK,), "upper_arm_back*"),
    *_regions("arms", (FRONT,), "forearm_inside*"),
    *_regions("arms", (BACK,), "forearm_outside*"),
    *_regions("arms", (FRONT, BACK), "hand*"),
    *_regions("legs", (FRONT,), "thigh_front* inner_thigh*"),
    *_regions("legs", (BACK,), "thigh_back*"),
    *_regions("legs", (FRONT, BACK), "knee*"),
    *_regions("legs", (FRONT,), "shin*"),
    *_regions("legs", (BACK,), "calf*"),
    *_regions("legs", (FRONT, BACK), "foot*"),
)
"""Every region, in the order of the list. A code is what is stored: it never changes."""
HALVES = (("head", "trunk"), ("arms", "legs"))
"""The groups as they stand side by side."""
REGION_BY_CODE = {region.code: region for region in REGIONS}

if TYPE_CHECKING:
    RegionCode = str
    View = str
else:
    RegionCode = Literal[tuple(REGION_BY_CODE)]
    View = Literal[FRONT, BACK]


class BodyMap(Coded):
    """Stored as the list of chosen region codes, with `other` and a text where that is offered."""

    kind: Literal["body_map"] = "body_map"
    answer = "codes"
    is_tall = True
    facts: ClassVar = {"anatomical": "appearance"}
    views: Annotated[
        tuple[View, ...],
        Field(min_length=1, max_length=2, description="From where the body is shown."),
    ] = VIEWS
    regions: Annotated[
        tuple[RegionCode, ...] | None,
        Field(min_length=1, description="What can be chosen; all that is seen if left out."),
    ] = None
    other: Other = None
    anatomical: Flag = Field(
        False, description="Whether the muscles' anatomical names stand beside the plain ones."
    )

    initial: tuple[RegionCode, ...] = Field(
        (), description="The regions that are ticked to begin with."
    )

    def begun(self) -> Any:
        return self.initial

    def other_text(self) -> str | None:
        return self.other

    @classmethod
    def possible(cls, raw: dict[str, Any]) -> frozenset[str]:
        more = {OTHER: raw.get("other"), IN_PERSON: raw.get("sensitive") == "true"}
        regions = raw.get("regions")
        codes = regions if isinstance(regions, list) else _seen(raw.get("views"))
        named = {code for code in codes if isinstance(code, str)}
        return frozenset(named | {code for code, is_given in more.items() if is_given})

    def initial_answer(self) -> list[str] | None:
        return [code for code in self.answer_codes() if code in self.initial] or None

    def offered_codes(self) -> Iterator[str]:
        for region in self.offered():
            yield region.code

    def wording(self) -> dict[str, str]:
        """That of `other`; what the regions are called is in the kind's names.html."""
        return {OTHER: self.other} if self.other else {}

    def offered(self) -> tuple[Region, ...]:
        """The regions that can be chosen, in the order of the list."""
        wanted = REGION_BY_CODE if self.regions is None else self.regions
        return tuple(r for r in REGIONS if r.code in wanted and {*r.views} & {*self.views})

    @classmethod
    def faults(cls, raw: dict[str, Any]) -> Iterator[Fault]:
        yield from super().faults(raw)
        yield from other_faults(raw)
        views, codes = raw.get("views", [*VIEWS]), raw.get("regions")
        for key, values in (("views", views), ("regions", codes)):
            yield from _repeated(key, values)
        shown = {view for _, view in _words(views)}
        for index, code in _words(codes) if shown & {*VIEWS} else ():
            region = REGION_BY_CODE.get(code)
            if region and not shown & {*region.views}:
                what = f"“{code}” is on the {region.views[0]}, which this question does not show"
                cure = f"remove it, or write views: [{', '.join(VIEWS)}]"
                yield ("regions", index), "E309", what, cure

    def display(self, code: str, terms: Terms) -> None:
        """None: the codes are readable, and the template alone words the regions."""

    def script(self) -> dict[str, Any]:
        """`display`: false, as the codes alone are told."""
        return {**super().script(), "display": False}

    def view(self, date_order: str) -> dict[str, Any]:
        """`views` in their order on the page, and `halves` of the list: groups of rows."""
        halves = (_groups(self.offered(), names) for names in HALVES)
        return {
            "views": tuple(view for view in VIEWS if view in self.views),
            "halves": tuple(half for half in halves if half),
        }


def _groups(offered: tuple[Region, ...], names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Those groups of `names` of which a region is offered: `code`, and `rows`, one for a part.

    A row has `part`, its `views`, and `regions`: both sides of the part, one, or its middle.
    """
    found = []
    for name in names:
        mine = [region for region in offered if region.group == name]
        rows = [_row(part, [*regions]) for part, regions in groupby(mine, lambda one: one.part)]
        if rows:
            found.append({"code": name, "rows": rows})
    return found


def _row(part: str, regions: list[Region]) -> dict[str, Any]:
    sides = [{"code": region.code, "side": region.side} for region in regions]
    return {"part": part, "views": regions[0].views, "regions": sides}


def _seen(views: Any) -> list[str]:
    """The codes of the regions that the raw `views` show; of all where that cannot be told."""
    shown = {view for _, view in _words(views)} & {*VIEWS} or {*VIEWS}
    return [region.code for region in REGIONS if shown & {*region.views}]


def _words(values: Any) -> Iterator[tuple[int, str]]:
    """The texts in the raw list `values`, each with its index."""
    for index, value in enumerate(values if isinstance(values, list) else []):
        if isinstance(value, str):
            yield index, value


def _repeated(key: str, values: Any) -> Iterator[Fault]:
    """A fault for each text that stands twice in the list below `key`."""
    seen: set[str] = set()
    for index, value in _words(values):
        if value in seen:
            yield (key, index), "E402", f"“{shorten(value)}” appears twice", "remove one of the two"
        seen.add(value)
