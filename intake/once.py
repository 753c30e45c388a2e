"""What is made of a file or of an object once, for as long as it is the same.

A file is known by its signs: size, times and inode. One that was written just before it was read
may be written once more without a sign, so what is made of it is not kept until it has aged (git
calls such files racy).
"""

import os
import time
import weakref
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:  # both are heavy for what only looks at signs
    from collections.abc import Callable
    from pathlib import Path

AGED = 2_000_000_000
"""Nanoseconds after which a second change of a file has other signs: some file systems count two
seconds at a time."""
MOST = 20_000
"""Files of which something is kept."""

Made = TypeVar("Made")
Signs = list[int]


def signs_of(path: "str | os.PathLike[str]") -> Signs:
    """Size, time of writing, inode and time of change; none where nothing is there. Raises
    OSError for anything else."""
    try:
        status = os.stat(path)  # noqa: PTH116  # pathlib is heavy
    except FileNotFoundError:
        return []
    return [status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns]


def is_young(signs: Signs, now: int) -> bool:
    """Whether at the time `now`, in nanoseconds, a file with these signs may change unseen."""
    return bool(signs) and max(signs[1], signs[3]) > now - AGED


class OfFile(Generic[Made]):
    """What `make` makes of a file. What it raises is raised."""

    def __init__(self, make: "Callable[[Path], Made]") -> None:
        self._make = make
        self._known: dict[Path, tuple[Signs, Made]] = {}

    def __call__(self, path: "Path") -> Made:
        """It, as the file is now."""
        now = time.time_ns()
        try:
            signs = signs_of(path)
        except (OSError, ValueError):  # `make` says so
            return self._make(path)
        if path in self._known and self._known[path][0] == signs:
            return self._known[path][1]
        made = self._make(path)
        self._known.pop(path, None)
        if signs and not is_young(signs, now):
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[path] = signs, made
        return made


class OfObject(Generic[Made]):
    """What `make` makes of an object that never changes, for as long as that lives."""

    def __init__(self, make: "Callable[[Any], Made]") -> None:
        self._make = make
        self._known: dict[int, tuple[weakref.ref[Any], Made]] = {}

    def __call__(self, one: Any) -> Made:
        """It; of an equal object it is another."""
        key = id(one)
        if key not in self._known:
            gone = weakref.ref(one, lambda _: self._known.pop(key, None))
            self._known[key] = gone, self._make(one)
        return self._known[key][1]
