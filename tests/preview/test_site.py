"""How the forms stand after each save: what is made, what stays, what is said."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from serving import library

from intake.content.validate import Checked
from intake.preview.approval import Approval
from intake.preview.site import Site
from intake.preview.state import State
from intake.regenerate.jobs import Job
from intake.regenerate.pool import Here

TWO = library("Headache", "Back pain")
BROKEN = TWO.replace("Since when?, kind: text", "Since when?, kind: txet", 1)


class Clinic:
    """A folder with a questions.yaml, and its site, which makes HTML only."""

    def __init__(self, folder: Path, approvals: object = None) -> None:
        self.path = folder / "questions.yaml"
        self.path.write_text(TWO, "utf-8")
        more = {"approvals": approvals} if approvals else {}
        self.site = Site([self.path], formats=["html"], **more)

    def save(self, text: str) -> State:
        """What is so after a save."""
        self.path.write_text(text, "utf-8")
        return self.site.rebuild()

    def pages(self) -> dict[str, int]:
        """Each page that is published, and which file it is."""
        return {path.name: path.stat().st_ino for path in self.site.output.glob("*.html")}


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    """Two forms, made."""
    made = Clinic(tmp_path)
    assert made.site.rebuild().made == ("headache", "back-pain")
    return made


def standings(state: State) -> dict[str, str]:
    """How each form stands."""
    return {form.listed.id: form.standing for form in state.forms}


def test_only_what_has_changed_is_made(clinic: Clinic) -> None:
    """What is the same stays the same file: also the list of forms, where nothing of it is told."""
    before = clinic.pages()
    state = clinic.save(TWO.replace("Where does it hurt?", "Where?", 1))
    after = clinic.pages()
    assert state.made == ("headache",)
    assert {name for name in after if before[name] != after[name]} == {
        "headache.html",
        "headache.embed.html",
        "headache.fragment.html",
    }


def test_a_style_is_of_all_forms(clinic: Clinic) -> None:
    """A template of the clinic's own, too, is watched, and makes all forms anew."""
    styles = clinic.site.templates / "styles"
    styles.mkdir(parents=True)
    (styles / "print.css").write_text("", "utf-8")
    assert clinic.site.rebuild().made == ("headache", "back-pain")


def test_problems_keep_the_last_good_forms_until_they_are_mended(clinic: Clinic) -> None:
    """The form with the problem is known; of others nobody can tell whether they have changed."""
    before = clinic.pages()
    state = clinic.save(BROKEN)
    assert [problem.form for problem in state.errors] == ["headache"]
    assert standings(state) == {"headache": "problems", "back-pain": "kept"}
    assert all(form.page for form in state.forms)
    assert clinic.pages() == before
    state = clinic.save(TWO)
    assert (state.errors, state.made) == ((), ())
    assert standings(state) == {"headache": "current", "back-pain": "current"}


def test_a_problem_in_a_template_leaves_forms_changed(clinic: Clinic) -> None:
    """The content is right but cannot be made: the others are as they were, and known to be."""
    (clinic.site.templates / "_part.html").parent.mkdir()
    (clinic.site.templates / "form.html").write_text("{{ nothing }}", "utf-8")
    state = clinic.site.rebuild()
    assert [problem.code for problem in state.errors][:1] == ["E503"]
    assert set(standings(state).values()) == {"changed"}


def test_a_form_that_is_gone_leaves_the_list(clinic: Clinic) -> None:
    """Also the page beside the forms."""
    state = clinic.save(library("Headache"))
    assert standings(state) == {"headache": "current"}
    assert "back-pain" not in (clinic.site.output / "index.html").read_text("utf-8")


def test_a_file_that_is_missing_is_made_again(clinic: Clinic) -> None:
    """As soon as anything is saved."""
    (clinic.site.output / "back-pain.html").unlink()
    assert clinic.save(TWO + "\n").made == ("back-pain",)


def test_nothing_new_is_no_new_state(clinic: Clinic) -> None:
    """Saving the same again says nothing."""
    state = clinic.site.state
    os.utime(clinic.path)
    assert clinic.site.rebuild() is state


