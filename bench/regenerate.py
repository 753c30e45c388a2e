"""Measure building a library of 300 forms again: nothing new, one form edited, all.

Whole processes, in turn, medians. Rendering alone is WeasyPrint's work on the same pages in one
warm process (as in bench/pdf.py) and the rendering of their templates. The bounds are in the table.
Usage: python bench/regenerate.py [--forms 300] [--rounds 5] [--write]
"""

import argparse
import os
import platform
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


def edited(folder: Path, turn: int) -> None:
    """Another word in one form."""
    path = folder / "forms" / "form-007.yaml"
    text = path.read_text("utf-8").split("# turn")[0].replace("title: Your", f"title: {turn} Your")
    path.write_text(text, "utf-8")


def median(work: Callable[[int], Cost], rounds: int) -> Cost:
    found = [work(turn) for turn in range(rounds)]
    return Cost(statistics.median(c.seconds for c in found), max(c.memory for c in found))


def rendering_alone(folder: Path) -> float:
    """Seconds that the templates of every page and sheet, and WeasyPrint, take by themselves."""
    from intake import pipeline
    from intake.export.rendering import Renderer

    checked, _ = pipeline.check(folder / "forms")
    renderer = Renderer(None)
    start = time.perf_counter()
    for form in checked.questionnaires:
        renderer.render("page.html", form)
        alone(renderer.render("sheet.html", form))
    return time.perf_counter() - start


def table(folder: Path, rounds: int) -> list[str]:
    """The rows, in the order in which things are measured."""
    one = build(folder, "--jobs", "1")
    build(folder)
    time.sleep(3)  # what was written just now is compared by content
    build(folder)
    typer = median(lambda turn: run([TYPER], folder), 4 * rounds)
    nothing = median(lambda turn: build(folder), 4 * rounds)

    def edit(turn: int) -> Cost:
        edited(folder, turn)
        return build(folder, "--jobs", "1")

    changed = median(edit, rounds)
    only = median(lambda turn: build(folder, "--jobs", "1", "--form", "form-7", "--force"), rounds)
    two = build(folder, "--jobs", "2", "--force")
    again = build(folder, "--jobs", "1", "--force")
    bare = rendering_alone(folder)
    least = min(one.seconds, again.seconds)
    memory = max(one.memory, two.memory)
    rows: list[tuple[str, float, str, float | str, float | str]] = [
        ("import typer", typer.seconds, "", "", ""),
        ("nothing is new", nothing.seconds, "import typer", nothing.seconds / typer.seconds, 1.5),
        ("one form, by itself (--form, --force)", only.seconds, "", "", ""),
        ("one form is edited", changed.seconds, "by itself", changed.seconds / only.seconds, 1.3),
        ("rendering alone", bare, "", "", ""),
        ("all, one worker", least, "rendering alone", least / bare, 1.15),
        ("all, two workers", two.seconds, "one worker", least / two.seconds, "at least 1.7"),
    ]
    return [
        *(_row(*row) for row in rows),
        f"| peak memory of the parent | {memory:.0f} MB | | | 150 MB |",
    ]


def _row(what: str, seconds: float, beside: str, ratio: float | str, bound: float | str) -> str:
    shown = f"{ratio:.2f}" if isinstance(ratio, float) else ratio
    return f"| {what} | {seconds:.3f} s | {beside} | {shown} | {bound} |"


def main() -> None:
    """Measure, print, and with --write put the table into bench/README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=library.FORMS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    library.FORMS = options.forms
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "forms").mkdir()
        library.make(folder / "forms")
        rows = table(folder, options.rounds)
    head = (
        f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"{options.rounds} rounds; {options.forms} forms of {library.ITEMS} items, HTML and PDF; "
        f"weasyprint {version('weasyprint')}."
    )
    text = "\n".join(
        [head, "", "| build | median | beside | ratio | bound |", "|---|--:|---|--:|--:|", *rows]
    )
    print(text)
    if options.write:
        write(text, MARK)


if __name__ == "__main__":
    main()
