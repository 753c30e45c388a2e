"""Tell when the files with the questions have changed, once they seem to be whole again."""

import contextlib
import hashlib
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from intake import once
from intake.content.gather import files
from intake.content.problems import ContentError

STEP = 0.05
QUIET = 0.2
"""Seconds without a change after which a file counts as saved."""
GRACE = 1.0
"""The same where a file is empty or gone, as it is for a moment while some editors save."""
PATIENCE = 10.0
"""Seconds after which one does not wait any longer for changes to end."""
TOGETHER = 20
"""Milliseconds without news after which one looks."""
EVERY = 5_000
"""Milliseconds after which one looks without being told: network drives tell nothing."""

Look = dict[str, tuple[int, int, int]]
"""Each file that is there: when it changed or a digest of it, its size, and which one it is."""


def changes(
    sources: Sequence[Path],
    beside: Sequence[Path] = (),
    stop: threading.Event | None = None,
    patience: float = PATIENCE,
    quiet: float = QUIET,
) -> Iterator[Look]:
    """Yield at once, and then after each change of `sources` (files and folders), until `stop`.

    `beside` are other files and folders, of which everything counts: a clinic's templates. A file
    may be written in place, or removed, emptied or renamed and made anew: what is seen for a
    moment only is not told. In a folder, files may come and go. What is yielded is what was read
    of the files, the same for `quiet`, unless they change for longer than `patience` (seconds).
    Raises KeyboardInterrupt.
    """
    seen = look(sources, beside)
    known = contents(sources, beside)
    yield known
    while not (stop and stop.is_set()):
        folders = _folders(sources, beside)
        told = _told(folders, any(source.is_dir() for source in sources), stop)
        for _ in chain([None], told):  # first what changed while nobody watched
            while (now := look(sources, beside)) != seen:
                seen = now
                read = partial(contents, sources, beside)
                found = settle(read, known, patience=patience, quiet=quiet)
                if found != known:
                    known = found
                    yield known
            if _folders(sources, beside) != folders:
                break  # one of them was made anew, which nobody tells about


def look(sources: Sequence[Path], beside: Sequence[Path] = ()) -> Look:
    """What can be seen of the files without reading them."""
    seen: Look = {}
    for path in _paths(sources, beside):
        with contextlib.suppress(OSError):  # gone between two looks
            status = path.stat()
            seen[str(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return seen


def contents(sources: Sequence[Path], beside: Sequence[Path] = ()) -> Look:
    """What is in the files: a digest of each, in place of its time, and its size."""
    read: Look = {}
    for path in _paths(sources, beside):
        with contextlib.suppress(OSError):
            read[str(path)] = _content(path)
    return read


@once.OfFile
def _content(path: Path) -> tuple[int, int, int]:
    content = path.read_bytes() if path.is_file() else b""
    return int.from_bytes(hashlib.sha256(content).digest()[:8]), len(content), 0


def _paths(sources: Sequence[Path], beside: Sequence[Path]) -> Iterator[Path]:
    for source in sources:
        with contextlib.suppress(ContentError, OSError):  # a folder without any, or gone by now
            yield from files([source])
    for one in beside:
        with contextlib.suppress(OSError):
            yield from (path for path in sorted(one.rglob("*")) if path.is_file())
            if one.is_file():
                yield one


def settle(
    look: Callable[[], Look],
    before: Look,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    patience: float = PATIENCE,
    quiet: float = QUIET,
) -> Look:
    """What `look` sees once nothing changes for a while; longer where something that was there
    `before` is empty or gone."""
    start = since = clock()
    seen = look()
    while clock() - start < patience:
        hollow = before.keys() - seen.keys() or any(size == 0 for _, size, _ in seen.values())
        if clock() - since >= (GRACE if hollow else quiet):
            break
        sleep(STEP)
        now = look()
        if now != seen:
            seen, since = now, clock()
    return seen


def _told(
    folders: Iterable[Path], recursive: bool, stop: threading.Event | None
) -> Iterator[object]:
    """Something each time that the system tells of a change in `folders`, and now and then."""
    from watchfiles import watch

    try:
        yield from watch(
            *folders,
            watch_filter=None,
            recursive=recursive,
            yield_on_timeout=True,
            step=TOGETHER,
            rust_timeout=EVERY,
            ignore_permission_denied=True,
            stop_event=stop,
        )
    except OSError:  # it watches too many already, or a folder has just gone
        while not (stop or threading.Event()).wait(EVERY / 1000):
            yield None


def _folders(sources: Sequence[Path], beside: Sequence[Path]) -> dict[Path, int]:
    """The folders to watch, the nearest that are there, each with which one it is."""
    found: dict[Path, int] = {}
    for one in beside:  # each by itself: the folder with the questions holds output/ as well
        with contextlib.suppress(OSError):
            for folder in (one.parent, one, *one.rglob("*")):
                if folder.is_dir():
                    found[folder] = folder.stat().st_ino
    for source in sources:
        below = source if source.is_dir() else source.absolute().parent
        for folder in (below, *below.parents):
            with contextlib.suppress(OSError):
                if stat.S_ISDIR((status := folder.stat()).st_mode):
                    found[folder] = status.st_ino
                    break
    return found
