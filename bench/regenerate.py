"""Measure building a library again: nothing new, one form edited, all.

Whole processes, medians. Nothing new and one form edited are of 300 forms, all is of fewer, so that
a run takes some ten minutes on a computer that does nothing else. Rendering alone is WeasyPrint's
work on the same sheets in one warm process (as in bench/pdf.py) and that of the templates of all
files. `intake watch` is timed from a save to the replaced PDF. The bounds are in the table.
Usage: python bench/regenerate.py [--forms 300] [--paper 24] [--rounds 5] [--write]
"""

import argparse
import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import library
from pdf import alone
from written import write

MARK = "<!-- regenerate -->"
START = "from intake.start import run; run()"
TYPER = "import typer"
FORM, NAME = "form-007", "form-7"
"""The file of the form that is edited, and its id."""
Row = tuple[str, float, str, float | str, float | str]
"""What, seconds, beside what, how many times that, and the bound."""


class Cost(NamedTuple):
    """Wall time in seconds, and the peak memory of the process itself in MB."""

    seconds: float
    memory: float


def run(arguments: list[str], folder: Path) -> Cost:
    """One process; the workers' memory is not its own, so it is read while it runs."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        most = 0.0
        while process.poll() is None:
            most = max(most, _peak(process.pid))
            time.sleep(0.002)
        said = process.stderr.read() if process.stderr else ""
    if process.returncode:
        raise SystemExit(f"{arguments} ended with {process.returncode}: {said[:500]}")
    return Cost(time.perf_counter() - start, most)


def _peak(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0.0


def build(folder: Path, *arguments: str) -> Cost:
    return run([START, "build", "forms", "--quiet", *arguments], folder)


def made(folder: Path, forms: int) -> Path:
    """A library of so many forms in `folder`."""
    library.FORMS = forms
    (folder / "forms").mkdir(parents=True)
    library.make(folder / "forms")
    return folder


def edited(folder: Path, turn: int) -> None:
    """Another word in one form."""
    path = folder / "forms" / f"{FORM}.yaml"
    text = path.read_text("utf-8").split("# turn")[0]
    path.write_text(re.sub(r"title: (\d+ )?Your", f"title: {turn} Your", text, count=1), "utf-8")


def median(work: Callable[[int], Cost], rounds: int) -> Cost:
    found = [work(turn) for turn in range(rounds)]
    return Cost(statistics.median(c.seconds for c in found), max(c.memory for c in found))


def rendering_alone(folder: Path) -> float:
    """Seconds that the pages' templates, and WeasyPrint on each sheet, take by themselves."""
    from intake import pipeline
    from intake.export.rendering import Renderer

    checked, _ = pipeline.check(folder / "forms")
    renderer = Renderer(None)
    start = time.perf_counter()
    for job in pipeline.jobs(checked.questionnaires):
        if job.sheet:
            alone(renderer.render("sheet.html", job.subject, job.sheet))
        else:
            job.render(renderer)
    return time.perf_counter() - start


def again(folder: Path, rounds: int) -> tuple[list[Row], float]:
    """When nothing, and when one form has changed; the memory of the process that has workers."""
    all_of_it = build(folder)
    time.sleep(3)  # what was written just now is compared by content
    build(folder)
    typer = median(lambda turn: run([TYPER], folder), 2 * rounds)
    nothing = median(lambda turn: build(folder), 2 * rounds)

    def edit(turn: int) -> Cost:
        edited(folder, turn)
        return build(folder, "--jobs", "1")

    def itself(turn: int) -> Cost:
        return build(folder, "--jobs", "1", "--form", NAME, "--force")

    changed, only = median(edit, rounds), median(itself, rounds)
    rows: list[Row] = [
        ("import typer", typer.seconds, "", "", ""),
        ("nothing is new", nothing.seconds, "import typer", nothing.seconds / typer.seconds, 1.5),
        ("one form, by itself (--form, --force)", only.seconds, "", "", ""),
        ("one form is edited", changed.seconds, "by itself", changed.seconds / only.seconds, 1.3),
    ]
    return rows, max(all_of_it.memory, changed.memory)


