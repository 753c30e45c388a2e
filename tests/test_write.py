"""Whatever fails while the output is written, what was there before stays, whole."""

import builtins
import errno
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from intake import publish
from intake.content.problems import ContentError
from intake.publish import Entry, hold, read_manifest, stage_file
from intake.write import ABANDONED, MANIFEST, digest, write_new

OLD = {"a.html": b"old a", "a.pdf": b"old pdf", "b.html": b"old b"}
NEW = {"a.html": b"new a", "a.pdf": b"new pdf", "b.html": b"new b", "c.html": b"new c"}
ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO, "forbidden": errno.EACCES}


def entry(name: str, data: bytes) -> Entry:
    """What the manifest says of a file."""
    return Entry(f"inputs of {name}", "rendered", digest(data))


def write(folder: Path, files: dict[str, bytes], removed: tuple[str, ...] = ()) -> None:
    """Publish files as a build does: stage each, then put all in place."""
    with hold(folder) as output:
        for name, data in files.items():
            stage_file(output.staging, name, data)
        output.publish({name: entry(name, data) for name, data in files.items()}, removed)


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def visible(folder: Path) -> list[Path]:
    """The files of a folder that are not hidden."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with the old files and their manifest."""
    folder = tmp_path / "output"
    write(folder, OLD)
    assert set(content(folder)) == {*OLD, MANIFEST}
    return folder


class Failing:
    """Stands in for a function, and fails at its call number `nth`, once or from then on."""

    def __init__(self, real: Callable, nth: int, error: int, for_good: bool) -> None:
        self.real, self.nth, self.error, self.calls = real, nth, error, 0
        self.for_good = for_good

    def __call__(self, *arguments, **keys):
        self.calls += 1
        if self.calls == self.nth or (self.for_good and self.calls > self.nth):
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


def break_call(
    monkeypatch, operation: str, nth: int, error: int, *, for_good: bool = False
) -> Callable[[], int]:
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
        "unlink": (Path, "unlink"),
    }[operation]
    failing = Failing(getattr(owner, name), nth, error, for_good)
    monkeypatch.setattr(owner, name, failing)
    return lambda: failing.calls


FATAL = ("mkdir", "open", "write", "fsync", "replace")
LEAST = {"mkdir": 5, "open": 6, "write": 6, "fsync": 10, "replace": 6, "hardlink": 4}


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("operation", FATAL)
def test_the_old_output_stays_whichever_call_fails(
    operation: str, error: str, tmp_path: Path, monkeypatch
) -> None:
    """For every N, the Nth call fails once: the same bytes as before, one problem; and nothing
    else once another command has been run. What only clears up need not work."""
    failures = 0
    for nth in count(1):
        folder = tmp_path / str(nth)
        write(folder, OLD)
        before = content(folder)
        with monkeypatch.context() as patch:
            calls = break_call(patch, operation, nth, ERRORS[error])
            try:
                write(folder, NEW)
            except ContentError as caught:
                problems = caught.problems
            else:
                assert {path.name for path in visible(folder)} == {*NEW, MANIFEST}
                assert {name: (folder / name).read_bytes() for name in NEW} == NEW
                if calls() < nth:
                    break
                continue
        failures += 1
        assert [problem.code for problem in problems] == ["E501"]
        assert os.strerror(ERRORS[error]) in problems[0].what
        assert {path.name: path.read_bytes() for path in visible(folder)} == before, nth
        write(folder, {})
        assert content(folder) == before, f"{operation} number {nth}"
    assert failures >= LEAST[operation]


