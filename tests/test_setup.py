"""Setting a computer up: what is missing is installed or named, and nothing is done twice."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "questions.yaml"
INTAKE = Path(sys.executable).with_name("intake")

PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
FOR_FORMS = f"python3-venv {PANGO}"
FOR_TESTS = f"{FOR_FORMS} chromium poppler-utils"
MADE = ["venv", "pip -c .ci/constraints.txt -e ."]

TOOLS = ("bash", "cat", "cp", "dirname", "echo", "env", "head", "make", "mkdir", "mv", "printf")
TOOLS += ("rm", "sh", "true")
STUBS = {
    "id": 'echo "$M_UID"',
    "uname": 'echo "$M_SYSTEM"',
    "sudo": '[ -n "$M_SUDO" ] && shift && exec "$@"',
    "dnf": "exit 1",
    "apt-get": """
        if [ -e "$M/offline" ]; then echo "E: no network" >&2; exit 100; fi
        [ "$2" = install ] || { echo "apt-get $2" >>"$M/log"; exit; }
        shift 2
        for word; do case $word in
            -y | --* | -o | *=*) continue ;;
            chromium) cp "$M/bin/id" "$M/bin/chromium" ;;
            poppler-utils) cp "$M/bin/id" "$M/bin/pdftoppm" ;;
            esac; packages="${packages:+$packages }$word"; echo "$word" >>"$M/installed"
        done
        echo "apt-get install $packages, $DEBIAN_FRONTEND" >>"$M/log" """,
    "python3": """
        case $*:$M_PYTHON in
        "-m venv"*) echo venv >>"$M/log"; rm -rf .venv; mkdir -p .venv/bin
            cp "$M/pip" .venv/bin/python; cp "$M/intake" .venv/bin/ ;;
        -V:?*) echo "Python $M_PYTHON" ;;
        *) PYTHONPATH="$M" exec "$M_REAL_PYTHON" "$@" ;;
        esac""",
    "../pip": """
        [ "$1 $2" = "-m pip" ] || exit
        if [ -e "$M/offline" ]; then echo "ERROR: no network" >&2; exit 1; fi
        shift 5
        echo "pip $*" >>"$M/log" """,
    "../intake": "mkdir -p output; echo >output/form.html; echo >output/form.pdf",
}
"""The commands of a computer that is only played; what happens to it is written to its log."""

LIBRARIES = """
import ctypes, ctypes.util, os, pathlib, sys

installed = pathlib.Path(os.environ["M"], "installed").read_text().split()
packages = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}

def load(name):
    if packages.get(name) not in installed:
        raise OSError(name)
    return True

ctypes.CDLL = load
ctypes.util.find_library = lambda name: None
if "python3-venv" not in installed:
    sys.modules["ensurepip"] = None
if os.environ.get("M_PYTHON"):
    sys.version_info = tuple(map(int, os.environ["M_PYTHON"].split(".")))
"""
"""What Python finds there: a library, or ensurepip, when its package is installed."""


@dataclass
class Machine:
    """A computer that is only played: its own commands, libraries and checkout."""

    home: Path
    checkout: Path

    def has(self, packages: str) -> None:
        (self.home / "installed").write_text(packages.replace(" ", "\n") + "\n")
        for package, command in (("chromium", "chromium"), ("poppler-utils", "pdftoppm")):
            if package in packages:
                shutil.copy(self.home / "bin" / "id", self.home / "bin" / command)

    def lacks(self, *commands: str) -> None:
        for command in commands:
            (self.home / "bin" / command).unlink()

    def offline(self, yes: bool = True) -> None:
        (self.home / "offline").touch() if yes else (self.home / "offline").unlink()

    def log(self) -> list[str]:
        """What was done to the machine since the last time this was asked."""
        path = self.home / "log"
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines

    def run(
        self, *command: str, uid: int = 0, sudo: str = "", system: str = "Linux", python: str = ""
    ) -> subprocess.CompletedProcess[str]:
        env = {"PATH": str(self.home / "bin"), "M": str(self.home), "M_UID": str(uid)}
        env |= {"M_SUDO": sudo, "M_SYSTEM": system, "M_PYTHON": python}
        env |= {"M_REAL_PYTHON": sys.executable}
        return subprocess.run(
            command or (str(self.checkout / ".ci" / "setup"), "forms"),
            cwd=self.checkout,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Debian without anything but Python; its checkout has a space in its path."""
    found = Machine(tmp_path, tmp_path / "my check-out")
    (found.checkout / ".ci").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", ".ci/setup", ".ci/run", ".ci/constraints.txt"):
        shutil.copy(ROOT / name, found.checkout / name)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        real = shutil.which(tool)
        assert real, tool
        (tmp_path / "bin" / tool).symlink_to(real)
    for name, text in STUBS.items():
        path = tmp_path / "bin" / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
    (tmp_path / "sitecustomize.py").write_text(LIBRARIES)
    found.has("")
    return found


