"""`intake build` and its neighbours at the command line: what they write, say and load."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import corpus
import pytest
from typer.testing import CliRunner

from intake import __version__
from intake.cli import app

TWO = """
clinic: {name: Two, phone: 555-0100, allow: {W408: an example}}
forms:
  headache:
    title: Headache
    sections: [{id: all, title: All, items: [Where does it hurt?]}]
  back-pain:
    title: Back pain
    sections: [{id: all, title: All, items: [When does it hurt?]}]
"""
PAGES = ("{}.html", "{}.fragment.html", "{}.embed.html")
HEADACHE = {name.format("headache") for name in PAGES}
BACK_PAIN = {name.format("back-pain") for name in PAGES}
MODULES = {"intake-form.js", "intake-form.css", "intake-frame.js"}
SHARED = {"index.html", "manifest.json", "questions.schema.json"}
ALL = {*HEADACHE, *BACK_PAIN, "headache.pdf", "back-pain.pdf", *MODULES, *SHARED}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with a questions.yaml of two forms."""
    (tmp_path / "questions.yaml").write_text(TWO)
    return tmp_path


def intake(*arguments: str | Path):
    """Run the command in this process: exit code, stdout, stderr."""
    return CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)


def build(folder: Path, *arguments: str | Path):
    """`intake build` of the folder's questions.yaml."""
    return intake("build", folder / "questions.yaml", *arguments)


