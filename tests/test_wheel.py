"""The wheel: what is in it, and that it makes the same forms as the checkout."""

import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
INTAKE = Path(sys.executable).with_name("intake")


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


def build_wheel(folder: Path) -> Path:
    """The wheel, built from the checkout into `folder`."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(folder, *pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", "wheels", ROOT)
    (path,) = (folder / "wheels").glob("*.whl")
    return path


def test_the_wheel_holds_what_the_forms_are_made_with_and_no_more(tmp_path: Path) -> None:
    """The package, every template, the first questions; no tests, no measurements, no leavings."""
    before = left_behind()
    with ZipFile(build_wheel(tmp_path)) as wheel:
        names = set(wheel.namelist())
    assert left_behind() == before
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


def test_an_installed_wheel_makes_the_same_forms_as_the_checkout(tmp_path: Path) -> None:
    """In an empty venv and an empty folder, byte by byte; and the doctor finds nothing wrong."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    pip = (programs / "python", "-m", "pip", "--disable-pip-version-check")
    run(tmp_path, *pip, "install", "--quiet", "-c", CONSTRAINTS, build_wheel(tmp_path))
    where = run(tmp_path, programs / "python", "-c", "import intake; print(intake.__file__)")
    assert Path(where.strip()).is_relative_to(tmp_path)

    run(tmp_path, programs / "intake", "new", "clinic")
    clinic = tmp_path / "clinic"
    run(clinic, programs / "intake", "build")
    run(tmp_path, INTAKE, "build", ROOT / "questions.yaml", "--output", "expected")
    made, expected = (
        {path.name: path.read_bytes() for path in folder.iterdir()}
        for folder in (clinic / "output", tmp_path / "expected")
    )
    assert {Path(name).suffix for name in expected} >= {".html", ".pdf"}
    assert made.keys() == expected.keys()
    assert [name for name in expected if made[name] != expected[name]] == []
    run(clinic, programs / "intake", "doctor")
