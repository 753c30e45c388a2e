"""Kill builds at random moments, and see what is left in the output.

Each round changes a site of three forms, builds it in a process that is killed (SIGKILL) at a
random moment, most often while files are put in place, and looks at the folder: every file is one
that a build made, whole; where they are not of one build, `--check` says so; the next build makes
the set that an undisturbed build makes, and leaves nothing else. The process that builds is forked
from one that has everything loaded, and its pages hold little more than the content, so that most
of its time goes into writing; with --real they are the pages themselves.

Usage: PYTHONPATH=.:tests python tests/kill_builds.py [--count 2000] [--seed 1] [--real]
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from typer.main import get_command

from intake import publish
from intake.cli import app
from intake.export.rendering import Rendered
from intake.regenerate import inputs
from intake.regenerate.jobs import Job
from intake.write import MANIFEST, digest

COMMAND = get_command(app)
FORMS = ("headache", "back-pain", "cough")
SITE = """
clinic: {{name: Three, allow: {{W408: an example}}}}
forms:
  headache:
    title: Headache
    sections: [{{id: all, title: All, items: [Where does it hurt {turn}?]}}]
  back-pain:
    title: Back pain
    sections: [{{id: all, title: All, items: [When does it hurt {turn}?]}}]
  cough:
    title: Cough
    sections: [{{id: all, title: All, items: [How long {turn}?]}}]
"""
VERSIONS = 7
"""Of the site, in turn; what each should become is made once."""
MOMENTS = (
    (publish, "stage"),
    (publish, "keep"),
    (publish, "sync"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "mkdir"),
    (publish.shutil, "rmtree"),
)
"""Calls before which a build is killed, beside moments by the clock."""


class Found(NamedTuple):
    """What was seen over all rounds; `torn`, `unseen`, `left` and `unhealed` must be 0."""

    killed: int = 0
    mixed: int = 0
    torn: int = 0
    unseen: int = 0
    left: int = 0
    unhealed: int = 0


def little(job: Job, renderer: object) -> Rendered:
    """A file of some kilobytes that has the content, made at once."""
    text = f"{job.name} {getattr(job.subject, 'revision', '')}\n" * 200
    return Rendered(text.encode(), inputs=text)


def hasten(put: Callable[[object, str, object], None] = setattr) -> None:
    """Let builds write little, and digest the templates, which stay the same, once."""
    put(Job, "render", little)
    put(inputs, "digest_files", cache(inputs.digest_files))


def build(folder: Path, *arguments: str) -> tuple[int, str]:
    """`intake build` of the pages, in this process: exit code and what it prints."""
    command = ["build", str(folder / "questions.yaml"), "--format", "html", *arguments]
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            COMMAND(command, prog_name="intake")
        except SystemExit as ended:
            return int(ended.code or 0), said.getvalue()
    return 0, said.getvalue()


def write_site(folder: Path, turn: int) -> None:
    (folder / "questions.yaml").write_text(SITE.format(turn=turn))


def contents(folder: Path) -> dict[str, str]:
    """The digest of every published file."""
    return {
        path.name: digest(path.read_bytes())
        for path in (folder / "output").iterdir()
        if path.is_file()
    }


def killed_build(folder: Path, chance: random.Random, longest: float) -> bool:
    """Build in another process and kill it; whether it was still running."""
    by_clock = chance.random() < 0.3
    process = os.fork()
    if not process:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            if not by_clock:
                die_at(chance.randrange(1, 32), chance.random)
            build(folder, "--jobs", "1")
        os._exit(0)
    if by_clock:
        time.sleep(chance.random() * longest)
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


def die_at(call: int, chance) -> None:
    """Let this process be killed before, or just after, its call number `call` of MOMENTS."""
    left = [call]
    after = chance() < 0.3

    def dying(real):
        def run(*arguments, **keys):
            left[0] -= 1
            if not left[0] and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*arguments, **keys)
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return run

    for owner, name in MOMENTS:
        setattr(owner, name, dying(getattr(owner, name)))


def rounds(folder: Path, count: int, seed: int, tell: bool = False) -> Found:
    """Kill `count` builds of a site in `folder`, each followed by one that is let be."""
    chance = random.Random(seed)
    write_site(folder, 0)
    start = time.perf_counter()
    assert build(folder)[0] == 0
    longest = (time.perf_counter() - start) * 1.2
    before = contents(folder)
    found = Found()
    made: dict[int, dict[str, str]] = {}
    for turn in range(1, count + 1):
        version = turn % VERSIONS
        write_site(folder, version)
        wanted = made[version] = made.get(version) or reference(folder)
        was_killed = killed_build(folder, chance, longest)
        found = found._replace(killed=found.killed + was_killed)
        seen = contents(folder)
        whole = {name: {before.get(name), wanted[name]} for name in wanted}
        torn = sum(value not in whole.get(name, ()) for name, value in seen.items())
        is_mixed = seen not in (before, wanted)
        code, said = build(folder, "--check")
        is_seen = code == 1 if seen != wanted else True
        code, _ = build(folder)
        healed = contents(folder)
        left = [path.name for path in (folder / "output").iterdir() if path.name not in wanted]
        found = Found(
            found.killed,
            found.mixed + is_mixed,
            found.torn + torn,
            found.unseen + (not is_seen),
            found.left + len(left),
            found.unhealed + (code != 0 or healed != wanted),
        )
        if tell and (torn or left or healed != wanted or not is_seen):
            sys.stdout.write(f"{turn} {torn} {left} {code} {said} {healed == wanted}\n")
        before = wanted
        if tell and turn % 100 == 0:
            sys.stdout.write(f"{turn} {found}\n")
            sys.stdout.flush()
    return found


def reference(folder: Path) -> dict[str, str]:
    """What an undisturbed build of the site makes, elsewhere."""
    import shutil

    elsewhere = folder / "reference"
    shutil.rmtree(elsewhere, ignore_errors=True)
    elsewhere.mkdir()
    (elsewhere / "questions.yaml").write_text((folder / "questions.yaml").read_text())
    assert build(elsewhere)[0] == 0
    made = contents(elsewhere)
    assert MANIFEST in made
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", action="store_true")
    options = parser.parse_args()
    if not options.real:
        hasten()
    with tempfile.TemporaryDirectory() as name:
        found = rounds(Path(name), options.count, options.seed, tell=True)
    sys.stdout.write(f"{options.count} builds: {found}\n")
    sys.exit(any((found.torn, found.unseen, found.left, found.unhealed)))


if __name__ == "__main__":
    main()
