"""Regular expressions that are compiled when they are first used.

Compiling them all takes longer than everything else that checking a small form takes, and most
texts need none of them.
"""

import re
from typing import Any

_METHODS = ("search", "match", "findall", "split", "sub")


class Pattern:
    """`re.compile(source, flags)`, later."""

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