def test_what_changes_while_it_is_made_is_not_published(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is saved while a form is rendered; and read only half by then."""
    late = TWO.replace("Where does it hurt?", "Where, at last?", 1)
    half = TWO.replace("Where does it hurt?", "Where, half", 1)
    published = []
    build = clinic.site._build

    def slow(*given: Any, **more: Any) -> object:
        if "half" in clinic.path.read_text("utf-8"):
            clinic.path.write_text(late, "utf-8")
        built = build(*given, **more)
        published.append((clinic.site.output / "headache.html").read_text("utf-8"))
        return built

    monkeypatch.setattr(clinic.site, "_build", slow)
    state = clinic.save(half)
    assert (state.made, state.errors) == (("headache",), ())
    assert ["at last" in page for page in published] == [True]


@pytest.mark.parametrize("text", [TWO, BROKEN], ids=["good", "broken"])
def test_the_same_saved_again_in_two_pieces_changes_nothing(clinic: Clinic, text: str) -> None:
    """The first piece alone would be a good file with fewer forms: it is not shown either."""
    told = clinic.save(text)
    seen = [told]
    first = text[: text.index("  back-pain:")].replace("hurt?", "hurt now?")

    def settling() -> None:
        seen.append(clinic.site.state)
        clinic.path.write_text(text, "utf-8")

    clinic.path.write_text(first, "utf-8")
    clinic.site._settled = overtaken(clinic.site._settled, settling)
    state = clinic.site.rebuild()
    assert len(seen) == 2
    assert {form.listed.title for form in seen[1].forms} == {"Headache", "Back pain"}
    assert (state.errors, state.is_building) == (told.errors, False)
    assert standings(state) == standings(told)
    assert "hurt now" not in (clinic.site.output / "headache.html").read_text("utf-8")


def overtaken(settled: Callable[..., None], change: Callable[[], None]) -> Callable[..., None]:
    """`settled`, before which, the first time, the files `change`."""
    left = [change]

    def run(before: object) -> None:
        if left:
            left.pop()()
        settled(before)

    return run


def test_without_good_content_the_files_of_the_last_build_are_shown(clinic: Clinic) -> None:
    """By a new process, which never saw them made."""
    clinic.path.write_text(BROKEN, "utf-8")
    site = Site([clinic.path], formats=["html"])
    titles = [form.listed.title for form in site.rebuild().forms]
    assert titles == ["Back pain", "Headache"]
    assert all(form.page for form in site.state.forms)


def test_approvals_are_asked_for_with_the_content(tmp_path: Path) -> None:
    """By form; one without is not approved."""

    def approvals(checked: Checked) -> Mapping[str, tuple[Approval, ...]]:
        assert len(checked.questionnaires) == 2
        return {"headache": (Approval("en", "Dr Ruiz", "2026-11-01", ("Question 1 is new.",)),)}

    state = Clinic(tmp_path, approvals).site.rebuild()
    assert [(form.is_outdated, len(form.approvals)) for form in state.forms] == [
        (True, 1),
        (False, 0),
    ]


def test_a_form_that_cannot_be_made_does_not_hold_back_the_others(tmp_path: Path) -> None:
    """Of one save, what does not fit keeps its last good files, and the rest is published."""
    made = Clinic(tmp_path)
    made.site = Site([made.path], formats=["pdf"])
    made.site.rebuild()
    before = (made.site.output / "headache.pdf").read_bytes()
    more = "".join(
        f"          - {{id: i{n}, text: Why?, kind: text, lines: 20}}\n" for n in range(4)
    )
    head, middle, tail = TWO.replace("hurt?", "hurt now?").partition("  back-pain:\n")
    state = made.save(head.replace("date:", "max_pages: 1\n    date:") + more + middle + tail)
    assert [(one.code, one.form) for one in state.errors] == [("E517", "headache")]
    assert standings(state) == {"headache": "problems", "back-pain": "current"}
    assert state.made == ("back-pain",)
    assert (made.site.output / "headache.pdf").read_bytes() == before


FOLDER = {
    "clinic": "clinic: {name: Riverside Neurology, allow: {W408: a test}}",
    "base": "forms: {base: {title: Base, sections: [{id: all, title: All, items: [Where?]}]}}",
    "child": "forms: {child: {extends: base, title: Child}}",
    "other": "forms: {other: {title: Other, sections: [{id: all, title: All, items: [When?]}]}}",
}


class Library:
    """A folder with a file for each form; `rendered` has the files that were made of late."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str = "html") -> None:
        self.folder = folder
        self.rendered: list[str] = []
        for name, text in FOLDER.items():
            (folder / f"{name}.yaml").write_text(text, "utf-8")
        self.site = Site([folder], formats=[kind], pool=Here())
        assert {*self.site.rebuild().made} == {*FOLDER} - {"clinic"}
        render = Job.render

        def noted(job: Job, renderer: Any) -> Any:
            self.rendered.append(job.name)
            return render(job, renderer)

        monkeypatch.setattr(Job, "render", noted)

    def save(self, name: str, old: str, new: str) -> State:
        """What is so after the saving of a file."""
        (self.folder / f"{name}.yaml").write_text(FOLDER[name].replace(old, new), "utf-8")
        return self.site.rebuild()

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.site.output.iterdir()}


