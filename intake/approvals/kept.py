"""The approved content itself, so that one can compare with it: `approvals/<form>.yaml` has the
original, `approvals/<form>.es.yaml` the original and its translation into Spanish."""

from pathlib import Path

from intake.approvals.fingerprint import fingerprint, of_language
from intake.approvals.record import Approval, Approvals
from intake.content.dump import dump
from intake.content.gather import gather
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Place, Problem
from intake.content.validate import validate

FOLDER = "approvals"


def path_of(approvals: Path, form: str, language: str, first: str) -> Path:
    """Where the approved content is kept, beside the file `approvals`."""
    name = f"{form}.yaml" if language == first else f"{form}.{language}.yaml"
    return approvals.parent / FOLDER / name


def content_of(form: Questionnaire, language: str) -> bytes:
    """What is kept of `form` once it is approved in `language`."""
    head = f"# “{form.id}” as it was approved ({language}). “intake approve” writes this file,\n"
    head += "# “intake diff” compares with it; do not change it.\n"
    return (head + dump([of_language(form, language)])).encode()


def kept(approvals: Approvals, approval: Approval, first: str) -> Questionnaire:
    """The content that was approved. Raises ContentError where it is gone or is another one."""
    path = path_of(approvals.path, approval.form, approval.language, first)
    what = "cannot be found, where the approved content should be"
    if path.exists():
        found = {form.id: form for form in validate(gather([path])).questionnaires}
        form = found.get(approval.form)
        if form and fingerprint(form, approval.language) == approval.revision:
            return form
        what = f"is not what {approval.by} approved on {approval.date}"
    cure = "take it back from git, or approve the form again"
    raise ContentError([Problem(Place(str(path)), "E802", what, cure)])
