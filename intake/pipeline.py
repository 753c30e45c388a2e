"""build(): every step from questions.yaml to output/, in order, on one screen."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from intake.approvals.state import with_approvals
from intake.content.gather import approvals_home, gather
from intake.content.lint import lint
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Place, Problem
from intake.content.validate import Checked, validate
from intake.export.names import file_name
from intake.regenerate.jobs import Job, all_names, each_file, jobs

if TYPE_CHECKING:
    from intake.publish import Output
    from intake.regenerate.plan import Seen
    from intake.regenerate.pool import Here, Pool
    from intake.regenerate.worker import Outcome

__all__ = [
    "Built",
    "Made",
    "all_names",
    "build",
    "check",
    "each_file",
    "file_name",
    "jobs",
    "make",
    "see",
]


AGAIN = 3
"""Times that files are rendered at most when someone is changing the templates."""


class Made(NamedTuple):
    """One finished file: its form and language, path, pages (paper only), size in bytes and
    seconds taken. Form and language are empty for a file that all forms share."""

    form: str
    language: str
    path: Path
    pages: int | None
    size: int
    seconds: float


class Built(NamedTuple):
    """What a build did: files made, names of those that were kept because a person made or changed
    them, and the problems of forms that exceed a limit, of which no file was replaced."""

    made: list[Made]
    kept: list[str]
    problems: list[Problem]


def check(*sources: Path) -> tuple[Checked, tuple[Problem, ...]]:
    """What `sources` (files and folders) declare, and the warnings. Raises ContentError."""
    checked = with_standing(validate(gather(sources)), sources)
    return checked, lint(checked)


def with_standing(checked: Checked, sources: Sequence[Path]) -> Checked:
    """What `sources` declare, each form knowing whether it is approved. Raises ContentError."""
    forms = with_approvals(checked.questionnaires, approvals_home(sources))
    return checked._replace(questionnaires=forms)


def see(
    questionnaires: Iterable[Questionnaire],
    expected: Iterable[str] | None,
    folder: Path,
    formats: Iterable[str],
    templates: Path,
    *,
    editions: Iterable[str] = (),
    papers: Iterable[str] = (),
    whole: Iterable[Questionnaire] = (),
) -> "list[Seen]":
    """How each file of the output stands to the content; what is not `expected` is left over
    (None: that is not asked).

    `editions` and `papers` are those of the files on paper, instead of the clinic's own;
    `templates` is the clinic's own folder, which need not exist; `whole` are all forms of the
    content, where `questionnaires` are some of them.
    """
    from intake.publish import read_manifest
    from intake.regenerate import plan
    from intake.regenerate.inputs import Inputs

    wanted = jobs(questionnaires, [*formats], [*editions], [*papers], whole)
    return plan.see(folder, read_manifest(folder), wanted, Inputs(templates), expected)


def build(
    questionnaires: Iterable[Questionnaire],
    output: Path,
    formats: Iterable[str],
    templates: Path,
    progress: Callable[[], None] = lambda: None,
    place: Callable[[Problem], Problem] = lambda problem: problem,
    *,
    pool: "Pool | Here | None" = None,
    choose: "Callable[[list[Seen]], Sequence[Seen]] | None" = None,
    ready: Callable[[], None] = lambda: None,
) -> Built:
    """Make what is not current of the forms, or what `choose` takes of all their files, in `pool`
    or else in this process without limits: for one that stays and is warm. A form that cannot be
    made does not keep the others from it.

    Raises ContentError with what is wrong for all forms; nothing is published then.
    """
    from intake.publish import hold
    from intake.regenerate.plan import FileState, stale
    from intake.regenerate.pool import Here

    with hold(output) as held:
        seen = see(questionnaires, None, output, formats, templates)
        wanted = (choose or stale)(seen)
        pool = pool or Here()
        made = make(wanted, held, templates, pool, progress, place, apart=True, ready=ready)
    edited = [one.name for one in seen if one.state is FileState.EDITED]
    return made._replace(kept=[*edited, *made.kept])


def make(
    wanted: "Sequence[Seen]",
    output: "Output",
    templates: Path,
    pool: "Pool | Here",
    progress: Callable[[], None] = lambda: None,
    place: Callable[[Problem], Problem] = lambda problem: problem,
    *,
    removed: Iterable[str] = (),
    seconds: int = 0,
    apart: bool = False,
    ready: Callable[[], None] = lambda: None,
) -> Built:
    """Render the `wanted` files in the workers of `pool`, then put all into `output` at once, and
    take those that are `removed` away.

    `progress` is called after each file, `ready` before they are put in place; `place` gives a
    problem its place in the content;
    `seconds` is the most that a form may take for each sheet (0: as usual). With `apart`, a form
    with problems keeps its files as they were and the others are published. Raises ContentError
    with the problems of every file; nothing is published then.
    """
    from intake.publish import Entry
    from intake.regenerate.plan import FileState, digest_of_file

    jobs = [one.job for one in wanted if one.job]
    outcomes = _rendered(jobs, output, templates, pool, seconds, progress)
    spoiled = _spoiled(jobs, outcomes)
    told = [place(problem) for found in spoiled.values() for problem in found]
    if any(one.problems for one in outcomes) and not (apart and all(one.form for one in told)):
        found = {problem for one in outcomes for problem in one.problems}
        raise ContentError([place(problem) for problem in found])
    built = Built([], [], told)
    files: dict[str, Entry] = {}
    for seen, job, one in zip(wanted, jobs, outcomes, strict=True):
        path = output.folder / job.name
        if job.form in spoiled:
            continue
        if seen.state is FileState.STRANGE and digest_of_file(path) != one.content:
            built.kept.append(job.name)
            continue
        files[job.name] = Entry(seen.inputs, one.rendered, one.content)
        made = Made(job.form, job.language, path, one.pages, one.size, one.seconds)
        built.made.append(made)
    ready()
    output.publish(files, removed)
    return built


def _rendered(
    jobs: Sequence[Job],
    output: "Output",
    templates: Path,
    pool: "Pool | Here",
    seconds: int,
    progress: Callable[[], None],
) -> "list[Outcome]":
    """What became of each of the `jobs`, whose files are staged; all once more where the clinic's
    templates were changed meanwhile, also if they are the same again. Raises OSError."""
    from intake.regenerate.inputs import digest_files
    from intake.regenerate.pool import SECONDS
    from intake.regenerate.worker import Task
    from intake.remembered import below, look

    limit = seconds or SECONDS
    outcomes: dict[int, Outcome] = {}
    for _ in range(AGAIN if jobs else 0):
        signs = {path: one[:4] for path, one in look(below(templates)).items()}
        mark = digest_files(templates)
        tasks = [Task(job, output.staging, templates, mark, limit) for job in jobs]
        with closing(pool.run(tasks)) as ended:
            for number, outcome in ended:
                outcomes[number] = outcome
                progress()
        if {path: one[:4] for path, one in look(below(templates)).items()} == signs:
            break
    found = [outcomes[number] for number in range(len(jobs))]
    is_clear = not any(one.problems for one in found)
    if is_clear and (error := next((one.error for one in found if one.error), None)):
        raise error
    return found


def _spoiled(jobs: Sequence[Job], outcomes: "Sequence[Outcome]") -> dict[str, list[Problem]]:
    """The forms that cannot be made, with why; problems that are of no form are of the one in
    which they were found."""
    found: dict[str, list[Problem]] = {}
    for job, one in zip(jobs, outcomes, strict=True):
        known = found.setdefault(job.form, []) if one.problems or one.exceeded else []
        known += [problem for problem in one.problems if problem not in known]
        if one.exceeded and not known:
            known.append(_exceeded(job, one))
    return found


def _exceeded(job: Job, outcome: "Outcome") -> Problem:
    cure = "make the form, or the templates, simpler; or allow more with --seconds 60"
    place = Place(job.form or job.name)
    what = f"“{place}” {outcome.exceeded}"
    return Problem(place, "E507", what, cure, form=job.form)
