"""Which files of the output are current, and what is to be done about the others."""

import hashlib
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from intake import once
from intake.publish import Entry
from intake.regenerate.inputs import Inputs
from intake.regenerate.jobs import Job


class FileState(Enum):
    """How a file of the output stands to the content."""

    CURRENT = "is current"
    STALE = "is stale"
    MISSING = "is missing"
    EDITED = "was changed by hand"
    STRANGE = "is not known to have been made here"
    LEFT_OVER = "is left over"


class Seen(NamedTuple):
    """A file of the output. `job` and `inputs` are of what the content asks for only."""

    name: str
    state: FileState
    job: Job | None = None
    inputs: str = ""
    is_edited: bool = False
    """Of what is left over: whether it was changed by hand."""


def see(
    folder: Path,
    entries: Mapping[str, Entry],
    jobs: Iterable[Job],
    inputs: Inputs,
    expected: Iterable[str] | None,
) -> list[Seen]:
    """The file of each of the `jobs`, then those that are left over: made earlier, still there,
    and not `expected`. Where that is None, nobody asks for them."""
    found = []
    for job in jobs:
        digest = inputs.of(job)
        found.append(Seen(job.name, _state(folder, entries, job.name, digest), job, digest))
    if expected is None:
        return found
    asked = {*expected, *(one.name for one in found)}
    for name in sorted(entries.keys() - asked):
        content = digest_of_file(folder / name)
        if content is not None:
            is_edited = content != entries[name].content
            found.append(Seen(name, FileState.LEFT_OVER, is_edited=is_edited))
    return found


def stale(seen: Iterable[Seen]) -> list[Seen]:
    """Those to be made; of what was changed by hand, none."""
    kept = (FileState.CURRENT, FileState.EDITED)
    return [one for one in seen if one.job and one.state not in kept]


@once.OfFile
def digest_of_file(path: Path) -> str | None:
    """SHA-256 of the file `path`; None where there is none, empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError:
        return ""


def _state(folder: Path, entries: Mapping[str, Entry], name: str, inputs: str) -> FileState:
    content, entry = digest_of_file(folder / name), entries.get(name)
    if content is None:
        return FileState.MISSING
    if entry is None:
        return FileState.STRANGE
    if content != entry.content:
        return FileState.EDITED
    return FileState.CURRENT if inputs == entry.inputs else FileState.STALE