OLD = {"python": "3.10.12"}
PLAIN_USER = {"uid": 1000}
MISSING_FOR_FORMS = "Missing: Python's venv module, Pango. Install with: "
STOPS = [
    # purpose, who and where, missing commands, what is installed, the line
    ("forms", PLAIN_USER, "", "", f"{MISSING_FOR_FORMS}sudo apt-get install {FOR_FORMS}."),
    ("forms", PLAIN_USER, "sudo", "", f"{MISSING_FOR_FORMS}sudo apt-get install {FOR_FORMS}."),
    (
        "test",
        PLAIN_USER,
        "",
        "python3-venv libpango-1.0-0 libpangoft2-1.0-0",
        f"Missing: Pango, Chromium, Poppler. Install with: sudo apt-get install {PANGO}"
        " chromium poppler-utils.",
    ),
    (
        "forms",
        PLAIN_USER,
        "python3",
        "",
        "Missing: Python 3.11 or newer, Python's venv module, Pango. Install with:"
        f" sudo apt-get install python3 {FOR_FORMS}.",
    ),
    (
        "forms",
        {},
        "apt-get",
        "python3-venv",
        "Missing: Pango. Install with: sudo dnf install pango.",
    ),
    (
        "test",
        {},
        "apt-get",
        "python3-venv",
        "Missing: Pango, Chromium, Poppler. Install with:"
        " sudo dnf install pango chromium poppler-utils.",
    ),
    (
        "forms",
        {},
        "apt-get dnf",
        "python3-venv",
        "Missing: Pango. Install with: the package manager of this system.",
    ),
    (
        "forms",
        {"system": "Darwin"},
        "",
        "python3-venv",
        "Missing: Pango. Install with: brew install pango.",
    ),
    (
        "test",
        {"system": "Darwin"},
        "",
        "python3-venv",
        "Missing: Pango, Chromium, Poppler. Install with: brew install pango chromium poppler.",
    ),
    (
        "forms",
        {"system": "MINGW64_NT-10.0"},
        "",
        "python3-venv",
        "Missing: Pango. Install with: pacman -S mingw-w64-x86_64-pango (MSYS2), and set"
        " WEASYPRINT_DLL_DIRECTORIES to its bin folder.",
    ),
    ("forms", OLD, "", "", "Python 3.10.12 is too old: install Python 3.11 or newer,"),
]


@pytest.mark.parametrize(("purpose", "who", "lacks", "has", "line"), STOPS)
def test_what_may_not_be_installed_is_named_in_one_line(
    machine: Machine, purpose: str, who: dict[str, object], lacks: str, has: str, line: str
) -> None:
    """Exit code 1, the packages by their names on this system, and nothing made or installed."""
    machine.has(has)
    machine.lacks(*lacks.split())
    run = machine.run(".ci/setup", purpose, **who)
    again = " then run make again.\n" if who is OLD else " Then run make again.\n"
    assert (run.stderr, run.returncode) == (line + again, 1)
    assert (run.stdout, machine.log()) == ("", [])
    assert not (machine.checkout / ".venv").exists()


@pytest.mark.parametrize("who", [{"uid": 0}, {"uid": 1000, "sudo": "yes"}])
@pytest.mark.parametrize(
    ("purpose", "has", "installed"),
    [
        ("forms", "", FOR_FORMS),
        ("forms", "python3-venv libpango-1.0-0", PANGO),
        ("forms", PANGO, "python3-venv"),
        ("test", "", FOR_TESTS),
        ("test", f"{FOR_FORMS} chromium", "poppler-utils"),
        ("test", f"{FOR_FORMS} poppler-utils", "chromium"),
    ],
)
def test_debian_gets_the_packages_that_are_missing(
    machine: Machine, who: dict[str, object], purpose: str, has: str, installed: str
) -> None:
    """By root, or by sudo without a password; no question is asked; .venv is made after it."""
    machine.has(has)
    run = machine.run(".ci/setup", purpose, **who)
    assert (run.stderr, run.returncode) == ("", 0)
    apt = ["apt-get update", f"apt-get install {installed}, noninteractive"]
    pip = MADE[1] + ("[test]" if purpose == "test" else "")
    assert machine.log() == [*apt, "venv", pip]


