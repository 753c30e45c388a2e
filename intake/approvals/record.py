"""approvals.yaml: who approved which form, in which language, when. It is only ever added to."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from intake.content.gather import APPROVALS
from intake.content.load import load
from intake.content.model import Language
from intake.content.problems import ContentError, Place, Problem
from intake.content.types import Model, Name, Slug, Typed
from intake.content.values import Day
from intake.content.wording import say


class Approval(Model):
    """One approval: of one form, in one language, as it was then."""

    form: Slug = Field(description="The form's id.")
    language: Language = Field(description="The language whose words were approved.")
    version: Name = Field(description="The form's version.")
    revision: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(
        description="The fingerprint of what was approved."
    )
    by: Name = Field(description="Who approved it.")
    date: Day = Field(description="When.")
    note: Typed | None = Field(None, description="What else is to be remembered.")


class Approvals(NamedTuple):
    """What stands in the file `path`, in its order; a later entry replaces an earlier one."""

    path: Path
    entries: tuple[Approval, ...]

    def latest(self, form: str, language: str) -> Approval | None:
        """The last approval of the form in the language."""
        wanted = (form, language)
        found = (one for one in reversed(self.entries) if (one.form, one.language) == wanted)
        return next(found, None)


HEAD = """\
# Who approved which form, and when. “intake approve” adds to it; keep it with the questions.
# The last entry for a form and a language counts. What was approved is in the folder approvals.
"""


def read(folder: Path) -> Approvals | None:
    """The approvals beside the questions in `folder`; None where there is no such file.

    Raises ContentError with everything that is wrong in it.
    """
    path = folder / APPROVALS
    return Approvals(path, _read(path)) if path.exists() else None


def _read(path: Path) -> tuple[Approval, ...]:
    document = load(path)
    found: list[Problem] = [*document.problems]
    try:
        entries = _ENTRIES.validate_python(document.data)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            trail = details["loc"]
            is_key = details["type"] == "extra_forbidden"
            at = document.spot(trail, key=is_key)
            found.append(document.problem(at, *_said(details, trail)))
    if any(problem.is_error for problem in found):
        raise ContentError(found)
    return tuple(entries)


_ENTRIES: TypeAdapter[tuple[Approval, ...]] = TypeAdapter(tuple[Approval, ...])


def _said(details: Any, trail: tuple[int | str, ...]) -> tuple[str, str, str]:
    if not trail:
        what = "the file should hold a list of approvals, but holds something else"
        return "E303", what, "take it back from git, or remove it and approve the forms again"
    if trail[-1] == "revision" and details["type"] == "string_pattern_mismatch":
        what = "“revision” is not a fingerprint of 64 digits and letters from a to f"
        return "E304", what, "take the file back from git, or approve the form again"
    return say(details, trail, Approval)


def added(path: Path, new: tuple[Approval, ...]) -> bytes:
    """The file `path` with the approvals `new` at its end; comments and the rest stay.

    Raises ContentError where the file is not as it should be, or nothing can be added to it.
    """
    import yaml

    from intake.content.dump import Dumper

    text = path.read_text("utf-8-sig").rstrip() if path.exists() else HEAD.rstrip()
    old = _read(path) if path.exists() and text else ()
    made = [one.model_dump(exclude_none=True) for one in new]
    more = yaml.dump(made, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=95)
    whole = f"{text}\n\n{more}".lstrip().encode()
    if not _holds(whole, (*old, *new)):
        what = "cannot be added to: its entries are not a plain list"
        cure = "let each entry begin with “- form:” at the beginning of a line"
        raise ContentError([Problem(Place(str(path)), "E801", what, cure)])
    return whole


def _holds(content: bytes, entries: tuple[Approval, ...]) -> bool:
    """Whether a file of this content would be read as just these entries."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / APPROVALS
        path.write_bytes(content)
        try:
            return _read(path) == entries
        except ContentError:
            return False
