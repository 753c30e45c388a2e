"""Short ways to see which warnings a piece of YAML causes."""

from datetime import date

import yaml_cases

from intake.content.lint import lint
from intake.content.problems import Problem

TODAY = date(2026, 11, 23)
SOURCE = "    source: {name: Riverside Neurology, reviewed: 2026-01-31}\n"


def form(items: str, audience: str = "patient") -> str:
    """A whole file around a list of items that begin with `- `; it has a source."""
    return yaml_cases.form(items, audience).replace("    title: Headache\n", TITLE, 1)


TITLE = "    title: Headache\n" + SOURCE


def linted(text: str, today: date = TODAY) -> list[Problem]:
    """The warnings about a file that holds `text`, which must be valid; not that translations are
    missing (tests/content/test_texts.py): only what matters is written in two languages."""
    return [one for one in lint(yaml_cases.valid(text), today=today) if one.code != "W201"]


def found(text: str) -> list[str]:
    """They, as `line:column code`."""
    return [f"{p.place.line}:{p.place.column} {p.code}" for p in linted(text)]


def codes(item: str, audience: str = "patient") -> list[str]:
    """The codes of the warnings about one item."""
    return [problem.code for problem in linted(form(f"- {item}", audience))]
