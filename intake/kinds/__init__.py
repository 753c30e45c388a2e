"""The kinds of item, one module each. To add one, see CONTRIBUTING.md."""

from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Discriminator, Tag

from intake.kinds.address import Address
from intake.kinds.base import Item
from intake.kinds.body_map import BodyMap
from intake.kinds.date import Date
from intake.kinds.decimal import Decimal
from intake.kinds.display import Display
from intake.kinds.email import Email
from intake.kinds.integer import Integer
from intake.kinds.matrix import Matrix
from intake.kinds.orderables import Orderables
from intake.kinds.person_name import PersonName
from intake.kinds.phone import Phone
from intake.kinds.quantity import Quantity
from intake.kinds.scale import Scale
from intake.kinds.select_multiple import SelectMultiple
from intake.kinds.select_one import SelectOne
from intake.kinds.signature import Signature
from intake.kinds.string import String
from intake.kinds.table import Table
from intake.kinds.text import Text
from intake.kinds.time import Time
from intake.kinds.yes_no import YesNo

KINDS = (
    Display,
    String,
    Text,
    YesNo,
    SelectOne,
    SelectMultiple,
    Date,
    Time,
    Integer,
    Decimal,
    Quantity,
    Scale,
    Matrix,
    Table,
    PersonName,
    Address,
    Phone,
    Email,
    Orderables,
    BodyMap,
    Signature,
)
KIND_BY_NAME: dict[str, type[Item]] = {kind.model_fields["kind"].default: kind for kind in KINDS}


def _tag(value: Any) -> str:
    """Which kind a raw item is of; an item that does not say is a free-text question."""
    if isinstance(value, Item):
        return f"={value.kind}"
    kind = value.get("kind", "text") if isinstance(value, dict) else "text"
    return f"={kind}" if isinstance(kind, str) else "="


if TYPE_CHECKING:
    AnyItem = Item
else:
    AnyItem = Annotated[
        Union[tuple(Annotated[kind, Tag(f"={name}")] for name, kind in KIND_BY_NAME.items())],  # noqa: UP007  # built from data
        Discriminator(_tag),
    ]
