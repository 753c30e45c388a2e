"""Save a file again and again, in the ways in which editors save, while `intake watch` runs.

What is published must always be whole, one of the versions that were saved, never an older one
after a newer one, and in the end the last. To run it by itself, from the checkout:

    PYTHONPATH=.:tests python tests/save_storm.py --saves 500 [--folder]
"""

import argparse
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from saves import STYLES
from yaml_cases import form

from intake.preview.site import Site
from intake.preview.state import State

BOUND = 120
"""Seconds after which the last save is not published any more."""
ITEMS = 12
OTHER = "forms: {other: {title: Other, sections: [{id: all, title: All, items: [Where?]}]}}"


def version(number: int) -> str:
    """A file of which every piece says which save it is of; cut off after any item it is valid."""
    return form("\n".join(f"- Question {item} of save {number}?" for item in range(ITEMS)))


def published(path: Path) -> list[int]:
    """The saves that the questions of the page are of; all of one page, if it is whole."""
    try:
        page = path.read_text("utf-8")
    except FileNotFoundError:
        return []
    return [
        int(found) for found in re.findall(r"class=\"intake-question\"[^§]*?of save (\d+)\?", page)
    ]


class Watcher(threading.Thread):
    """What `intake watch` does, in a thread; remembers what was published after each time."""

    def __init__(self, source: Path) -> None:
        super().__init__(name="watcher", daemon=True)
        self.site = Site([source], formats=["html"])
        self.pages: list[list[int]] = []
        self.states: list[State] = []

    def run(self) -> None:
        for read in self.site.changes():
            self.states.append(self.site.rebuild(read))
            self.pages.append(published(self.site.output / "headache.html"))


def storm(
    folder: Path,
    saves: int,
    chance: random.Random,
    pauses: Sequence[float],
    in_folder: bool = False,
) -> Watcher:
    """Save so often, and wait for the last save to be published. The watcher tells what it saw.

    With `in_folder` the form has a file of its own, and the clinic block and another form another.
    """
    path = folder / "questions.yaml"
    clinic = version(0).partition("forms:")[0] if in_folder else ""
    if in_folder:
        (folder / "clinic.yaml").write_text(clinic + OTHER, "utf-8")
    path.write_text(version(0).removeprefix(clinic), "utf-8")
    watcher = Watcher(folder if in_folder else path)
    watcher.start()
    for number in range(1, saves + 1):
        STYLES[number % len(STYLES)](path, version(number).removeprefix(clinic))
        time.sleep(chance.choice(pauses))
    end = time.monotonic() + BOUND
    while time.monotonic() < end and set(published(watcher.site.output / "headache.html")) != {
        saves
    }:
        time.sleep(0.05)
    watcher.site.stop.set()
    watcher.join(BOUND)
    return watcher


def faults(watcher: Watcher, saves: int) -> list[str]:
    """What went wrong in a storm."""
    pages = [page for page in watcher.pages if page]
    found = [f"a page that is not whole: {page}" for page in pages if len(set(page)) > 1]
    found += [f"{len(page)} questions" for page in pages if len(page) != ITEMS]
    firsts = [page[0] for page in pages]
    if firsts != sorted(firsts):
        found.append(f"an older save after a newer one: {firsts}")
    if not firsts or firsts[-1] != saves:
        found.append(f"the last save is {saves}, and {firsts[-1:]} was published")
    return found


def main() -> None:
    """Storm, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", action="store_true", help="the form has a file of its own")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        pauses = (0, 0.02, 0.1, 0.3, 0.6)
        watcher = storm(Path(folder), asked.saves, chance, pauses, asked.folder)
    wrong = sum(bool(state.errors) for state in watcher.states)
    sys.stdout.write(f"{asked.saves} saves, {len(watcher.pages)} looks, {wrong} with problems\n")
    said = faults(watcher, asked.saves) or ["converged to the last save"]
    sys.stdout.write("\n".join(said) + "\n")


if __name__ == "__main__":
    main()