@pytest.mark.parametrize("operation", ["fsync", "replace", "unlink"])
def test_a_disk_that_goes_away_leaves_what_the_next_build_mends(
    operation: str, tmp_path: Path, monkeypatch
) -> None:
    """From the Nth call on, none works: afterwards all is old, or all is new, and nothing else."""
    seen = set()
    for nth in count(1):
        folder = tmp_path / str(nth)
        write(folder, {**OLD, "gone.html": b"gone"})
        before = content(folder)
        with monkeypatch.context() as patch:
            calls = break_call(patch, operation, nth, errno.EIO, for_good=True)
            with suppress(ContentError):
                write(folder, NEW, removed=("gone.html",))
        write(folder, {})
        after = content(folder)
        after.pop(MANIFEST)
        before.pop(MANIFEST)
        assert after in (before, NEW), f"{operation} number {nth}"
        assert set(read_manifest(folder)) == set(after)
        seen.add(after == NEW)
        if calls() < nth:
            break
    assert True in seen


def test_no_hard_links_are_no_obstacle(output: Path, monkeypatch) -> None:
    """On a file system without them the old files are copied, and put back as well."""
    before = content(output)

    def no_link(self, target):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", no_link)
    with monkeypatch.context() as patch:
        break_call(patch, "replace", 3, errno.EIO)
        with pytest.raises(ContentError):
            write(output, NEW)
    assert content(output) == before
    write(output, NEW)
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
        write(output, NEW)
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
        write(folder, NEW)
    assert [problem.code for problem in caught.value.problems] == ["E501"]
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def test_a_link_to_a_folder_is_written_through(tmp_path: Path) -> None:
    """A clinic may point output/ to its portal's folder; the link stays a link."""
    real = tmp_path / "portal"
    real.mkdir()
    output = tmp_path / "output"
    output.symlink_to(real)
    write(output, NEW)
    assert output.is_symlink()
    assert set(content(real)) == {*NEW, MANIFEST}


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o007, 0o660)])
def test_the_umask_is_honoured(umask: int, mode: int, tmp_path: Path) -> None:
    """Who may read the files is for the system to say."""
    old = os.umask(umask)
    try:
        write(tmp_path / "output", NEW)
        write_new(tmp_path / "output" / "one", b"x")
    finally:
        os.umask(old)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "output").iterdir()}
    assert modes == dict.fromkeys([*NEW, MANIFEST, "one"], mode)


def test_the_manifest_keeps_what_was_not_made_again(output: Path) -> None:
    """Digests of what each file was made of, and of its content; entries of others stay."""
    write(output, {"a.html": b"new a"})
    found = json.loads((output / MANIFEST).read_text())
    now = {**OLD, "a.html": b"new a"}
    assert found == {"files": {name: entry(name, data)._asdict() for name, data in now.items()}}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"files": 3}', '{"files": null}', "\xff", "null", '{"files": {"a": 1}}'],
)
def test_a_damaged_manifest_is_made_anew(text: str, output: Path) -> None:
    """It is ours to rewrite; no one's content is in it."""
    (output / MANIFEST).write_bytes(text.encode("latin-1"))
    write(output, NEW)
    assert set(json.loads((output / MANIFEST).read_text())["files"]) == set(NEW)


@pytest.mark.parametrize("name", ["../a.html", "/etc/passwd", ".intake", "a/b", "..", ""])
def test_a_manifest_names_files_of_its_folder_only(name: str, output: Path) -> None:
    """Whatever was written into it, nothing outside is read or removed."""
    files = {name: entry("a", b"")._asdict(), "a.html": entry("a.html", b"x")._asdict()}
    (output / MANIFEST).write_text(json.dumps({"files": files}))
    assert set(read_manifest(output)) == {"a.html"}


def test_removed_files_go_with_the_others(output: Path) -> None:
    """In one step with what is made, and out of the manifest."""
    write(output, {"c.html": b"new c"}, removed=("a.pdf", "b.html"))
    assert set(content(output)) == {"a.html", "c.html", MANIFEST}
    assert set(read_manifest(output)) == {"a.html", "c.html"}


