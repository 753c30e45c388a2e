"""By which signs a build is known to be up to date: what it was made of, and what it made."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from intake import remembered
from intake.content.gather import NOT_CONTENT, SUFFIXES
from intake.content.problems import Problem
from intake.publish import read_manifest
from intake.remembered import Signs, below, look
from intake.resources import PACKAGE, bundled
from intake.write import MANIFEST


def before(sources: Iterable[Path], beside: Iterable[Path]) -> dict[str, Signs]:
    """The signs of all that decides a build; to be taken before any of it is read."""
    if not remembered.is_wanted():
        return {}
    paths = [path for source in sources for path in _content(source)]
    paths += [path for one in beside for path in below(one)]
    paths += [*below(bundled("templates")), *below(PACKAGE)]
    paths += filter(None, sys.path)  # packages that come and go change the folders they are in
    paths += _libraries()
    return look(paths)


def of_output(folder: Path) -> dict[str, Signs]:
    """The signs of the files in `folder`; to be taken before any of them is looked at."""
    if not (remembered.is_wanted() and folder.is_dir()):
        return {}
    return look([folder, *folder.iterdir()])


def after(
    signs: dict[str, Signs],
    folder: Path,
    made: Iterable[Path],
    said: Sequence[str],
    told: Sequence[str],
    warnings: Sequence[Problem],
) -> None:
    """Remember that all is up to date, with the files `made` just now; unless one of them has
    been changed again already."""
    if not remembered.is_wanted():
        return
    made = tuple(made)
    fresh = look([folder, folder / MANIFEST, *made])
    entries = read_manifest(folder)
    if any(fresh[str(path)][4:] != [entries[path.name].content] for path in made):
        return
    gone = [path for path in signs if Path(path).parent == folder and not Path(path).exists()]
    kept = {path: one for path, one in signs.items() if path not in gone}
    says = {"said": [*said], "told": [*told], "warnings": [*warnings]}
    remembered.keep(kept | fresh, says)


def _libraries() -> list[str]:
    """The file of the system's Pango, of which an upgrade makes another; none where the system
    does not tell."""
    from intake.regenerate.inputs import pango

    if not pango():
        return []
    with suppress(OSError):
        lines = Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
        return sorted({line.split(maxsplit=5)[5] for line in lines if "/libpango-1.0." in line})
    return []


def _content(source: Path) -> Iterable[str]:
    """A file of questions, or those of a folder, and the folders in which there may be more."""
    if not source.is_dir():
        return [str(source)]
    found = (Path(path) for path in below(source, NOT_CONTENT, hidden=False))
    return [str(path) for path in found if path.suffix in SUFFIXES or path.is_dir()]
