"""The only place that writes to output/: whole files or none, and a manifest of them last."""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from intake.content.problems import ContentError, Place, Problem

MANIFEST = "manifest.json"
ABANDONED = 600
"""Seconds after which a temporary file belongs to no running build."""


def write(folder: Path, files: Mapping[str, bytes], inputs: Mapping[str, str]) -> None:
    """Replace `files` (name to content) in `folder`, all or none, then the manifest.

    `inputs` gives for each file what it was made from; the manifest keeps their SHA-256.
    Everything is written and synced under temporary names before the first is renamed.
    Raises ContentError (E501) when the folder cannot be written; the old files then stay.
    """
    staged: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            _sweep(folder)
            manifest = _read_manifest(folder / MANIFEST)
            for name, content in files.items():
                manifest["files"][name] = {
                    "inputs": digest(inputs[name].encode()),
                    "content": digest(content),
                }
            text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
            for name, content in {**files, MANIFEST: text.encode()}.items():
                staged[_stage(folder, content)] = folder / name
            _exchange(staged, folder)
    except OSError as error:
        raise _refused(folder, error) from None
    finally:
        _discard(staged)


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
        raise _refused(path, error) from None
    finally:
        _discard(staged)


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
        raise _refused(path, error) from None
    finally:
        _discard(staged)


def left_over(folder: Path, names: Iterable[str]) -> list[Path]:
    """The files that earlier builds made in `folder`, are still there, and are not in `names`."""
    known = {*names}
    made = _read_manifest(folder / MANIFEST)["files"]
    return [folder / name for name in made if name not in known and (folder / name).exists()]


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _temporary(folder: Path) -> Path:
    return folder / f".intake-{secrets.token_hex(8)}.tmp"


def _stage(folder: Path, content: bytes, mode: int = 0o666) -> Path:
    """A temporary file beside its target, complete and synced; readable as the umask allows."""
    path = _temporary(folder)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
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
        _sync(folder)
    except BaseException:
        for target in done:
            if target in kept:
                kept[target].replace(target)
            else:
                target.unlink(missing_ok=True)
        raise
    finally:
        _discard(kept.values())


def _keep(target: Path) -> Path:
    """A second name for the old file, or a copy where the file system has no hard links."""
    path = _temporary(target.parent)
    try:
        path.hardlink_to(target)
    except OSError:
        try:
            shutil.copy2(target, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return path


def _discard(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _refused(path: Path, error: OSError) -> ContentError:
    what = f"cannot be written: {error.strerror or error}"
    cure = "check that the folder exists, is yours, and the disk is not full"
    if isinstance(error, FileExistsError | NotADirectoryError):
        what, cure = "is a file, where a folder is needed", "rename it, or name another --output"
    return ContentError([Problem(Place(str(path)), "E501", what, cure)])


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder: builds at the same time take turns, so that the manifest loses none."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sync(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove what a killed build left behind; a younger file may be another build's own."""
    for leftover in folder.glob(".intake-*.tmp"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - leftover.stat().st_mtime > ABANDONED:
                leftover.unlink()


def _read_manifest(path: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(path.read_text("utf-8"))
        if isinstance(found, dict) and isinstance(found.get("files"), dict):
            return {"files": found["files"]}
    return {"files": {}}
