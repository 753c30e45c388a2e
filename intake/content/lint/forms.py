"""W103, W404, W407, W408: a form as a whole, and what forms share."""

from collections.abc import Iterator
from datetime import date

from intake.content.document import Trail
from intake.content.lint.answers import plain
from intake.content.lint.subject import Declared, Finding
from intake.content.model import Form, Variant
from intake.content.problems import shorten
from intake.resources import catalogue, is_english

_OWN_WORDS = "put your words into copies of the templates, in a folder templates/ beside this file"
OLD = 2
"""Years after which a source should be looked at again."""


def templates_language(declared: Declared) -> Iterator[Finding]:
    """W103: a language of the clinic that the templates have no catalogue for."""
    for index, language in enumerate(declared.library.clinic.languages):
        if not is_english(language) and catalogue(language) is None:
            what = (
                f"the words that the form adds itself (Page, Day, Yes) are English, not {language}"
            )
            yield Finding(("clinic", "languages", index), "W103", what, _OWN_WORDS)


def repeated_questions(declared: Declared) -> Iterator[Finding]:
    """W404: the same question to the same reader twice in one form. Follow-ups of different
    questions may read alike (“Since when?”)."""
    said: set[Trail] = set()
    for _, items in declared.form_items():
        seen: dict[tuple[str, str, str, Trail | None], str] = {}
        for subject in items:
            if not subject.model.numbered:
                continue
            for wording in subject.wordings("text"):
                key = (wording.language, subject.audience, plain(wording.text), subject.inside)
                earlier = seen.setdefault(key, subject.model.id)
                if earlier == subject.model.id or wording.trail in said:
                    continue
                said.add(wording.trail)
                what = f"“{shorten(wording.text)}” is asked already, as “{shorten(earlier)}”"
                cure = "remove one, or say how they differ, like “… in your left hand?”"
                yield Finding(wording.trail, "W404", what, cure)


def unused(declared: Declared) -> Iterator[Finding]:
    """W407: shared sections that no form uses."""
    used = {section.trail for outline in declared.outlines.values() for section in outline}
    for name in declared.library.sections:
        if ("sections", name) not in used:
            what = f"no form uses the section “{shorten(name)}”"
            cure = f"add it to a form's sections: - use: {shorten(name)}, or remove it"
            yield Finding(("sections", name), "W407", what, cure, key=True)


def sources(declared: Declared) -> Iterator[Finding]:
    """W408: forms with questions for patients, and no source that was reviewed of late."""
    for name, form in declared.library.forms.items():
        is_for_patients = any(one.audience == "patient" for one in declared.outlines[name])
        has_that_of_another = isinstance(form, Variant) and form.source is None
        if is_for_patients and not has_that_of_another:
            yield from _source(name, form, declared.today)


def _source(name: str, form: Form | Variant, today: date) -> Iterator[Finding]:
    trail: Trail = ("forms", name)
    cure = "add reviewed: with the day when somebody last checked the questions, like 2026-01-31"
    if form.source is None:
        what = f"nothing says where the questions of “{shorten(name)}” come from"
        cure = "add source: {name: of a page, a book or your own clinic, reviewed: 2026-01-31}"
        yield Finding(trail, "W408", what, cure, key=True)
    elif form.source.reviewed is None:
        yield Finding((*trail, "source"), "W408", "the source has no review date", cure, key=True)
    elif (day := form.source.reviewed) and _is_old(day, today):
        what = f"the source was last reviewed on {day}, more than {OLD} years ago"
        cure = "check the questions against it as it is now, and write today's date"
        yield Finding((*trail, "source", "reviewed"), "W408", what, cure)


def _is_old(day: date, today: date) -> bool:
    return (today.year - OLD, today.month, today.day) > (day.year, day.month, day.day)
