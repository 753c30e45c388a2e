"""Whatever fails while the output is written, what was there before stays, whole."""

import builtins
import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.content.problems import ContentError
from intake.write import ABANDONED, MANIFEST, write, write_new

OLD = {"a.html": b"old a", "a.pdf": b"old pdf", "b.html": b"old b"}
NEW = {"a.html": b"new a", "a.pdf": b"new pdf", "b.html": b"new b", "c.html": b"new c"}
ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO, "forbidden": errno.EACCES}


def inputs(files: dict[str, bytes]) -> dict[str, str]:
    """For each file, what it was made from."""
    return {name: f"inputs of {content.decode()}" for name, content in files.items()}


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with the old files and their manifest."""
    folder = tmp_path / "output"
    write(folder, OLD, inputs(OLD))
    assert set(content(folder)) == {*OLD, MANIFEST}
    return folder


class Failing:
    """Stands in for a function, and fails at its call number `nth`, once."""

    def __init__(self, real: Callable, nth: int, error: int) -> None:
        self.real, self.nth, self.error, self.calls = real, nth, error, 0

    def __call__(self, *arguments, **keys):
        self.calls += 1
        if self.calls == self.nth:
            raise OSError(self.error, os.strerror(self.error))
        return self.real(*arguments, **keys)

    def __get__(self, instance, owner):
        return lambda *arguments, **keys: self(instance, *arguments, **keys)


class FailingFile(io.FileIO):
    """A file whose writing fails half-way, in the call number `nth` over all files."""

    nth = 0
    error = 0
    calls = 0

    def write(self, data):
        FailingFile.calls += 1
        if FailingFile.calls == FailingFile.nth:
            super().write(bytes(data)[: len(data) // 2])
            raise OSError(FailingFile.error, os.strerror(FailingFile.error))
        return super().write(data)


def break_call(monkeypatch, operation: str, nth: int, error: int) -> Callable[[], int]:
    """Let the `nth` call of `operation` fail; the function returned counts the calls so far."""
    if operation == "write":
        FailingFile.nth, FailingFile.error, FailingFile.calls = nth, error, 0
        monkeypatch.setattr(os, "fdopen", lambda number, mode: FailingFile(number, "w"))
        return lambda: FailingFile.calls
    owner, name = {
        "mkdir": (Path, "mkdir"),
        "open": (os, "open"),
        "fsync": (os, "fsync"),
        "replace": (Path, "replace"),
        "hardlink": (Path, "hardlink_to"),
    }[operation]
    failing = Failing(getattr(owner, name), nth, error)
    monkeypatch.setattr(owner, name, failing)
    return lambda: failing.calls


FATAL = ("mkdir", "open", "write", "fsync", "replace")
LEAST = {"mkdir": 1, "open": 5, "write": 5, "fsync": 5, "replace": 5, "hardlink": 4}


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("operation", FATAL)
def test_the_old_output_stays_whichever_call_fails(
    operation: str, error: str, output: Path, monkeypatch
) -> None:
    """For every N, the Nth call fails: the same bytes as before, one problem, nothing else."""
    before = content(output)
    failures = 0
    while True:
        nth = failures + 1
        with monkeypatch.context() as patch:
            calls = break_call(patch, operation, nth, ERRORS[error])
            try:
                write(output, NEW, inputs(NEW))
            except ContentError as caught:
                problems = caught.problems
            else:
                assert calls() < nth
                break
        failures += 1
        assert [problem.code for problem in problems] == ["E501"]
        assert os.strerror(ERRORS[error]) in problems[0].what
        assert content(output) == before, f"{operation} number {nth}"
    assert failures >= LEAST[operation]
    assert {name: content(output)[name] for name in NEW} == NEW


def test_no_hard_links_are_no_obstacle(output: Path, monkeypatch) -> None:
    """On a file system without them the old files are copied, and put back as well."""
    before = content(output)

    def no_link(self, target):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", no_link)
    with monkeypatch.context() as patch:
        break_call(patch, "replace", 3, errno.EIO)
        with pytest.raises(ContentError):
            write(output, NEW, inputs(NEW))
    assert content(output) == before
    write(output, NEW, inputs(NEW))
    assert set(content(output)) == {*NEW, MANIFEST}


def test_an_interruption_leaves_no_temporary_file(output: Path, monkeypatch) -> None:
    """Ctrl-C in the middle: the old files, and nothing beside them."""
    before = content(output)
    real, calls = os.fsync, []

    def interrupted(number: int) -> None:
        calls.append(number)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(number)

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(output, NEW, inputs(NEW))
    assert content(output) == before


def test_one_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch) -> None:
    """write_new: an old file stays when the new one cannot be finished."""
    target = tmp_path / "one" / "schema.json"
    write_new(target, b"old")
    for operation in ("open", "write", "fsync", "replace"):
        with monkeypatch.context() as patch:
            break_call(patch, operation, 1, errno.ENOSPC)
            with pytest.raises(ContentError) as caught:
                write_new(target, b"new")
        assert [problem.code for problem in caught.value.problems] == ["E501"]
        assert content(target.parent) == {"schema.json": b"old"}
    write_new(target, b"new")
    assert content(target.parent) == {"schema.json": b"new"}


OBSTACLES: dict[str, Callable[[Path], Path]] = {
    "a file": lambda home: _file(home / "output"),
    "below a file": lambda home: _file(home / "output") / "inner",
    "a broken link": lambda home: _link(home / "output", home / "nowhere" / "deep"),
    "a folder where a file should go": lambda home: _folder(home / "output" / "a.pdf").parent,
    "a name too long": lambda home: home / ("x" * 300),
}


def _file(path: Path) -> Path:
    path.write_bytes(b"mine")
    return path


def _link(path: Path, target: Path) -> Path:
    path.symlink_to(target)
    return path


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_an_obstacle_is_one_problem(obstacle: str, tmp_path: Path) -> None:
    """What stands in the way stays as it is, and is said in one line."""
    folder = OBSTACLES[obstacle](tmp_path)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    with pytest.raises(ContentError) as caught:
        write(folder, NEW, inputs(NEW))
    assert [problem.code for problem in caught.value.problems] == ["E501"]
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def test_a_link_to_a_folder_is_written_through(tmp_path: Path) -> None:
    """A clinic may point output/ to its portal's folder; the link stays a link."""
    real = tmp_path / "portal"
    real.mkdir()
    output = tmp_path / "output"
    output.symlink_to(real)
    write(output, NEW, inputs(NEW))
    assert output.is_symlink()
    assert set(content(real)) == {*NEW, MANIFEST}


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o007, 0o660)])
def test_the_umask_is_honoured(umask: int, mode: int, tmp_path: Path) -> None:
    """Who may read the files is for the system to say."""
    old = os.umask(umask)
    try:
        write(tmp_path / "output", NEW, inputs(NEW))
        write_new(tmp_path / "output" / "one", b"x")
    finally:
        os.umask(old)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "output").iterdir()}
    assert modes == dict.fromkeys([*NEW, MANIFEST, "one"], mode)


