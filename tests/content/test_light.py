"""What keeps imports light does not change what the packages do."""

import subprocess
import sys

from intake.light import Pattern, no_metadata

CHECK = """
import sys
from pathlib import Path
from intake import pipeline
pipeline.check(Path("questions.yaml"))
print("importlib.metadata" in sys.modules)
"""


def test_a_check_does_without_the_metadata_of_packages() -> None:
    ran = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_entry_points_that_were_kept_are_the_real_ones() -> None:
    code = """
from intake.light import no_metadata
with no_metadata():
    from importlib.metadata import entry_points
from importlib.metadata import entry_points as real
assert entry_points is not real
assert entry_points(group="console_scripts") == real(group="console_scripts") != ()
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
