"""The models: what questions.yaml declares, and the questionnaire that is assembled from it."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import (
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

from intake.content.conditions import EnableWhen, Test, both
from intake.content.document import Trail
from intake.content.outline import Outline, PlacedItem, PlacedSection
from intake.content.theme import Theme
from intake.content.types import LANGUAGE, Model, Name, ShortText, Slug, Text, wrong_value
from intake.content.values import Day, Flag, Whole
from intake.content.words import reading
from intake.editions import EDITION_BY_NAME, PAPERS
from intake.kinds import AnyItem
from intake.kinds.base import Allow, Item
from intake.kinds.identity import with_id

Audience = Literal["patient", "clinician"]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE, max_length=35)]
Address = Annotated[
    str, StringConstraints(pattern=r"^(https://[^\s]+|/[^\s/\\][^\s\\]*)$", max_length=200)
]
"""Where the portal receives answers: an https address, or a path on the portal's own host."""
Canonical = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s|#?/]+(/[^\s|#?/]+)*$", max_length=150)
]
"""The base of FHIR's canonical addresses, without a slash at its end."""
Link = Annotated[
    str,
    StringConstraints(pattern=r"^https://([^\s{}]|\{form\}|\{language\})+$", max_length=200),
]
"""A page of the portal; {form} and {language} stand for the form's id and its language."""
if TYPE_CHECKING:  # the names of the two are data
    EditionName = str
    Paper = str
else:
    EditionName = Literal[tuple(EDITION_BY_NAME)]
    Paper = Literal[PAPERS]
Screen = Literal["whole", "sections"]
Minutes = Annotated[Whole, Field(ge=1, le=60)]
Origin = Annotated[
    str,
    StringConstraints(
        pattern=r"^(https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?|http://(localhost|127\.0\.0\.1))(:[0-9]{1,5})?$",
        max_length=200,
    ),
]
"""Where a page comes from: its scheme, host and port, without a path."""
Status = Literal["draft", "active"]
"""As in FHIR Questionnaire.status."""


