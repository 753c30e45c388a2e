"""Where the files that come with the package are: in a checkout beside it, in a wheel inside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSIDE = _PACKAGE / "bundled"

SCHEMA = _PACKAGE / "questions.schema.json"
"""The JSON Schema of questions.yaml, written by `make data`."""


def bundled(name: str) -> Path:
    """The bundled `templates` folder or `questions.yaml`."""
    root = _INSIDE if _INSIDE.is_dir() else _PACKAGE.parent
    return root / name