def output(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`/output."""
    return {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


def test_makes_every_form_in_every_format(two: Path) -> None:
    """Beside questions.yaml, in output/; one line for each file, with its pages and size."""
    result = build(two)
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(output(two)) == ALL
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["headache"] * 4 + ["back-pain"] * 4
    is_paper = [bool(re.search(r"\b1 page\b", line)) for line in lines]
    assert is_paper == [False, True, False, False] * 2
    assert all(re.search(r" [0-9]+\.[0-9] kB +[0-9]+\.[0-9]+ s$", line) for line in lines)
    assert all(str(two / "output") in line for line in lines)


CHOICES = (
    (["--form", "headache"], {*HEADACHE, "headache.pdf", *MODULES}),
    (["--format", "html"], {*HEADACHE, *BACK_PAIN, *MODULES}),
    (["--format", "pdf", "--form", "back-pain"], {"back-pain.pdf"}),
    (
        ["--form", "headache", "--form", "back-pain", "--format", "html"],
        {*HEADACHE, *BACK_PAIN, *MODULES},
    ),
    (
        ["--format", "html", "--format", "pdf", "--form", "headache"],
        {*HEADACHE, "headache.pdf", *MODULES},
    ),
)


@pytest.mark.parametrize(("arguments", "made"), CHOICES)
def test_makes_only_what_is_asked_for(arguments: list[str], made: set[str], two: Path) -> None:
    """--form and --format, once or more often."""
    result = build(two, *arguments)
    assert result.exit_code == 0
    assert set(output(two)) == made | SHARED
    assert len(result.stdout.splitlines()) == len(made - MODULES)


SHEETS = (
    ([], {"headache.pdf"}),
    (["--edition", "large-print"], {"headache.large-print.pdf"}),
    (["--edition", "standard", "--edition", "coded"], {"headache.pdf", "headache.coded.pdf"}),
    (["--paper", "a4"], {"headache.a4.pdf"}),
    (
        ["--paper", "letter", "--paper", "a4", "--edition", "compact"],
        {"headache.compact.pdf", "headache.compact.a4.pdf"},
    ),
    (["--paper", "letter", "--paper", "letter"], {"headache.pdf"}),
)


@pytest.mark.parametrize(("arguments", "made"), SHEETS)
def test_makes_the_editions_that_are_asked_for(
    arguments: list[str], made: set[str], two: Path
) -> None:
    """--edition and --paper name the PDFs, instead of the clinic's own; pages are as ever."""
    result = build(two, "--form", "headache", *arguments)
    assert result.exit_code == 0
    assert set(output(two)) == made | HEADACHE | MODULES | SHARED
    assert len(result.stdout.splitlines()) == len(made) + len(HEADACHE)


def test_makes_the_editions_of_the_clinic_in_every_language(two: Path) -> None:
    """By the clinic's keys; the language comes before the edition in a file's name."""
    keys = "paper: a4, languages: [en, es], editions: [large-print, standard],"
    (two / "questions.yaml").write_text(TWO.replace("{name: Two,", f"{{name: Two, {keys}"))
    assert build(two, "--form", "headache", "--format", "pdf").exit_code == 0
    assert {name for name in output(two) if name.endswith(".pdf")} == {
        *("headache.pdf", "headache.large-print.pdf"),
        *("headache.es.pdf", "headache.es.large-print.pdf"),
    }


def test_output_goes_where_it_is_told(two: Path) -> None:
    """--output, to a folder that need not exist."""
    target = two / "deep" / "er"
    assert build(two, "--output", target, "--format", "html").exit_code == 0
    assert (target / "headache.html").is_file()
    assert not (two / "output").exists()


@pytest.mark.parametrize("flag", ["--quiet", "-q"])
def test_quiet_says_nothing(flag: str, two: Path) -> None:
    """Neither on standard output nor on standard error, when all is well."""
    result = build(two, flag, "--format", "html")
    assert (result.exit_code, result.output) == (0, "")
    assert (two / "output" / "headache.html").is_file()


def test_the_manifest_keeps_forms_that_were_not_made_again(two: Path) -> None:
    """Only the entries of the form that was made change."""
    assert build(two, "--format", "html").exit_code == 0
    before = json.loads((two / "output" / "manifest.json").read_text())["files"]
    text = TWO.replace("Where does it hurt?", "Where is it?")
    (two / "questions.yaml").write_text(text)
    assert build(two, "--format", "html", "--form", "headache").exit_code == 0
    after = json.loads((two / "output" / "manifest.json").read_text())["files"]
    assert set(before) == set(after) >= {"headache.html", "back-pain.html"}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {*HEADACHE}


ES, ONE = (sorted(name.format(form) for name in PAGES) for form in ("two.es", "one"))
CHANGED = (
    (", editions: [standard, compact]", ", editions: [standard]", ["two.compact.pdf"], "editions"),
    (", languages: [en, es]", "", [*ES, "two.es.pdf"], "languages"),
    (", paper: a4, editions: [standard]", "", [], ""),
    ("", "", [*ONE, "one.pdf"], "a form that is gone"),
)


@pytest.mark.parametrize(("before", "after", "old", "why"), CHANGED)
def test_files_that_the_content_no_longer_asks_for_are_named(
    before: str, after: str, old: list[str], why: str, tmp_path: Path
) -> None:
    """They hold old words. They stay until a person removes them."""
    clinic, one = "clinic: {{name: Two{}}}\nforms:\n", "  {}: {{title: A, sections: [{}]}}\n"
    section = "{id: all, title: All, items: [Where?]}"
    source = tmp_path / "questions.yaml"
    forms = [one.format(name, section) for name in ("one", "two")]
    gone = "gone" in why
    source.write_text(clinic.format(before) + "".join(forms[0 if gone else 1 :]))
    assert build(tmp_path).exit_code == 0
    source.write_text(clinic.format(after) + forms[1])
    result = build(tmp_path)
    said = [
        line
        for line in result.stderr.splitlines()
        if line.endswith("“intake build --prune” removes it")
    ]
    assert [Path(line.split(" is ")[0]).name for line in said] == old
    assert all(why in line for line in said)
    assert {*old} <= {*output(tmp_path)}


def test_making_again_changes_nothing(two: Path) -> None:
    """The same content gives the same bytes."""
    assert build(two).exit_code == 0
    before = output(two)
    assert build(two).exit_code == 0
    assert output(two) == before


USAGE = (
    (["--form", "headach"], "did you mean “headache”?"),
    (["--form", "nothing-like-it"], "possible: headache, back-pain"),
    (["--format", "docx"], "html"),
    (["--edition", "tiny"], "large-print"),
    (["--paper", "a5"], "letter"),
    (["--wat"], "--wat"),
)


@pytest.mark.parametrize(("arguments", "cure"), USAGE)
def test_a_wrong_option_is_exit_2_with_a_cure(arguments: list[str], cure: str, two: Path) -> None:
    """Usage errors are told from wrong content by their exit code; nothing is written."""
    result = build(two, *arguments)
    assert result.exit_code == 2
    assert cure in " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in result.stderr
    assert not (two / "output").exists()


def test_a_problem_in_one_form_leaves_the_others_as_they_were(two: Path) -> None:
    """All or nothing: the old files of every form stay, to the byte."""
    assert build(two, "--format", "html").exit_code == 0
    before = output(two)
    text = TWO.replace("Where does it hurt?", "Where is it?").replace("title: Back", "titel: Back")
    (two / "questions.yaml").write_text(text)
    result = build(two, "--format", "html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert output(two) == before


def test_a_problem_while_rendering_leaves_the_others_as_they_were(two: Path) -> None:
    """The same when only the template of a kind that one form uses is wrong."""
    text = TWO.replace("[When does it hurt?]", "[{kind: yes_no, id: a, text: Now}]")
    (two / "questions.yaml").write_text(text)
    assert build(two, "--format", "html").exit_code == 0
    before = output(two)
    item = two / "templates" / "items" / "yes_no" / "item.html"
    item.parent.mkdir(parents=True)
    item.write_text("{% macro item(it) %}{{ it.wat }}{% endmacro %}")
    (two / "questions.yaml").write_text(text.replace("Where does", "Why does"))
    result = build(two)
    assert result.exit_code == 1
    assert {line.split(": ")[1][:4] for line in result.stderr.splitlines()} == {"E503"}
    assert output(two) == before


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_an_output_that_cannot_be_written_is_one_line(error: int, two: Path, monkeypatch) -> None:
    """E501, exit 1, the reason in words, the old output as it was, no temporary file."""
    assert build(two, "--format", "html").exit_code == 0
    before = output(two)
    (two / "questions.yaml").write_text(TWO.replace("Where does", "Why does"))

    def fail(number: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", fail)
    result = build(two, "--format", "html")
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert ": E501 " in line
    assert os.strerror(error) in line
    assert output(two) == before


def test_strict_lets_no_warning_through(two: Path) -> None:
    """One line for each on standard error, exit 1, nothing written; without warnings it builds."""
    assert build(two, "--strict", "--format", "html").exit_code == 0
    before = output(two)
    text = TWO.replace("Where does it hurt?", "Are you not unable to stand?")
    (two / "questions.yaml").write_text(text)
    result = build(two, "--strict", "--format", "html")
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, result.stdout, ": W303 " in line) == (1, "", True)
    assert output(two) == before
    result = build(two, "--format", "html")
    assert (result.exit_code, result.stderr.splitlines()) == (0, [line])
    assert output(two) != before


def test_output_that_is_a_file_is_one_line(two: Path) -> None:
    """A file where the folder should be: E501, and it stays."""
    (two / "output").write_text("mine")
    result = build(two, "--format", "html")
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, ": E501 " in line) == (1, True)
    assert (two / "output").read_text() == "mine"


def test_new_makes_a_folder_that_builds(tmp_path: Path) -> None:
    """The first questions.yaml is a whole form without a problem."""
    home = tmp_path / "clinic"
    result = intake("new", home)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [path.name for path in home.iterdir()] == ["questions.yaml"]
    assert intake("check", home / "questions.yaml").exit_code == 0
    assert build(home, "--format", "html").exit_code == 0
    assert any((home / "output").glob("*.html"))


def test_new_takes_an_empty_folder(tmp_path: Path) -> None:
    """A folder that someone has just made for it."""
    assert intake("new", tmp_path).exit_code == 0
    assert (tmp_path / "questions.yaml").is_file()


@pytest.mark.parametrize("what", ["folder", "file", "hidden"])
def test_new_refuses_what_is_there_already(what: str, tmp_path: Path) -> None:
    """E505, exit 1, and what was there stays."""
    home = tmp_path / "clinic"
    mine = home if what == "file" else home / (".mine" if what == "hidden" else "mine.txt")
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    result = intake("new", home)
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, ": E505 " in line) == (1, True)
    assert mine.read_text() == "mine"
    assert len(list(tmp_path.rglob("*"))) == (1 if what == "file" else 2)


@pytest.mark.parametrize("what", ["folder", "taken"])
def test_a_schema_that_cannot_be_written_leaves_nothing_behind(what: str, tmp_path: Path) -> None:
    """E501 and no temporary file, whether the target is a folder or below a file."""
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "folder").mkdir()
    target = tmp_path / "folder" if what == "folder" else tmp_path / "mine" / "schema.json"
    before = sorted(tmp_path.rglob("*"))
    result = intake("schema", "--output", target)
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, ": E501 " in line) == (1, True)
    assert sorted(tmp_path.rglob("*")) == before


HEAVY = ("weasyprint", "pikepdf", "fontTools", "cffi")
LOADED = (
    (["--help"], (*HEAVY, "pydantic", "jinja2", "yaml")),
    (["--version"], (*HEAVY, "pydantic", "jinja2", "yaml")),
    (["build", "--help"], (*HEAVY, "pydantic", "jinja2", "yaml")),
    (["check", "questions.yaml"], (*HEAVY, "jinja2", "watchfiles", "starlette", "uvicorn")),
    (["watch", "--help"], (*HEAVY, "pydantic", "jinja2", "yaml", "watchfiles", "starlette")),
    (["serve", "--help"], (*HEAVY, "pydantic", "jinja2", "yaml", "watchfiles", "starlette")),
    (["check", "--json", "questions.yaml"], (*HEAVY, "jinja2", "watchfiles")),
    (["explain", "E301"], (*HEAVY, "pydantic", "jinja2", "watchfiles")),
    (["schema"], (*HEAVY, "jinja2")),
    (["new", "clinic"], (*HEAVY, "pydantic", "jinja2")),
    (["build", "--format", "html"], (*HEAVY, "starlette", "uvicorn", "pypdfium2")),
)
PROBE = """
import sys
from intake.cli import app
try:
    app(sys.argv[1:])
except SystemExit as error:
    assert not error.code, error.code
print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


@pytest.mark.parametrize(("arguments", "heavy"), LOADED, ids=[" ".join(a) for a, _ in LOADED])
def test_heavy_packages_load_only_where_needed(
    arguments: list[str], heavy: tuple[str, ...], tmp_path: Path
) -> None:
    """Help is quick, and checking needs no layout engine."""
    shutil.copy(corpus.SEED, tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    loaded = set(run.stderr.split())
    assert "typer" in loaded
    assert loaded & set(heavy) == set()


def commands() -> list[str]:
    """The names of all commands."""
    return [info.name or info.callback.__name__ for info in app.registered_commands]


@pytest.mark.parametrize("command", ["", *commands()])
def test_help_shows_an_example(command: str) -> None:
    """Each command's help ends with one that can be copied."""
    assert len(commands()) >= 5
    result = intake(*filter(None, [command]), "--help")
    assert result.exit_code == 0
    assert f"Example: intake {command}".strip() in " ".join(result.stdout.split())


def test_version() -> None:
    """One line with the name and the version."""
    assert intake("--version").stdout == f"intake {__version__}\n"


def test_a_format_that_the_clinic_wants_none_of_is_named(two: Path) -> None:
    said = [build(two, "--format", "kiosk").stderr, build(two, "--format", "html").stderr]
    assert ["no kiosk page is made: add kiosk: to the clinic block" in one for one in said] == [
        True,
        False,
    ]
