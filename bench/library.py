"""Measure checking a library of 300 forms of 25 items beside parsing the same files.

The rival is PyYAML's own C loader (yaml.CSafeLoader), which makes plain data of each file and
checks nothing. Whole processes, in turn; medians. Usage: python bench/library.py [--write]
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

from written import write

MARK = "<!-- library -->"
FORMS, ITEMS = 300, 25
PARSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    with path.open("rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""
CHECK = "from intake.cli.app import run; run()"
CLINIC = """clinic: {name: Riverside Neurology}
sections:
  about-you:
    title: About you
    items:
      - {id: full_name, text: Name, kind: string}
"""
FORM = """forms:
  form-{form}:
    title: Your visit because of {thing}
    source: {{name: Riverside Neurology, reviewed: {today}}}
    sections:
      - use: about-you
      - id: history
        title: Your symptoms
        items:
"""
THINGS = ("headache", "cough", "back pain", "dizziness", "a rash", "a fall", "fever", "tiredness")
KINDS = (
    """          - id: {name}_began
            text: When did you first notice {thing}, the {nth}?
            hint: A month or only a year is enough.
            kind: date
            precision: month
""",
    """          - id: {name}_often
            text: How often does {thing} come back, the {nth}?
            kind: select_one
            options:
              - {{code: always, text: All the time}}
              - {{code: daily, text: About once a day}}
              - {{code: less, text: Less often}}
              - {{code: not_sure, text: Not sure}}
            other: Other
""",
    """          - id: {name}_night
            text: Does {thing}, the {nth}, wake you up?
            kind: yes_no
            not_sure: true
""",
    """          - id: {name}_more
            text: What else about {thing}, the {nth}?
            lines: 3
            enable_when: {{{before}_night: yes}}
""",
    """          - id: {name}_times
            text: How many times a week, for {thing}, the {nth}?
            kind: integer
            min: 0
            max: 100
""",
    """          - id: {name}_with
            text: Which of these come with {thing}, the {nth}?
            kind: select_multiple
            options: [Weakness, Numbness or tingling, Pain or cramps, Fever, None of these]
""",
)


def make(folder: Path) -> int:
    """Write the library into `folder`, the clinic and each form in a file. Returns its bytes."""
    (folder / "clinic.yaml").write_text(CLINIC, "utf-8")
    for form in range(FORMS):
        thing = THINGS[form % len(THINGS)]
        text = FORM.format(form=form, thing=thing, today=date.today())
        for number in range(ITEMS - 1):
            turn, kind = divmod(number, len(KINDS))
            names = {"name": f"q{turn}", "before": f"q{turn}", "nth": f"{turn + 1}."}
            text += KINDS[kind].format(thing=thing, **names)
        (folder / f"form-{form:03}.yaml").write_text(text, "utf-8")
    return sum(path.stat().st_size for path in folder.iterdir())


def run(command: list[str]) -> tuple[float, float]:
    """Wall time in seconds and peak memory in MB of one process."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        out = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or (CHECK in command and out.count("\n") != FORMS):
        raise SystemExit(f"{command[:3]} ended with {process.returncode}: {out[:500]}")
    return time.perf_counter() - start, usage.ru_maxrss / 1000


def main() -> None:
    """Measure, print, and with --write put the table into bench/README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        size = make(Path(name))
        commands = {
            "PyYAML, CSafeLoader": [sys.executable, "-c", PARSE, name],
            "intake check": [sys.executable, "-c", CHECK, "check", name],
        }
        for turn in range(options.rounds + 1):
            for title, command in commands.items():
                measured = run(command)
                if turn:  # the first round warms the disk cache
                    found.setdefault(title, []).append(measured)
    base = statistics.median(seconds for seconds, _ in found["PyYAML, CSafeLoader"])
    rows = [
        f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"{options.rounds} rounds; {FORMS} forms of {ITEMS} items in {FORMS + 1} files, "
        f"{size / 1e6:.1f} MB; pyyaml {version('pyyaml')}, pydantic {version('pydantic')}.",
        "",
        "| command | median | beside PyYAML | peak memory |",
        "|---|--:|--:|--:|",
    ]
    for title, measured_all in found.items():
        seconds = statistics.median(one for one, _ in measured_all)
        memory = max(one for _, one in measured_all)
        rows.append(f"| {title} | {seconds:.2f} s | {seconds / base:.2f} | {memory:.0f} MB |")
    text = "\n".join(rows)
    print(text)
    if options.write:
        write(text, MARK)


if __name__ == "__main__":
    main()
