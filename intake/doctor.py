"""What the forms are made with, looked at one by one."""

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from intake import fonts
from intake.content.problems import ContentError
from intake.resources import bundled


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `cure` says what to do when it is not well."""

    is_well: bool
    what: str
    cure: str = ""


def examine(output: Path) -> list[Finding]:
    """Look at Python, Pango, the fonts, the templates and the folder `output`."""
    looks: tuple[Callable[[], Finding], ...] = (
        _python,
        _pango,
        *(lambda font=font: _font(font) for font in fonts.FONTS),
        _templates,
        lambda: _output(output),
    )
    return [look() for look in looks]


def _python() -> Finding:
    return Finding(True, f"Python {platform.python_version()}")


def _pango() -> Finding:
    from intake.export.pdf.engine import weasyprint

    try:
        return Finding(True, f"Pango loads (WeasyPrint {weasyprint().__version__})")
    except ContentError as error:
        problem = error.problems[0]
        return Finding(False, problem.what, problem.cure)


def _font(font: fonts.Font) -> Finding:
    try:
        for _, name in font.files:
            font.path(name).read_bytes()
    except OSError:
        return Finding(False, f"the font {font.family} cannot be read", font.cure)
    return Finding(True, f"font {font.family}")


def _templates() -> Finding:
    page = bundled("templates") / "page.html"
    if page.is_file():
        return Finding(True, f"templates in {page.parent}")
    cure = "install intake again: pip install --force-reinstall intake-forms"
    return Finding(False, f"the templates are not in {page.parent}", cure)


def _output(folder: Path) -> Finding:
    cure = "name a folder that is yours"
    try:
        nearest = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    except OSError:
        return Finding(False, f"{folder} cannot be written", cure)
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Finding(True, f"{folder} can be written")
    return Finding(False, f"{folder} cannot be written", f"make {nearest} a folder that is yours")