def test_other_files_are_left_alone(output: Path) -> None:
    """What a person put into the folder is theirs."""
    (output / "notes.txt").write_text("mine")
    (output / ".intake-notes").write_text("mine")
    write(output, NEW)
    assert (output / "notes.txt").read_text() == "mine"
    assert (output / ".intake-notes").read_text() == "mine"


def test_what_a_killed_command_left_is_removed_later(output: Path) -> None:
    """An old temporary file goes; a young one may be of a command that is running. What a build
    left goes at once: who holds the folder is the only one."""
    old, young = output / ".intake-00.tmp", output / ".intake-11.tmp"
    for path in (old, young):
        path.write_bytes(b"half")
    past = old.stat().st_mtime - ABANDONED - 60
    os.utime(old, (past, past))
    (output / ".intake-1-ab.making" / "new").mkdir(parents=True)
    (output / ".intake-1-ab.making" / "new" / "a.html").write_bytes(b"half")
    write(output, NEW)
    assert set(content(output)) == {*NEW, MANIFEST, young.name}


def test_builds_at_the_same_time_lose_no_entry(tmp_path: Path) -> None:
    """Six processes, each with files of its own, many times: the manifest has them all."""
    program = (
        "import sys; from pathlib import Path\n"
        "from intake.publish import Entry, hold, stage_file\n"
        "for n in range(10):\n"
        "    name = f'{sys.argv[2]}-{n}.html'\n"
        "    with hold(Path(sys.argv[1])) as output:\n"
        "        stage_file(output.staging, name, name.encode())\n"
        "        output.publish({name: Entry(name, name, name)})\n"
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


@pytest.mark.skipif(os.name != "posix", reason="there are no locks elsewhere")
def test_another_build_is_waited_for_and_named(output: Path, monkeypatch) -> None:
    """After a short wait its process is said; at last it is a problem of its own."""
    monkeypatch.setattr(publish, "PATIENCE", 0.0)
    monkeypatch.setattr(publish, "LONGEST", 0.3)
    said: list[str] = []
    with hold(output) as held:
        assert held.staging.is_dir()
        with pytest.raises(ContentError) as caught, hold(output, said.append):
            raise AssertionError
    assert said == [str(os.getpid())]
    assert [problem.code for problem in caught.value.problems] == ["E506"]
    assert f"(process {os.getpid()})" in caught.value.problems[0].what


def test_a_folder_that_is_removed_while_files_are_made_is_one_problem(tmp_path: Path) -> None:
    """E501; what was not yet there is not half there."""
    folder = tmp_path / "output"
    with pytest.raises(ContentError) as caught, hold(folder) as output:
        stage_file(output.staging, "a.html", b"a")
        shutil.rmtree(folder)
        output.publish({"a.html": entry("a.html", b"a")})
    assert [problem.code for problem in caught.value.problems] == ["E501"]
    assert not folder.exists()


def test_nothing_else_in_the_package_writes() -> None:
    """Files are opened for writing, moved or removed in write.py and publish.py alone."""
    import ast

    import corpus

    writing = {
        *("write_text", "write_bytes", "mkdir", "unlink", "rename", "rmdir", "touch", "symlink_to"),
        *("hardlink_to", "rmtree", "copy", "copy2", "copyfile", "move", "makedirs", "remove"),
    }
    allowed = {("layout.py", "rmtree"), ("embedded.py", "copy")}  # the latter of an array
    allowed.add(("remembered.py", "mkdir"))  # of the user's cache
    # into a temporary folder: a revision of git to compare with, and what is about to be approved
    allowed |= {("git.py", "mkdir"), ("git.py", "write_bytes"), ("record.py", "write_bytes")}
    found = set()
    for path in (corpus.ROOT / "intake").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if path.name in ("write.py", "publish.py"):
                continue
            if isinstance(node, ast.Attribute) and node.attr in writing:
                found.add((path.name, node.attr))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                is_open = node.func.id == "open" and hasattr(builtins, "open")
                assert not is_open or path.name == "remembered.py", path  # which only reads
    assert found - allowed == set()
