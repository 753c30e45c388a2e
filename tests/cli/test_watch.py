"""`intake check --watch`, with real files that are saved in the ways in which editors save."""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from saves import by_delete, in_place
from yaml_cases import form

from intake import watch
from intake.watch import GRACE, PATIENCE, QUIET, Look, settle

GOOD = form("- Where does it hurt?").replace(
    "Neurology}", "Neurology, allow: {W408: a file for a test}}"
)
BROKEN = form("- {text: Where?, knid: string}")
WELL, WRONG = "No problems in 1 form (1 item)", "1 error in 1 form"
COMMAND = [sys.executable, "-c", "from intake.cli.app import run; run()", "check", "--watch"]
BOUND = 60
"""Seconds after which a verdict does not come any more; none of the tests is about speed."""


class Watching:
    """A running `intake check --watch`, its verdicts as they come."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.errors = (folder / "errors.txt").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put("")

    def wait_for(self, verdict: str) -> None:
        """Returns once the verdict comes; others may come before it."""
        end = time.monotonic() + BOUND
        while True:
            line = self._lines.get(timeout=max(0.0, end - time.monotonic()))
            assert line, f"it ended before it said {verdict}: {self.end()}"
            if re.fullmatch(r"\d\d:\d\d:\d\d .*", line) and line[9:] == verdict:
                return

    def end(self) -> tuple[int, str]:
        """Exit code after Ctrl-C, and all that was said on standard error."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(BOUND)
        self.errors.seek(0)
        return code, self.errors.read()

    def close(self) -> None:
        """Ends it if it still runs."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(BOUND)
        self._reader.join(BOUND)
        assert self.process.stdout
        self.process.stdout.close()
        self.errors.close()


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    """`watching(*arguments)` starts it in a folder of one's own."""
    started: list[Watching] = []

    def start(*arguments: str) -> Watching:
        started.append(Watching(tmp_path, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.close()


def with_backup(path: Path, text: str) -> None:
    """The old file gets another name, the new one is made under its own, as by Vim."""
    backup = path.with_name(path.name + "~")
    path.rename(backup)
    path.write_text(text, "utf-8")
    backup.unlink()


SAVES = [in_place, by_delete, with_backup]


@pytest.mark.parametrize("save", SAVES)
def test_each_save_is_checked_and_ctrl_c_ends_it_quietly(
    save: Callable[[Path, str], None], watching: Callable[..., Watching], tmp_path: Path
) -> None:
    """A mistake is told with its place, its end with "No problems", and again after that."""
    path = tmp_path / "questions.yaml"
    path.write_text(GOOD, "utf-8")
    running = watching()
    running.wait_for(WELL)
    for _ in range(2):
        save(path, BROKEN)
        running.wait_for(WRONG)
        save(path, GOOD)
        running.wait_for(WELL)
    code, said = running.end()
    assert code == 0
    assert said.count("questions.yaml:9:28: E301 unknown key “knid”; did you mean “kind”?\n") >= 2
    assert "Traceback" not in said
    assert "Abort" not in said


def test_a_file_that_stays_empty_or_away_is_told(
    watching: Callable[..., Watching], tmp_path: Path
) -> None:
    """And one that comes is found; its folder may go and come with it."""
    folder = tmp_path / "clinic"
    path = folder / "q.yaml"
    running = watching("clinic/q.yaml")
    running.wait_for("1 error")
    folder.mkdir()
    path.write_text(GOOD, "utf-8")
    running.wait_for(WELL)
    os.truncate(path, 0)
    running.wait_for("1 error")
    path.write_text(GOOD, "utf-8")
    running.wait_for(WELL)
    shutil.rmtree(folder)
    running.wait_for("1 error")
    folder.mkdir()
    path.write_text(GOOD, "utf-8")
    running.wait_for(WELL)
    code, said = running.end()
    assert code == 0
    assert [line.split(" ")[1] for line in said.splitlines()] == ["E101", "E104", "E101"]


def test_files_may_come_and_go_in_a_folder(
    watching: Callable[..., Watching], tmp_path: Path
) -> None:
    """Below it too; what is no YAML is passed over."""
    forms = tmp_path / "forms"
    forms.mkdir()
    (forms / "a.yaml").write_text(GOOD, "utf-8")
    running = watching("forms")
    running.wait_for(WELL)
    second = "forms:" + GOOD.split("forms:")[1].replace("headache:", "migraine:")
    (forms / "b.yaml").write_text(second, "utf-8")
    running.wait_for("No problems in 2 forms (2 items)")
    (forms / "notes.txt").write_text("forms: 3", "utf-8")
    (forms / "deep").mkdir()
    third = forms / "deep" / "c.yaml"
    third.write_text(second.replace("migraine:", "cough:").replace("title: H", "titel: H"), "utf-8")
    running.wait_for(WRONG)
    third.unlink()
    running.wait_for("No problems in 2 forms (2 items)")
    (forms / "b.yaml").unlink()
    running.wait_for(WELL)
    assert running.end()[0] == 0


def told(changes: Iterator[None]) -> bool:
    """Whether the next change is told, however long it takes."""
    thread = threading.Thread(target=next, args=(changes,), daemon=True)
    thread.start()
    thread.join(BOUND)
    return not thread.is_alive()


def test_changes_are_told_where_the_system_tells_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without looking every few seconds: also those made while nobody watched, and those in a
    folder that was made anew."""
    monkeypatch.setattr(watch, "EVERY", 3_600_000)
    path = tmp_path / "clinic" / "q.yaml"
    path.parent.mkdir()
    path.write_text("a: 1", "utf-8")
    changes = watch.changes([path])
    assert told(changes)
    path.write_text("a: 12", "utf-8")
    assert told(changes)
    shutil.rmtree(path.parent)
    assert told(changes)
    threading.Timer(1, lambda: (path.parent.mkdir(), path.write_text("a: 123", "utf-8"))).start()
    assert told(changes)
    threading.Timer(1, lambda: path.write_text("a: 1234", "utf-8")).start()
    assert told(changes)


def test_changes_are_found_where_the_system_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when it watches as many folders as it can already: one looks every few seconds."""

    def refuse(*folders: Path, **options: object) -> Iterator[None]:
        raise OSError(28, "OS file watch limit reached")

    monkeypatch.setattr("watchfiles.watch", refuse)
    monkeypatch.setattr(watch, "EVERY", 100)
    path = tmp_path / "q.yaml"
    changes = watch.changes([path])
    assert told(changes)
    threading.Timer(1, lambda: path.write_text("a: 1", "utf-8")).start()
    assert told(changes)


WRITTEN = (1, 10, 1)
GONE: Look = {}
EMPTY: Look = {"q.yaml": (2, 0, 1)}
HALF: Look = {"q.yaml": (3, 5, 1)}
WHOLE: Look = {"q.yaml": (4, 12, 1)}
BEFORE: Look = {"q.yaml": WRITTEN}
STAGES = [
    # what is to be seen from which second on, what counts in the end, and about when it does
    ([(0.0, WHOLE)], WHOLE, QUIET),
    ([(0.0, HALF), (0.15, WHOLE)], WHOLE, 0.15 + QUIET),
    ([(0.0, EMPTY), (0.9, WHOLE)], WHOLE, 0.9 + QUIET),
    ([(0.0, GONE), (0.9, WHOLE)], WHOLE, 0.9 + QUIET),
    ([(0.0, GONE), (0.5, EMPTY), (1.0, HALF), (1.1, WHOLE)], WHOLE, 1.1 + QUIET),
    ([(0.0, EMPTY)], EMPTY, GRACE),
    ([(0.0, GONE)], GONE, GRACE),
    ([(0.0, EMPTY), (0.5, BEFORE)], BEFORE, 0.5 + QUIET),
    ([(n / 10, {"q.yaml": (n, n, 1)}) for n in range(1, 300)], None, PATIENCE),
]


@pytest.mark.parametrize(("stages", "settled", "after"), STAGES)
def test_what_is_seen_for_a_moment_only_does_not_count(
    stages: list[tuple[float, Look]], settled: Look | None, after: float
) -> None:
    """By a clock of its own: an empty file counts when it stays, changes without end are cut."""
    now = 0.0

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    def look() -> Look:
        return [seen for start, seen in stages if start <= now + 1e-9 or start == stages[0][0]][-1]

    found = settle(look, BEFORE, sleep, lambda: now)
    assert settled is None or found == settled
    assert after - 0.01 <= now <= after + 0.11
