"""From a questionnaire to HTML text: the templates' environment, and the plain data they get."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from intake.content.model import Questionnaire
from intake.content.problems import ContentError, Place, Problem, suggest
from intake.export.edition import Sheet, usual
from intake.export.language import speak
from intake.export.view import view
from intake.resources import bundled


@dataclass(frozen=True)
class Rendered:
    """One finished file's bytes. `inputs` is all that decides them; `pages` is for paper only."""

    content: bytes
    inputs: str
    pages: int | None = None


_WRONG = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a wrong template may raise, from an unknown name to a file that cannot be read."""


class _Loader(FileSystemLoader):
    """Looks in the clinic's templates, then in ours; follows no symbolic link out of either."""

    def get_source(self, environment: Any, template: str) -> Any:
        source, path, current = super().get_source(environment, template)
        real = Path(path).resolve()
        if not any(real.is_relative_to(Path(root).resolve()) for root in self.searchpath):
            raise TemplateNotFound(template, f"{template} is a link that leads out of its folder")
        return source, path, current


class _Compiled(BytecodeCache):
    """What templates were compiled to, kept as long as the process lives.

    Compiling takes longer than rendering a short form, and each build begins with new environments.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._known[bucket.key, bucket.checksum] = bucket.code


@cache
def _compiled(language: str) -> _Compiled:
    """One for each language, as Jinja may compute a filter of a constant when it compiles."""
    return _Compiled()


class Renderer:
    """Renders pages from templates; `overrides` is the clinic's own folder, if it has one."""

    def __init__(self, overrides: Path | None = None) -> None:
        """Raises ContentError (E503) for a file in `overrides` that replaces none of ours."""
        folders = [overrides] if overrides and overrides.is_dir() else []
        _check_names(folders)
        self._loader = _Loader([*folders, bundled("templates")])
        self._environments: dict[str, Environment] = {}

    def environment(self, language: str) -> Environment:
        """The templates' environment for the BCP 47 tag `language`, made once for each."""
        if language not in self._environments:
            made = ImmutableSandboxedEnvironment(
                loader=self._loader,
                autoescape=True,
                undefined=StrictUndefined,
                extensions=["jinja2.ext.i18n"],
                trim_blocks=True,
                lstrip_blocks=True,
                cache_size=-1,
                bytecode_cache=_compiled(language),
            )
            made.policies["ext.i18n.trimmed"] = True
            made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
            speak(made, language)
            self._environments[language] = made
        return self._environments[language]

    def render(
        self,
        template: str,
        questionnaire: Questionnaire,
        sheet: Sheet | None = None,
        *,
        ids: str = "",
        **more: Any,
    ) -> str:
        """The page `template` makes of `questionnaire`; on paper on `sheet`, if not the usual one.

        Ids begin with `ids`, if not with the form's own; the template gets `more` as well.

        Raises ContentError (E503) with the template's file and line when it is wrong.
        """
        laid = sheet or usual(questionnaire.clinic)
        data = {**view(questionnaire, ids), "sheet": laid.view(questionnaire), **more}
        return self.fill(template, data["lang"], data)

    def fill(self, template: str, language: str, data: Mapping[str, Any]) -> str:
        """What `template` makes of `data`, of no form in particular, in the words of `language`.

        Raises ContentError (E503) as `render` does.
        """
        try:
            return self.environment(language).get_template(template).render(data)
        except _WRONG as error:
            raise ContentError([_template_problem(error, template)]) from None


def _check_names(folders: list[Path]) -> None:
    """A misspelled override would have no effect, in silence; a clinic's own parts begin with _."""
    ours = bundled("templates")
    known = [str(path.relative_to(ours).as_posix()) for path in ours.rglob("*.*")]
    problems = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and path.name[0] not in "._" and name not in known:
                what = "replaces none of the templates"
                cure = f"{suggest(name, known)} (parts of your own begin with _)"
                problems.append(Problem(Place(str(path)), "E503", what, cure))
    if problems:
        raise ContentError(problems)


def _template_problem(error: Exception, template: str) -> Problem:
    """Where in a template an error arose: the syntax error's own place, or the innermost frame."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None) or 1
    trace = error.__traceback__
    while file is None and trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.endswith((".html", ".css", ".js")):
            file, line = None, trace.tb_lineno
            template = code.co_filename
        trace = trace.tb_next
    what = str(error).split("\n")[0].rstrip(".") or type(error).__name__
    if isinstance(error, TemplateNotFound):
        what = error.message or f"there is no template {error.name}"
    cure = "mend the template, or remove it to have the built-in one again"
    return Problem(Place(str(file or template), line, 1), "E503", what, cure)