def test_the_manifest_keeps_what_was_not_made_again(output: Path) -> None:
    """Hashes of the inputs and of the content of each file; entries of others stay."""
    import hashlib

    def digest(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()

    write(output, {"a.html": b"new a"}, {"a.html": "new inputs"})
    found = json.loads((output / MANIFEST).read_text())
    old = inputs(OLD)
    assert found == {
        "files": {
            "a.html": {"inputs": digest(b"new inputs"), "content": digest(b"new a")},
            "a.pdf": {"inputs": digest(old["a.pdf"].encode()), "content": digest(b"old pdf")},
            "b.html": {"inputs": digest(old["b.html"].encode()), "content": digest(b"old b")},
        }
    }


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": null}', "\xff", "null"])
def test_a_damaged_manifest_is_made_anew(text: str, output: Path) -> None:
    """It is ours to rewrite; no one's content is in it."""
    (output / MANIFEST).write_bytes(text.encode("latin-1"))
    write(output, NEW, inputs(NEW))
    assert set(json.loads((output / MANIFEST).read_text())["files"]) == set(NEW)


def test_other_files_are_left_alone(output: Path) -> None:
    """What a person put into the folder is theirs."""
    (output / "notes.txt").write_text("mine")
    (output / ".intake-notes").write_text("mine")
    write(output, NEW, inputs(NEW))
    assert (output / "notes.txt").read_text() == "mine"
    assert (output / ".intake-notes").read_text() == "mine"


def test_what_a_killed_build_left_is_removed_later(output: Path) -> None:
    """An old temporary file goes; a young one may belong to a build that is running."""
    old, young = output / ".intake-00.tmp", output / ".intake-11.tmp"
    for path in (old, young):
        path.write_bytes(b"half")
    past = old.stat().st_mtime - ABANDONED - 60
    os.utime(old, (past, past))
    write(output, NEW, inputs(NEW))
    assert (old.exists(), young.exists()) == (False, True)


def test_builds_at_the_same_time_lose_no_entry(tmp_path: Path) -> None:
    """Six processes, each with files of its own, many times: the manifest has them all."""
    program = (
        "import sys; from pathlib import Path; from intake.write import write\n"
        "for n in range(10):\n"
        "    name = f'{sys.argv[2]}-{n}.html'\n"
        "    write(Path(sys.argv[1]), {name: name.encode()}, {name: name})\n"
    )
    folder = tmp_path / "output"
    running = [
        subprocess.Popen([sys.executable, "-c", program, folder, str(number)])
        for number in range(6)
    ]
    assert [process.wait(60) for process in running] == [0] * 6
    found = json.loads((folder / MANIFEST).read_text())["files"]
    assert len(found) == 60
    assert set(content(folder)) == {*found, MANIFEST}


def test_nothing_else_in_the_package_writes() -> None:
    """Files are opened for writing, moved or removed in intake/write.py alone."""
    import ast

    import corpus

    writing = {
        *("write_text", "write_bytes", "mkdir", "unlink", "rename", "rmdir", "touch", "symlink_to"),
        *("hardlink_to", "rmtree", "copy", "copy2", "copyfile", "move", "makedirs", "remove"),
    }
    allowed = {("layout.py", "rmtree"), ("embedded.py", "copy")}  # the latter of an array
    found = set()
    for path in (corpus.ROOT / "intake").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in writing and path.name != "write.py":
                found.add((path.name, node.attr))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert not (node.func.id == "open" and hasattr(builtins, "open")), path
    assert found - allowed == set()
