"""The process that renders files, within limits; pool.py starts it.

It gets a Task at a time and answers with an Outcome. What it makes goes to the staging folder; it
ends when the pool does.
"""

import contextlib
import os
import signal
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from traceback import format_exception
from typing import TYPE_CHECKING, NamedTuple

from intake.content.problems import ContentError, Problem
from intake.regenerate.jobs import Job

if TYPE_CHECKING:
    from intake.export.rendering import Renderer

MEMORY = 1_000_000_000
"""Bytes of address space, of which Python, WeasyPrint and the fonts take 350 MB."""
ROOM = 650_000_000
"""Bytes that a worker of a large process has beyond what it was begun with."""
LARGEST = 100_000_000
"""Bytes of one file."""


class Task(NamedTuple):
    """A job, where its file goes, the clinic's templates and a digest that tells when they have
    changed, and how many seconds of the processor it may take at most."""

    job: Job
    staging: Path
    templates: Path
    mark: str
    seconds: int


class Outcome(NamedTuple):
    """What became of a task: the file's digests, size in bytes, pages and seconds (by the clock,
    and of the processor); or what was wrong: problems of the content, an error of the system, or
    what limit was exceeded.

    `is_last` says that the worker has grown, and ends.
    """

    content: str = ""
    rendered: str = ""
    size: int = 0
    pages: int | None = None
    seconds: float = 0
    processor: float = 0
    problems: tuple[Problem, ...] = ()
    error: Exception | None = None
    exceeded: str = ""
    is_last: bool = False


def work(tasks: Connection, is_forked: bool) -> None:
    """Answer tasks until there are no more."""
    _alone(tasks, is_forked)
    _limit()
    renderer: tuple[str, Renderer | None] = ("", None)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while task := tasks.recv():
            _allow(task.seconds)
            tempfile.tempdir = str(task.staging / "tmp")
            if renderer[0] != task.mark:
                renderer = (task.mark, None)
            outcome, made = render(task, renderer[1])
            renderer = (task.mark, made)
            is_last = _is_large()
            tasks.send(outcome._replace(is_last=is_last))
            if is_last:
                return


def render(task: Task, renderer: "Renderer | None") -> "tuple[Outcome, Renderer | None]":
    """What becomes of a task, and the renderer for the next one."""
    from intake.export.rendering import Renderer
    from intake.publish import stage_file
    from intake.write import digest

    start, used = time.perf_counter(), time.process_time()
    try:
        renderer = renderer or Renderer(task.templates)
        made = task.job.render(renderer)
        if len(made.content) > LARGEST:
            return Outcome(exceeded=f"is larger than {LARGEST // 1_000_000} MB"), renderer
        stage_file(task.staging, task.job.name, made.content)
    except ContentError as error:
        if _is_memory(error):
            return Outcome(exceeded=TOO_MUCH), None
        return Outcome(problems=tuple(error.problems)), renderer
    except OSError as error:
        return Outcome(error=OSError(error.errno, error.strerror or str(error))), renderer
    except (MemoryError, RecursionError):
        return Outcome(exceeded=TOO_MUCH), None
    except Exception as error:  # ours: to be told as it is, in the process that asked
        return Outcome(error=RuntimeError("".join(format_exception(error)))), None
    rendered = digest(made.inputs.encode("utf-8", "surrogatepass"))
    outcome = Outcome(
        digest(made.content),
        rendered,
        len(made.content),
        made.pages,
        time.perf_counter() - start,
        time.process_time() - used,
    )
    return outcome, renderer


def _is_memory(error: BaseException | None) -> bool:
    """Whether a want of memory led to `error`: no fault of the content then."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


TOO_MUCH = f"needs more than {MEMORY // 1_000_000_000} GB of memory"


def _alone(tasks: Connection, is_forked: bool) -> None:
    """Keep nothing open that is the parent's, its lock above all; end with it; print nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not is_forked:
        return
    os.closerange(3, tasks.fileno())
    os.closerange(tasks.fileno() + 1, 4096)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    if sys.platform == "linux":
        import ctypes

        parent = os.getppid()
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent or parent == 1:
            os._exit(1)


def _limit() -> None:
    """Where the system has such limits; elsewhere only the pool's clock ends a long rendering."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS knows the name and refuses the value
        most = max(MEMORY, _address_space() + ROOM)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _address_space() -> int:
    """Bytes that this process has already, from the one that it was forked from."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _allow(seconds: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = round(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if most < 0 else min(wanted, most), most))


def _is_large() -> bool:
    """Whether what is left of the memory is little for another file.

    On Linux by what is in use now: the most that was ever in use is inherited from a large process,
    also by one that was begun anew.
    """
    if sys.platform == "win32":
        return False
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") > MEMORY // 2
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > MEMORY // 2
