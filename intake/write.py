"""The only place that writes to output/: whole files or none, and a manifest of them last."""

import contextlib
import hashlib
import json
import os
import secrets
import time
from collections.abc import Mapping
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
        for temporary, target in staged.items():
            temporary.replace(target)
        _sync(folder)
    except OSError as error:
        for temporary in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        place = Place(str(folder))
        what = f"cannot be written: {error.strerror or error}"
        cure = "check that the folder exists, is yours, and the disk is not full"
        raise ContentError([Problem(place, "E501", what, cure)]) from None


def write_new(path: Path, content: bytes) -> None:
    """Write one file whole. Raises ContentError (E501)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _stage(path.parent, content).replace(path)
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        cure = "check that the folder exists and is yours"
        raise ContentError([Problem(Place(str(path)), "E501", what, cure)]) from None


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _stage(folder: Path, content: bytes) -> Path:
    """A temporary file beside its target, complete and synced; readable as the umask allows."""
    path = folder / f".intake-{secrets.token_hex(8)}.tmp"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


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
        if time.time() - leftover.stat().st_mtime > ABANDONED:
            leftover.unlink(missing_ok=True)


def _read_manifest(path: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(path.read_text("utf-8"))
        if isinstance(found, dict) and isinstance(found.get("files"), dict):
            return {"files": found["files"]}
    return {"files": {}}
