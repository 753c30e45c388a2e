"""What keeps imports light: packages are spared the work of which nothing is used here
(docs/decisions/0006-start.md)."""

import contextlib
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

_METHODS = ("search", "match", "findall", "split", "sub")


class Pattern:
    """`re.compile(source, flags)`, when it is first used.

    Compiling all the patterns of the warnings takes longer than everything else that checking a
    small form takes, and most texts need none of them.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        made = re.compile(self.source, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


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
