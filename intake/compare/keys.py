"""What has changed between two models of the same sort, key by key and entry by entry."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from intake.compare.difference import Change, Group
from intake.compare.fits import each, narrowed, unanswered, without
from intake.compare.pairing import moved, pair
from intake.compare.told import NOUNS, Teller, flag, in_language, label
from intake.content.conditions import Condition, Test
from intake.content.conditions import Group as Several
from intake.content.facts import Fact, facts_of
from intake.content.words import Words


@dataclass(frozen=True)
class Keys:
    """Compares models. `item` is the id under which answers are stored now, empty where none
    are; `languages` are those, beside the first, whose translations are compared; `ids` the new
    ids of items by their old ones. `part` is what stands before each sentence."""

    before: Teller
    now: Teller
    languages: tuple[str, ...]
    ids: dict[str, str]
    item: str = ""
    part: str = ""
    column: str = ""

    def changes(self, old: BaseModel, new: BaseModel) -> Iterator[Change]:
        """Every change between the keys that both have."""
        facts = facts_of(type(new))
        for key in type(new).model_fields:
            before, now = getattr(old, key, _NOT_THERE), getattr(new, key)
            fact = facts.get(key)
            if fact != "aside" and before is not _NOT_THERE and before != now:
                yield from self._key(key, fact, before, now)

    def _key(self, key: str, fact: Fact | None, old: Any, new: Any) -> Iterator[Change]:
        group: Group = "appearance" if fact == "appearance" else "meaning"
        if _is_entries(old) or _is_entries(new):
            yield from self._entries(key, fact, old, new)
        elif isinstance(old, BaseModel) and isinstance(new, BaseModel):
            yield from replace(self, part=self._part(label(key))).changes(old, new)
        elif isinstance(new, bool):
            unfit = [unanswered(self.item) if fact == "needed" and new else None]
            unfit.append(self._narrowed(fact, old, new))
            yield Change(group, "value", self._part(flag(key, new)), unfit=each(unfit))
        elif isinstance(old, str | None) and isinstance(new, str | None):
            yield from self._words(key, fact, group, old, new)
        else:
            yield from self._value(key, fact, group, old, new)

    def _value(
        self, key: str, fact: Fact | None, group: Group, old: Any, new: Any
    ) -> Iterator[Change]:
        if isinstance(old, Test | Several) and renamed(old, self.ids) == new:
            return
        gone = [
            without(fact, self.item, name)
            for name in (old if isinstance(old, tuple) and fact == "part" else ())
            if name not in new
        ]
        unfit = each([*gone, self._narrowed(fact, old, new)])
        was, now = self.before.said(old), self.now.said(new)
        if key == "enable_when":
            was, now = was or "always", now or "always"
        yield Change(group, "value", self._part(label(key)), was, now, unfit=unfit)

    def _words(
        self, key: str, fact: Fact | None, group: Group, old: str | None, new: str | None
    ) -> Iterator[Change]:
        """A text in the first language, and its translations."""
        what = self._part(label(key))
        was = None if old is None else in_language(old, self.before.language)
        now = None if new is None else in_language(new, self.now.language)
        if was is None and old is not None:  # the language is another one
            was = str(old)
        if was != now:
            unfit = each([self._narrowed(fact, old, new)])
            yield Change(group, "text", what, was, now, self.now.language, unfit)
        if isinstance(new, Words):
            for language in self.languages:
                yield from self._translation(what, language, old, new, was != now)

    def _translation(
        self, what: str, language: str, old: str | None, new: Words, is_changed: bool
    ) -> Iterator[Change]:
        was = old.by_language.get(language) if isinstance(old, Words) else None
        now = new.by_language.get(language)
        if was == now:
            if is_changed and was is not None:
                yield Change("translation", "stale", what, was, now, language)
            elif is_changed and not old:
                yield Change("translation", "missing", what, None, None, language)
            return
        sort = "missing" if now is None else "added" if was is None else "text"
        yield Change("translation", sort, what, was, now, language)

    def _entries(self, key: str, fact: Fact | None, old: Any, new: Any) -> Iterator[Change]:
        """Options, rows, columns ...: added, removed, renamed, moved, and changed in themselves."""
        group: Group = "appearance" if fact == "appearance" else "meaning"
        noun = NOUNS.get(key, "entry")
        before, now = _flat(old), _flat(new)
        found = pair(before, now, entry_id, lambda one: str(_text_of(one)))
        for one in found.removed:
            unfit = each([self._without(fact, entry_id(one))])
            what = self._part(f"{_capital(noun)} removed")
            yield Change(group, "removed", what, self._entry(one, self.before), None, "", unfit)
        for one in found.added:
            what = self._part(f"{_capital(noun)} added")
            yield Change(group, "added", what, None, self._entry(one, self.now))
            yield from self.missing(one, f"{_capital(noun)} added")
        order = {id(one): at for at, (one, _) in enumerate(found.pairs)}
        earlier = [order[id(one)] for one in before if id(one) in order]
        out_of_order = moved(earlier, range(len(found.pairs)))
        for at, (was, one) in enumerate(found.pairs):
            inner = f"{_capital(noun)} “{self.now.text(_text_of(one))}”"
            if entry_id(was) != entry_id(one):
                unfit = each([self._without(fact, entry_id(was), entry_id(one))])
                what = self._part(f"{inner} has another code")
                yield Change(group, "renamed", what, entry_id(was), entry_id(one), unfit=unfit)
            if at in out_of_order:
                places = f"place {before.index(was) + 1}", f"place {now.index(one) + 1}"
                yield Change(group, "moved", self._part(f"{inner} has moved"), *places)
            column = entry_id(one) if fact == "column" else self.column
            part = self._part(inner)
            yield from replace(self, part=part, column=column).changes(was, one)

    def missing(self, model: BaseModel, what: str) -> Iterator[Change]:
        """A change for each language in which a text of the new `model` is missing."""
        for language in self.languages:
            if _lacks(model, language):
                part = self._part(what)
                yield Change("translation", "missing", part, None, None, language)

    def _entry(self, one: BaseModel, teller: Teller) -> str:
        name = entry_id(one)
        return teller.text(_text_of(one)) + (f" (`{name}`)" if name else "")

    def _without(self, fact: Fact | None, name: str, now: str = "") -> str | None:
        return without(fact, self.item, name, now, self.column) if self.item else None

    def _narrowed(self, fact: Fact | None, old: Any, new: Any) -> str | None:
        return narrowed(fact, self.item, old, new) if self.item else None

    def _part(self, what: str) -> str:
        return f"{self.part}: {what[0].lower()}{what[1:]}" if self.part else what


_NOT_THERE = object()


def renamed(condition: Condition, ids: dict[str, str]) -> Condition:
    """The condition with the new ids of items that have one."""
    if isinstance(condition, Several):
        parts = tuple(renamed(part, ids) for part in condition.conditions)
        return replace(condition, conditions=parts)
    name, dot, row = condition.item.partition(".")
    return replace(condition, item=f"{ids.get(name, name)}{dot}{row}")


def entry_id(one: BaseModel) -> str:
    """The code or id by which an entry of a list is stored; empty for a heading."""
    return str(getattr(one, "code", "") or getattr(one, "id", ""))


def _text_of(one: BaseModel) -> str:
    keys = ("text", "title", "display", "code")
    return next((text for key in keys if (text := getattr(one, key, None))), "")


def _is_entries(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], BaseModel)


def _flat(entries: Any) -> list[BaseModel]:
    """The entries of a list, each heading before its own."""
    made: list[BaseModel] = []
    for one in entries:
        made.append(one)
        if not entry_id(one):
            made += one.options
    return made


def _lacks(value: Any, language: str) -> bool:
    """Whether a text in `value` is written in other languages, but not in this one."""
    if isinstance(value, Words):
        return language not in value.by_language
    if isinstance(value, tuple):
        return any(_lacks(child, language) for child in value)
    if isinstance(value, BaseModel):
        return any(_lacks(getattr(value, name), language) for name in type(value).model_fields)
    return False


def _capital(noun: str) -> str:
    return noun[0].upper() + noun[1:]
