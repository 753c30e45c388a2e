"""What paper says of conditions, as the plain data that templates get."""

from collections.abc import Mapping
from typing import Any

from intake.content.conditions import Operator, Test
from intake.export.told import Terms, told
from intake.logic import plan


def steps(
    planned: tuple[plan.Step, ...],
    views: Mapping[str, Any],
    titles: Mapping[str, str],
    terms: Terms,
) -> list[dict[str, Any]]:
    """`planned` for a template. `views`: what it gets of each item; `titles`: of each section.

    A run has `ref`, `when`, `first`, `last` and `steps`. An item has `item`, `go_to` (each with
    the answers, `opened`, and the `number` of a question or the `title` of a section) and
    `follow_ups` (each with `ref`, the answers, `opened`, `steps`, and `is_apart`: whether they may
    begin a page without their question). `is_run` tells which it is.
    """
    return [
        _run(step, views, titles, terms)
        if isinstance(step, plan.Run)
        else _asked(step, views, titles, terms)
        for step in planned
    ]


def _run(
    run: plan.Run, views: Mapping[str, Any], titles: Mapping[str, str], terms: Terms
) -> dict[str, Any]:
    first = next(plan.asked(run.steps)).item
    return {
        "is_run": True,
        "ref": f"{views[first].ref}/run",
        "when": told(run.only_if, terms),
        "first": run.first,
        "last": run.last,
        "steps": steps(run.steps, views, titles, terms),
    }


def _asked(
    step: plan.Asked, views: Mapping[str, Any], titles: Mapping[str, str], terms: Terms
) -> dict[str, Any]:
    def opened(codes: tuple[str, ...]) -> dict[str, Any] | None:
        item = terms.items[step.item]
        operator: Operator = "one_of" if item.answer == "code" else "contains"
        return told(Test(step.item, operator, codes), terms)

    return {
        "is_run": False,
        "item": views[step.item],
        "go_to": [
            {
                "opened": opened(one.codes),
                "number": terms.numbers.get(one.item),
                "title": titles.get(one.section),
            }
            for one in step.go_to
        ],
        "follow_ups": [
            {
                "ref": f"{views[step.item].ref}/follow-ups/{number}",
                "opened": opened(group.codes),
                "is_apart": terms.items[next(plan.asked(group.steps)).item].is_tall,
                "steps": steps(group.steps, views, titles, terms),
            }
            for number, group in enumerate(step.follow_ups, 1)
        ],
    }
