"""Short ways to load and check a piece of YAML."""

import tempfile
import textwrap
from pathlib import Path

from intake.content.document import Document
from intake.content.gather import Content
from intake.content.load import load
from intake.content.model import Questionnaire
from intake.content.problems import ContentError
from intake.content.validate import Checked, validate
from intake.kinds.base import Item

HEAD = """clinic: {name: Riverside Neurology}
forms:
  headache:
    title: Headache
    sections:
      - title: Your headache
        for: AUDIENCE
        items:
"""
FIRST = HEAD.count("\n") + 1
"""The line of the first item."""


def loaded(text: str | bytes) -> Document:
    """The document that is loaded from a file that holds `text`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "q.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return load(path)


def valid(text: str | bytes) -> Checked:
    """What a file that holds `text` declares. Raises ContentError."""
    return validate(Content([loaded(text)]))


def checked(text: str | bytes) -> tuple[Questionnaire, ...]:
    """The questionnaires of a file that holds `text`."""
    return valid(text).questionnaires


def problems(text: str | bytes) -> list[str]:
    """What is wrong with `text`, as `line:column CODE`; nothing when it is right."""
    try:
        checked(text)
    except ContentError as error:
        return [f"{p.place.line}:{p.place.column} {p.code}" for p in error.problems]
    return []


def form(items: str, audience: str = "patient") -> str:
    """A whole file around a list of items, each beginning with `- ` in column 11."""
    body = textwrap.indent(textwrap.dedent(items).strip("\n") + "\n", " " * 10)
    return HEAD.replace("AUDIENCE", audience) + body


def item(text: str, audience: str = "patient") -> Item:
    """The item that is written as `text`, in braces or bare."""
    (found,) = checked(form(f"- {text}", audience))[0].items
    return found


def codes(text: str, audience: str = "patient") -> list[str]:
    """The codes of what is wrong with one item, in order."""
    return [problem.split()[1] for problem in problems(form(f"- {text}", audience))]


def marked(text: str, *found: str) -> tuple[str, list[str]]:
    """`text` without its marks «, and the codes `found`, each at the place of its mark."""
    places = []
    while (index := text.find("«")) >= 0:
        line = text.count("\n", 0, index) + 1
        places.append(f"{line}:{index - text.rfind(chr(10), 0, index)}")
        text = text.replace("«", "", 1)
    assert len(places) == len(found), "a mark for each problem"
    return text, [f"{place} {code}" for place, code in zip(places, found, strict=True)]
