"""What keeps imports light: packages are spared the work of which nothing is used here
(docs/decisions/0006-start.md)."""

import contextlib
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any


class Pattern:
    """`re.compile(source, flags)`, when it is first used.

    Compiling all the patterns of the warnings takes longer than everything else that checking a
    small form takes, and most texts need none of them. A pattern that ignores case is written in
    small letters; it takes three times as long, and is made only for a text whose small letters fit.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def _made(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)

    @cached_property
    def _small(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags & ~re.IGNORECASE)

    def fits(self, text: str) -> bool:
        """Whether it is found anywhere in `text`."""
        small = text.lower() if self.flags & re.IGNORECASE else text
        return self._small.search(small) is not None

    def _cannot(self, text: str) -> bool:
        return bool(self.flags & re.IGNORECASE) and not self.fits(text)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return None if self._cannot(text) else self._made.search(text, start)

    def match(self, text: str) -> re.Match[str] | None:
        return None if self._cannot(text) else self._made.match(text)

    def findall(self, text: str) -> list[Any]:
        return self._made.findall(text)

    def split(self, text: str) -> list[Any]:
        return self._made.split(text)

    def sub(self, new: str, text: str) -> str:
        return text if self._cannot(text) else self._made.sub(new, text)


@contextlib.contextmanager
def patterns_later() -> Iterator[None]:
    """Let a package be imported whose patterns are compiled when they are first used."""
    original = re.compile
    re.compile = Pattern  # type: ignore[assignment]  # has the methods that are used
    try:
        yield
    finally:
        re.compile = original


_METADATA = "importlib.metadata"


@contextlib.contextmanager
def no_metadata() -> Iterator[None]:
    """Let a package be imported that asks for its own version, without importlib.metadata.

    That loads modules for e-mail, CSV and ZIP files to tell what is installed. The stand-in knows
    no version; whoever keeps its `entry_points` gets the real ones when they are asked for.
    """
    if _METADATA in sys.modules:
        yield
        return
    sys.modules[_METADATA] = _StandIn(_METADATA)
    try:
        yield
    finally:
        del sys.modules[_METADATA]


class _StandIn(ModuleType):
    class PackageNotFoundError(ModuleNotFoundError):
        """As the real one."""

    @staticmethod
    def version(name: str) -> str:
        raise _StandIn.PackageNotFoundError(name)

    @staticmethod
    def entry_points(**wanted: Any) -> Any:
        return import_module(_METADATA).entry_points(**wanted)
