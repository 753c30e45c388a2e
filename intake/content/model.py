"""The models: what questions.yaml declares, and the questionnaire that is assembled from it."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag, model_validator

from intake.content.types import LANGUAGE, Day, Model, Name, ShortText, Slug, Text
from intake.kinds import AnyItem
from intake.kinds.base import Item, with_id

Audience = Literal["patient", "clinician"]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Address = Annotated[
    str, StringConstraints(pattern=r"^(https://[^\s]+|/[^\s/\\][^\s\\]*)$", max_length=200)
]
"""Where the portal receives answers: an https address, or a path on the portal's own host."""


class Clinic(Model):
    """The clinic's own facts, used by every form."""

    name: Name
    address: Name | None = None
    phone: Name | None = None
    paper: Literal["letter", "a4"] = Field("letter", description="Paper size of the PDF.")
    date_order: Literal["mdy", "dmy", "ymd"] | None = Field(
        None, description="Order of the boxes of a date; mdy with letter paper, dmy with A4."
    )
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=20)] = Field(
        ("en",), description="The languages of the forms; a plain text is in the first of them."
    )
    submit_to: Address | None = Field(
        None, description="Where the portal's form sends the answers; without it, no Send button."
    )

    @property
    def order(self) -> str:
        """The order of a date's boxes: mdy, dmy or ymd."""
        return self.date_order or {"letter": "mdy", "a4": "dmy"}[self.paper]


class Source(Model):
    """Where the questions come from."""

    name: Name
    article: Name | None = None
    title: Name | None = None
    reviewed: Day | None = None


class SharedSection(Model):
    """A titled group of items; its id is its name in the YAML."""

    title: ShortText
    intro: Text | None = None
    for_: Audience = Field("patient", alias="for")
    appearance: Literal["label_block"] | None = Field(
        None, description="label_block: on paper, the box at the top right of page 1."
    )
    on_every_page: tuple[Name, ...] = Field(
        (), description="Ids of the items whose boxes stand on every later page too."
    )
    items: Annotated[tuple[AnyItem, ...], Field(min_length=1, max_length=500)]


class Section(SharedSection):
    """A section written in its form."""

    id: Slug

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "id" in value:
            return value
        made = with_id(value, "id", "title")
        return {**made, "id": made["id"].replace("_", "-")} if "id" in made else made


class Use(Model):
    """A shared section, by name."""

    use: Name


def _section_tag(value: Any) -> str:
    if isinstance(value, dict):
        return "=use" if "use" in value else "=section"
    return "=use" if isinstance(value, Use) else "=section"


AnySection = Annotated[
    Annotated[Section, Tag("=section")] | Annotated[Use, Tag("=use")],
    Discriminator(_section_tag),
]


class Form(Model):
    """One form, as declared."""

    title: ShortText
    version: Name = "1.0.0"
    date: Day | None = Field(None, description="The day this content was last changed.")
    intro: Text | None = Field(None, description="What the patient reads first.")
    notice: Text | None = Field(None, description="Printed small: what the form is not for.")
    source: Source | None = None
    sections: Annotated[tuple[AnySection, ...], Field(min_length=1, max_length=100)]


class Library(Model):
    """A whole questions.yaml."""

    clinic: Clinic
    sections: dict[Slug, SharedSection] = Field(
        default_factory=dict, description="Sections that several forms may use by name."
    )
    forms: Annotated[dict[Slug, Form], Field(min_length=1, max_length=1000)]


class Questionnaire(Model):
    """One form with its shared sections in place: all that an exporter needs."""

    id: Slug
    clinic: Clinic
    title: ShortText
    version: Name
    date: Day | None
    intro: Text | None
    notice: Text | None
    source: Source | None
    sections: tuple[Section, ...]

    @cached_property
    def revision(self) -> str:
        """SHA-256 of the content (not of the clinic's block, not of looks), in hexadecimal.

        Values that equal their defaults are left out, so that a new optional key in a later
        version of the software does not change the revision of content that does not use it.
        """
        import hashlib
        import json

        content = self.model_dump(
            mode="json", by_alias=True, exclude={"clinic"}, exclude_defaults=True, round_trip=True
        )
        content["kinds"] = [item.kind for item in self.items]  # each is the default of its model
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in reading order."""
        return tuple(item for section in self.sections for item in section.items)


def assemble(library: Library) -> tuple[Questionnaire, ...]:
    """Every form of a validated library, with the sections it uses put in place."""
    return tuple(
        Questionnaire.model_construct(
            id=form_id,
            clinic=library.clinic,
            sections=tuple(_resolve(section, library) for section in form.sections),
            **{
                name: getattr(form, name)
                for name in ("title", "version", "date", "intro", "notice", "source")
            },
        )
        for form_id, form in library.forms.items()
    )


def _resolve(section: Section | Use, library: Library) -> Section:
    if isinstance(section, Section):
        return section
    shared = library.sections[section.use]
    return Section.model_construct(id=section.use, **dict(shared))
