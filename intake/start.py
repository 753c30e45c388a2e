"""The entry point of the command `intake`: what need not be done again is told without loading
anything that could do it (docs/decisions/0018-regenerate.md)."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


def run() -> None:
    """Run the command line. A build that was made already, of which nothing has changed since, only
    says so."""
    if sys.argv[1:2] == ["build"]:
        from intake import remembered

        remembered.begin()
        if (found := remembered.still_true()) is not None:
            _say(found)
    from intake.cli.app import run as run_app

    run_app()


def _say(found: "dict[str, Any]") -> None:
    """Print what that build would print, and end with exit code 0."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if found["warnings"]:
            from intake.cli.console import show
            from intake.content.problems import Place, Problem

            show(Problem(Place(*place), *rest) for place, *rest in found["warnings"])
        for stream, lines in ((sys.stderr, found["told"]), (sys.stdout, found["said"])):
            if lines and stream is not None:
                stream.write("\n".join(lines) + "\n")
                stream.flush()
    except OSError:  # nobody reads on
        os._exit(1)
    os._exit(0)
