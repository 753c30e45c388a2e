"""Compare forms question by question."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from intake.compare.difference import Change, Comparison, FormDifference, Subject
from intake.compare.fits import NO_LONGER, each
from intake.compare.keys import Keys
from intake.compare.pairing import Paired, moved, pair
from intake.compare.told import Teller
from intake.content.model import Clinic, Questionnaire, Section
from intake.kinds.base import Item
from intake.logic.numbers import numbers

Placed = tuple[Section, Item]


def compare(
    old: Iterable[Questionnaire], new: Iterable[Questionnaire], names: tuple[str, str]
) -> Comparison:
    """Every form before and after, in the order of the new ones, those that are gone last.

    `names` says in words what the two sets are.
    """
    before, after = [*old], [*new]
    found = pair(before, after, lambda one: one.id, _title)
    partners = {id(one): was for was, one in found.pairs}
    forms = [compare_forms(partners.get(id(one)), one) for one in after]
    forms += [compare_forms(one, None) for one in found.removed]
    clinics = [forms[0].clinic for forms in (before, after) if forms]
    return Comparison(*names, tuple(_clinic(*clinics)) if len(clinics) == 2 else (), tuple(forms))


def _title(form: Questionnaire) -> str:
    return str(form.title)


def compare_forms(old: Questionnaire | None, new: Questionnaire | None) -> FormDifference:
    """One form before and after; at least one of the two."""
    shown = new or old
    if shown is None:
        raise ValueError("there is nothing to compare")
    subjects = tuple(_Forms(old, new).subjects()) if old and new else ()
    is_same = old and new and _version(old) == _version(new) and not subjects
    teller = Teller(shown.clinic.languages[0], {})
    return FormDifference(
        id=shown.id,
        was=old.id if old else "",
        title=teller.text(shown.title),
        language=teller.language,
        state="new" if not old else "gone" if not new else "same" if is_same else "changed",
        versions=(old.version if old else "", new.version if new else ""),
        revisions=(old.revision if old else "", new.revision if new else ""),
        subjects=subjects,
    )


def _version(form: Questionnaire) -> tuple[Any, ...]:
    return form.id, form.version, form.date, form.status


def _clinic(old: Clinic, new: Clinic) -> Iterator[Change]:
    """What of the clinic's block is different; it is how forms look and where they go."""
    teller = Teller(new.languages[0], {})
    keys = Keys(teller, teller, (), {})
    for change in keys.changes(old.model_copy(update=_ALIKE), new.model_copy(update=_ALIKE)):
        yield replace(change, group="appearance")
    for which, languages in (("removed", _but(old, new)), ("added", _but(new, old))):
        for language in languages:
            yield Change("translation", which, f"The language “{language}” was {which}")


_ALIKE: dict[str, Any] = {"languages": (), "allow": {}}


def _but(one: Clinic, other: Clinic) -> list[str]:
    return [language for language in one.languages if language not in other.languages]


