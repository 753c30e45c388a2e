"""How editors save: in the end the file holds the whole text, and for a moment something else."""

import os
import time
from pathlib import Path


def in_place(path: Path, text: str) -> None:
    """Emptied, then written piece by piece, as by nano."""
    with path.open("w", encoding="utf-8") as file:
        for at in range(0, len(text), 40):
            file.write(text[at : at + 40])
            file.flush()
            time.sleep(0.001)


def by_rename(path: Path, text: str) -> None:
    """Written beside it and renamed over it, as by VS Code and gedit."""
    new = path.with_suffix(".new")
    new.write_text(text, "utf-8")
    new.replace(path)


def by_delete(path: Path, text: str) -> None:
    """Removed and made anew."""
    path.unlink()
    time.sleep(0.05)
    path.write_text(text, "utf-8")


def by_truncation(path: Path, text: str) -> None:
    """Empty for a moment."""
    os.truncate(path, 0)
    time.sleep(0.05)
    path.write_text(text, "utf-8")


def in_halves(path: Path, text: str) -> None:
    """The first half, and after a while the rest, as over a slow network."""
    half = text.rindex("\n", 0, len(text) // 2) + 1
    with path.open("w", encoding="utf-8") as file:
        file.write(text[:half])
        file.flush()
        time.sleep(0.12)
        file.write(text[half:])


STYLES = (in_halves, in_place, by_rename, by_delete, by_truncation)
