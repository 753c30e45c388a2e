"""Where the files that come with the package are: in a checkout beside it, in a wheel inside it."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_INSIDE = PACKAGE / "bundled"

SCHEMA = PACKAGE / "questions.schema.json"
"""The JSON Schema of questions.yaml, written by `make data`."""

LOCALE = PACKAGE / "locale"
"""The catalogues of the templates' own words, one a language: es.po; kept by `make messages`."""

TEMPLATE_LANGUAGE = "en"
"""The language that the templates' own words are written in: Page 1 of 2, Day, (optional)."""


def bundled(name: str) -> Path:
    """The bundled `templates` folder or `questions.yaml`."""
    root = _INSIDE if _INSIDE.is_dir() else PACKAGE.parent
    return root / name


def catalogue(language: str) -> Path | None:
    """The nearest catalogue for a BCP 47 tag: es.po for es-MX, too. None where there is none."""
    while language:
        path = LOCALE / f"{language}.po"
        if path.is_file():
            return path
        language = language.rpartition("-")[0]
    return None


def is_english(language: str) -> bool:
    """Whether the templates need no catalogue for the BCP 47 tag `language`."""
    return language.split("-")[0] == TEMPLATE_LANGUAGE
