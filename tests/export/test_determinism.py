"""The same content gives the same bytes, wherever and whenever it is built."""

import os
import subprocess
import sys
from pathlib import Path

import corpus
import pytest

PLACES = (
    {"TZ": "UTC", "PYTHONHASHSEED": "0", "LANG": "C"},
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "LANG": "tr_TR.UTF-8"},
)


CLINIC = "Riverside Neurology"
"""Some of its letters are made to need a variable font, out of which one is cut anew each time."""


def build(home: Path, settings: dict[str, str], *, source: str) -> dict[str, bytes]:
    """What `intake build` writes in a process of its own, below `home`."""
    for name in ("tmp", "user", "deep/er"):
        (home / name).mkdir(parents=True, exist_ok=True)
    text = corpus.SEED.read_text("utf-8")
    assert CLINIC in text
    text = text.replace(CLINIC, f"{CLINIC} · Неврология")
    (home / "deep" / "questions.yaml").write_text(text, "utf-8")
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "PYTHON", "COVERAGE"))},
        **settings,
        "TMPDIR": str(home / "tmp"),
        "HOME": str(home / "user"),
        "XDG_CACHE_HOME": str(home / "user"),
    }
    run = subprocess.run(
        [
            *(sys.executable, "-c", "from intake.cli.app import run; run()"),
            *("build", source, "--output", home / "output", "--quiet"),
        ],
        cwd=home / "deep" / "er",
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    return {path.name: path.read_bytes() for path in (home / "output").iterdir()}


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, dict[str, bytes]]]:
    """The seed built in each of PLACES, in folders of different names."""
    built = []
    for number, settings in enumerate(PLACES):
        home = tmp_path_factory.mktemp(f"home-{number}")
        source = "../questions.yaml" if number else str(home / "deep" / "questions.yaml")
        built.append((home, build(home, settings, source=source)))
    return built


def test_bytes_do_not_depend_on_the_place(homes) -> None:
    """Time zone, hash seed, language and folder change no byte of any file."""
    (_, first), *others = homes
    assert {Path(name).suffix for name in first} == {".html", ".pdf", ".json", ".js", ".css"}
    for _, other in others:
        assert set(other) == set(first)
        assert [name for name in first if other[name] != first[name]] == []


def test_nothing_names_the_place(homes) -> None:
    """No path, user or host of the computer is in any file."""
    for home, files in homes:
        for name, content in files.items():
            assert str(home).encode() not in content, name
            assert str(corpus.ROOT).encode() not in content, name


def test_no_temporary_file_is_left_behind(homes) -> None:
    """WeasyPrint's folder of fonts is removed, and nothing else is made there."""
    for home, _ in homes:
        assert list((home / "tmp").iterdir()) == []


def test_laying_out_in_one_process_leaves_nothing(made, tmp_path: Path, monkeypatch) -> None:
    """Not even when the page is refused."""
    import tempfile

    from intake.content.problems import ContentError
    from intake.export.pdf.layout import lay_out, unchecked

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lay_out(made("odd").sheet, "odd", unchecked)
    with pytest.raises(ContentError):
        lay_out('<!DOCTYPE html><title>x</title><img alt="" src="x.png">', "x", unchecked)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_ends_badly_is_not_written(monkeypatch) -> None:
    """Whatever else is put into it: WeasyPrint's faults become E504."""
    import pydyf

    from intake.export.pdf import streams

    def bad(pdf, target, *arguments, **keys) -> None:
        target.write(b"x\r\nendstream")

    monkeypatch.setattr(pydyf.PDF, "write", bad)
    with pytest.raises(ValueError, match="end of a line"):
        streams.write(pydyf.PDF())