@pytest.mark.parametrize(("purpose", "has"), [("forms", FOR_FORMS), ("test", FOR_TESTS)])
def test_apt_is_left_alone_when_nothing_is_missing(
    machine: Machine, purpose: str, has: str
) -> None:
    """Not even its lists are renewed."""
    machine.has(has)
    assert machine.run(".ci/setup", purpose).returncode == 0
    assert machine.log()[0] == "venv"


def test_apt_without_network_leaves_its_words_and_the_cure(machine: Machine) -> None:
    """What apt says is shown, then the line that says what to install."""
    machine.offline()
    run = machine.run()
    assert run.returncode == 1
    said = run.stderr.splitlines()
    assert said[:-1] == ["E: no network"] * 2
    assert said[-1].startswith("Missing: Python's venv module, Pango. Install with: sudo apt-get")


def test_pip_without_network_leaves_its_words_and_the_next_run_heals(machine: Machine) -> None:
    """pip's error is shown, the exit code is 1, and a half-filled .venv is not trusted again."""
    machine.has(FOR_FORMS)
    assert machine.run().returncode == 0
    assert machine.log() == MADE
    machine.offline()
    (machine.checkout / "pyproject.toml").write_text("# other packages\n")
    run = machine.run()
    assert run.returncode == 1
    assert run.stderr.startswith("ERROR: no network\nThe packages could not be installed")
    machine.offline(False)
    assert machine.run().returncode == 0
    assert machine.log() == MADE


def test_a_newer_python_beside_an_old_one_is_found(machine: Machine) -> None:
    """As on Ubuntu 22.04, where python3 is 3.10 and python3.12 can be installed as well."""
    machine.has(FOR_FORMS)
    newer = machine.home / "bin" / "python3.12"
    newer.write_text('#!/bin/sh\nM_PYTHON= exec python3 "$@"\n')
    newer.chmod(0o755)
    run = machine.run(**OLD)
    assert (run.stderr, run.returncode) == ("", 0)
    assert machine.log() == MADE


def test_a_second_run_does_nothing(machine: Machine) -> None:
    """Neither venv nor pip runs, and nothing is printed; what the tests need is enough too."""
    machine.has(FOR_TESTS)
    assert machine.run(".ci/setup", "test").returncode == 0
    assert machine.log() == [MADE[0], MADE[1] + "[test]"]
    for purpose in ("test", "forms"):
        run = machine.run(".ci/setup", purpose)
        assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)
        assert machine.log() == []


@pytest.mark.parametrize(
    ("change", "done"),
    [
        ("echo '# newer' >>pyproject.toml", MADE[1:]),
        ("echo '# newer' >>.ci/constraints.txt", MADE[1:]),
        ("rm .venv/installed", MADE),  # an interrupted run
        ("rm .venv/bin/python", MADE),
        ("rm -r .venv", MADE),
    ],
)
def test_what_changed_is_installed_anew(machine: Machine, change: str, done: list[str]) -> None:
    """Changed requirements go over the old .venv; one that is not whole is thrown away."""
    machine.has(FOR_FORMS)
    assert machine.run().returncode == 0
    assert machine.log() == MADE
    assert machine.run("sh", "-c", change).returncode == 0
    assert machine.run().returncode == 0
    assert machine.log() == done


def test_a_moved_checkout_gets_a_new_venv(machine: Machine) -> None:
    """The programs in .venv know their folder by its whole path."""
    machine.has(FOR_FORMS)
    assert machine.run().returncode == 0
    assert machine.log() == MADE
    machine.checkout = machine.checkout.rename(machine.home / "elsewhere")
    assert machine.run().returncode == 0
    assert machine.log() == MADE


@pytest.mark.parametrize("command", [("make",), ("make", "forms")])
def test_make_says_where_the_forms_are(machine: Machine, command: tuple[str, ...]) -> None:
    """`make` alone makes the forms; their whole paths come last, one a line."""
    machine.has(FOR_FORMS)
    run = machine.run(*command)
    assert (run.stderr, run.returncode) == ("", 0)
    forms = [str(machine.checkout / "output" / name) for name in ("form.html", "form.pdf")]
    assert [line.strip() for line in run.stdout.splitlines()[-2:]] == forms
    assert all(Path(form).is_file() for form in forms)


def test_make_stops_after_the_line(machine: Machine) -> None:
    """What is missing is said once, and no form is attempted."""
    run = machine.run("make", uid=1000)
    said = [line for line in run.stderr.splitlines() if not line.startswith("make:")]
    assert said == [f"{MISSING_FOR_FORMS}sudo apt-get install {FOR_FORMS}. Then run make again."]
    assert (run.stdout, run.returncode) == ("", 2)


