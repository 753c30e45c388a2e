"""The process that opens PDFs, within limits; reader.py starts it.

A line on standard input is a path, as JSON; the answer is a line on standard output, as JSON:
`{"fields": [[name, sort, states, value], ...]}` or `{"refused": [code, what]}`. The first line,
`{}`, says that it is ready. It can write no file, and holds at most MEMORY bytes.
"""

import json
import os
import sys
from pathlib import Path

MEMORY = 160 << 20
"""Bytes of address space, of which Python and qpdf take 40 MB to begin with."""
SECONDS = 2
"""Of the processor, for one file; the parent waits shorter, but may be gone."""


def main() -> None:
    """Answer until standard input ends, or memory did not suffice."""
    _limit()
    import pikepdf.settings

    from intake.answers.acroform import LIMITS, fields
    from intake.answers.refused import Refused

    pikepdf.settings.set_qpdf_limits(**LIMITS)  # type: ignore[arg-type]  # each its own type
    _say({})
    for line in sys.stdin:
        _allow_seconds()
        try:
            _say({"fields": fields(Path(os.fsdecode(json.loads(line).encode("latin-1"))))})
        except Refused as refused:
            _say({"refused": (refused.code, refused.what)})
        except OSError:
            _say({"refused": ("E103", "cannot be read")})
        except (MemoryError, RecursionError):
            _say({"refused": ("E707", "needs too much memory")})
            return


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _limit() -> None:
    """Where the system has such limits; elsewhere only the parent's clock ends a long reading."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":  # macOS knows the name and refuses the value
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _allow_seconds() -> None:
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, most))
