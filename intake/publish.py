"""What is made goes to output/ all together: at every moment each file there is whole, and after
the next command the set is one that was made together.

A build holds the folder and works in a staging folder in it, `.intake-<process>-<random>`, whose
ending tells what it is: `.making`, rubbish if its build is gone; `.ready`, everything is in `new/`
and the renaming may have begun; `.undo`, a renaming failed and `old/` goes back. Each of the two
steps between them is one renaming of the folder, so a build that is killed leaves one of the three,
and who holds the folder next ends what it began (docs/decisions/0018-regenerate.md).
"""

import contextlib
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from intake.content.problems import ContentError, Place, Problem
from intake.write import ABANDONED, MANIFEST, keep, refused, stage, sweep, sync

PATIENCE = 1.0
"""Seconds after which it is said that another build is being waited for."""
LONGEST = 900.0
"""Seconds after which waiting for another build ends."""
_STEP = 0.05
_MAKING, _READY, _UNDO = ".making", ".ready", ".undo"
_PLAN = "plan.json"


class Entry(NamedTuple):
    """SHA-256 of what a file was made of (`inputs`), of the page or text that the exporter made of
    that (`rendered`), and of the file itself (`content`); in hexadecimal."""

    inputs: str
    rendered: str
    content: str


class Output:
    """A folder that this process holds; made by `hold`."""

    def __init__(self, folder: Path, has_waited: bool) -> None:
        self.folder = folder
        self.has_waited = has_waited
        self.entries = read_manifest(folder)
        self._staging: Path | None = None

    @property
    def staging(self) -> Path:
        """The folder in which files are made; raises ContentError when it cannot be."""
        if self._staging is None:
            path = self.folder / f".intake-{os.getpid()}-{secrets.token_hex(4)}{_MAKING}"
            try:
                for name in ("", "new", "old", "tmp"):
                    (path / name).mkdir()
            except OSError as error:
                shutil.rmtree(path, ignore_errors=True)
                raise refused(self.folder, error) from None
            self._staging = path
        return self._staging

    def publish(self, made: Mapping[str, Entry], removed: Iterable[str] = ()) -> None:
        """Put the staged files `made` in place, take `removed` away, and write the manifest; all
        or nothing. Raises ContentError (E501); the old files then stay."""
        gone = sorted({*removed})
        entries = {**self.entries, **made}
        for name in gone:
            entries.pop(name, None)
        if entries == self.entries and not made:
            return
        try:
            stage_file(self.staging, MANIFEST, _manifest_text(entries))
            self._exchange([*made, MANIFEST], gone)
        except OSError as error:
            raise refused(self.folder, error) from None
        self.entries = entries

    def discard(self) -> None:
        """Remove the staging folder."""
        if self._staging is not None:
            _clear(self._staging)
            self._staging = None

    def _exchange(self, new: list[str], gone: list[str]) -> None:
        staging, folder = self.staging, self.folder
        had = [name for name in [*new, *gone] if os.path.lexists(folder / name)]
        for name in had:
            keep(folder / name, staging / "old" / name)
        plan = {"new": new, "had": had, "gone": gone}
        stage(staging / _PLAN, json.dumps(plan).encode())
        for path in (staging / "new", staging / "old", staging):
            sync(path)
        ready = staging.replace(staging.with_suffix(_READY))
        self._staging = None  # what fails from here on, the next to hold the folder ends
        try:
            sync(folder)
            _forward(ready, folder)
        except BaseException:
            undo = ready.replace(ready.with_suffix(_UNDO))
            _back(undo, folder)
            self._staging = undo
            raise
        self._staging = ready


@contextlib.contextmanager
def hold(folder: Path, told: Callable[[str], None] = lambda process: None) -> Iterator[Output]:
    """Hold `folder`, which is made if it is missing; end what a killed build began in it.

    Only one process holds it at a time; `told` gets the number of the other one when it takes
    longer than PATIENCE. Raises ContentError: E501 when the folder cannot be used, E506 when
    another build holds it for LONGEST.
    """
    try:
        is_new = not folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder, told) as (has_waited, is_locked):
            heal(folder, is_locked)
            output = Output(folder, has_waited)
            try:
                yield output
            finally:
                output.discard()
                if is_new:
                    with contextlib.suppress(OSError):  # it has files now
                        folder.rmdir()
    except OSError as error:
        raise refused(folder, error) from None