def test_ci_runs_make_test_and_pytest_is_last(machine: Machine) -> None:
    """Every check, in this order; pytest's closing line is the last one of the run."""
    (machine.home / "make.sh").symlink_to(shutil.which("make"))
    machine.lacks("make")
    make = machine.home / "bin" / "make"
    make.write_text('#!/bin/sh\nexec "$M/make.sh" --dry-run "$@"\n')
    make.chmod(0o755)
    run = machine.run("bash", ".ci/run")
    assert (run.stderr, run.returncode) == ("", 0)
    assert run.stdout.splitlines() == [
        ".ci/setup test",
        ".venv/bin/ruff check .",
        ".venv/bin/ruff format --check .",
        ".venv/bin/mypy",
        ".venv/bin/python -m pytest -n 2 --dist worksteal",
    ]


def test_every_package_is_pinned_and_nothing_says_where_from() -> None:
    """Name and exact version on each line; no address, and not the project itself."""
    text = (ROOT / ".ci" / "constraints.txt").read_text()
    pins = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(pins) > 30
    names = []
    for pin in pins:
        name, equals, version = pin.partition("==")
        assert equals, pin
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name), pin
        assert version.replace(".", "").isalnum(), pin
        names.append(name.lower().replace("_", "-"))
    assert len(names) == len(set(names))
    assert {"weasyprint", "pytest"} <= set(names)
    assert not {"intake-forms", "pip", "setuptools"} & set(names)


# What the installed program does when something is missing after all. Each case is a program for
# Python to run before `intake`, which takes the thing away.

NO_PANGO = """
import cffi

real = cffi.FFI.dlopen

def dlopen(self, name, flags=0):
    if "pango" in str(name):
        raise OSError(f"cannot load library {name!r}")
    return real(self, name, flags)

cffi.FFI.dlopen = dlopen
"""
NO_PACKAGE = """
from importlib.machinery import PathFinder

real = PathFinder.find_spec

def find_spec(name, path=None, target=None):
    return None if name == "fontpkg_atkinson_hyperlegible" else real(name, path, target)

PathFinder.find_spec = find_spec
"""
NO_FILE = """
from pathlib import Path

package = Path(__file__).with_name("fontpkg_atkinson_hyperlegible")
package.mkdir(exist_ok=True)
(package / "__init__.py").touch()
"""
PANGO_LINE = "the library Pango, which lays out the text, cannot be loaded; install Pango: "
FONT_LINE = (
    "the font Atkinson Hyperlegible cannot be read; install it again:"
    " pip install --force-reinstall fontpkg-atkinson-hyperlegible"
)
TAKEN_AWAY = [(NO_PANGO, PANGO_LINE), (NO_PACKAGE, FONT_LINE), (NO_FILE, FONT_LINE)]
CASES = pytest.mark.parametrize(
    ("without", "line"), TAKEN_AWAY, ids=["Pango", "font package", "font file"]
)


def intake(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `intake` in `folder`, where the seed's questions.yaml is put."""
    shutil.copy(SEED, folder)
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [INTAKE, *arguments],
        cwd=folder,
        env=clean | env,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def run_without(tmp_path: Path, without: str, command: str) -> subprocess.CompletedProcess[str]:
    site, folder = tmp_path / "site", tmp_path / "clinic"
    site.mkdir()
    folder.mkdir()
    (site / "sitecustomize.py").write_text(without)
    return intake(folder, command, PYTHONPATH=str(site))


@CASES
def test_build_names_what_is_missing(tmp_path: Path, without: str, line: str) -> None:
    """One line with E502 and the cure, exit code 1, and nothing is written."""
    run = run_without(tmp_path, without, "build")
    (said,) = run.stderr.splitlines()
    assert said.startswith(f"intake: E502 {line}")
    assert (run.stdout, run.returncode) == ("", 1)
    assert not (tmp_path / "clinic" / "output").exists()


@CASES
def test_doctor_names_what_is_missing(tmp_path: Path, without: str, line: str) -> None:
    """One line with the cure, exit code 1; the rest is looked at all the same."""
    run = run_without(tmp_path, without, "doctor")
    (said,) = run.stderr.splitlines()
    assert said.startswith(f"no  {line}")
    assert run.returncode == 1
    assert "output can be written" in run.stdout


def test_a_computer_without_fonts_makes_the_same_pdf_in_silence(tmp_path: Path) -> None:
    """The fonts are the project's own; that the system has none is no one's concern."""
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    usual, bare = tmp_path / "usual", tmp_path / "bare"
    for folder, env in ((usual, {}), (bare, {"FONTCONFIG_FILE": str(config)})):
        folder.mkdir()
        run = intake(folder, "build", "--quiet", **env)
        assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)
    pdf = usual / "output" / "muscle-twitching.pdf"
    assert (bare / "output" / pdf.name).read_bytes() == pdf.read_bytes()
