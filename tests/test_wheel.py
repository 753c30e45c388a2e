"""The wheel: what is in it, and that it makes the same forms as the checkout."""

import os
import subprocess
import sys
import venv
from email.parser import Parser
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import corpus
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
_START = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from intake.start import run; run()"
INTAKE = (sys.executable, "-c", _START)
"""The command of this checkout, whichever is installed beside Python."""


def run(folder: Path, *command: str | Path) -> str:
    """What `command` prints, run in `folder`, which is not the checkout's."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def left_behind() -> set[str]:
    """What building a wheel may leave in a checkout."""
    return {path.name for pattern in ("build", "*.egg-info") for path in ROOT.glob(pattern)}


@pytest.fixture
def wheel(folder: Path) -> Path:
    """The wheel, built from the checkout, once for all the tests of a run."""

    def build() -> bytes:
        before = left_behind()
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
        wheels = folder / "wheels"
        run(folder, *pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", wheels, ROOT)
        (path,) = wheels.glob("*.whl")
        assert left_behind() == before
        return path.name.encode()

    return folder / "wheels" / corpus.once(folder / "wheel", build).read_text("utf-8")


def declared(wheel: Path) -> set[str]:
    """The names of the packages that the wheel asks for, those that these ask for, and so on."""
    with ZipFile(wheel) as opened:
        (name,) = (one for one in opened.namelist() if one.endswith(".dist-info/METADATA"))
        asked = Parser().parsestr(opened.read(name).decode()).get_all("Requires-Dist", [])
    found: set[str] = set()
    while asked:
        wanted = Requirement(asked.pop())
        extras = wanted.extras or {""}
        applies = any(not wanted.marker or wanted.marker.evaluate({"extra": e}) for e in extras)
        if applies and canonicalize_name(wanted.name) not in found:
            found.add(canonicalize_name(wanted.name))
            made = distribution(wanted.name)
            assert made.version in wanted.specifier, wanted
            asked += [one for one in made.requires or [] if "extra ==" not in one or wanted.extras]
    return found


def install(wheel: Path, environment: Path) -> Path:
    """A venv with the wheel and, as links, nothing but the packages that it asks for."""
    venv.create(environment)
    (site,) = environment.glob("lib/python*/site-packages")
    for name in declared(wheel):
        made = distribution(name)
        tops = {path.parts[0] for path in made.files or ()} - {"..", "__pycache__"}
        for top in tops:
            link = site / top
            if not link.exists():
                link.symlink_to(made.locate_file(top))
    python = environment / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(environment, *pip, "install", "--quiet", "--no-deps", "--no-index", wheel)
    return environment / "bin"


def test_the_wheel_holds_what_the_forms_are_made_with_and_no_more(wheel: Path) -> None:
    """The package, every template, the first questions; no tests, no measurements, no leavings."""
    with ZipFile(wheel) as opened:
        names = set(opened.namelist())
    templates = {
        f"intake/bundled/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert len(templates) > 20
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "intake").rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    assert {"intake/cli/app.py", "intake/coverage.json"} <= package
    rest = {name for name in names if ".dist-info/" not in name}
    assert rest == package | templates | {"intake/bundled/questions.yaml"}


def test_an_installed_wheel_makes_the_same_forms_as_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    """In a venv of what it asks for and an empty folder, byte by byte; the doctor finds nothing
    wrong."""
    programs = install(wheel, tmp_path / "venv")
    where = run(tmp_path, programs / "python", "-c", "import intake; print(intake.__file__)")
    assert Path(where.strip()).is_relative_to(tmp_path)

    run(tmp_path, programs / "intake", "new", "clinic")
    clinic = tmp_path / "clinic"
    run(clinic, programs / "intake", "build")
    run(tmp_path, *INTAKE, "build", ROOT / "questions.yaml", "--output", "expected")
    made, expected = (
        {path.name: path.read_bytes() for path in folder.iterdir()}
        for folder in (clinic / "output", tmp_path / "expected")
    )
    assert {Path(name).suffix for name in expected} >= {".html", ".pdf"}
    assert made.keys() == expected.keys()
    assert [name for name in expected if made[name] != expected[name]] == []
    run(clinic, programs / "intake", "doctor")