class Clinic(Model):
    """The clinic's own facts, used by every form."""

    name: Name = Field(description="Stands at the top of every form.")
    address: Name | None = Field(None, description="Stands under the name, on paper.")
    phone: Name | None = Field(None, description="Stands under the name, and at the page's foot.")
    paper: Paper = Field("letter", description="Paper size of the PDF.")
    editions: Annotated[
        tuple[EditionName, ...], Field(min_length=1, max_length=len(EDITION_BY_NAME))
    ] = Field(("standard",), description="The editions of the PDF that are made.")
    duplex: Flag = Field(
        False,
        description="Printed on both sides of the paper: the clinician's part begins a new sheet.",
    )
    portal: Link | None = Field(
        None,
        description="Where a form can be answered on screen; on page 1 of the PDF, with a QR code."
        " {form} stands for the form's id, {language} for its language.",
    )
    date_order: Literal["mdy", "dmy", "ymd"] | None = Field(
        None, description="Order of the boxes of a date; mdy with letter paper, dmy with A4."
    )
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=20)] = Field(
        ("en",), description="The languages of the forms; a plain text is in the first of them."
    )
    allow: Allow = Field(default_factory=dict)
    submit_to: Address | None = Field(
        None, description="Where the portal's form sends the answers; without it, no Send button."
    )
    theme: Theme | None = Field(None, description="Colours, font and corners on screen.")
    embedded_in: Annotated[tuple[Origin, ...], Field(max_length=20)] = Field(
        (), description="The portals whose pages show a form in an <iframe>: https://host."
    )
    canonical: Canonical | None = Field(
        None,
        description="Where the clinic's FHIR resources have their names, like"
        " https://clinic.example/fhir.",
    )
    screen: Screen = Field(
        "whole",
        description="On screen: the whole form, or its sections one at a time, and at the end the"
        " answers to be looked over. A form may say otherwise.",
    )
    prefill: Flag = Field(
        False,
        description="The portal may put answers that it knows into the page, in"
        ' <script type="application/json" class="intake-prefill">.',
    )
    drafts: Flag = Field(
        False,
        description="What is filled in stays on the patient's own device until it is sent, for at"
        " most 7 days. Whoever uses the same device and account can read it.",
    )
    kiosk: Minutes | None = Field(
        None,
        description="Makes a page more of each form, for a tablet in the waiting room. After so"
        " many minutes in which nobody touches it, it is cleared.",
    )

    @field_validator("languages", "editions", "embedded_in")
    @classmethod
    def _once(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if twice := [one for index, one in enumerate(value) if one in value[:index]]:
            names = {"languages": "language", "editions": "edition", "embedded_in": "portal"}
            one = names[str(info.field_name)]
            raise wrong_value(f"“{twice[0]}” is there twice", f"name each {one} once", "E309")
        return value

    @field_validator("kiosk")
    @classmethod
    def _sendable(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is not None and info.data.get("submit_to", "") is None:
            what = "a form for the waiting room needs submit_to: it is cleared, and not printed"
            raise wrong_value(
                what, "add submit_to: with where the answers go, or leave out kiosk", "E302"
            )
        return value

    @property
    def order(self) -> str:
        """The order of a date's boxes: mdy, dmy or ymd."""
        return self.date_order or {"letter": "mdy", "a4": "dmy"}[self.paper]


class Source(Model):
    """Where the questions come from."""

    name: Name = Field(description="Who published it.")
    article: Name | None = Field(None, description="Its number there.")
    title: Name | None = Field(None, description="Its title.")
    reviewed: Day | None = Field(None, description="The day on which it was last reviewed.")


class SharedSection(Model):
    """A titled group of items; its id is its name in the YAML."""

    facts: ClassVar = {
        **{"appearance": "appearance", "on_every_page": "appearance"},
        **{"allow": "aside", "items": "aside"},
    }
    title: ShortText = Field(description="The heading.")
    intro: Text | None = Field(None, description="Words under the heading.")
    for_: Audience = Field("patient", alias="for", description="Who fills it in.")
    enable_when: EnableWhen | None = Field(
        None, description="When the whole section applies, by the answers to earlier items."
    )
    appearance: Literal["label_block"] | None = Field(
        None, description="label_block: on paper, the box at the top right of page 1."
    )
    on_every_page: tuple[Name, ...] = Field(
        (), description="Ids of the items whose boxes stand on every later page too."
    )
    allow: Allow = Field(default_factory=dict)
    items: Annotated[tuple[AnyItem, ...], Field(min_length=1, max_length=500)] = Field(
        description="The questions; a bare sentence is a question with room to write."
    )


class Section(SharedSection):
    """A section written in its form."""

    facts: ClassVar = {"id": "aside"}
    id: Slug = Field(description="Its key; made from the title where none is written.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "id" in value:
            return value
        made = with_id(value, "id", "title")
        return {**made, "id": made["id"].replace("_", "-")} if "id" in made else made


Ids = Annotated[tuple[Name, ...], Field(max_length=500)]


class Changes(Model):
    """What a form changes in a section that it takes from elsewhere."""

    title: ShortText | None = Field(None, description="Another heading.")
    intro: Text | None = Field(None, description="Other words under the heading.")
    enable_when: EnableWhen | None = Field(None, description="Another condition.")
    without: Ids = Field((), description="Ids of the items that are left out.")
    items: Annotated[tuple[AnyItem, ...], Field(max_length=500)] = Field(
        (), description="Items that are added, or that replace the one of the same id."
    )


class Use(Changes):
    """A shared section, by name."""

    use: Name = Field(description="The name of the shared section.")


class Change(Changes):
    """A section that this form has from the one that it extends, with changes."""

    change: Name = Field(description="The id of the section.")


class FromForm(Model):
    """The sections of another form: all of them, `only` some, or all `without` some."""

    form: Name = Field(description="The id of the other form.")
    only: Ids = Field((), description="Ids of the sections that are taken.")
    without: Ids = Field((), description="Ids of the sections and items that are left out.")


_ENTRIES: dict[str, type[Model]] = {"use": Use, "form": FromForm, "change": Change}
"""The sort of an entry of `sections:`, by the key that tells it; any other is a Section."""


def _section_tag(value: Any) -> str:
    if isinstance(value, dict):
        sort = next((key for key in _ENTRIES if key in value), None)
    else:
        sort = next((key for key, model in _ENTRIES.items() if isinstance(value, model)), None)
    return f"={sort}-section" if sort else "=section"


AnySection = Annotated[
    Annotated[Section, Tag("=section")]
    | Annotated[Use, Tag("=use-section")]
    | Annotated[FromForm, Tag("=form-section")]
    | Annotated[Change, Tag("=change-section")],
    Discriminator(_section_tag),
]


class _FormKeys(Model):
    """What every form may say."""

    version: Name | None = Field(None, description="The content's version: 1.0.0, 1.1.0 ...")
    date: Day | None = Field(None, description="The day this content was last changed.")
    status: Status | None = Field(
        None, description="draft: not approved yet, and every page says so. Else active."
    )
    intro: Text | None = Field(None, description="What the patient reads first.")
    notice: Text | None = Field(None, description="Printed small: what the form is not for.")
    source: Source | None = Field(None, description="Where the questions come from.")
    max_pages: Annotated[Whole, Field(ge=1, le=200)] | None = Field(
        None, description="The most pages of the standard edition; others may take more."
    )
    screen: Screen | None = Field(
        None, description="whole or sections; without it, as the clinic block says."
    )
    allow: Allow = Field(default_factory=dict)


class Form(_FormKeys):
    """One form, as declared."""

    title: ShortText = Field(description="The form's title.")
    sections: Annotated[tuple[AnySection, ...], Field(min_length=1, max_length=100)] = Field(
        description="Its sections: written here, or taken from elsewhere."
    )


class Variant(_FormKeys):
    """A form that is another one with changes; what it does not say is as it is there."""

    extends: Name = Field(description="The id of the form that this is a variant of.")
    without: Ids = Field((), description="Ids of sections and items of that form to leave out.")
    title: ShortText | None = Field(None, description="The form's title.")
    sections: Annotated[tuple[AnySection, ...], Field(max_length=100)] = Field(
        (), description="Sections that are added, and `change:` entries."
    )


def _form_tag(value: Any) -> str:
    is_variant = "extends" in value if isinstance(value, dict) else isinstance(value, Variant)
    return "=variant" if is_variant else "=form"


AnyForm = Annotated[
    Annotated[Form, Tag("=form")] | Annotated[Variant, Tag("=variant")], Discriminator(_form_tag)
]
SORTS: dict[str, type[Model]] = {
    **{f"={key}-section": model for key, model in _ENTRIES.items()},
    "=section": Section,
    "=form": Form,
    "=variant": Variant,
}
"""The models that stand in one place as alternatives, by pydantic's tags for them."""


class Library(Model):
    """All that a clinic has written."""

    clinic: Clinic = Field(description="The clinic's own facts.")
    sections: dict[Slug, SharedSection] = Field(
        default_factory=dict, description="Sections that several forms may use by name."
    )
    forms: Annotated[dict[Slug, AnyForm], Field(min_length=1, max_length=1000)] = Field(
        description="The forms, each by its id."
    )


class Questionnaire(Model):
    """One form with all its sections in place: all that an exporter needs.

    Follow-ups stand among the items, each with the condition that opens it in `enable_when`.
    """

    facts: ClassVar = {
        **dict.fromkeys(("id", "clinic", "language", "sections", "whole", "unapproved"), "aside"),
        **dict.fromkeys(("version", "date", "status"), "aside"),
        **{"max_pages": "appearance", "screen": "appearance"},
    }
    id: Slug
    clinic: Clinic
    language: str
    title: ShortText
    version: Name
    date: Day | None
    status: Status
    intro: Text | None
    notice: Text | None
    source: Source | None
    max_pages: int | None
    screen: Screen
    sections: tuple[Section, ...]
    whole: "Questionnaire | None" = None
    """For one language's reading: the questionnaire in all its languages."""
    unapproved: tuple[str, ...] | None = None
    """The languages in which the content is not what was approved; None where no approvals are
    kept."""

    @property
    def is_draft(self) -> bool:
        """Whether it says on every page that it is a draft: by its status, or in its language
        because the content is not what was approved."""
        return self.status == "draft" or self.language in (self.unapproved or ())

    @cached_property
    def revision(self) -> str:
        """SHA-256 of the content (not of the clinic's block, looks or status), in hexadecimal.

        It is the same in every language. Values that equal their defaults are left out, so that
        a new optional key in a later version of the software does not change the revision of
        content that does not use it.
        """
        if self.whole:
            return self.whole.revision
        import hashlib
        import json

        aside = ("clinic", "language", "max_pages", "screen", "status", "whole", "unapproved")
        left_out: dict[str, Any] = dict.fromkeys(aside, True)
        left_out["sections"] = {"__all__": {"allow": True, "items": {"__all__": {"allow"}}}}
        content = self.model_dump(
            mode="json", by_alias=True, exclude=left_out, exclude_defaults=True, round_trip=True
        )
        content["kinds"] = [item.kind for item in self.items]  # each is the default of its model
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in reading order."""
        return tuple(item for section in self.sections for item in section.items)

    def readings(self) -> tuple["Questionnaire", ...]:
        """The questionnaire in each of the clinic's languages, with all texts in that one."""
        first, *others = self.clinic.languages
        if not others:
            return (self,)
        return tuple(
            reading(self, language, first).model_copy(update={"language": language, "whole": self})
            for language in (first, *others)
        )


def assemble(library: Library, outlines: Mapping[str, Outline]) -> tuple[Questionnaire, ...]:
    """Every form of a validated library, its sections and items as in its outline."""
    return tuple(
        Questionnaire.model_construct(
            id=form_id,
            clinic=library.clinic,
            language=library.clinic.languages[0],
            sections=tuple(_section(section, library) for section in outlines[form_id]),
            **_own(form, library),
        )
        for form_id, form in library.forms.items()
    )


def _own(form: Form | Variant, library: Library) -> dict[str, Any]:
    """What the form says of itself, and of a variant what it leaves to the form it extends."""
    names = ("title", "version", "date", "status", "intro", "notice", "source", "max_pages")
    own = {name: getattr(form, name) for name in (*names, "screen")}
    above = {"version": "1.0.0", "status": "active", "screen": library.clinic.screen}
    if isinstance(form, Variant):
        above = _own(library.forms[form.extends], library)
    return {name: above.get(name) if value is None else value for name, value in own.items()}


def _section(placed: PlacedSection, library: Library) -> Section:
    body = at(library, placed.trail)
    fields = {**dict(body), "id": placed.id}
    for trail in placed.changes:
        entry = at(library, trail)
        changed = {name: getattr(entry, name) for name in ("title", "intro", "enable_when")}
        fields |= {name: value for name, value in changed.items() if value is not None}
    fields["items"] = tuple(_item(item, library) for item in placed.items)
    return Section.model_construct(**fields)


def _item(placed: PlacedItem, library: Library) -> Item:
    """The item on its own: its follow-ups stand behind it, as items with a condition."""
    item: Item = at(library, placed.trail)
    changed: dict[str, Any] = {}
    if placed.parent:
        opened_by = Test(placed.parent[0], "equals", placed.parent[1])
        changed["enable_when"] = both(opened_by, item.enable_when)
    if getattr(item, "follow_up", None):
        changed["follow_up"] = {}
    return item.model_copy(update=changed) if changed else item


def at(library: Library, trail: Trail) -> Any:
    """The validated value at a path of the data."""
    value: Any = library
    for part in trail:
        is_key = isinstance(part, int) or isinstance(value, dict)
        value = value[part] if is_key else getattr(value, str(part))
    return value
