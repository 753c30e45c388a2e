"""What files held at a revision of git, without touching the working tree."""

import os
import re
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from intake.content.gather import MAX_FILES, MAX_TOGETHER, SUFFIXES
from intake.content.problems import ContentError, Place, Problem, shorten

SECONDS = 60
_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}
"""Git asks nobody, fetches nothing and writes nothing."""


def revision_of(name: str) -> tuple[str, str] | None:
    """The revision and the path in `HEAD~3:forms/pain.yaml`; None for what names no revision,
    such as a file that is there, or `C:\\forms`."""
    revision, colon, path = name.partition(":")
    if not colon or os.path.lexists(name) or re.fullmatch(r"[A-Za-z]:[\\/].*", name):
        return None
    return revision, path


@contextmanager
def checked_out(name: str, revision: str, path: Path) -> Iterator[Path]:
    """The content files of `path` as they were at `revision`, read-only in a folder that is
    removed afterwards. `path` is as it is now, from the folder that one is in.

    Raises ContentError (E806), about `name`, where git, the repository, the revision or the path
    is missing.
    """
    commit = _commit(name, revision)
    with TemporaryDirectory(prefix="intake-") as folder:
        yield _take_out(name, commit, path, Path(folder))


def _commit(name: str, revision: str) -> str:
    """The full name of a commit. Only this, never what was typed, goes on to other commands."""
    if not revision:
        raise _problem(name, "names no revision before the colon", "write it like HEAD~3:")
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    done = _git(name, asked)
    commit = done.stdout.decode("ascii", "replace").strip()
    if done.returncode or not re.fullmatch(r"[0-9a-f]{40,64}", commit):
        if _git(name, ["rev-parse", "--git-dir"]).returncode:
            cure = "go into the folder that is kept in git, or name a file to compare with"
            raise _problem(name, "asks git, but this folder is not kept in git", cure)
        what = f"is not in git: there is no revision “{shorten(revision)}” here"
        raise _problem(name, what, "look for the right one with: git log --oneline")
    return commit


def _take_out(name: str, commit: str, path: Path, target: Path) -> Path:
    """Write the content files at or below `path` in `commit` below `target`."""
    shown = path.as_posix()
    above = _git(name, ["rev-parse", "--show-cdup"]).stdout.decode("utf-8", "replace").strip()
    relative = os.path.relpath(path, above or ".").replace(os.sep, "/")
    if relative.startswith("../"):
        raise _problem(name, f"cannot have “{shorten(shown)}”, which is outside", "name another")
    where = [] if relative == "." else [f":(top,literal){relative}"]
    done = _git(name, ["archive", "--format=tar", commit, "--", *where], above or ".")
    if not done.returncode:
        _write(name, done.stdout, target)
    found = target / relative
    if not found.exists():
        what = f"has no “{shorten(shown)}” with questions in it"
        raise _problem(name, what, "name the path as it was then, like HEAD~3:forms/pain.yaml")
    return found


def _write(name: str, archive: bytes, target: Path) -> None:
    """Write the YAML files of a tar archive, and nothing else that may be in it."""
    from io import BytesIO

    count = size = 0
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            if not member.isreg() or path.suffix not in SUFFIXES or ".." in path.parts:
                continue
            count, size = count + 1, size + member.size
            if count > MAX_FILES or size > MAX_TOGETHER:
                raise _problem(name, "holds too much there", "name the file with the questions")
            file = tar.extractfile(member)
            out = target.joinpath(*path.parts)
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(file.read() if file else b"")
            out.chmod(0o400)


def _git(
    name: str, arguments: list[str], folder: str = "."
) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603  # no shell; what was typed follows --end-of-options
            ["git", "--no-pager", "-c", "core.fsmonitor=false", *arguments],  # noqa: S607
            cwd=folder,
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        cure = "install git, or name a file to compare with"
        raise _problem(name, "asks git, which is not installed here", cure) from None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise _problem(name, "asks git, which does not answer", "try git status") from None


def _problem(name: str, what: str, cure: str) -> ContentError:
    return ContentError([Problem(Place(name.rstrip(":")), "E806", what, cure)])
