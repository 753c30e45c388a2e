"""A few saves of the storm in tests/save_storm.py, which may have hundreds."""

import random
from pathlib import Path

import pytest
from save_storm import faults, storm


@pytest.mark.parametrize("in_folder", [False, True])
def test_a_storm_of_saves_ends_with_the_last_one(in_folder: bool, tmp_path: Path) -> None:
    """Whatever is published is whole, in order, and at last what was saved last."""
    watcher = storm(tmp_path, 24, random.Random(7), (0, 0.02, 0.3), in_folder)
    assert faults(watcher, 24) == []
