"""The workers: as many as the computer has cores, each replaced when it dies or takes too long."""

import contextlib
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Generator, Iterable
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from intake.regenerate.worker import TOO_MUCH, Outcome, Task, render, work

SECONDS = 8
"""Of the processor, for all files of a form in one language on one sheet; a long form takes a third
of that on a slow computer."""
GRACE = 1.0
"""Seconds that a worker has to end what nobody waits for any more."""
WALL = 30
"""By the clock a file may take so many times its seconds: other programs want the processor too."""


class _Worker(NamedTuple):
    process: Any
    tasks: Connection


class Pool:
    """Workers, started when they are first needed. Use it as a context manager, for one build or
    for many: a worker that has rendered is quicker than one that begins."""

    def __init__(self, most: int | None = None) -> None:
        """`most`: how many workers at the same time; by default one for each core."""
        self._most = most or cores()
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, int, float]] = {}

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers():
            _end(worker)
        self._idle, self._busy = [], {}

    def workers(self) -> list[_Worker]:
        """Those that live."""
        return [*self._idle, *(worker for worker, _, _ in self._busy.values())]

    def run(self, tasks: Iterable[Task]) -> Generator[tuple[int, Outcome], None, None]:
        """What became of each task, with its number from 0, in the order in which they end. Those
        on paper, which take longest, begin first.

        Where one exceeds its limits, the others of its form are given up: none would be published.
        """
        given = list(tasks)
        left = deque(sorted(range(len(given)), key=lambda one: given[one].job.sheet is None))
        shares = _shares(given)
        try:
            while left or self._busy:
                while left and len(self._busy) < self._most:
                    self._give(left.popleft(), given, shares)
                for number, outcome in self._ended(given):
                    form = given[number].job.form
                    shares[form] -= outcome.processor
                    yield number, outcome
                    if outcome.exceeded:
                        yield from ((other, outcome) for other in self._give_up(form, given, left))
        finally:
            self._forget()

    def _forget(self) -> None:
        """Wait for what was left in the middle, a moment only: a warm worker is worth that."""
        until = time.monotonic() + GRACE
        for tasks, (worker, _, _) in self._busy.items():
            if tasks.poll(max(0.0, until - time.monotonic())) and _answer(worker, 0).content:
                self._idle.append(worker)
            else:
                _end(worker)
        self._busy = {}

    def _give_up(self, form: str, given: list[Task], left: "deque[int]") -> list[int]:
        """Take the tasks of `form` back."""
        waiting = [number for number in left if given[number].job.form == form]
        others = [number for number in left if number not in waiting]
        left.clear()
        left.extend(others)
        for tasks, (worker, number, _) in [*self._busy.items()]:
            if given[number].job.form == form:
                _end(worker)
                del self._busy[tasks]
                waiting.append(number)
        return waiting

    def _give(self, number: int, given: list[Task], shares: dict[str, float]) -> None:
        worker = self._idle.pop() if self._idle else _start()
        task = given[number]
        left = max(1, math.ceil(shares[task.job.form]))
        task = task._replace(seconds=min(task.seconds, left))
        with contextlib.suppress(OSError):  # it has died: its end of the pipe says so below
            worker.tasks.send(task)
        until = time.monotonic() + task.seconds * WALL
        self._busy[worker.tasks] = worker, number, until

    def _ended(self, given: list[Task]) -> list[tuple[int, Outcome]]:
        soonest = min(until for _, _, until in self._busy.values())
        ready = wait([*self._busy], max(0.0, soonest - time.monotonic()))
        now, found = time.monotonic(), []
        for tasks in [one for one, busy in self._busy.items() if one in ready or busy[2] < now]:
            worker, number, _ = self._busy.pop(tasks)
            outcome = _answer(worker, given[number].seconds) if tasks in ready else None
            if outcome is None or outcome.exceeded or outcome.is_last:
                _end(worker)
            else:
                self._idle.append(worker)
            late = _too_long(given[number].seconds * WALL)
            found.append((number, outcome or Outcome(exceeded=late)))
        return found


def _shares(given: Iterable[Task]) -> dict[str, float]:
    """The seconds of the processor that each form may take: those of a task for each of its
    sheets, which its other files share."""
    sheets: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for task in given:
        sheets[task.job.form] += task.job.sheet is not None
        seconds[task.job.form] = task.seconds
    return {form: seconds[form] * max(1, sheets[form]) for form in seconds}


class Here:
    """Stands in for a Pool: this process renders, without limits."""

    def run(self, tasks: Iterable[Task]) -> Generator[tuple[int, Outcome], None, None]:
        """What became of each task, in their order."""
        renderer = None
        for number, task in enumerate(tasks):
            outcome, renderer = render(task, renderer)
            yield number, outcome


def cores() -> int:
    """How many processes can work at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start() -> _Worker:
    """A new worker. Forking is quickest, but safe only on Linux and where there is one thread."""
    is_forked = sys.platform == "linux" and threading.active_count() == 1
    context: Any = multiprocessing.get_context("fork" if is_forked else "spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, is_forked), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _answer(worker: _Worker, seconds: int) -> Outcome:
    """The worker's answer, or how it died."""
    with contextlib.suppress(Exception):  # half an answer may be anything
        outcome: Outcome = worker.tasks.recv()
        return outcome
    worker.process.join()
    if worker.process.exitcode == -getattr(signal, "SIGXCPU", 0):
        return Outcome(exceeded=_too_long(seconds))
    return Outcome(exceeded=f"{TOO_MUCH}, or breaks what makes it")


def _too_long(seconds: int) -> str:
    return f"takes longer than {seconds} s to make"


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.tasks.close()
