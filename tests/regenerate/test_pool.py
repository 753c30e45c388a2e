"""The workers: the same bytes from any number of them, and the rest goes on when one dies."""

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from intake import pipeline
from intake.export.rendering import Rendered, Renderer
from intake.publish import hold
from intake.regenerate.jobs import Job, jobs
from intake.regenerate.pool import Pool
from intake.regenerate.worker import Outcome, Task

CONTENT = """
clinic: {name: Many, languages: [en, es], allow: {W408: an example}}
forms:
""" + "".join(
    f"""  form-{number}:
    title: {{en: Form {number}, es: Hoja {number}}}
    sections: [{{id: a, title: {{en: A, es: A}}, items: [{{id: b, text: {{en: A?, es: E?}}}}]}}]
"""
    for number in range(4)
)


@pytest.fixture
def made(tmp_path: Path) -> list[Job]:
    """The pages of four forms in two languages, and the shared file."""
    (tmp_path / "questions.yaml").write_text(CONTENT, "utf-8")
    checked, _ = pipeline.check(tmp_path / "questions.yaml")
    return [*jobs(checked.questionnaires, ["html"])]


def run(made: list[Job], folder: Path, pool: Pool, seconds: int = 10) -> dict[str, Outcome]:
    """What becomes of the jobs, by file."""
    with hold(folder) as output:
        tasks = [Task(job, output.staging, folder / "none", "", seconds) for job in made]
        found = {made[number].name: outcome for number, outcome in pool.run(tasks)}
        for name, outcome in found.items():
            if outcome.content:
                assert (output.staging / "new" / name).stat().st_size == outcome.size
    assert {*found} == {job.name for job in made}
    return found


def digests(found: dict[str, Outcome]) -> dict[str, str]:
    return {name: outcome.content for name, outcome in found.items()}


def test_the_same_bytes_however_many_workers(made: list[Job], tmp_path: Path) -> None:
    """One, three, and one begun anew in a process with threads, which must not be forked."""
    with Pool(1) as pool:
        one = digests(run(made, tmp_path / "output", pool))
    with Pool(3) as pool:
        assert digests(run(made, tmp_path / "output", pool)) == one
        assert digests(run(made, tmp_path / "output", pool)) == one
    assert all(one.values())
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        with Pool(1) as pool:
            found = digests(run(made[:1], tmp_path / "output", pool))
            assert found == {made[0].name: one[made[0].name]}
    finally:
        over.set()
        thread.join()


def _die(how: int) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), how)


def _hoard() -> None:
    kept = [bytes(1 << 28) for _ in range(40)]
    raise AssertionError(len(kept))


def _spin() -> None:
    while True:
        pass


def _recurse() -> None:
    _recurse()


ENDS: dict[str, tuple[Callable[[], object], str]] = {
    "killed": (_die(signal.SIGKILL), "memory"),
    "crashed": (_die(signal.SIGSEGV), "memory"),
    "too much memory": (_hoard, "memory"),
    "too long": (_spin, "longer than 1 s"),
    "too deep": (_recurse, "memory"),
    "too large": (lambda: b"x" * 100_000_001, "100 MB"),
    "left": (lambda: os._exit(0), "memory"),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_form_that_ends_a_worker_is_told_and_the_others_are_made(
    end: str, made: list[Job], tmp_path: Path, monkeypatch
) -> None:
    """Every file of that form, and of no other, exceeds a limit."""
    does, said = ENDS[end]

    def render(job: Job, renderer: Renderer) -> Rendered:
        content = does() if job.name == "form-1.html" else b"x"
        return Rendered(content or b"", inputs=job.name)

    monkeypatch.setattr(Job, "render", render)
    with Pool(2) as pool:
        found = run(made, tmp_path / "output", pool, seconds=1)
    spoiled = {job.name for job in made if job.form == "form-1"}
    assert found["form-1.html"].exceeded
    assert said in found["form-1.html"].exceeded
    assert {name for name, outcome in found.items() if outcome.exceeded} <= spoiled
    assert {name for name, outcome in found.items() if outcome.content} >= {*found} - spoiled


def test_workers_end_with_the_pool(made: list[Job], tmp_path: Path) -> None:
    """Also where it is left in the middle."""
    with Pool(2) as pool, hold(tmp_path / "output") as output:
        tasks = [Task(job, output.staging, tmp_path / "none", "", 10) for job in made]
        next(pool.run(tasks))
        processes = [worker.process for worker in pool.workers()]
        assert processes
    assert not any(process.is_alive() for process in processes)


def test_a_worker_ends_with_its_parent(made: list[Job], tmp_path: Path, monkeypatch) -> None:
    """Killed, it leaves none behind that would go on working, or hold the folder."""
    if not hasattr(os, "fork"):
        pytest.skip("there is no fork here, so no worker is forked")
    number = tmp_path / "number"

    def render(job: Job, renderer: Renderer) -> Rendered:
        number.with_suffix(".new").write_text(str(os.getpid()))
        number.with_suffix(".new").rename(number)
        time.sleep(60)
        raise AssertionError

    monkeypatch.setattr(Job, "render", render)
    process = os.fork()
    if not process:
        with Pool(1) as pool:
            run(made, tmp_path / "output", pool)
        os._exit(0)
    while not number.exists():
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    worker = int(number.read_text())
    while Path(f"/proc/{worker}/fd").exists() and any(Path(f"/proc/{worker}/fd").iterdir()):
        time.sleep(0.01)
    with hold(tmp_path / "output") as output:
        assert not output.has_waited
        assert list((tmp_path / "output").iterdir()) == []
