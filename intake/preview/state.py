"""What is known of the forms at one moment."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from intake.content.problems import Problem
from intake.preview.approval import Approval
from intake.preview.listing import File, Listed

Standing = Literal["current", "changed", "kept", "problems"]
"""current: made of what is written now. changed: not yet, the files are older. kept: nobody can
tell, because there are problems elsewhere. problems: the form itself has some."""


@dataclass(frozen=True)
class Form:
    """One form: what it is called, `there` (its files that can be opened, each with a digest of
    its content), how it stands, its own problems, and those of its files that are not made again
    because a person has `edited` them."""

    listed: Listed
    there: dict[str, str]
    standing: Standing
    problems: tuple[Problem, ...] = ()
    approvals: tuple[Approval, ...] = ()
    edited: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[File, ...]:
        """Its files that can be opened."""
        return tuple(file for file in self.listed.files if file.name in self.there)

    @property
    def is_outdated(self) -> bool:
        """Whether anything has changed since it was approved."""
        return any(approval.changes for approval in self.approvals)

    @property
    def approved_in(self) -> tuple[str, ...]:
        """The languages in which it is approved as it is."""
        return tuple(one.language for one in self.approvals if not one.changes)

    @property
    def page(self) -> File | None:
        return next((file for file in self.files if file.is_page), None)

    @property
    def sheet(self) -> File | None:
        return next((file for file in self.files if file.is_paper), None)


@dataclass(frozen=True)
class State:
    """All forms of a clinic. `number` grows with every change of anything here; `made` are the
    ids of the forms that were made last."""

    number: int = 0
    at: datetime = field(default_factory=datetime.now)
    clinic: str = ""
    language: str = "en"
    is_building: bool = True
    problems: tuple[Problem, ...] = ()
    forms: tuple[Form, ...] = ()
    shared: tuple[str, ...] = ()
    made: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.is_error)

    def form(self, name: str) -> Form | None:
        """The form whose id is `name`."""
        return next((form for form in self.forms if form.listed.id == name), None)

    def has(self, name: str) -> bool:
        """Whether `name` is a file that may be asked for."""
        return name in self.shared or any(name in form.there for form in self.forms)
