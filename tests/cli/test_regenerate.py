"""`intake build` makes what has changed and nothing else, and keeps what a person has changed."""

import json
from pathlib import Path

import pytest
from kill_builds import little
from typer.testing import CliRunner

from intake.cli import app
from intake.export import SHARED as shared_files
from intake.regenerate import inputs
from intake.regenerate.jobs import Job

SITE = """
clinic: {name: Site, languages: [en, es], editions: [standard], allow: {W408: an example}}
sections:
  about:
    title: {en: About you, es: Usted}
    items: [{id: name, kind: string, text: {en: Name, es: Nombre}}]
forms:
  headache:
    title: {en: Headache, es: Dolor}
    sections:
      - use: about
      - {id: all, title: {en: All, es: Todo}, items: [{id: a, text: {en: Where?, es: "¿Dónde?"}}]}
  cough:
    title: {en: Cough, es: Tos}
    sections: [{use: about}]
  fall:
    title: {en: A fall, es: Caída}
    sections:
      - {id: all, title: {en: All, es: Todo}, items: [{id: b, text: {en: When?, es: "¿Cuándo?"}}]}
"""
EXTENSIONS = (".html", ".fragment.html", ".embed.html", ".pdf")
HEADACHE, COUGH, FALL = (
    {f"{form}{language}{rest}" for rest in EXTENSIONS for language in ("", ".es")}
    for form in ("headache", "cough", "fall")
)
ALL = HEADACHE | COUGH | FALL
SHARED = {one.name for one in shared_files}
LIST = {one.name for one in shared_files if one.is_of_forms}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that was built; what makes the files is a stand-in that is quick."""
    monkeypatch.setattr(Job, "render", little)
    (tmp_path / "questions.yaml").write_text(SITE, "utf-8")
    assert {*made(tmp_path)} == ALL
    return tmp_path


def intake(folder: Path, *arguments: str):
    """`intake build` of the site."""
    command = ["build", str(folder / "questions.yaml"), *arguments]
    return CliRunner().invoke(app, command, catch_exceptions=False)


def made(folder: Path, *arguments: str) -> list[str]:
    """The files that `intake build` says it has made."""
    result = intake(folder, *arguments)
    assert result.exit_code == 0, result.output
    return [Path(line.split()[1]).name for line in result.stdout.splitlines() if " kB " in line]


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "questions.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def output(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


CHANGES = {
    "nothing": ("", "", set()),
    "a comment": ("clinic:", "# The clinic\nclinic:", set()),
    "how it is written": ("name: Site", 'name: "Site"', set()),
    "one form": ("Where?", "Where is it?", HEADACHE),
    "a translation, which is in the revision": ("¿Cuándo?", "¿Desde cuándo?", FALL),
    "a shared section": ("About you", "You", HEADACHE | COUGH),
    "the clinic": ("name: Site", "name: Riverside", ALL),
    "a status": ("title: {en: Cough", "status: draft\n    title: {en: Cough", COUGH),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_has_changed_is_made(what: str, site: Path) -> None:
    """By what a form says, with its shared sections and the clinic; not by how it is written."""
    old, new, expected = CHANGES[what]
    before = output(site)
    change(site, old, new)
    assert {*made(site)} == expected
    after = output(site)
    changed = {name for name in after if before[name] != after[name]} - {"manifest.json"}
    assert changed <= expected | SHARED
    assert made(site) == []


def test_a_style_is_everybodys(site: Path) -> None:
    """As are the templates and what the files are made with."""
    path = site / "templates" / "styles" / "screen.css"
    path.parent.mkdir(parents=True)
    path.write_text("p { color: black }")
    assert {*made(site)} == ALL
    assert made(site) == []
    path.write_text("p { color: blue }")
    assert {*made(site)} == ALL
    path.unlink()
    assert {*made(site)} == ALL


@pytest.mark.parametrize("what", ["MAKERS", "__version__"])
def test_another_version_makes_all_again(what: str, site: Path, monkeypatch) -> None:
    """Of this package, or of one that the files are made with."""
    monkeypatch.setattr(inputs, what, "0.0.0" if what == "__version__" else ("pydyf",))
    inputs.software.cache_clear()
    assert {*made(site)} == ALL
    inputs.software.cache_clear()


def test_what_is_missing_is_made(site: Path) -> None:
    """Whoever removed it."""
    (site / "output" / "fall.pdf").unlink()
    result = intake(site, "--check")
    assert result.exit_code == 1
    assert result.stdout == f"{site / 'output' / 'fall.pdf'} is missing\n"
    assert made(site) == ["fall.pdf"]


def test_up_to_date_is_one_line(site: Path) -> None:
    """How many files there are, the shared ones too."""
    count = len(ALL | SHARED)
    for arguments in ([], ["--check"], ["--dry-run"]):
        result = intake(site, *arguments)
        assert (result.exit_code, result.stdout) == (0, f"{count} files are up to date\n")
    assert intake(site, "--quiet").output == ""


def test_one_form_is_left_to_itself(site: Path) -> None:
    """--form touches only its entries in the manifest; --force makes it again."""
    change(site, "About you", "You")
    before = json.loads(output(site)["manifest.json"])["files"]
    assert {*made(site, "--form", "cough")} == COUGH
    after = json.loads(output(site)["manifest.json"])["files"]
    assert {name for name in before if before[name] != after[name]} == COUGH
    assert {*made(site, "--form", "cough", "--force")} == COUGH
    assert {*made(site)} == HEADACHE


@pytest.mark.parametrize("key", ["title: {en: Cough!", "version: 2.0.0\n    title: {en: Cough"])
def test_the_list_is_made_again_where_it_tells_of_it(key: str, site: Path) -> None:
    """A form's title or version, but not its questions."""
    before = json.loads(output(site)["manifest.json"])["files"]
    change(site, "title: {en: Cough", key)
    assert {*made(site)} == COUGH
    after = json.loads(output(site)["manifest.json"])["files"]
    assert {name for name in before if before[name] != after[name]} == COUGH | LIST


