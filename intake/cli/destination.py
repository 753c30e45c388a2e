"""Where `intake read` writes to: what may be named with --output, and how it is written."""

import stat
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable


class To(StrEnum):
    """What the answers are written as."""

    json = "json"
    csv = "csv"
    fhir = "fhir"


def checked(output: Path | None, to: To | None) -> To:
    """The format that is asked for, or that the suffix of `output` says; else JSON.

    Raises BadParameter where the two differ, where the folder of `output` is not there (a mistyped
    one is not made), and where a file would be replaced that answers are never written to.
    """
    if output is None:
        return to or To.json
    said = next((one for one in To if output.suffix.lower() == f".{one}"), None)
    if to and said and to is not said and (to, said) != (To.fhir, To.json):
        raise _refused(f"its name ends in .{said}, and --to is {to}")
    if not output.resolve().parent.exists():
        raise _refused(f"there is no folder “{output.parent}”; make it, or correct the name")
    if output.is_file() and output.resolve().suffix.lower() not in (".json", ".csv"):
        raise _refused("it is there already, and is no .json or .csv; name another file")
    return to or said or To.json


def keep_apart(output: Path | None, inputs: "Iterable[Path]", what: str) -> None:
    """Raises BadParameter if writing `output` would replace one of `inputs`, by whatever name."""
    if output and output.exists() and any(one.exists() and output.samefile(one) for one in inputs):
        raise _refused(f"it is {what}")


def write(content: bytes, output: Path | None) -> None:
    """Replace the file `output` whole, or write into it where it is a device or a pipe.

    Standard output where there is none. Raises ContentError (E501).
    """
    if output is None:
        typer.echo(content, nl=False)
    elif _is_stream(output):
        _write_into(output, content)
    else:
        from intake.write import write_private

        write_private(output, content)


def _refused(what: str) -> typer.BadParameter:
    return typer.BadParameter(what, param_hint="--output")


def _is_stream(path: Path) -> bool:
    """Whether it is neither a file nor a folder, but a device, a pipe or a socket."""
    if not path.exists():
        return False
    mode = path.stat().st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _write_into(path: Path, content: bytes) -> None:
    from intake.content.problems import ContentError, Place, Problem

    try:
        with path.open("wb") as stream:
            stream.write(content)
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise ContentError([Problem(Place(str(path)), "E501", what, "name a file")]) from None
