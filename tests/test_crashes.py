"""Builds that are killed, that run at the same time, that fill the disk, or that would take all of
the computer: what is published stays whole."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import bombs
import kill_builds
import pytest
from six_builds import rounds as builds_together

from intake.write import MANIFEST

ROUNDS = int(os.environ.get("KILLS", "200"))


def test_a_killed_build_leaves_whole_files_and_the_next_mends_the_rest(
    tmp_path: Path, monkeypatch
) -> None:
    """At random moments, mostly while files are put in place. KILLS=2000 kills more."""
    kill_builds.hasten(monkeypatch.setattr)
    found = kill_builds.rounds(tmp_path, ROUNDS, seed=random.Random().randrange(10**6))
    assert found.killed > ROUNDS // 3, found
    assert found._replace(killed=0, mixed=0) == kill_builds.Found(), found


def test_builds_at_the_same_time_take_turns(tmp_path: Path) -> None:
    """Six of them, of a site that changes: at last it is what the last one read."""
    assert builds_together(tmp_path, 2) == 0


@pytest.mark.parametrize("name", bombs.QUICK)
def test_a_bomb_is_contained(name: str) -> None:
    """It is named with a cure, and the next form is made; tests/bombs.py tries all."""
    found = bombs.build(bombs.BOMBS[name], "--seconds", "2")
    assert (found.verdict, found.is_good_made) == ("E507", True), found
    assert found.memory <= bombs.MEMORY
    assert "; " in found.lines[0]


def test_a_full_disk_leaves_the_old_output(tmp_path: Path) -> None:
    """A real one, of 500 kB: room for one form and what forms share, not for three."""
    output = tmp_path / "small"
    output.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", str(output)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be made here: {mounted.stderr.strip()}")
    try:
        kill_builds.write_site(tmp_path, 1)
        build = [sys.executable, "-c", bombs.START, "build", "--output", "small", "--format=html"]
        made = subprocess.run([*build, "--form=cough"], cwd=tmp_path, check=False)
        assert made.returncode == 0
        before = {path.name: path.read_bytes() for path in output.iterdir()}
        assert {*json.loads(before[MANIFEST])["files"]} >= {"cough.html"}
        kill_builds.write_site(tmp_path, 2)
        result = subprocess.run(
            build, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
        )
        (line,) = result.stderr.splitlines()
        assert (result.returncode, result.stdout) == (1, "")
        assert ": E501 " in line
        assert "No space left" in line
        assert {path.name: path.read_bytes() for path in output.iterdir()} == before
    finally:
        subprocess.run(["umount", str(output)], check=True)
