"""Files that are made to do harm, or came to it: refused with one line, soon, in little memory."""

import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import corpus
import hostile
import pdfs
import pytest
from pikepdf import Pdf

from intake.answers import worker
from intake.answers.forms import Forms
from intake.answers.pdf import Filled, read_pdf
from intake.answers.reader import Reader
from intake.export.rendering import Renderer

TODAY = date(2026, 11, 23)
SECONDS = 2.0
MEGABYTES = 256


@pytest.fixture(scope="module")
def good(folder: Path) -> tuple[Forms, bytes]:
    """The seed, and its PDF filled in."""
    form = corpus.questionnaire(corpus.SEED)
    one = corpus.reading(form)
    raw = pdfs.saved(pdfs.blank(Renderer(None).render("sheet.html", one), one))
    return Forms([form]), pdfs.filled(raw, [("full_name", "Ana"), ("birth_date.year", "1980")])


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def timed(path: Path, good: tuple[Forms, bytes], reader: Reader) -> Filled:
    """What is read of `path`, within the time, by a worker that is there already."""
    before = path.with_name("good.pdf")
    before.write_bytes(good[1])
    assert read_pdf(before, good[0], reader, TODAY).answers
    start = time.perf_counter()
    found = read_pdf(path, good[0], reader, TODAY)
    assert time.perf_counter() - start < SECONDS
    return found


def changed(change: hostile.Make, good: tuple[Forms, bytes], folder: Path) -> Path:
    path = folder / "changed.pdf"
    path.write_bytes(good[1])
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path, fix_metadata_version=False)
    return path


@pytest.mark.filterwarnings("ignore:This document has")
@pytest.mark.parametrize("what", hostile.CHANGED)
def test_a_hostile_file_is_refused(what: str, good, tmp_path: Path, reader: Reader) -> None:
    code, change = hostile.CHANGED[what]
    found = timed(changed(change, good, tmp_path), good, reader)
    assert [fault.code for fault in found.faults] == [code]
    assert found.answers is None


@pytest.mark.parametrize("what", hostile.HARMLESS)
def test_what_is_not_looked_at_does_no_harm(
    what: str, good, tmp_path: Path, reader: Reader
) -> None:
    found = timed(changed(hostile.HARMLESS[what], good, tmp_path), good, reader)
    assert found.answers is not None, found.faults
    assert found.answers.values == {"full_name": "Ana", "birth_date": "1980"}


RAW = {
    "nothing": (b"", "E104"),
    "text": (b"full_name: Ana\n" * 100, "E701"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(5000), "E701"),
    "only the head": (b"%PDF-1.7\n", "E704"),
    "the head and noise": (b"%PDF-1.7\n" + bytes(range(256)) * 4000, "E704"),
    "arrays in arrays": (hostile.nested(b"[", b"]"), "E704"),
    "dictionaries in dictionaries": (hostile.nested(b"<</a ", b">>"), "E704"),
    "a bomb of objects": (hostile.objects_bomb(1), "E704"),
    "a bomb of objects in a bomb": (hostile.objects_bomb(2), "E704"),
    "a bomb of places": (hostile.xref_bomb(), "E704"),
}


@pytest.mark.parametrize("what", RAW)
def test_what_is_no_whole_pdf_is_refused(what: str, good, tmp_path: Path, reader: Reader) -> None:
    raw, code = RAW[what]
    path = tmp_path / "raw.pdf"
    path.write_bytes(raw)
    found = timed(path, good, reader)
    assert found.answers is None
    codes = [fault.code for fault in found.faults]
    assert codes == [code] or ("bomb" in what and codes == ["E707"])


@pytest.mark.parametrize("user", ["", "secret"], ids=["owner", "user"])
def test_an_encrypted_file_is_refused(user: str, good, tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "encrypted.pdf"
    hostile.encrypted(good[1], path, user)
    assert [fault.code for fault in timed(path, good, reader).faults] == ["E703"]


def test_a_file_of_300_megabytes_is_refused(good, tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(good[1])
    os.truncate(path, 300_000_000)
    assert [fault.code for fault in timed(path, good, reader).faults] == ["E702"]


def test_what_is_no_file_is_refused(good, tmp_path: Path, reader: Reader) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
    cases = {"pipe.pdf": "E102", ".": "E102", "none.pdf": "E101", "loop.pdf": "E103", "\0": "E103"}
    for name, code in cases.items():
        found = timed(tmp_path / name, good, reader)
        assert [fault.code for fault in found.faults] == [code], name


def test_a_truncated_file_is_refused(good, tmp_path: Path, reader: Reader) -> None:
    """Wherever it is cut off: never fewer answers without a word."""
    raw = good[1]
    path = tmp_path / "cut.pdf"
    for part in range(1, 50):
        path.write_bytes(raw[: len(raw) * part // 50])
        found = read_pdf(path, good[0], reader, TODAY)
        assert found.answers is None
        assert [fault.code for fault in found.faults] == ["E704"]


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_the_worker_has_little_memory(good, tmp_path: Path) -> None:
    """The system holds it to less than the promise; it can write no file."""
    (tmp_path / "good.pdf").write_bytes(good[1])
    with Reader() as reader:
        for _ in range(20):
            read_pdf(tmp_path / "good.pdf", good[0], reader, TODAY)
        assert reader._worker is not None
        rows = Path(f"/proc/{reader._worker.pid}/limits").read_text().splitlines()
        status = Path(f"/proc/{reader._worker.pid}/status").read_text()
    limits = {row[:26].strip(): row[26:].split()[0] for row in rows}
    assert int(limits["Max address space"]) == worker.MEMORY <= MEGABYTES << 20
    assert limits["Max file size"] == "0"
    peak = int(status.partition("VmPeak:")[2].split()[0])
    assert peak < 100_000, "kB that a good file takes"


TRAPS = ("resource", "json", "os", "pathlib", "pikepdf", "intake", "sitecustomize")


@pytest.mark.parametrize("on_path", ["", ".", "whole"])
def test_no_file_beside_the_pdfs_is_run(
    on_path: str, good, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is called, and wherever on this process's path its folder is."""
    (tmp_path / "good.pdf").write_bytes(good[1])
    for name in TRAPS:
        (tmp_path / f"{name}.py").write_text("open('ran', 'w'); raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path) if on_path == "whole" else on_path, *sys.path])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([".", *sys.path]))
    with Reader() as reader:
        found = read_pdf(Path("good.pdf"), good[0], reader, TODAY)
    assert found.answers is not None, found.faults
    assert not (tmp_path / "ran").exists()


def test_a_worker_that_dies_is_replaced(good, tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "good.pdf"
    path.write_bytes(good[1])
    assert read_pdf(path, good[0], reader, TODAY).answers
    assert reader._worker is not None
    reader._worker.kill()
    reader._worker.wait()
    assert read_pdf(path, good[0], reader, TODAY).answers


def test_a_worker_that_hangs_is_ended(
    good, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import signal

    path = tmp_path / "good.pdf"
    path.write_bytes(good[1])
    with Reader() as reader:
        assert read_pdf(path, good[0], reader, TODAY).answers
        assert reader._worker is not None
        os.kill(reader._worker.pid, signal.SIGSTOP)
        start = time.perf_counter()
        found = read_pdf(path, good[0], reader, TODAY)
        assert time.perf_counter() - start < SECONDS
        assert [fault.code for fault in found.faults] == ["E707"]
        assert read_pdf(path, good[0], reader, TODAY).answers
