"""The kinds of item, one module each. To add one, see CONTRIBUTING.md."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any

from pydantic import ValidationInfo
from pydantic_core import PydanticKnownError, core_schema

from intake.content.types import Read
from intake.kinds.base import Item

KINDS = (
    "display",
    "string",
    "text",
    "yes_no",
    "select_one",
    "select_multiple",
    "date",
    "time",
    "integer",
    "decimal",
    "quantity",
    "scale",
    "matrix",
    "table",
    "person_name",
    "address",
    "phone",
    "email",
    "orderables",
    "body_map",
    "signature",
)
"""Each is the name of a kind, of its module here, and of its folder in templates/items/."""
PLAIN = "text"
"""The kind of an item that does not say."""


class _Kinds(Mapping[str, type[Item]]):
    """The models of the kinds by their names. A module is imported when its kind is asked for:
    most forms use a few, and making the models of all takes longer than checking a form."""

    def __init__(self) -> None:
        self._known: dict[str, type[Item]] = {}

    def __getitem__(self, name: str) -> type[Item]:
        if name not in self._known:
            if name not in KINDS:
                raise KeyError(name)
            found = vars(import_module(f"intake.kinds.{name}")).values()
            self._known[name] = next(one for one in found if _is_kind(one, name))
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in KINDS

    def __iter__(self) -> Iterator[str]:
        return iter(KINDS)

    def __len__(self) -> int:
        return len(KINDS)


def _is_kind(value: Any, name: str) -> bool:
    is_item = isinstance(value, type) and issubclass(value, Item)
    return is_item and value.model_fields["kind"].default == name


KIND_BY_NAME = _Kinds()


def kind_of(raw: Any) -> type[Item] | None:
    """The kind of an item as it was written: a bare text, or a mapping that may name one."""
    name = raw.get("kind", PLAIN) if isinstance(raw, dict) else PLAIN
    return KIND_BY_NAME.get(name) if isinstance(name, str) else None


def _read_item(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Item):
        return value
    kind = kind_of(value)
    if kind is None:
        told = {"discriminator": "kind", "tag": str(value["kind"]), "expected_tags": ""}
        raise PydanticKnownError("union_tag_invalid", told)
    return kind.model_validate(value, context=info.context)


AnyItem = Annotated[
    Item, Read(core_schema.with_info_plain_validator_function(_read_item), {}, "Item")
]
