"""Content that is checked again after a save is as if it were checked for the first time."""

import json
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
import random_forms
import yaml_cases

from intake.content.again import validate_again
from intake.content.gather import Content, gather
from intake.content.lint import lint
from intake.content.load import Loader
from intake.content.problems import ContentError, Problem
from intake.content.validate import Checked, validate

SAVES = 12


def write(folder: Path, data: dict[str, Any], count: int = 3) -> None:
    """The forms in so many files, which are JSON and so YAML, whichever other forms there are."""
    files = {"clinic.yaml": {key: data[key] for key in ("clinic", "sections") if key in data}}
    for name, form in data["forms"].items():
        file = f"{sum(map(ord, name)) % count}.yaml"
        files.setdefault(file, {"forms": {}})["forms"][name] = form
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, content in {**files, **data.get("instead", {})}.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def library(chance: Random) -> dict[str, Any]:
    """One with several forms."""
    while len((found := random_forms.library(chance))["forms"]) < 3:
        pass
    return found


def spots(data: Any) -> Iterable[tuple[Any, Any]]:
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        yield data, key
        if isinstance(value, dict | list):
            yield from spots(value)


def edited(chance: Random, data: dict[str, Any]) -> dict[str, Any]:
    """Another text, a thing gone or put elsewhere, another form, or more than that."""
    new = deepcopy(data)
    name = chance.choice(list(new["forms"]))
    form = new["forms"][name]
    match chance.choice(("text", "text", "gone", "moved", "form", "shared", "less", "more", "odd")):
        case "text":
            form["notice"] = f"Notice {chance.random()}"
        case "gone":
            holder, key = chance.choice([*spots(form)])
            del holder[key]
        case "moved":
            holder, key = chance.choice([*spots(form)])
            other, at = chance.choice([*spots(data["forms"])])
            holder[key] = deepcopy(other[at])
        case "form":
            other = chance.choice(list(new["forms"]))
            new["forms"][name] = deepcopy(new["forms"][other])
        case "shared":
            holder, key = chance.choice([*spots(new.get("sections") or new["clinic"])])
            holder[key] = f"Another {chance.random()}"
        case "less":
            del new["forms"][name]
        case "more":
            new["forms"][f"more-{chance.randrange(1000)}"] = deepcopy(form)
        case "odd":
            odd = chance.choice(([{}], [], {"forms": []}, {"forms": {}}, {"forms": "a"}, "a"))
            new["instead"] = {f"{chance.randrange(3)}.yaml": odd}
    return new


def outcome(content: Content, last: Checked | None) -> Checked | list[Problem]:
    """What is found, or the problems."""
    try:
        return validate_again(content, last) if last else validate(content)
    except ContentError as error:
        return sorted(error.problems)


@pytest.mark.parametrize("number", range(24))
def test_what_is_found_again_is_what_is_there(number: int, tmp_path: Path) -> None:
    """Whatever changes between two saves: forms, what they are made of, what they share."""
    chance = Random(number)
    data, load = library(chance), Loader()
    write(tmp_path, data)
    last = validate(gather([tmp_path], load))
    for _ in range(SAVES):
        new = edited(chance, data)
        write(tmp_path, new)
        found = outcome(gather([tmp_path], load), last)
        fresh = outcome(gather([tmp_path]), None)
        if isinstance(found, list) or isinstance(fresh, list):
            assert found == fresh
            continue  # someone mends it
        assert found.questionnaires == fresh.questionnaires
        assert found.library == fresh.library
        assert list(found.library.forms) == list(fresh.library.forms)
        assert {**found.outlines} == {**fresh.outlines}
        assert lint(found) == lint(fresh)
        last, data = found, new


def saved(folder: Path, data: dict[str, Any], change: dict[str, Any]) -> set[str]:
    """The forms that are checked again after a save: those that are other objects."""
    load = Loader()
    write(folder, data, 1000)
    last = validate(gather([folder], load))
    write(folder, change, 1000)
    found = validate_again(gather([folder], load), last)
    known = {id(form) for form in last.questionnaires}
    return {form.id for form in found.questionnaires if id(form) not in known}


def form(title: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "sections": [{"title": "All", "items": ["Where?"]}], **more}


THREE: dict[str, Any] = {
    "clinic": {"name": "C"},
    "sections": {"about": {"title": "About", "items": ["Who?"]}},
    "forms": {
        "base": form("Base"),
        "child": {"extends": "base", "title": "Child"},
        "part": {"title": "Part", "sections": [{"form": "child", "only": ["all"]}]},
        "other": form("Other"),
    },
}


@pytest.mark.parametrize(
    ("changed", "checked"),
    [
        (("forms", "other", "title"), {"other"}),
        (("forms", "part", "title"), {"part"}),
        (("forms", "child", "title"), {"child", "part"}),
        (("forms", "base", "title"), {"base", "child", "part"}),
        (("sections", "about", "title"), {*THREE["forms"]}),
        (("clinic", "name"), {*THREE["forms"]}),
        ((), set()),
    ],
)
def test_only_what_follows_from_a_save_is_checked(
    changed: tuple[str, ...], checked: set[str], tmp_path: Path
) -> None:
    """The form, and those made of it; all, where it is something that all share."""
    new = deepcopy(THREE)
    holder: Any = new
    for key in changed[:-1]:
        holder = holder[key]
    if changed:
        holder[changed[-1]] = "Another"
    assert saved(tmp_path, THREE, new) == checked


def test_a_file_that_is_as_it_was_is_the_same_document(tmp_path: Path) -> None:
    """Also when it was written again; a byte order mark, which is warned of, makes it another."""
    load, path = Loader(), tmp_path / "a.yaml"
    path.write_text("a: b", "utf-8")
    first = load(path)
    path.write_text("a: b", "utf-8")
    assert load(path) is first
    path.write_text("a: b", "utf-8-sig")
    assert [problem.code for problem in load(path).problems] == ["W101"]
    path.write_text("a: c", "utf-8")
    assert load(path).data == {"a": "c"}
    path.write_bytes(b"a: \xff")
    with pytest.raises(ContentError):
        load(path)
    path.write_text("a: b", "utf-8")
    assert load(path).data == first.data


@pytest.mark.parametrize("count", [9, 10])
def test_a_chain_is_as_long_whichever_form_is_looked_at_first(count: int, tmp_path: Path) -> None:
    """Nine forms, each made of the next, are right, and ten are one too many."""
    forms = {f"f{n}": form(f"T{n}") for n in range(count)}
    closed = {f"f{n}": {"extends": f"f{n - 1}", "title": f"T{n}"} for n in range(1, count)}
    outcomes = []
    for names in (sorted(forms), sorted(forms, reverse=True), [*sorted(forms)[4:], *forms]):
        chain = {
            "clinic": {"name": "C"},
            "forms": {name: {**forms, **closed}[name] for name in names},
        }
        try:
            validate(Content([yaml_cases.loaded(json.dumps(chain))]))
            outcomes.append("right")
        except ContentError as error:
            outcomes.append(error.problems[0].code)
    assert {*outcomes} == {"right" if count == 9 else "E420"}
    load = Loader()
    whole = {"clinic": {"name": "C"}, "forms": {**forms, **closed}}
    write(tmp_path, {**whole, "forms": {**whole["forms"], "f5": forms["f5"]}}, 1000)
    last = validate(gather([tmp_path], load))
    write(tmp_path, whole, 1000)
    assert isinstance(outcome(gather([tmp_path], load), last), Checked) == (count == 9)