@pytest.mark.parametrize(
    ("name", "old", "new", "made"),
    [
        ("other", "When?", "Since when?", {"other.html"}),
        ("other", "Other", "Others", {"other.html", "index.html"}),
        ("base", "Where?", "Where now?", {"base.html", "child.html"}),
        ("clinic", "Riverside", "Hill", {"base.html", "child.html", "other.html", "index.html"}),
        ("other", "other:", "another:", {"another.html", "index.html"}),
    ],
)
def test_of_a_folder_what_was_saved_is_made(
    name: str, old: str, new: str, made: set[str], tmp_path: Path, monkeypatch
) -> None:
    """With the forms made of it, and with the list, if it tells of it."""
    library = Library(tmp_path, monkeypatch)
    state = library.save(name, old, new)
    assert not state.errors
    assert {one for one in library.rendered if one.count(".") == 1} & {
        path.name for path in library.site.output.glob("*.html")
    } == made
    assert {*state.made} == {one.removesuffix(".html") for one in made} - {"index"}
    text = (library.site.output / sorted(made)[-1]).read_text("utf-8")
    assert new.partition(":")[0] in text
    assert library.save(name, old, new) is state


@pytest.mark.parametrize("what", ["it", "what is made of it", "another", "a template"])
def test_of_a_folder_nothing_is_published_unless_all_is_right(
    what: str, tmp_path: Path, monkeypatch
) -> None:
    """Although only what was saved is checked again."""
    library = Library(tmp_path, monkeypatch)
    if what == "what is made of it":
        library.save("child", "title: Child", "title: Child, sections: [{change: all, title: A}]")
    before = library.files()
    if what == "another":
        (tmp_path / "other.yaml").write_text("forms: {other: [", "utf-8")
    if what == "a template":
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates" / "embed.html").write_text("{% broken", "utf-8")
    new = {"it": "[{text: Where?, kind: txet}]", "what is made of it": "[Where?]"}
    if what == "what is made of it":
        state = library.save("base", "id: all", "id: some")
    else:
        state = library.save("base", "[Where?]", new.get(what, "[Where now?]"))
    assert state.errors
    assert library.files() == before
    assert state.made == ()


def test_a_saved_form_that_does_not_fit_keeps_its_files(tmp_path: Path, monkeypatch) -> None:
    """It is made once."""
    library = Library(tmp_path, monkeypatch, "pdf")
    before = library.files()["other.pdf"]
    items = ", ".join(f"{{id: i{n}, text: Why?, kind: text, lines: 20}}" for n in range(4))
    state = library.save(
        "other",
        "sections: [{id: all, title: All, items: [When?",
        f"max_pages: 1, sections: [{{id: all, title: All, items: [{items}",
    )
    assert [(one.code, one.form) for one in state.errors] == [("E517", "other")]
    assert library.rendered.count("other.pdf") == 1
    assert library.files()["other.pdf"] == before


def test_what_a_person_has_edited_is_known_when_a_build_fails(tmp_path: Path, monkeypatch) -> None:
    """It was told before, and is told still."""
    library = Library(tmp_path, monkeypatch)
    (library.site.output / "other.html").write_text("mine")

    def edited(state: State) -> dict[str, tuple[str, ...]]:
        return {form.listed.id: form.edited for form in state.forms if form.edited}

    assert edited(library.save("base", "Where?", "Where now?")) == {"other": ("other.html",)}
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("{% broken")
    state = library.site.rebuild()
    assert state.errors
    assert edited(state) == {"other": ("other.html",)}