@contextlib.contextmanager
def look(folder: Path, told: Callable[[str], None] = lambda process: None) -> Iterator[bool]:
    """Hold `folder`, if it is there, without writing; whether a killed build left it unfinished."""
    if not folder.is_dir():
        yield False
        return
    with _alone(folder, told):
        yield any(path.suffix in (_READY, _UNDO) for path in folder.glob(".intake-*"))


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold `folder` for a moment, for something else than a build: of several processes that ask,
    one goes on. Raises ContentError (E506) where it takes longer than LONGEST."""
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder, lambda process: None):
        yield


def heal(folder: Path, is_locked: bool = True) -> None:
    """End what killed builds began in `folder`, and remove what they left.

    Where there are no locks, only what is old: a younger one may be another build's own.
    """
    sweep(folder)
    for staging in sorted(folder.glob(".intake-*-*.*")):
        if not staging.is_dir() or not (is_locked or _is_old(staging)):
            continue
        if staging.suffix == _READY:
            _forward(staging, folder)
        elif staging.suffix == _UNDO:
            _back(staging, folder)
        if staging.suffix in (_MAKING, _READY, _UNDO):
            _clear(staging)


def stage_file(staging: Path, name: str, content: bytes) -> None:
    """Write a file that `Output.publish` will put in place under `name`. Raises OSError."""
    stage(staging / "new" / name, content)


def read_manifest(folder: Path) -> dict[str, Entry]:
    """What the files in `folder` were made of; nothing where the manifest cannot be read."""
    with contextlib.suppress(OSError, ValueError, AttributeError, LookupError, TypeError):
        found = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        return {
            name: Entry(*(str(entry.get(key, "")) for key in Entry._fields))
            for name, entry in found.items()
            if is_plain(name)
        }
    return {}


def left_over(folder: Path, names: Iterable[str]) -> list[Path]:
    """The files that earlier builds made in `folder`, are still there, and are not in `names`."""
    known = {*names}
    made = (folder / name for name in read_manifest(folder) if name not in known)
    return [path for path in made if path.exists()]


def is_plain(name: str) -> bool:
    """Whether `name` is a file's in the folder itself: no path, and not hidden."""
    return name not in ("", MANIFEST) and name[0] != "." and not {*name} & {*"/\\"}


def _manifest_text(entries: Mapping[str, Entry]) -> bytes:
    files = {name: entry._asdict() for name, entry in entries.items()}
    return (json.dumps({"files": files}, indent=2, sort_keys=True) + "\n").encode()


def _forward(staging: Path, folder: Path) -> None:
    """Rename all that is left in `new/` to its place, the manifest last. May be called again."""
    plan = _read_plan(staging)
    for name in sorted(plan["new"], key=lambda one: one == MANIFEST):
        if name == MANIFEST:
            for gone in plan["gone"]:
                (folder / gone).unlink(missing_ok=True)
        if (staging / "new" / name).exists():
            (staging / "new" / name).replace(folder / name)
    sync(folder)


def _back(staging: Path, folder: Path) -> None:
    """Put the old files back, and remove those that were not there. May be called again."""
    plan = _read_plan(staging)
    for name in plan["had"]:
        if os.path.lexists(staging / "old" / name):
            (staging / "old" / name).replace(folder / name)
    for name in {*plan["new"]} - {*plan["had"]}:
        if not (staging / "new" / name).exists():
            (folder / name).unlink(missing_ok=True)


def _read_plan(staging: Path) -> dict[str, list[str]]:
    """What `publish` has planned. A plan that is none of ours, or that leads out of the folder, is
    taken for an empty one."""
    with contextlib.suppress(OSError, ValueError, TypeError, LookupError):
        found = json.loads((staging / _PLAN).read_text("utf-8"))
        plan = {key: [str(name) for name in found[key]] for key in ("new", "had", "gone")}
        if all(name == MANIFEST or is_plain(name) for names in plan.values() for name in names):
            return plan
    return {"new": [], "had": [], "gone": []}


def _clear(staging: Path) -> None:
    """Remove a staging folder, which is made rubbish by its name first."""
    with contextlib.suppress(OSError):
        staging = staging.replace(staging.with_suffix(_MAKING))
    shutil.rmtree(staging, ignore_errors=True)


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > ABANDONED


@contextlib.contextmanager
def _alone(folder: Path, told: Callable[[str], None]) -> Iterator[tuple[bool, bool]]:
    """Hold the folder: whether that took waiting, and whether there are locks at all."""
    if sys.platform == "win32":
        yield False, False
        return
    started = time.monotonic()
    while True:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            is_locked = _lock(descriptor, folder, told, started)
            if not is_locked or os.path.samestat(os.fstat(descriptor), folder.stat()):
                yield time.monotonic() - started > _STEP / 2, is_locked
                return
        finally:
            os.close(descriptor)  # another folder stands there by now: once more


def _lock(descriptor: int, folder: Path, told: Callable[[str], None], started: float) -> bool:
    """Wait for the lock; False where the file system has none, as some network drives."""
    import fcntl

    silent = True
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - started
            if waited > LONGEST:
                what = f"is in use by another intake build{_named(_other(folder))}"
                cure = "wait until it has ended, or end it"
                problem = Problem(Place(str(folder)), "E506", what, cure)
                raise ContentError([problem]) from None
            if silent and waited > PATIENCE and (_other(folder) or waited > 3 * PATIENCE):
                told(_other(folder))
                silent = False
            time.sleep(_STEP)
        except OSError:
            return False
        else:
            return True


def _other(folder: Path) -> str:
    """The number of the process that works in `folder`; empty where it is not known."""
    names = sorted(path.name for path in folder.glob(".intake-*-*.*"))
    return names[0].split("-")[1] if names else ""


def _named(process: str) -> str:
    return f" (process {process})" if process else ""
