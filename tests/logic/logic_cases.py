"""The table of cases that every evaluator of conditions has to pass."""

import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from yaml_cases import checked

from intake.content.model import Questionnaire

TABLE = Path(__file__).parent / "cases.yaml"


@dataclass(frozen=True)
class Case:
    """Of `form`, the items that apply with the answers `answers` are `enabled`."""

    form: str
    name: str
    answers: dict[str, Any]
    enabled: frozenset[str]


@cache
def table() -> dict[str, Any]:
    """The table as it is written; all of it can be written as JSON."""
    loaded: dict[str, Any] = yaml.safe_load(TABLE.read_text("utf-8"))
    return loaded


def cases() -> list[Case]:
    """Every case, with the items that always apply among those that are enabled."""
    read = table()
    return [
        Case(
            case["form"],
            f"{case['form']}: {case['name']}",
            case["answers"],
            frozenset(case["enabled"]) | frozenset(read["always"][case["form"]]),
        )
        for case in read["cases"]
    ]


def source(form: str) -> str:
    """A whole questions.yaml with the form of that name in the table."""
    head = "clinic: {name: Riverside Neurology}\nforms:\n  table:\n    title: Table\n"
    return head + "    sections:\n" + textwrap.indent(table()["forms"][form], " " * 6)


def questionnaire(form: str) -> Questionnaire:
    """The form of that name in the table."""
    return checked(source(form))[0]
