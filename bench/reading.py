"""Measure reading a thousand filled forms back beside two libraries that only list their fields.

pikepdf's Form and pypdf's get_fields open each file in their own process and check nothing; `intake
read` does so in a worker with limits, looks for what is hostile, and reads and checks the answers.
Whole processes, in turn; medians. pypdf, which is slow, gets a tenth of the files.
Usage: python bench/reading.py [--files 1000] [--rounds 3] [--write]
"""

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

from written import README, write

ROOT = README.parent.parent
MARK = "<!-- reading -->"
PIKEPDF = """
import json, sys
from pathlib import Path
import pikepdf
from pikepdf.form import Form
found = []
for path in sys.argv[2:]:
    with pikepdf.open(path) as pdf:
        fields = Form(pdf).items()
        found.append({name: str(getattr(field, "value", None)) for name, field in fields})
Path(sys.argv[1]).write_text(json.dumps(found))
"""
PYPDF = """
import json, sys
from pathlib import Path
from pypdf import PdfReader
found = [
    {name: str(field.value) for name, field in (PdfReader(path).get_fields() or {}).items()}
    for path in sys.argv[2:]
]
Path(sys.argv[1]).write_text(json.dumps(found))
"""
READ = "from intake.cli.app import run; run()"


def make(folder: Path, count: int) -> None:
    """`count` forms, each filled in with other answers."""
    import pikepdf

    from intake import pipeline
    from intake.export.pdf import export
    from intake.export.rendering import Renderer

    (whole,) = pipeline.check(ROOT / "questions.yaml")[0].questionnaires
    form = whole.readings()[0]
    blank = folder.parent / "blank.pdf"
    blank.write_bytes(export(form, Renderer()).content)
    for number in range(count):
        chance = random.Random(number)
        with pikepdf.open(blank) as pdf:
            pdf.Root.AcroForm.NeedAppearances = True  # no pictures are drawn here
            fields = {str(one.T): one for one in pdf.Root.AcroForm.Fields}
            words = {
                "full_name": f"Patient {number}",
                "birth_date/day": str(chance.randint(1, 28)),
                "birth_date/month": str(chance.randint(1, 12)),
                "birth_date/year": str(chance.randint(1930, 2010)),
                "duration/value": str(chance.randint(1, 90)),
            }
            for name, text in words.items():
                fields[name].V = pikepdf.String(text)
            ticks = [one for name, one in fields.items() if name.startswith("muscles=")]
            for tick in chance.sample(ticks, 3):
                state = next(key for key in tick.AP.N.keys() if key != "/Off")  # noqa: SIM118  # no dict
                tick.V = tick.AS = pikepdf.Name(state)
            unit = chance.randrange(len(fields["duration/unit"].Kids))
            kid = fields["duration/unit"].Kids[unit]
            state = next(key for key in kid.AP.N.keys() if key != "/Off")  # noqa: SIM118  # no dict
            fields["duration/unit"].V = kid.AS = pikepdf.Name(state)
            pdf.save(folder / f"{number:04}.pdf")


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """The median seconds for one file of each way."""
    files = [str(path) for path in sorted(folder.iterdir())]
    answers = str(folder.parent / "answers.json")
    ask = ["--questions", str(ROOT / "questions.yaml"), "--output", answers]
    commands = {
        "pikepdf, Form": [sys.executable, "-c", PIKEPDF, answers, *files],
        "pypdf, get_fields": [sys.executable, "-c", PYPDF, answers, *files[: len(files) // 10]],
        "intake read": [sys.executable, "-c", READ, "read", *files, *ask],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            count = len(files) // 10 if name.startswith("pypdf") else len(files)
            times[name].append((time.perf_counter() - start) / count)
    return {name: statistics.median(found) for name, found in times.items()}


def table(medians: dict[str, float], files: int, rounds: int) -> str:
    """The results as Markdown."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("pikepdf", "pypdf"))
    base = medians["pikepdf, Form"]
    rows = [
        f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, {rounds} "
        f"rounds; {files:,} filled seed forms; {versions}.",
        "",
        "| command | one file | files a second | beside pikepdf |",
        "|---|--:|--:|--:|",
        *(
            f"| {name} | {seconds * 1000:.1f} ms | {1 / seconds:.0f} | {seconds / base:.2f} |"
            for name, seconds in medians.items()
        ),
    ]
    return "\n".join(rows)


def main() -> None:
    """Measure, print, and with --write put the table into bench/README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "filled"
        folder.mkdir()
        make(folder, options.files)
        text = table(measure(folder, options.rounds), options.files, options.rounds)
    print(text)
    if options.write:
        write(text, MARK)


if __name__ == "__main__":
    main()
