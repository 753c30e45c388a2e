"""What assistive technology is told of three forms, line by line: as loaded, and with errors.

UPDATE=1 writes the files in tests/golden/screen/ anew; read the difference as one who hears it.
"""

import json
import os
from collections.abc import Iterator
from typing import Any

import corpus
import live
import pytest

GOLDEN = corpus.ROOT / "tests" / "golden" / "screen"
NAMES = ("seed", "new-patient", "arabic")
ROLES = {
    *("textbox", "radio", "checkbox", "button", "link", "combobox", "spinbutton", "searchbox"),
    *("group", "radiogroup", "heading", "table", "columnheader", "rowheader", "image"),
    *("alert", "status", "main", "banner", "contentinfo", "navigation", "DisclosureTriangle"),
}
STATES = (
    "required",
    "invalid",
    "checked",
    "expanded",
    "disabled",
    "readonly",
    "multiline",
    "level",
)


def told(page) -> list[str]:
    """Role, name, states and description of each control, group and heading, in their order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    return [
        line(node) for node in below(nodes[0], by_id) if node.get("role", {}).get("value") in ROLES
    ]


def below(node: dict[str, Any], by_id: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`node` if it is told, and what is in it, in reading order."""
    if not node.get("ignored"):
        yield node
    for child in node.get("childIds", ()):
        if child in by_id:
            yield from below(by_id[child], by_id)


def line(node: dict[str, Any]) -> str:
    """One line: `textbox "Name" required, invalid | Enter an answer.`"""
    found = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    states = [
        name if found[name] is True or found[name] == "true" else f"{name} {found[name]}"
        for name in STATES
        if found.get(name) not in (None, False, "false")
    ]
    name = " ".join(node.get("name", {}).get("value", "").split())
    description = " ".join(node.get("description", {}).get("value", "").split())
    parts = [node["role"]["value"], f"“{name}”", ", ".join(states)]
    return " ".join(filter(None, parts)) + (f" | {description}" if description else "")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_told_of_a_form(name: str, visit) -> None:
    page = visit(name).page
    found = {"as loaded": told(page)}
    live.send(page)
    found["errors"] = told(page)
    path = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(path.read_text("utf-8"))


def test_there_is_no_other_file() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.json" for name in NAMES}
