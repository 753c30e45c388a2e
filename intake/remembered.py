"""What the last build with the same command line found up to date, and by which signs.

The signs of a file are its size, times and inode, of a folder its names as well. Where they are the
same as before, the content is taken to be; but a file that was written just before it was looked at
may be written once more without a sign, so its content is compared until it has aged ("racy git").
The record is in the user's cache folder; without it, everything is merely slower.

It is read before anything else is loaded: only light modules here.
"""

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

from intake import once

MOST = 64
"""Records that are kept."""

Signs = list[Any]
"""Size, time of writing, inode, time of change; then the digest, if the file is young."""

_key: str | None = None


def begin() -> None:
    """From now on the build of this process's command line may be remembered."""
    global _key
    today = time.strftime("%Y-%m-%d")  # some warnings come with time
    where = os.getcwd()  # noqa: PTH109  # pathlib is heavy
    told = [today, where, sys.argv, sys.path, sys.prefix, sys.version]
    _key = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def is_wanted() -> bool:
    """Whether this process was begun as the command."""
    return _key is not None


def still_true() -> dict[str, Any] | None:
    """What that build would say (the lines `said` and `told`, and `warnings`); None where anything
    may have changed."""
    try:
        with open(_path(), "rb") as file:  # noqa: PTH123
            record: dict[str, Any] = json.load(file)
        young = [path for path, signs in record["signs"].items() if not _is_same(path, signs)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    except _Changed:
        return None
    if young:
        keep(record["signs"], {key: record[key] for key in ("said", "told", "warnings")})
    return record


def look(paths: Iterable[str | os.PathLike[str]]) -> dict[str, Signs]:
    """The signs of files and folders; of what is not there, none."""
    now = time.time_ns()
    return {path: _signs(path, now) for path in (os.fspath(one) for one in paths)}


def keep(signs: dict[str, Signs], says: dict[str, Any]) -> None:
    """Remember what a build with this command line `says`, as long as these `signs` are the same.
    Where it cannot be written, it is not remembered."""
    now = time.time_ns()
    for path, old in signs.items():
        if once.signs_of(path) != old[:4]:
            return
        if len(old) > 4 and not once.is_young(old, now):
            if _digest(path) != old[4]:
                return
            signs[path] = old[:4]
    from pathlib import Path

    from intake.content.problems import ContentError
    from intake.write import discard, write_private

    text = json.dumps({**says, "signs": signs})
    target = Path(_path())
    with contextlib.suppress(ContentError, OSError):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(target, text.encode())
        records = sorted(target.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)
        discard(records[:-MOST])


class _Changed(Exception):
    pass


def _is_same(path: str, before: Signs) -> bool:
    """Whether the signs alone have shown it; raises _Changed."""
    if once.signs_of(path) != before[:4]:
        raise _Changed
    if len(before) > 4 and _digest(path) != before[4]:
        raise _Changed
    return len(before) == 4


def _signs(path: str, now: int) -> Signs:
    signs = once.signs_of(path)
    return [*signs, _digest(path)] if once.is_young(signs, now) else signs


def _digest(path: str) -> str:
    """Of a file's content, or of the names in a folder."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return hashlib.file_digest(file, "sha256").hexdigest()
    except IsADirectoryError:
        return hashlib.sha256(json.dumps(sorted(os.listdir(path))).encode()).hexdigest()  # noqa: PTH208


def below(
    path: str | os.PathLike[str], without: Iterable[str] = (), hidden: bool = True
) -> Iterator[str]:
    """The folder `path`, if it is there, and all in it and below; not in folders that Python
    makes, whose name is in `without`, or that are hidden, unless `hidden`."""
    left_out = {"__pycache__", *without}
    yield os.fspath(path)
    for folder, folders, names in os.walk(path):
        folders[:] = [
            one for one in folders if one not in left_out and (hidden or not one.startswith("."))
        ]
        yield from (os.path.join(folder, one) for one in [*folders, *names])  # noqa: PTH118


def _path() -> str:
    home = os.path.expanduser("~")  # noqa: PTH111
    usual = {"darwin": f"{home}/Library/Caches", "win32": f"{home}/AppData/Local"}
    cache = os.environ.get("XDG_CACHE_HOME") or usual.get(sys.platform, f"{home}/.cache")
    return f"{cache}/intake/{_key}.json"
