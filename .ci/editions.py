"""Write docs/pictures/editions/*.png: the seed form in every edition, for docs/editions.md.

Each picture holds the fingerprint of what it shows; a test compares it. Usage: .ci/editions.py
"""

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps, PngImagePlugin

from intake.content.gather import gather
from intake.content.model import Questionnaire
from intake.content.validate import validate
from intake.editions import EDITION_BY_NAME, EDITIONS
from intake.export.edition import Sheet
from intake.export.pdf import export
from intake.export.rendering import Renderer

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures" / "editions"
PAGES = 4
"""Pages in a picture, at the most."""
DOTS = 50
"""Dots to an inch."""
GAP = 16


@dataclass(frozen=True)
class Shown:
    """What one picture shows of the seed form."""

    name: str
    edition: str = "standard"
    paper: str = "letter"
    language: str = "en"
    clinic: dict[str, Any] = field(default_factory=dict)
    status: str = "active"


PICTURES = (
    *(Shown(edition.name, edition.name) for edition in EDITIONS),
    Shown("spanish-a4", "large-print", "a4", "es"),
    Shown(
        "draft",
        clinic={"duplex": True, "portal": "https://portal.example.org/{form}"},
        status="draft",
    ),
)


def seed(shown: Shown) -> tuple[Questionnaire, Sheet]:
    """The form, and the sheet that it is laid out on."""
    (whole,) = validate(gather([ROOT / "questions.yaml"])).questionnaires
    form = {one.language: one for one in whole.readings()}[shown.language]
    clinic = form.clinic.model_copy(update=shown.clinic)
    form = form.model_copy(update={"clinic": clinic, "status": shown.status})
    return form, Sheet(EDITION_BY_NAME[shown.edition], shown.paper, clinic.duplex)


def fingerprint(shown: Shown) -> str:
    """Changes when what the picture shows does."""
    form, sheet = seed(shown)
    page = Renderer(None).render("sheet.html", form, sheet)
    return hashlib.sha256(f"{page}{PAGES}{DOTS}".encode()).hexdigest()[:16]


def picture(shown: Shown) -> Image.Image:
    """The first pages side by side."""
    form, sheet = seed(shown)
    content = export(form, Renderer(None), sheet).content
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        pages = [
            ImageOps.expand(
                document[number].render(scale=DOTS / 72, grayscale=True).to_pil(), 1, 150
            )
            for number in range(min(PAGES, len(document)))
        ]
    width = sum(page.width + GAP for page in pages) + GAP
    made = Image.new("L", (width, max(page.height for page in pages) + 2 * GAP), 236)
    left = GAP
    for page in pages:
        made.paste(page, (left, GAP))
        left += page.width + GAP
    return made.quantize(16)


def main() -> None:
    """Make every picture that is missing or stale."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for shown in PICTURES:
        path = TARGET / f"{shown.name}.png"
        if shows(path) == (wanted := fingerprint(shown)):
            continue
        text = PngImagePlugin.PngInfo()
        text.add_text("shows", wanted)
        picture(shown).save(path, optimize=True, pnginfo=text)
        print(path.relative_to(ROOT))


def shows(path: Path) -> str:
    """The fingerprint of what the picture at `path` shows; nothing where there is none."""
    if not path.is_file():
        return ""
    with Image.open(path) as image:
        return str(image.info.get("shows", ""))


if __name__ == "__main__":
    main()
