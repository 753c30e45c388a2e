"""Six builds of one folder at once, again and again, while the content changes.

After each round the folder must hold what one undisturbed build of the last content makes, and
nothing else. Usage: PYTHONPATH=.:tests python tests/six_builds.py [--count 50]
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from kill_builds import build, contents, little, reference, write_site

from intake.regenerate.jobs import Job

BUILD = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from kill_builds import little
from intake.regenerate.jobs import Job
Job.render = little
from intake.cli.app import run
run()
"""


def rounds(folder: Path, count: int) -> int:
    """In how many of `count` rounds the output was not right."""
    wrong, real = 0, Job.render
    Job.render = little
    try:
        for turn in range(count):
            running = []
            for number in range(6):
                write_site(folder, 6 * turn + number)
                command = [sys.executable, "-c", BUILD, "build", "--format", "html", "--quiet"]
                running.append(subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL))
            codes = [process.wait(120) for process in running]
            last, _ = build(folder)
            names = {path.name for path in (folder / "output").iterdir()}
            wanted = reference(folder)
            wrong += bool(any(codes) or last or contents(folder) != wanted or names != {*wanted})
    finally:
        Job.render = real
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        wrong = rounds(Path(name), options.count)
    sys.stdout.write(f"{options.count} rounds of six builds: {wrong} wrong\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
