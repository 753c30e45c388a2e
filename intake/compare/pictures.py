"""Pictures of a form's pages before and after, for those who look at paper."""

import base64
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from intake.approvals.fingerprint import anew
from intake.content.model import Questionnaire
from intake.export.pdf import export
from intake.export.rendering import Renderer

SCALE = 1.25
"""Pixels for each of a page's points, 72 to an inch: two pages side by side can be read."""
COLORS = 16
MOST = 20
"""Pages of one form that are shown; a meeting looks at no more."""


class Picture(NamedTuple):
    """A page as a PNG: its address (a data: one), and its size in pixels."""

    address: str
    width: int
    height: int


class Sight(NamedTuple):
    """One page before and after, as far as there is one."""

    page: int
    old: Picture | None
    new: Picture | None


def sights(
    old: Questionnaire, new: Questionnaire, folders: tuple[Path, Path], language: str
) -> Iterator[Sight]:
    """Those pages of the paper form in `language` that look different.

    `folders` hold the templates of the clinic, if it has any. Neither side says that it is a
    draft, and both have the revision of `old` at their foot, which would otherwise be different on
    every page. Raises ContentError for a form that cannot be
    put on paper.
    """
    alike: dict[str, Any] = {"status": "active", "unapproved": (), "whole": old}
    sides = zip((anew(one, **alike) for one in (old, new)), folders, strict=True)
    pages = [list(_pages(form, folder, language)) for form, folder in sides]
    shown = 0
    for number, (before, after) in enumerate(zip_longest(*pages), 1):
        if before != after and shown < MOST:
            shown += 1
            yield Sight(number, before, after)


def _pages(form: Questionnaire, folder: Path, language: str) -> Iterator[Picture]:
    pypdfium2: Any = import_module("pypdfium2")  # heavy, and without types

    reading = next((one for one in form.readings() if one.language == language), None)
    if reading is None:
        return
    document = pypdfium2.PdfDocument(export(reading, Renderer(folder / "templates")).content)
    try:
        document.init_forms()
        for page in document:
            yield _picture(page.render(scale=SCALE).to_pil())
    finally:
        document.close()


def _picture(image: Any) -> Picture:
    held = BytesIO()
    image.convert("RGB").quantize(COLORS).save(held, "PNG", optimize=True)
    address = "data:image/png;base64," + base64.b64encode(held.getvalue()).decode()
    return Picture(address, *image.size)
