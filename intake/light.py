"""What keeps imports light: packages are spared the work of which nothing is used here
(docs/decisions/0006-start.md)."""

import contextlib
import importlib
import re
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

_compile = re.compile


class Pattern:
    """`re.compile(pattern, flags)`, when it is first used: it has all that the compiled one has.

    Compiling all the patterns of the warnings takes longer than everything else that checking a
    small form takes, and most texts need none of them.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what Python looks for, to copy it for one
            raise AttributeError(name)
        found = getattr(_compile(*self._given), name)
        setattr(self, name, found)
        return found


@contextlib.contextmanager
def patterns_later() -> Iterator[None]:
    """Let a package be imported whose patterns are compiled when they are first used."""
    original = re.compile
    re.compile = Pattern  # type: ignore[assignment]  # has what a compiled one has
    try:
        yield
    finally:
        re.compile = original


_METADATA = "importlib.metadata"


@contextlib.contextmanager
def no_metadata() -> Iterator[None]:
    """Let a package be imported that asks for its own version, without importlib.metadata.

    That loads modules for e-mail, CSV and ZIP files to tell what is installed. The stand-in knows
    no version while a package is imported; asked for anything else, or later, it makes way for
    the real module and passes the question on.
    """
    if _METADATA in sys.modules:
        yield
        return
    sys.modules[_METADATA] = importlib.metadata = _StandIn(_METADATA)
    try:
        yield
    finally:
        _remove()


class _StandIn(ModuleType):
    class PackageNotFoundError(ModuleNotFoundError):
        """As the real one."""

    @staticmethod
    def version(name: str) -> str:
        if not _stands_in():
            with contextlib.suppress(_real().PackageNotFoundError):
                return str(_real().version(name))
        raise _StandIn.PackageNotFoundError(name)

    @staticmethod
    def entry_points(**wanted: Any) -> Any:
        return _real().entry_points(**wanted)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import asks of every module
            raise AttributeError(name)
        return getattr(_real(), name)


def _stands_in() -> bool:
    return isinstance(sys.modules.get(_METADATA), _StandIn)


def _remove() -> None:
    """Take the stand-in away, where it still stands."""
    if _stands_in():
        del sys.modules[_METADATA], importlib.metadata


def _real() -> Any:
    _remove()
    return importlib.import_module(_METADATA)