class _Forms:
    """Two versions of one form, and which of their sections and items belong together."""

    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        self.old, self.new = old, new
        self.before = Teller(new.clinic.languages[0], {item.id: item for item in old.items})
        self.now = Teller(new.clinic.languages[0], {item.id: item for item in new.items})
        self.numbers = (numbers(old), numbers(new))
        self.sections: Paired[Section] = pair(
            old.sections, new.sections, lambda one: one.id, lambda one: str(one.title)
        )
        self.items: Paired[Placed] = pair(_placed(old), _placed(new), _id, _text)
        ids = {_id(was): _id(one) for was, one in self.items.pairs}
        kept = [one for one in new.clinic.languages[1:] if one in old.clinic.languages]
        self.keys = Keys(self.before, self.now, tuple(kept), ids)
        self.moved = self._moved()

    def subjects(self) -> Iterator[Subject]:
        """Everything that has changes: the form, its sections, its items, then what is gone."""
        yield from _with(
            Subject("form", self.new.id, self.old.id, self.now.text(self.new.title), "", None, ()),
            self._form(),
        )
        sections = {id(one): was for was, one in self.sections.pairs}
        items = {id(one[1]): was for was, one in self.items.pairs}
        for section in self.new.sections:
            yield from self._section(sections.get(id(section)), section)
            for item in section.items:
                yield from self._item(items.get(id(item)), (section, item))
        for section in self.sections.removed:
            yield from self._section(section, None)
        for placed in self.items.removed:
            yield from self._item(placed, None)

    def _form(self) -> Iterator[Change]:
        if self.old.id != self.new.id:
            unfit = (f"Answers stored under the form `{self.old.id}` {NO_LONGER}",)
            what = "The form has another id"
            yield Change("meaning", "renamed", what, self.old.id, self.new.id, unfit=unfit)
        yield from self.keys.changes(self.old, self.new)
        pairs = self.sections.pairs
        places = {was.id: at for at, (was, _) in enumerate(pairs)}
        order = [places[one.id] for one in self.old.sections if one.id in places]
        for at in sorted(moved(order, range(len(pairs)))):
            was, one = pairs[at]
            what = f"The section “{self.now.text(one.title)}” has moved"
            yield Change("meaning", "moved", what, _place(self.old, was), _place(self.new, one))

    def _section(self, old: Section | None, new: Section | None) -> Iterator[Subject]:
        shown = new or old
        if shown is None:
            return
        title = self.now.text(shown.title)
        subject = Subject("section", shown.id, old.id if old else "", title, title, None, ())
        if old and new:
            changes = [*self.keys.changes(old, new)]
            if old.id != new.id:
                what = "The section has another id, which nobody sees"
                changes.append(Change("appearance", "renamed", what, old.id, new.id))
        elif new:
            changes = [Change("meaning", "added", "New section", None, title)]
            changes += self.keys.missing(new.model_copy(update={"items": ()}), "New section")
        else:
            changes = [Change("meaning", "removed", "Section removed", title, None)]
        yield from _with(subject, changes)

    def _item(self, old: Placed | None, new: Placed | None) -> Iterator[Subject]:
        shown = new or old
        if shown is None:
            return
        section, item = shown
        teller = self.now if new else self.before
        subject = Subject(
            "item",
            item.id,
            _id(old) if old else "",
            teller.text(item.text),
            teller.text(section.title),
            self.numbers[bool(new)].get(item.id),
            (),
        )
        yield from _with(subject, self._of_item(old, new))

    def _of_item(self, old: Placed | None, new: Placed | None) -> Iterator[Change]:
        if old and new:
            yield from self._both(old, new)
        elif new:
            item = new[1]
            unfit = each([f"Answers without `{item.id}` {NO_LONGER}" if item.required else None])
            what = "New, and must be answered" if item.required else "New"
            text = self.now.text(item.text)
            yield Change("meaning", "added", what, None, text, self.now.language, unfit)
            yield from self.keys.missing(item, "New")
        elif old:
            item = old[1]
            gone = f"Answers stored under `{item.id}` {NO_LONGER}"
            unfit = each([gone if item.answer != "none" else None])
            text = self.before.text(item.text)
            yield Change("meaning", "removed", "Removed", text, None, self.now.language, unfit)

    def _both(self, old: Placed, new: Placed) -> Iterator[Change]:
        (before, was), (now, item) = old, new
        if was.id != item.id:
            gone = f"Answers stored under `{was.id}` {NO_LONGER[:-1]}: it is now `{item.id}`."
            unfit = each([gone if was.answer != "none" else None])
            yield Change("meaning", "renamed", "It has another id", was.id, item.id, unfit=unfit)
        if was.kind != item.kind:
            takes = was.kind in item.takes or was.answer == "none"
            unfit = each([None if takes else f"Answers stored under `{was.id}` {NO_LONGER}"])
            yield Change("meaning", "kind", "The kind", was.kind, item.kind, unfit=unfit)
        if before.id != self._was(now):
            titles = self.before.text(before.title), self.now.text(now.title)
            yield Change("meaning", "moved", "Moved to another section", *titles)
        elif item.id in self.moved:
            yield Change("meaning", "moved", "Moved", _place(self.old, was), _place(self.new, item))
        changes = [*replace(self.keys, item=item.id).changes(was, item)]
        yield from changes
        yield from _codes(was, item, changes)

    def _was(self, section: Section) -> str:
        """The id that the section had before."""
        return next((was.id for was, one in self.sections.pairs if one is section), "")

    def _moved(self) -> set[str]:
        """The ids of now of the items that stand in another order within their section."""
        found: set[str] = set()
        for was, one in self.sections.pairs:
            here = [
                (before[1].id, now[1].id)
                for before, now in self.items.pairs
                if before[0] is was and now[0] is one
            ]
            places = {name: at for at, (name, _) in enumerate(here)}
            order = [places[item.id] for item in was.items if item.id in places]
            found |= {here[at][1] for at in moved(order, range(len(here)))}
        return found


def _codes(old: Item, new: Item, changes: Sequence[Change]) -> Iterator[Change]:
    """Answers that nobody can choose any more, as far as no other change says so."""
    said = {sentence for change in changes for sentence in change.unfit}
    gone = [code for code in old.answer_codes() if code not in new.answer_codes()]
    unfit = [f"Answers stored under `{new.id}` with `{code}` {NO_LONGER}" for code in gone]
    known = [any(one.startswith(line[:-1]) for one in said) for line in unfit]
    left = tuple(line for line, is_known in zip(unfit, known, strict=True) if not is_known)
    if left and old.kind in (new.kind, *new.takes):
        yield Change("meaning", "answers", "Answers that can no longer be given", unfit=left)


def _with(subject: Subject, changes: Iterable[Change]) -> Iterator[Subject]:
    found = tuple(changes)
    if found:
        yield replace(subject, changes=found)


def _placed(form: Questionnaire) -> list[Placed]:
    return [(section, item) for section in form.sections for item in section.items]


def _id(placed: Placed) -> str:
    return placed[1].id


def _text(placed: Placed) -> str:
    return str(placed[1].text)


def _place(form: Questionnaire, one: Section | Item) -> str:
    """`question 5`, or after which one it stands, or `the first`."""
    number = numbers(form).get(one.id) if isinstance(one, Item) else None
    if number:
        return f"question {number}"
    neighbours: Sequence[Any] = form.sections
    if isinstance(one, Item):
        neighbours = next(part.items for part in form.sections if one in part.items)
    at = next(place for place, other in enumerate(neighbours) if other.id == one.id)
    return f"place {at + 1}"
