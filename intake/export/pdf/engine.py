"""Load WeasyPrint: only when needed, quickly, and without a traceback when Pango is missing."""

import contextlib
import ctypes.util
import io
import os
import sys
import warnings
from collections.abc import Iterator
from types import ModuleType

from intake.content.problems import ContentError, Place, Problem

PANGO_CURE = {
    "linux": "install Pango: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    " libharfbuzz-subset0 (Debian, Ubuntu), or sudo dnf install pango (Fedora)",
    "darwin": "install Pango: brew install pango",
    "win32": "install Pango with MSYS2: pacman -S mingw-w64-x86_64-pango,"
    " then set WEASYPRINT_DLL_DIRECTORIES to its bin folder",
}


def weasyprint() -> ModuleType:
    """The imported package. Raises ContentError (E502) when a system library is missing."""
    for find in (_no_search, contextlib.nullcontext):
        try:
            with find(), _quiet():
                import weasyprint
                import weasyprint.text.fonts

                return weasyprint
        except OSError:
            for name in [n for n in sys.modules if n.split(".")[0] == "weasyprint"]:
                del sys.modules[name]
    what = "the library Pango, which lays out the text, cannot be loaded"
    cure = PANGO_CURE.get(sys.platform, "install Pango")
    raise ContentError([Problem(Place("intake"), "E502", what, cure)])


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Silence what the import prints without Pango, and warns of without fonts: ours come along."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield


@contextlib.contextmanager
def no_clock() -> Iterator[None]:
    """Let fontTools write 1970 into the fonts that it cuts out of variable ones, not the time.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextlib.contextmanager
def _no_search() -> Iterator[None]:
    """Let cffi open libraries by their file names only.

    For each spelling of a library's name that does not exist, cffi asks ctypes.util.find_library,
    which starts ldconfig and gcc: half of WeasyPrint's import time. The right spelling for Linux
    is in WeasyPrint's list and opens without a search (docs/decisions/0002-import.md).
    """
    original = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = original
