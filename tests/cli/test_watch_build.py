"""`intake watch` and `intake serve` at the command line: what they say, and how they end."""

import http.client
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serving import library
from typer.testing import CliRunner

from intake.cli.app import app
from intake.cli.watch import mended
from intake.content.problems import Place, Problem
from intake.preview.server import listen

TEXT = library("Headache", "Back pain")
BROKEN = TEXT.replace("kind: text", "kind: txet", 1)
BOUND = 60


class Running:
    """A command that runs on; its lines of standard output as they come."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.errors = (folder / "errors.txt").open("w+", encoding="utf-8")
        command = "from intake.cli.app import run; run()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", command, *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put("")

    def wait_for(self, pattern: str) -> str:
        """The first line that has it, with its time as 00:00:00."""
        end = time.monotonic() + BOUND
        while True:
            line = self._lines.get(timeout=max(0.0, end - time.monotonic()))
            assert line, f"it ended before it said {pattern}: {self.end()}"
            if re.search(pattern, line):
                return re.sub(r"^\d\d:\d\d:\d\d", "00:00:00", line)

    def end(self) -> tuple[int, str]:
        """Exit code after Ctrl-C, and all of standard error."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(BOUND)
        self.errors.seek(0)
        return code, self.errors.read()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """`running(*arguments)` starts it in a folder of one's own with two forms."""
    (tmp_path / "questions.yaml").write_text(TEXT, "utf-8")
    started: list[Running] = []

    def start(*arguments: str) -> Running:
        started.append(Running(tmp_path, *arguments))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait(BOUND)
        assert one.process.stdout
        one.process.stdout.close()
        one.errors.close()


def test_watch_says_what_is_made_what_is_wrong_and_what_is_mended(
    running: Callable[..., Running], tmp_path: Path
) -> None:
    """Each with its time; the last good form stays meanwhile; Ctrl-C ends it quietly."""
    path, page = tmp_path / "questions.yaml", tmp_path / "output" / "headache.html"
    watch = running("watch", "--format", "html")
    made = watch.wait_for("Made")
    assert made == "00:00:00 Made 2 forms: headache, back-pain"
    good = page.read_bytes()
    path.write_text(BROKEN, "utf-8")
    said = watch.wait_for("error")
    assert said == "00:00:00 1 error in 1 form. The last good forms stay."
    assert page.read_bytes() == good
    path.write_text(TEXT.replace("Where does it hurt?", "Where?", 1), "utf-8")
    assert watch.wait_for("mended") == "00:00:00 1 mended. Made 1 form: headache"
    assert b"Where?" in page.read_bytes()
    code, errors = watch.end()
    assert code == 0
    assert errors == "questions.yaml:11:50: E305 unknown kind “txet”; did you mean “text”?\n"


def test_a_template_that_is_saved_makes_the_forms_anew(
    running: Callable[..., Running], tmp_path: Path
) -> None:
    """Also in a folder that was not there when the watching began."""
    watch = running("watch", "--format", "html")
    watch.wait_for("Made")
    style = tmp_path / "templates" / "styles" / "print.css"
    style.parent.mkdir(parents=True)
    style.write_text(".mine { color: red }", "utf-8")
    assert watch.wait_for("Made") == "00:00:00 Made 2 forms: headache, back-pain"
    style.write_text(".mine { color: tan }", "utf-8")
    watch.wait_for("Made")
    assert "color: tan" in (tmp_path / "output" / "headache.html").read_text("utf-8")
    assert watch.end() == (0, "")


def test_what_is_kept_and_what_is_left_over_is_said_once(
    running: Callable[..., Running], tmp_path: Path
) -> None:
    """A file that somebody edited, and a form that is gone."""
    path = tmp_path / "questions.yaml"
    watch = running("watch", "--format", "html")
    watch.wait_for("Made")
    (tmp_path / "output" / "headache.html").write_text("mine", "utf-8")
    for title in ("Headaches", "Headache again"):
        path.write_text(TEXT.replace("title: Headache", f"title: {title}"), "utf-8")
        watch.wait_for("Made")
    path.write_text(library("Headache"), "utf-8")
    watch.wait_for("Made")
    code, errors = watch.end()
    assert (code, errors.splitlines()) == (
        0,
        [
            "output/headache.html was changed by hand and is kept; “intake build --force” makes it"
            " again",
            "back-pain is gone, and its files stay; “intake build --prune” removes them",
        ],
    )


def test_serve_says_where_it_is_and_ends_with_ctrl_c(
    running: Callable[..., Running], tmp_path: Path
) -> None:
    """Also while a page listens for changes."""
    serve = running("serve")
    address = serve.wait_for("http://")
    port = int(re.search(r"http://127\.0\.0\.1:(\d+)/ \(only on this computer\)", address)[1])
    listening = http.client.HTTPConnection("127.0.0.1", port, timeout=BOUND)
    listening.request("GET", "/live")
    assert listening.getresponse().status == 200
    serve.wait_for("Made 2 forms")
    code, errors = serve.end()
    listening.close()
    assert (code, errors) == (0, "")
    assert not [*(tmp_path / "output").glob(".intake-*")]


def test_a_port_that_is_taken_is_a_usage_error() -> None:
    """One line, exit 2."""
    with listen(0) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["serve", "--port", port])
    assert result.exit_code == 2
    assert "--port" in result.stderr
    assert "in use" in result.stderr


def problem(line: int, what: str) -> Problem:
    """One in the file q.yaml."""
    return Problem(Place("q.yaml", line, 1), "E301", what, "mend it", form="headache")


MENDED = [
    ([], [], ""),
    ([problem(3, "a")], [], "1 mended."),
    ([problem(3, "a")], [problem(9, "a")], ""),
    ([problem(3, "a"), problem(4, "a"), problem(5, "b")], [problem(3, "a")], "2 mended."),
    ([problem(3, "a")], [problem(3, "b")], "1 mended."),
]


@pytest.mark.parametrize(("before", "now", "said"), MENDED)
def test_what_has_only_moved_is_not_mended(
    before: list[Problem], now: list[Problem], said: str
) -> None:
    """Lines above it come and go."""
    assert mended(before, now) == said


def test_the_page_is_opened_when_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """--open asks the system's browser for the address, once."""
    asked: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: asked.append(address))
    monkeypatch.setattr("intake.preview.server.Server.run", lambda self: self._socket.close())
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["serve", "--open"]).exit_code == 0
    assert [re.sub(r"\d+/$", "PORT/", one) for one in asked] == ["http://127.0.0.1:PORT/"]
