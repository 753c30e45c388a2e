"""What every test may ask for; the forms themselves are in corpus.py."""

import shutil
from collections.abc import Callable
from pathlib import Path

import corpus
import pytest


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the files that all tests of a worker share; nobody changes them."""
    return tmp_path_factory.mktemp("corpus")


@pytest.fixture(scope="session")
def made(folder: Path) -> Callable[[str], corpus.Made]:
    """`made(name)`: a form of the corpus in every format, made once."""
    return lambda name: corpus.made(name, folder)


@pytest.fixture(scope="session")
def pdf(folder: Path, made: Callable[[str], corpus.Made]) -> Callable[[str], Path]:
    """`pdf(name)`: the PDF of a form of the corpus, as a file."""

    def path(name: str) -> Path:
        target = folder / f"{name}.pdf"
        if not target.exists():
            target.write_bytes(made(name).pdf)
        return target

    return path


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A folder of one's own with the seed's questions.yaml and an empty templates folder."""
    home = tmp_path / "clinic"
    (home / "templates").mkdir(parents=True)
    shutil.copy(corpus.SEED, home / "questions.yaml")
    return home
