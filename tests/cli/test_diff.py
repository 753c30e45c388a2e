"""`intake diff`: what may be compared, exit codes, JSON, and what stands on a terminal."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner
from yaml_cases import form

from intake.cli.app import app
from intake.cli.compared import text
from intake.compare.sides import compared
from intake.content.excerpt import width

OLD = form(
    "- {id: where, text: Where does it hurt?}\n- {id: ill, text: Are you ill?, kind: yes_no}"
)
NEW = (
    OLD.replace("hurt?", "hurt now?")
    .replace("ill, text", "sick, text")
    .replace("Neurology}", "Neurology, phone: 555-0142}")
)
PROMISE = Path(__file__).parents[2] / "docs" / "diff-json.md"
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """`write(name, text)`: a file in the folder that one is in."""
    monkeypatch.chdir(tmp_path)

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return put


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner().invoke(app, [*arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def git(*arguments: str) -> None:
    """Run git in the folder that one is in. Without git these tests fail, they are not skipped."""
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    command = ["git", *who, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def test_two_files_are_told_question_by_question(write: Write) -> None:
    write("old.yaml", OLD)
    write("new.yaml", NEW)
    code, said, complaints = run("diff", "old.yaml", "new.yaml")
    assert (code, complaints) == (0, "")
    for line in (
        "Headache (headache), version 1.0.0",
        "  1. Where does it hurt now? (where)",
        "       now  Where does it hurt [now]?",
        "     It has another id: sick (was ill)",
        "  Answers stored under `ill` no longer fit: it is now `sick`.",
        "  The telephone number",
        "    now  555-0142",
    ):
        assert line in said.splitlines(), said
    assert "2 changes of meaning, none of appearance, none of translation." in said
    assert "The version should be 2.0.0" in " ".join(said.split())


EXITS = (
    ("old.yaml", "old.yaml", [], 0),
    ("old.yaml", "new.yaml", [], 0),
    ("old.yaml", "old.yaml", ["--exit-code"], 0),
    ("old.yaml", "new.yaml", ["--exit-code"], 1),
    ("old.yaml", "gone.yaml", [], 1),
    ("old.yaml", "gone.yaml", ["--exit-code"], 2),
    ("approved", "old.yaml", ["--exit-code"], 2),
    ("old.yaml", "new.yaml", ["--form", "cough"], 2),
)


@pytest.mark.parametrize(("old", "new", "more", "wanted"), EXITS)
def test_exit_codes(old: str, new: str, more: list[str], wanted: int, write: Write) -> None:
    """As of `git diff`: a difference is no failure unless one asks; trouble is 2 then."""
    write("old.yaml", OLD)
    write("new.yaml", NEW)
    code, said, complaints = run("diff", old, new, *more)
    assert code == wanted
    assert bool(complaints) == ("gone.yaml" in new or "approved" in old or "--form" in more)
    assert ("No difference" in said) == (old == new)


def test_json_is_as_promised(write: Write) -> None:
    write("old.yaml", OLD)
    write("new.yaml", NEW)
    schema = json.loads(PROMISE.read_text("utf-8").split("```json")[1].split("```")[0])
    for new in ("old.yaml", "new.yaml"):
        document = json.loads(run("diff", "old.yaml", new, "--json")[1])
        jsonschema.validate(document, schema)
        assert document["same"] == (new == "old.yaml")
    form, counts = document["forms"][0], {"meaning": 2, "appearance": 0, "translation": 0}
    assert form["counts"] == counts
    assert (form["level"], form["version_raised"], form["version_fitting"]) == (
        *("major", False),
        "2.0.0",
    )
    assert [(c["about"]["id"], c["sort"]) for c in form["changes"]] == [
        ("where", "text"),
        ("sick", "renamed"),
    ]


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_lines_are_no_wider_than_the_terminal(columns: int) -> None:
    forms = Path(__file__).parents[1] / "forms"
    comparison, *_ = compared(str(forms / "odd.yaml"), str(forms / "long.yaml"))
    arabic, *_ = compared(str(forms / "arabic.yaml"), str(forms / "spanish.yaml"))
    lines = [
        line
        for one in (comparison, arabic)
        for line in text(one, columns, lambda words, _: words).splitlines()
    ]
    assert len(lines) > 30
    assert [line for line in lines if width(re.sub("[\u2066-\u2069]", "", line)) > columns] == []


def test_a_revision_of_git_is_compared_without_touching_anything(write: Write) -> None:
    assert shutil.which("git"), "these tests need git"
    path = write("forms/headache.yaml", OLD)
    write("notes.txt", "none of the questions")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    write("forms/headache.yaml", NEW)
    before = {one: one.read_bytes() for one in path.parent.rglob("*")}
    for arguments in (
        ("HEAD:", "forms"),
        ("HEAD:", "forms/headache.yaml"),
        ("HEAD:forms/headache.yaml", "forms/headache.yaml"),
    ):
        code, said, complaints = run("diff", *arguments, "--exit-code")
        assert (code, complaints) == (1, ""), arguments
        assert "Where does it hurt [now]?" in said
    assert run("diff", "HEAD:forms", "HEAD:forms/", "--exit-code")[0] == 0
    assert {one: one.read_bytes() for one in path.parent.rglob("*")} == before


def test_content_of_a_revision_that_is_wrong_has_its_own_name(write: Write) -> None:
    write("questions.yaml", OLD.replace("text:", "txet:", 1))
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    write("questions.yaml", OLD)
    code, _, complaints = run("diff", "HEAD:")
    assert code == 1
    assert complaints.startswith("HEAD:questions.yaml:9:25: E301 ")


HOSTILE = (
    "--output=x:",
    "-x:",
    "HEAD --output=x:",
    "HEAD;touch x:",
    "$(touch x):",
    "HEAD:../../etc",
    "HEAD:/etc/passwd",
    "HEAD::(exclude)x",
    "HEAD\n:",
    ":",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_revision_is_never_an_option_or_a_command(name: str, write: Write) -> None:
    write("questions.yaml", OLD)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    before = sorted(Path().iterdir())
    code, said, complaints = run("diff", "--", name)
    assert (code, said) == (1, "")
    assert len(complaints.splitlines()) == 1
    assert " E806 " in complaints
    assert sorted(Path().iterdir()) == before


def test_without_git_one_line_says_so(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("questions.yaml", OLD)
    monkeypatch.setenv("PATH", "")
    code, _, complaints = run("diff", "HEAD:")
    assert (code, complaints.count("\n")) == (1, 1)
    assert "git, which is not installed here" in complaints


def test_the_page_for_the_meeting(write: Write) -> None:
    """Words marked, a picture before and after, no script, nothing from elsewhere."""
    write("old.yaml", OLD)
    write("new.yaml", NEW)
    code, said, complaints = run("diff", "old.yaml", "new.yaml", "--html", "changes.html")
    assert (code, complaints) == (0, "")
    assert said == "changes.html: 1 of 1 forms changed\n"
    page = Path("changes.html").read_text("utf-8")
    assert "Where does it hurt <ins>now</ins>?" in page
    assert page.count('src="data:image/png;base64,') == 2
    assert re.findall(r"<script|\bon\w+=|https?://", page) == []
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert "default-src 'none'; script-src 'none'; style-src 'sha256-" in policy
    assert policy.endswith("; img-src data:")
