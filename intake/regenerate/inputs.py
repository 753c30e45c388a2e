"""What a file is made of, as one digest: the same digest, the same file.

The form's content in all its languages (its revision, which stands on every page, is of all), the
clinic block, whether it prints DRAFT, every template, the catalogues, this package's code, Python,
Pango and the packages that make the files (docs/decisions/0018-regenerate.md).
"""

import hashlib
import json
import platform
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from intake import __version__, once
from intake.content.model import Questionnaire
from intake.fonts import FONTS
from intake.regenerate.jobs import Job
from intake.resources import PACKAGE, bundled

MAKERS = (
    *("weasyprint", "pydyf", "tinyhtml5", "tinycss2", "cssselect2", "pyphen", "pillow"),
    *("fonttools", "pikepdf", "jinja2", "markupsafe", "babel", "segno", "pydantic", "rjsmin"),
    *(font.package.replace("_", "-") for font in FONTS),
)
"""The packages whose version decides what a file looks like."""


class Inputs:
    """The digests of jobs; what they share is digested once."""

    def __init__(self, templates: Path | None) -> None:
        """`templates` is the clinic's own folder, which need not exist."""
        ours = bundled("templates")
        is_ours = templates is not None and templates.resolve() == ours.resolve()
        own = "" if is_ours else digest_files(templates)  # in a checkout they are the same folder
        self._common = digest_of(software(), digest_files(ours), own)

    def of(self, job: Job) -> str:
        """The digest of all that decides the bytes of the job's file, SHA-256 in hexadecimal."""
        return digest_of(
            self._common, job.name, repr(job.sheet), job.language, *self._contents(job)
        )

    def _contents(self, job: Job) -> list[str]:
        if not isinstance(job.subject, tuple):
            one = job.subject
            return [_content(one.whole or one), "draft" if one.is_draft else ""]
        clinic = job.subject[0].clinic.model_dump_json(warnings="none")
        return [clinic, *map(_listed, job.subject if job.shared.is_of_forms else ())]


@once.OfObject
def _content(whole: Questionnaire) -> str:
    return digest_of(whole.model_dump_json(warnings="none", exclude={"unapproved"}))


def _listed(form: Questionnaire) -> str:
    return form.model_dump_json(warnings="none", exclude={"clinic", "sections"})


@cache
def software() -> str:
    """The digest of this package's files and of the versions of what it makes the files with."""
    versions = {name: _version(name) for name in MAKERS}
    text = json.dumps([__version__, platform.python_version(), versions, pango()])
    return digest_of(text, digest_files(PACKAGE))


@cache
def pango() -> str:
    """The version of the system's Pango, which sets every line; empty where it is under another
    name than the usual ones."""
    import ctypes

    for name in ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"):
        with suppress(OSError, AttributeError):
            told = ctypes.CDLL(name).pango_version_string
            told.restype = ctypes.c_char_p
            return bytes(told()).decode()
    return ""


def digest_files(folder: Path | None) -> str:
    """The digest of the names and contents of all files below `folder`; empty where it is not."""
    whole = hashlib.sha256()
    for path in files_below(folder):
        whole.update(f"{path.relative_to(folder or path)}\0".encode("utf-8", "surrogateescape"))
        try:
            with path.open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:  # it may be one that no template needs
            whole.update(str(error.errno).encode())
    return whole.hexdigest() if folder and folder.is_dir() else ""


def files_below(folder: Path | None) -> Iterable[Path]:
    """The ordinary files below `folder`, sorted, without what Python compiles."""
    if folder is None or not folder.is_dir():
        return []
    aside = {"__pycache__"}
    if folder == PACKAGE:
        aside.add("bundled")  # in a wheel the templates are in the package: told apart
    found = (path for path in folder.rglob("*") if not aside & {*path.relative_to(folder).parts})
    return sorted(path for path in found if path.is_file())


def digest_of(*texts: str) -> str:
    """SHA-256 of several texts, in hexadecimal."""
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
