"""What every test may ask for; the forms themselves are in corpus.py."""

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import corpus
import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a browser comes last: Playwright has threads, and a build in a process that has
    some begins its workers from nothing instead of forking them, which takes seconds."""
    items.sort(key=lambda item: "browser" in item.path.parts)


def pytest_collection_finish() -> None:
    """Python need not look again and again through what is there for good: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def loaded() -> None:
    """What makes PDFs is loaded once: the workers of builds, which are forked, find it there."""
    import intake.export.pdf.layout
    from intake.export.pdf.engine import weasyprint

    weasyprint()
    assert intake.export.pdf.layout


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the files that all tests of a run share, whatever worker they are in.

    A file is written there by `corpus.once`; nobody changes it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "corpus"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture(scope="session")
def made(folder: Path) -> Callable[[str], corpus.Made]:
    """`made(name)`: a form of the corpus in every format, made once."""
    return lambda name: corpus.made(name, folder)


@pytest.fixture(scope="session")
def pdf(folder: Path, made: Callable[[str], corpus.Made]) -> Callable[[str], Path]:
    """`pdf(name)`: the PDF of a form of the corpus, as a file."""

    return lambda name: corpus.once(folder / f"{name}.pdf", lambda: made(name).pdf)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A folder of one's own with the seed's questions.yaml and an empty templates folder."""
    home = tmp_path / "clinic"
    (home / "templates").mkdir(parents=True)
    shutil.copy(corpus.SEED, home / "questions.yaml")
    return home