def watched(folder: Path, rounds: int) -> list[Row]:
    """From a save to the PDF that is replaced, and WeasyPrint alone on the same sheet."""
    from intake import pipeline
    from intake.export.rendering import Renderer

    edited(folder, 0)
    build(folder)
    checked, _ = pipeline.check(folder / "forms")
    job = next(j for j in pipeline.jobs(checked.questionnaires) if j.sheet and j.form == NAME)
    target, renderer = folder / "forms" / "output" / job.name, Renderer(None)
    took, bare = [], []
    command = [sys.executable, "-c", START, "watch", "forms", "--quiet"]
    with subprocess.Popen(command, cwd=folder) as process:
        for turn in range(rounds + 2):  # the first finds it starting, the second warms its workers
            time.sleep(10 if not turn else 2)
            before, start = target.stat().st_ino, time.perf_counter()
            edited(folder, turn + 1)
            while target.stat().st_ino == before:
                if process.poll() is not None or time.perf_counter() > start + 60:
                    process.kill()
                    raise SystemExit("intake watch has not made the form")
                time.sleep(0.002)
            took.append(time.perf_counter() - start)
        process.send_signal(signal.SIGINT)
    for _ in range(rounds + 1):
        start = time.perf_counter()
        alone(renderer.render("sheet.html", job.subject, job.sheet))
        bare.append(time.perf_counter() - start)
    count = len(checked.questionnaires)
    one, other = statistics.median(took[2:]), statistics.median(bare[1:])
    rows: list[Row] = [
        ("rendering one PDF alone, warm", other, "", "", ""),
        (f"watch: from a save to its PDF, {count} forms", one, "alone", one / other, 1.4),
    ]
    return rows


def whole(folder: Path) -> tuple[list[Row], float]:
    """When everything is to be made, on paper too; the memory of the process that has workers."""
    one = build(folder, "--jobs", "1")
    two = build(folder, "--jobs", "2", "--force")
    bare = rendering_alone(folder)
    least = min(one.seconds, build(folder, "--jobs", "1", "--force").seconds)
    more = min(two.seconds, build(folder, "--jobs", "2", "--force").seconds)
    rows: list[Row] = [
        ("rendering alone", bare, "", "", ""),
        ("all, one worker", least, "rendering alone", least / bare, 1.15),
        ("all, two workers", more, "one worker", least / more, "at least 1.7"),
    ]
    return rows, max(one.memory, two.memory)


def _row(row: Row) -> str:
    what, seconds, beside, ratio, bound = row
    shown = f"{ratio:.2f}" if isinstance(ratio, float) else ratio
    return f"| {what} | {seconds:.3f} s | {beside} | {shown} | {bound} |"


def main() -> None:
    """Measure, print, and with --write put the table into bench/README.md."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--forms", type=int, default=library.FORMS, help="again")
    parser.add_argument("--paper", type=int, default=60, help="forms that are made whole")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        some, most = again(made(Path(name) / "again", options.forms), options.rounds)
        few = made(Path(name) / "few", 8)
        watching = [*watched(few, options.rounds), watched(Path(name) / "again", options.rounds)[1]]
        all_of_it, memory = whole(made(Path(name) / "whole", options.paper))
    head = (
        f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"{options.rounds} rounds; {options.forms} forms of {library.ITEMS} items in HTML and"
        f" PDF, {options.paper} to make all; weasyprint {version('weasyprint')}."
    )
    rows = [_row(row) for row in (*some, *all_of_it, *watching)]
    rows.append(f"| peak memory of the parent | {max(most, memory):.0f} MB | | | 150 MB |")
    text = "\n".join(
        [head, "", "| build | median | beside | ratio | bound |", "|---|--:|---|--:|--:|", *rows]
    )
    print(text)
    if options.write:
        write(text, MARK)


if __name__ == "__main__":
    main()
