"""The forms of a clinic, made anew on demand: what `intake watch` and `intake serve` share.

This is the only place here that checks, builds, and asks for approvals.
"""

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from math import inf
from pathlib import Path

from intake import pipeline, watch
from intake.content.again import validate_again
from intake.content.gather import approvals_home, gather, home
from intake.content.lint import lint
from intake.content.load import Loader
from intake.content.locate import located
from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Problem
from intake.content.validate import Checked, validate
from intake.export import FORMATS, SHARED
from intake.preview.approval import Approval, Approvals, nobody_asks
from intake.preview.listing import Listed, kept, listed
from intake.preview.state import Form, Standing, State
from intake.publish import left_over
from intake.regenerate.plan import FileState, Seen, digest_of_file, stale
from intake.regenerate.pool import Here, Pool


class Overtaken(Exception):
    """The files have changed while the forms were being made of them, or nobody waits any more."""


class Site:
    """The forms of `sources`, in `output`, and how they stand: `state`, which is replaced whole.

    One thread calls `rebuild`; any may read `state`.
    """

    def __init__(
        self,
        sources: Sequence[Path],
        output: Path | None = None,
        formats: Iterable[str] = FORMATS,
        approvals: Approvals = nobody_asks,
        pool: Pool | Here | None = None,
    ) -> None:
        """`pool` renders: by default workers with limits."""
        self.sources = tuple(sources)
        self.templates = home(self.sources) / "templates"
        self.beside = (self.templates, approvals_home(self.sources) / "approvals.yaml")
        self.output = output or home(self.sources) / "output"
        self.stop = threading.Event()
        self._formats = tuple(formats)
        self.approvals = approvals
        self._pool = pool or Pool()
        self._load = Loader()
        self._checked: Checked | None = None
        self._begun: set[str] = set()
        self._by_hand: set[str] = set()
        self.forms: dict[str, Questionnaire] = {}
        self._last: watch.Look | None = None
        self._looked: watch.Look = {}
        self._since = 0.0
        first = time.time_ns() // 1_000_000  # pages must tell it from those of an earlier process
        self.state = State(number=first, forms=self._kept())

    def changes(self) -> Iterable[watch.Look]:
        """Yields at once, and after each save, what is to be given to `rebuild`."""
        return watch.changes(self.sources, self.beside, self.stop, inf, quiet=0)

    def rebuild(self, read: watch.Look | None = None) -> State:
        """Make what has changed, and say how things stand.

        `read` is what was read of the files when they seemed whole. When they are not, or change
        meanwhile, nothing is published or told of them, and it begins again. The state stays the
        same one where the files are those of the last time.
        """
        while not self.stop.is_set():
            self._looked = self._look()
            before = self._read()
            self._since = time.monotonic()
            if before == self._last:
                break
            if read is None or before == read:
                told = self.state
                try:
                    self.state = self._make(before)
                except Overtaken:
                    if self.state is not told:
                        self.state = replace(told, number=self.state.number + 1)
                else:
                    self._last = before
                    break
            read = watch.settle(self._read, before, patience=inf)
        return self.state

    def _make(self, before: watch.Look) -> State:
        try:
            checked = self._check()
            approvals = self.approvals(checked)
        except ContentError as error:
            self._settled(before)
            return self._wrong(error.problems)
        self._hold(before)
        self._begun = set()
        try:
            built = self._build(checked, before)
        except ContentError as error:
            self._settled(before)
            return self._wrong([*error.problems, *lint(checked)], checked, self._begun)
        warnings = lint(checked)  # they keep nothing from being made
        self._by_hand |= {*built.kept}
        spoiled = {problem.form for problem in built.problems}
        self.forms = {form.id: form for form in checked.questionnaires if form.id not in spoiled}
        names = {one.form for one in built.made}
        rendered = tuple(form.id for form in checked.questionnaires if form.id in names)
        if spoiled:
            found = [*built.problems, *warnings]
            return replace(self._wrong(found, checked, spoiled), made=rendered)
        return self._well(checked, warnings, rendered, approvals)

    def _check(self) -> Checked:
        """What the sources declare; of what has not changed since it was right, the same."""
        content = gather(self.sources, self._load)
        last = self._checked
        self._checked = validate_again(content, last) if last else validate(content)
        return pipeline.with_standing(self._checked, self.sources)

    def _build(self, checked: Checked, before: watch.Look) -> pipeline.Built:
        """Make what is to be made; where anything is wrong with all of them, write nothing."""
        return pipeline.build(
            checked.questionnaires,
            self.output,
            self._formats,
            self.templates,
            lambda: self._hold(before),
            place=partial(located, checked),
            pool=self._pool,
            choose=self._begin,
            ready=lambda: self._settled(before),
        )

    def close(self) -> None:
        """End the workers; `rebuild` would begin them again."""
        if isinstance(self._pool, Pool):
            self._pool.__exit__()

    def _hold(self, before: watch.Look) -> None:
        """Raises Overtaken where the files are no longer what they were. They are read only
        where something can be seen of it, because this is asked after each file that is made."""
        now = self._look()
        if self.stop.is_set() or (now != self._looked and self._read() != before):
            raise Overtaken
        self._looked = now

    def _settled(self, before: watch.Look) -> None:
        """Wait until the files have been as they are for as long as a save takes: rendering begins
        earlier, but nothing is published or told of a file that is half saved. Raises Overtaken."""
        while time.monotonic() < self._since + watch.QUIET:
            time.sleep(watch.STEP / 2)
            self._hold(before)
        self._hold(before)

    def _look(self) -> watch.Look:
        return watch.look(self.sources, self.beside)

    def _read(self) -> watch.Look:
        return watch.contents(self.sources, self.beside)

    def _begin(self, seen: list[Seen]) -> list[Seen]:
        """Those of the files `seen` that are to be made; from now on the state says of their forms
        that they are being made. What a person has put in a file's place is not to be made."""
        strange = {one.name for one in seen if one.state is FileState.STRANGE}
        self._by_hand &= strange
        self._by_hand |= {one.name for one in seen if one.state is FileState.EDITED}
        wanted = [one for one in stale(seen) if one.name not in self._by_hand]
        self._begun = {one.job.form for one in wanted if one.job} - {""}
        if self._begun:
            self.state = self._making(self._begun)
        return wanted

    def _edited(self, form: str) -> tuple[str, ...]:
        """The files of the form `form` that a person has put in place of ours."""
        return tuple(sorted(name for name in self._by_hand if name.partition(".")[0] == form))

    def _making(self, wanted: Iterable[str]) -> State:
        """The last forms, of which those that are `wanted` are being made. What is written now is
        not shown before it is known to be whole."""
        forms = tuple(
            replace(form, standing="changed") if form.listed.id in wanted else form
            for form in self.state.forms
        )
        number = self.state.number + 1
        return replace(self.state, number=number, forms=forms, is_building=True)

    def _well(
        self,
        checked: Checked,
        warnings: tuple[Problem, ...],
        made: tuple[str, ...],
        approvals: Mapping[str, tuple[Approval, ...]],
    ) -> State:
        forms = tuple(
            Form(
                listed(form),
                self._there(listed(form)),
                "current",
                tuple(problem for problem in warnings if problem.form == form.id),
                approvals.get(form.id, ()),
                self._edited(form.id),
            )
            for form in checked.questionnaires
        )
        clinic = checked.library.clinic
        return self._next(warnings, forms, made, str(clinic.name), clinic.languages[0])

    def _wrong(
        self,
        problems: Iterable[Problem],
        checked: Checked | None = None,
        unmade: Iterable[str] = (),
    ) -> State:
        """The last good forms as they are, with the problems; new forms without any files."""
        found = tuple(problems)
        known = {form.listed.id: form for form in self.state.forms}
        if checked:
            for form in checked.questionnaires:
                known.setdefault(form.id, Form(listed(form), {}, "kept"))
        wrong = {problem.form for problem in found if problem.is_error}

        def standing(name: str) -> Standing:
            if name in wrong:
                return "problems"
            if checked:
                return "changed" if name in unmade else "current"
            return "kept"

        forms = tuple(
            replace(
                form,
                there=self._there(form.listed),
                standing=standing(name),
                problems=tuple(problem for problem in found if problem.form == name),
                edited=self._edited(name),
            )
            for name, form in known.items()
        )
        return self._next(found, forms, (), self.state.clinic, self.state.language)

    def _next(
        self,
        problems: tuple[Problem, ...],
        forms: tuple[Form, ...],
        made: tuple[str, ...],
        clinic: str,
        language: str,
    ) -> State:
        return State(
            number=self.state.number + 1,
            at=datetime.now(),  # the hour on the wall
            clinic=clinic,
            language=language,
            is_building=False,
            problems=problems,
            forms=forms,
            shared=tuple(one.name for one in SHARED if (self.output / one.name).is_file()),
            made=made,
        )

    def _kept(self) -> tuple[Form, ...]:
        """The forms that an earlier build made."""
        shared = {one.name for one in SHARED}
        paths = left_over(self.output, shared)  # a manifest may say anything
        forms = kept(path for path in paths if path.parent == self.output)
        return tuple(Form(form, self._there(form), "kept") for form in forms)

    def _there(self, form: Listed) -> dict[str, str]:
        """The files of `form` that are there, each with a digest of its content."""
        found = ((file.name, digest_of_file(self.output / file.name)) for file in form.files)
        return {name: digest[:16] for name, digest in found if digest}
