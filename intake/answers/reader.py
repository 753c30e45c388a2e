"""Reads the fields of PDFs in a worker process, so that no file can do harm to this one."""

import json
import os
import queue
import stat
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from intake.answers.sent import Fault
from intake.answers.stored import Field
from intake.resources import PACKAGE

LARGEST = 50_000_000
"""Bytes. A filled form has some hundred thousand."""
SECONDS = 1.5
"""That one file may take by the clock; a good one takes a hundredth of it."""
STARTING = 30.0
"""Seconds that the worker may take to start."""
LONGEST = 10_000_000
"""Characters of one of the worker's answers."""
_START = """
import sys
sys.path.insert(0, sys.argv[1])
import intake
sys.path[:] = sys.path[1:] + sys.argv[2:]
from intake.answers.worker import main
main()
"""
"""Isolated (-I): without the current folder, in which the PDFs are that people send. The package is
this process's own, and its folder is searched for nothing else."""
CURES = {
    "E101": "check the name",
    "E102": "name the files in it",
    "E103": "check that it may be read",
    "E104": "save the form again",
    "E701": "use the PDF that intake build made, filled in and saved",
    "E702": "use the PDF that intake build made, filled in and saved",
    "E703": "save it without a password",
    "E704": "ask for it to be sent again",
    "E705": "fill in the PDF that intake build made",
    "E706": "do not open it; fill in the PDF that intake build made",
    "E707": "do not open it; fill in the PDF that intake build made",
    "E708": "fill in the PDF that intake build made, in a program that keeps its fields",
    "E709": "fill in the PDF that intake build made",
    "E710": "open it, save it again in another program, and compare",
}


class Reader:
    """A worker, started when the first file is read and again whenever it has died.

    Use it as a context manager, for as many files as there are.
    """

    def __init__(self) -> None:
        self._worker: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def fields(self, path: Path) -> list[Field] | Fault:
        """The fields of the file `path` as they are stored, or why it is refused."""
        refused = _cannot_be_read(path)
        if refused:
            return _fault(*refused)
        answer = self._ask(json.dumps(os.fsencode(path.absolute()).decode("latin-1")))
        if "fields" in answer:
            return [
                Field(name, sort, tuple(states), value)
                for name, sort, states, value in answer["fields"]
            ]
        return _fault(*answer["refused"])

    def _ask(self, request: str) -> Any:
        """What the worker answers; a refusal where it does not, which ends it."""
        worker = self._started()
        if worker is None:
            return {"refused": ("E103", "cannot be read: the process for it does not start")}
        try:
            worker.stdin.write(request + "\n")  # type: ignore[union-attr]  # it is a pipe
            worker.stdin.flush()  # type: ignore[union-attr]  # it is a pipe
            return json.loads(self._lines.get(timeout=SECONDS))
        except (queue.Empty, ValueError, OSError):
            self._end()
            return {"refused": ("E707", "takes too long or too much memory to read")}

    def _started(self) -> subprocess.Popen[str] | None:
        if self._worker is not None and self._worker.poll() is None:
            return self._worker
        self._end()
        self._worker = subprocess.Popen(  # noqa: S603  # this Python, with folders of its path
            [sys.executable, "-I", "-c", _START, *_folders()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
        )
        self._lines = queue.Queue()
        threading.Thread(
            target=_hand_on, args=(self._worker.stdout, self._lines), daemon=True
        ).start()
        with suppress(queue.Empty):
            if self._lines.get(timeout=STARTING) == "{}\n":
                return self._worker
        self._end()
        return None

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker.communicate()
            self._worker = None


def _folders() -> list[str]:
    """Where our package is, and where this process finds others; never the current folder."""
    told = [path for path in sys.path if Path(path).is_absolute() and Path(path) != Path.cwd()]
    return [str(PACKAGE.parent), *told]


def _hand_on(lines: IO[str], to: "queue.Queue[str]") -> None:
    """Every line that the worker writes, then an empty one: it has ended."""
    with suppress(ValueError, OSError):  # the pipe is closed in the middle
        while line := lines.readline(LONGEST):
            to.put(line)
    to.put("")


def _cannot_be_read(path: Path) -> tuple[str, str] | None:
    """The code and what is wrong with a file that need not be opened to know it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return "E101", "cannot be found"
    except (OSError, ValueError):
        return "E103", "cannot be read"
    if not stat.S_ISREG(found.st_mode):
        return "E102", "is a folder or another thing that is not a file"
    if not found.st_size:
        return "E104", "is empty"
    if found.st_size > LARGEST:
        return "E702", f"is larger than {LARGEST // 1_000_000} MB"
    return None


def _fault(code: str, what: str) -> Fault:
    return Fault("", code, what, CURES[code])
