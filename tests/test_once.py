"""What is made of a file or an object is made again when it is another, and only then."""

import gc
import os
from pathlib import Path

import pytest

from intake import once


class Thing:
    """Something that lives and goes."""


def test_a_file_that_is_as_it_was_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A young one is: it may be written once more without a sign."""
    path = tmp_path / "a"
    path.write_text("one")
    asked: list[Path] = []

    def make(path: Path) -> str:
        asked.append(path)
        return path.read_text()

    made = once.OfFile(make)
    assert (made(path), made(path), len(asked)) == ("one", "one", 2)
    monkeypatch.setattr(once, "AGED", -(10**18))
    assert (made(path), made(path), len(asked)) == ("one", "one", 3)
    path.write_text("two!")
    assert (made(path), made(path), len(asked)) == ("two!", "two!", 4)
    status = path.stat()
    path.write_text("else")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert made(path) == "else"
    path.rename(tmp_path / "b")
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            made(path)
    monkeypatch.setattr(once, "MOST", 2)
    for name in "cdefg":
        (tmp_path / name).write_text(name)
        assert made(tmp_path / name) == name
    assert len(made._known) <= 2


def test_of_an_object_it_is_kept_as_long_as_it_lives() -> None:
    """An equal one, or one that comes to stand in its place, is another."""
    made = once.OfObject(lambda one: [one.__class__])
    first, second = Thing(), Thing()
    assert made(first) is made(first)
    assert made(first) is not made(second)
    del first, second
    gc.collect()
    assert made._known == {}
