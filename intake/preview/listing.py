"""The forms as staff see them in a list: what each is called, and its files."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from intake.content.model import Questionnaire
from intake.content.words import direction
from intake.editions import EDITION_BY_NAME, PAPERS, STANDARD
from intake.export import EXPORTERS
from intake.export.edition import sheets
from intake.pipeline import each_file, file_name

NAME = re.compile(r"[a-z0-9][a-zA-Z0-9_-]*(\.[a-zA-Z0-9_-]+)+")
"""What a file's name may be: nothing that leads anywhere."""


EMBED = ".embed.html"
PAGES = (".html", EMBED)
"""The extensions of files that a browser shows as pages: the form, and how to embed it."""


class File(NamedTuple):
    """One file of a form: its name, the format and the extension of its exporter. `edition` and
    `paper` are empty where it is not on paper, `paper` also where it is the clinic's own."""

    name: str
    format: str
    extension: str
    language: str
    edition: str = ""
    paper: str = ""

    @property
    def is_paper(self) -> bool:
        return bool(self.edition)

    @property
    def is_page(self) -> bool:
        """Whether a browser shows it as a page."""
        return self.extension in PAGES


class Listed(NamedTuple):
    """One form. `languages` are those of its files, the clinic's first one first."""

    id: str
    title: str
    language: str
    version: str
    date: str
    is_draft: bool
    files: tuple[File, ...]
    draft_in: tuple[str, ...] = ()
    approved_in: tuple[str, ...] = ()
    """The languages in which it prints DRAFT, and those in which it is approved as it is."""

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(file.language for file in self.files))

    @property
    def page(self) -> File | None:
        """What is shown first on screen."""
        return next((file for file in self.files if file.is_page), None)

    @property
    def sheet(self) -> File | None:
        """What is printed for most patients."""
        return next((file for file in self.files if file.is_paper), None)


def listed(form: Questionnaire) -> Listed:
    """`form` with every file that the content asks for."""
    return Listed(
        form.id,
        str(form.title),
        form.clinic.languages[0],
        form.version,
        form.date.isoformat() if form.date else "",
        form.status == "draft",
        tuple(_files(form)),
        form.clinic.languages if form.status == "draft" else form.unapproved or (),
        tuple(one for one in form.clinic.languages if one not in (form.unapproved or ()))
        if form.unapproved is not None
        else (),
    )


def _files(form: Questionnaire) -> Iterator[File]:
    chosen = sheets(form.clinic)
    for language in form.clinic.languages:
        reading = form.model_copy(update={"language": language})
        for exporter, sheet in each_file(EXPORTERS, chosen, form.clinic):
            name = file_name(reading, exporter.extension, sheet)
            edition, paper = (sheet.edition.name, sheet.paper) if sheet else ("", "")
            own = "" if paper == form.clinic.paper else paper
            yield File(name, exporter.name, exporter.extension, language, edition, own)


def kept(paths: Iterable[Path]) -> tuple[Listed, ...]:
    """The forms of files that an earlier build made, when there is no content to tell of them."""
    files: dict[str, list[File]] = {}
    titles: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: (path.name.count("."), path.name)):
        if file := _told_by(path.name):
            form = path.name.partition(".")[0]
            files.setdefault(form, []).append(file)
            if file.is_page and form not in titles:
                titles[form] = _title(path) or form
    return tuple(
        Listed(form, titles.get(form, form), own[0].language, "", "", False, tuple(own))
        for form, own in sorted(files.items())
    )


def _told_by(name: str) -> File | None:
    """The file, as far as its name tells; None where it is of no form."""
    fitting = [one for one in EXPORTERS if name.endswith(one.extension)]
    if not fitting or not NAME.fullmatch(name):
        return None
    exporter = max(fitting, key=lambda one: len(one.extension))
    _, *marks = name.removesuffix(exporter.extension).split(".")
    edition = next((mark for mark in marks if mark in EDITION_BY_NAME), STANDARD.name)
    paper = next((mark for mark in marks if mark in PAPERS), "")
    language = next((m for m in marks if m not in EDITION_BY_NAME and m not in PAPERS), "")
    if not exporter.has_editions:
        edition = paper = ""
    return File(name, exporter.name, exporter.extension, language, edition, paper)


def _title(path: Path) -> str:
    try:
        found = re.search(r"<title>(.*?)( – .*)?</title>", path.read_text("utf-8"), re.DOTALL)
    except (OSError, ValueError):
        return ""
    return unescape(found[1]) if found else ""
