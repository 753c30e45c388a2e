"""docs/editions.md names every edition, and its pictures show what is made now."""

import re
from pathlib import Path
from types import ModuleType

import pytest
import scripts
import yaml
from typer.testing import CliRunner

from intake.cli import app
from intake.content.model import Clinic
from intake.editions import EDITIONS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "editions.md").read_text("utf-8")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that makes the pictures."""
    return scripts.script("editions")


def test_the_pictures_are_current(script: ModuleType) -> None:
    """After a change of the templates or of the seed form: make picture."""
    stale = [
        shown.name
        for shown in script.PICTURES
        if script.shows(script.TARGET / f"{shown.name}.png") != script.fingerprint(shown)
    ]
    assert stale == []


def test_the_page_shows_every_picture_and_names_every_edition(script: ModuleType) -> None:
    """And nothing else."""
    shown = re.findall(r"\(pictures/editions/(.+?)\.png\)", PAGE)
    assert sorted(shown) == sorted(one.name for one in script.PICTURES)
    assert re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE) == [one.name for one in EDITIONS]


def test_a_change_makes_a_picture_stale(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shown, *_) = script.PICTURES
    before = script.fingerprint(shown)
    assert before == script.fingerprint(shown)
    monkeypatch.setattr(script, "PAGES", 3)
    assert script.fingerprint(shown) != before


def test_the_keys_of_the_page_can_be_written() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert Clinic.model_validate(yaml.load(block, yaml.BaseLoader)["clinic"]).duplex


COMMANDS = {
    "build --edition large-print": {"large-print.pdf"},
    "build --edition compact --edition coded --form muscle-twitching": {"compact.pdf", "coded.pdf"},
    "build --paper a4": {"a4.pdf"},
}


def test_the_page_names_these_commands() -> None:
    assert re.findall(r"^intake (build .*)$", PAGE, re.MULTILINE) == [*COMMANDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_makes_what_it_says(
    command: str, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run on the seed, as it stands there."""
    monkeypatch.chdir(clinic)
    result = CliRunner().invoke(app, command.split())
    assert result.exit_code == 0, result.output
    made = {path.name.removeprefix("muscle-twitching.") for path in Path("output").glob("*.pdf")}
    assert made == {*COMMANDS[command]} | {f"es.{name}" for name in COMMANDS[command]}
