"""Write files whole or not at all; with publish.py the only place that writes."""

import contextlib
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from intake.content.problems import ContentError, Place, Problem

MANIFEST = "manifest.json"
ABANDONED = 600
"""Seconds after which a temporary file belongs to no running build."""


def write_new(path: Path, content: bytes) -> None:
    """Write one file whole. Raises ContentError (E501)."""
    write_together({path: content})


def write_private(path: Path, content: bytes) -> None:
    """Write one file whole that only its owner may read: patients' answers. Raises ContentError."""
    staged: dict[Path, Path] = {}
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        staged[_stage(target.parent, content, 0o600)] = target
        _exchange(staged, target.parent)
    except OSError as error:
        raise refused(path, error) from None
    finally:
        discard(staged)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files anywhere, all or none; those that are there keep their permissions.

    Raises ContentError (E501).
    """
    staged: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in files.items():
            target = path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = _stage(target.parent, content)
            staged[temporary] = target
            if target.exists():
                shutil.copymode(target, temporary)
        _exchange(staged, path.resolve().parent)
    except OSError as error:
        raise refused(path, error) from None
    finally:
        discard(staged)


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _temporary(folder: Path) -> Path:
    return folder / f".intake-{secrets.token_hex(8)}.tmp"


def stage(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write the new file `path`, complete and synced; readable as the umask allows."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _stage(folder: Path, content: bytes, mode: int = 0o666) -> Path:
    """A temporary file beside its target."""
    path = _temporary(folder)
    stage(path, content, mode)
    return path


def _exchange(staged: Mapping[Path, Path], folder: Path) -> None:
    """Rename every temporary file to its target; when one fails, put the old files back."""
    kept: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for target in staged.values():
            if target.exists():
                kept[target] = _keep(target)
        for temporary, target in staged.items():
            temporary.replace(target)
            done.append(target)
        sync(folder)
    except BaseException:
        for target in done:
            if target in kept:
                kept[target].replace(target)
            else:
                target.unlink(missing_ok=True)
        raise
    finally:
        discard(kept.values())


def _keep(target: Path) -> Path:
    path = _temporary(target.parent)
    keep(target, path)
    return path


def keep(target: Path, path: Path) -> None:
    """Let `path` be a second name for a file, or a copy where the system has no hard links."""
    try:
        path.hardlink_to(target)
    except OSError:
        try:
            shutil.copy2(target, path, follow_symlinks=False)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def discard(paths: Iterable[Path]) -> None:
    """Remove files, as far as they can be."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def refused(path: Path, error: OSError) -> ContentError:
    """The problem (E501) that `path` cannot be written."""
    what = f"cannot be written: {error.strerror or error}"
    cure = "check that the folder exists, is yours, and the disk is not full"
    if isinstance(error, FileExistsError | NotADirectoryError):
        what, cure = "is a file, where a folder is needed", "rename it, or name another --output"
    return ContentError([Problem(Place(str(path)), "E501", what, cure)])


def sync(folder: Path) -> None:
    """Let what was renamed in `folder` be so after a power cut."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove what a killed build left behind; a younger file may be another build's own."""
    for leftover in folder.glob(".intake-*.tmp"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - leftover.stat().st_mtime > ABANDONED:
                leftover.unlink()
