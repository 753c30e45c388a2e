"""What hypothesis draws: valid content, and the ways in which YAML can write it."""

from random import Random
from typing import Any

import random_forms
import yaml
from hypothesis import strategies as st

libraries = st.randoms(note_method_calls=False, use_true_random=False).map(random_forms.library)
"""All that a clinic has written, valid, as plain data in which everything is text."""

styles = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from((False, None, True)),
        "default_style": st.sampled_from((None, '"', "'", "|", ">")),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from((80, 1000)),
        "indent": st.sampled_from((2, 4)),
    }
)
"""How YAML is written: in blocks or in braces, bare or in quotes."""


class Bare(yaml.SafeDumper):
    """Writes every text bare where it can be: `yes` and 010 without quotes. No anchors."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012  # as the class above has it

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(data: Any, style: dict[str, Any]) -> str:
    """`data` as YAML in one of `styles`."""
    text: str = yaml.dump(data, Dumper=Bare, sort_keys=False, **style)
    return text


def answers(chance: Random, ids: list[str], codes: list[str]) -> dict[str, Any]:
    """Answers of any shape to some of the items `ids`."""
    values = [
        "",
        "yes",
        "no",
        "other",
        5,
        -1.5,
        "36.5",
        "2026-02",
        "08:30",
        None,
        [],
        True,
        {},
        *codes,
    ]
    return {
        one: chance.choice((
            chance.choice(values),
            [chance.choice(values), chance.choice(values)],
            {str(chance.choice(values)): chance.choice(values)},
        ))
        for one in ids
        if chance.randrange(3)
    }  # fmt: skip