@pytest.mark.parametrize("is_stale", [False, True])
def test_what_a_person_changed_is_kept(is_stale: bool, site: Path) -> None:
    """And said, with exit code 1; the others are made. --force makes it again."""
    path = site / "output" / "fall.html"
    path.write_bytes(b"mine")
    if is_stale:
        change(site, "When?", "Since when?")
    result = intake(site)
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, line) == (
        1,
        f"{path} was changed by hand and is kept; “intake build --force” makes it again",
    )
    assert path.read_bytes() == b"mine"
    result = intake(site, "--check")
    assert (result.exit_code, result.stdout) == (1, f"{path} was changed by hand\n")
    assert {*made(site, "--force")} == ALL
    assert path.read_bytes() != b"mine"
    assert made(site) == []


@pytest.mark.parametrize("is_lost", [False, True])
def test_a_file_that_is_not_ours_is_kept(is_lost: bool, site: Path) -> None:
    """Where the manifest does not know it; the same content is taken for ours."""
    (site / "output" / "manifest.json").write_text("<<<<<<< a merge" if is_lost else "{}")
    path = site / "output" / "fall.html"
    path.write_bytes(b"mine")
    result = intake(site)
    (line,) = result.stderr.splitlines()
    assert result.exit_code == 1
    assert line.startswith(f"{path} was not made by intake build and is kept; ")
    assert path.read_bytes() == b"mine"
    assert set(json.loads(output(site)["manifest.json"])["files"]) == (ALL | SHARED) - {path.name}
    path.unlink()
    assert made(site) == [path.name]


def test_what_is_left_over_is_removed_when_asked(site: Path) -> None:
    """Files of a form that is gone; not what a person has changed, unless --force."""
    (site / "output" / "notes.txt").write_text("mine")
    (site / "questions.yaml").write_text(
        (site / "questions.yaml").read_text("utf-8").partition("  fall:")[0], "utf-8"
    )
    edited = site / "output" / "fall.html"
    edited.write_bytes(b"mine")
    gone = FALL
    result = intake(site)
    assert {Path(line.split(" is ")[0]).name for line in result.stderr.splitlines()} == gone
    assert gone <= {*output(site)}
    dry = intake(site, "--dry-run", "--prune").stdout.splitlines()
    removable = {f"{site / 'output' / name} would be removed" for name in gone - {edited.name}}
    assert {*dry} == removable
    result = intake(site, "--prune")
    assert sum(line.endswith(" removed") for line in result.stdout.splitlines()) == len(gone) - 1
    assert {*output(site)} & gone == {edited.name}
    assert "changed by hand" in result.stderr
    assert intake(site, "--prune", "--force").exit_code == 0
    assert {*output(site)} & gone == set()
    assert {*output(site)} >= {"notes.txt", "cough.html", "cough.pdf"}
    assert intake(site, "--check").exit_code == 0


def test_prune_is_for_all_forms(site: Path) -> None:
    """With --form it is a usage error: the others' files would look left over."""
    assert intake(site, "--prune", "--form", "fall").exit_code == 2


@pytest.mark.parametrize("option", ["--check", "--dry-run"])
def test_to_look_is_not_to_write(option: str, site: Path) -> None:
    """What is listed is what a build then makes."""
    change(site, "When?", "Since when?")
    before = output(site)
    result = intake(site, option)
    assert result.exit_code == (option == "--check")
    assert {Path(line.split()[0]).name for line in result.stdout.splitlines()} == FALL
    assert output(site) == before
    (site / "output").rename(site / "away")
    result = intake(site, option)
    assert len(result.stdout.splitlines()) == len(ALL | SHARED)
    assert not (site / "output").exists()


def test_another_edition_is_no_stranger(site: Path) -> None:
    """What was made with --edition is left over for the others, and made again when asked for."""
    assert made(site, "--edition", "coded", "--form", "fall", "--format", "pdf") == [
        *("fall.coded.pdf", "fall.es.coded.pdf")
    ]
    assert made(site, "--edition", "coded", "--form", "fall", "--format", "pdf") == []
    assert {*output(site)} >= {"fall.coded.pdf", "fall.pdf"}


def test_an_approval_makes_only_what_it_changes(site: Path) -> None:
    """With the first one all others become drafts; then each is of one form in one language."""
    approve = ["approve", "--questions", str(site / "questions.yaml"), "--by", "Ana"]
    headache = {name for name in HEADACHE if ".es." not in name}
    cough = {name for name in COUGH if ".es." in name}
    assert CliRunner().invoke(app, [*approve, "headache"]).exit_code == 0
    assert intake(site, "--check").exit_code == 1
    assert {*made(site)} == ALL - headache
    assert CliRunner().invoke(app, [*approve, "cough"]).exit_code == 0
    assert {*made(site)} == COUGH - cough
    assert CliRunner().invoke(app, [*approve, "cough", "--language", "es"]).exit_code == 0
    assert {*made(site)} == cough
    assert made(site) == []
