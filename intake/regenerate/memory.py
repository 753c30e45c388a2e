"""By which signs a build is known to be up to date: what it was made of, and what it made."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from intake import remembered
from intake.content.gather import NOT_CONTENT, SUFFIXES
from intake.content.problems import Problem
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
    return look(paths)


def after(
    signs: dict[str, Signs],
    folder: Path,
    names: Iterable[str],
    said: Sequence[str],
    told: Sequence[str],
    warnings: Sequence[Problem],
) -> None:
    """Remember that all is up to date: the files `names` in `folder`."""
    if not remembered.is_wanted():
        return
    made = look([folder, folder / MANIFEST, *(folder / name for name in names)])
    says = {"said": [*said], "told": [*told], "warnings": [*warnings]}
    remembered.keep(signs | made, says)


def _content(source: Path) -> Iterable[str]:
    """A file of questions, or those of a folder, and the folders in which there may be more."""
    if not source.is_dir():
        return [str(source)]
    found = (Path(path) for path in below(source, NOT_CONTENT))
    return [str(path) for path in found if path.suffix in SUFFIXES or path.is_dir()]
