"""What keeps imports light does not change what the packages do."""

import copy
import re
import subprocess
import sys

import pytest

from intake.light import Pattern, no_metadata, patterns_later

CHECK = """
import sys
from pathlib import Path
import intake.cli.quick
from intake import pipeline
pipeline.check(Path("questions.yaml"))
print("importlib.metadata" in sys.modules)
"""


def test_a_check_does_without_the_metadata_of_packages() -> None:
    ran = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


LOADER = """
import sys
import intake.content.types
loader = sys.modules["pydantic.plugin._loader"]
assert loader.entry_points.__module__ == "intake.light", "pydantic asks for its plugins elsewhere"
assert "importlib.metadata" not in sys.modules
from importlib.metadata import EntryPoint, entry_points
assert loader.entry_points(group="console_scripts") == entry_points(group="console_scripts") != ()
assert not [*loader.get_plugins()]
"""


def test_pydantic_looks_for_its_plugins_by_the_stand_in_and_finds_the_real_ones() -> None:
    """What is relied on in intake/content/types.py: where pydantic has moved, this says so."""
    subprocess.run([sys.executable, "-c", LOADER], check=True, env={})


KEPT = """
from intake.light import no_metadata
with no_metadata():
    from importlib.metadata import {name} as kept, PackageNotFoundError
from importlib.metadata import {name} as real
assert kept is not real
{then}
"""
WITHIN = """
import sys
from intake.light import no_metadata
with no_metadata():
    {then}
    assert "EntryPoint" in vars(sys.modules["importlib.metadata"]), "not the real one"
import importlib.metadata
assert importlib.metadata is sys.modules["importlib.metadata"]
assert importlib.metadata.version("pydantic")
"""


@pytest.mark.parametrize(
    "code",
    [
        KEPT.format(name="entry_points", then='assert kept(group="x") == real(group="x")'),
        KEPT.format(name="version", then='assert kept("pydantic") == real("pydantic")'),
        KEPT.format(
            name="version",
            then="""
try:
    kept("no-such-package")
except PackageNotFoundError:
    kept = None
assert kept is None""",
        ),
        WITHIN.format(then="from importlib.metadata import distribution"),
        WITHIN.format(then="import importlib.metadata; importlib.metadata.distributions()"),
        WITHIN.format(then="from importlib.metadata import entry_points; entry_points()"),
    ],
)
def test_the_stand_in_makes_way_for_the_real_module(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_stand_in_knows_no_version_and_leaves_nothing_behind() -> None:
    code = """
import importlib, sys
from intake.light import no_metadata
with no_metadata():
    from importlib.metadata import PackageNotFoundError, version
    import importlib.metadata
    try:
        importlib.metadata.version("pydantic")
    except importlib.metadata.PackageNotFoundError:
        version = None
assert version is None
assert "importlib.metadata" not in sys.modules
assert not hasattr(importlib, "metadata")
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_metadata_that_is_there_already_is_left_alone() -> None:
    import importlib.metadata

    with no_metadata():
        assert sys.modules["importlib.metadata"] is importlib.metadata
    assert sys.modules["importlib.metadata"] is importlib.metadata


def test_yaml_reads_its_types_with_patterns_that_were_made_later() -> None:
    from intake.content.libyaml import yaml

    assert yaml.load("[1, 2026-01-02, yes]", yaml.SafeLoader)[0] == 1
    assert Pattern("[0-9]+").findall("1 a 22") == ["1", "22"]


def test_a_pattern_has_all_that_a_compiled_one_has() -> None:
    real = re.compile("(?P<a>[0-9]+)", re.IGNORECASE)
    public = [name for name in dir(real) if not name.startswith("_")]
    assert {"fullmatch", "finditer", "pattern", "flags", "groupindex"} <= {*public}
    for name in public:
        later = getattr(Pattern("(?P<a>[0-9]+)", re.IGNORECASE), name)
        assert callable(later) or later == getattr(real, name)
    with pytest.raises(AttributeError):
        Pattern("a").no_such_thing  # noqa: B018
    assert copy.copy(Pattern("[0-9]")).fullmatch("1")


def test_a_pattern_can_be_used_while_patterns_are_made_later() -> None:
    with patterns_later():
        made = re.compile("[0-9]+")
        assert isinstance(made, Pattern)
        assert made.fullmatch("12")
    assert isinstance(re.compile("[0-9]+"), re.Pattern)
