"""The pages for staff, from templates of this package that no clinic replaces."""

from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from intake.content.excerpt import excerpt
from intake.content.problems import Problem
from intake.preview.words import WORDS, count, day, file_name, language_name, sentence

TEMPLATES = Path(__file__).parent / "templates"
_SEARCH_FROM = 10
"""More forms than these can be searched."""


def render(template: str, **data: Any) -> str:
    """The page that `template` makes of `data`."""
    return _environment().get_template(template).render(data)


def asset(name: str) -> str:
    """The text of a style sheet or a script of these pages."""
    return (TEMPLATES / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"say": WORDS, "count": count, "search_from": _SEARCH_FROM}
    made.filters |= {f.__name__: f for f in (caret, day, file_name, language_name, sentence)}
    return made


def caret(problem: Problem) -> str:
    """The line of `problem` with a caret below the spot, where it has one; else nothing."""
    if not (problem.line and problem.place.column):
        return ""
    return dedent(excerpt(problem.line, problem.place.column))
