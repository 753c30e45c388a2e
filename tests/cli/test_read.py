"""`intake read`: what is printed and written, and for whom."""

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import corpus
import jsonschema
import pytest
from typer.testing import CliRunner
from yaml_cases import checked

sys.path.append(str(corpus.ROOT / "tests" / "answers"))
import given
import pdfs

from intake.cli import read as command
from intake.cli.app import app
from intake.export.rendering import Renderer
from intake.kinds import KINDS

CANARY = "Jane Canary"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the seed's questions and `filled.pdf`, in which it is filled in."""
    form = corpus.reading(corpus.questionnaire(corpus.SEED))
    blank = pdfs.saved(pdfs.blank(Renderer(None).render("sheet.html", form), form))
    sent = [
        ("full_name", CANARY),
        *(("birth_date.day", "27"), ("birth_date.month", "3"), ("birth_date.year", "1980")),
        *(("muscles", "eyelid"), ("muscles", "other"), ("muscles.other", "=1+1")),
        *(("duration.value", "-5"), ("duration.unit", "days"), ("frequency", "daily")),
    ]
    (tmp_path / "filled.pdf").write_bytes(pdfs.filled(blank, sent))
    (tmp_path / "blank.pdf").write_bytes(blank)
    (tmp_path / "wrong.pdf").write_bytes(b"x")
    (tmp_path / "questions.yaml").write_bytes(corpus.SEED.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `intake read`."""
    result = CliRunner().invoke(app, ["read", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def schema() -> dict[str, object]:
    """The JSON Schema in docs/reading-back.md."""
    text = (corpus.ROOT / "docs" / "reading-back.md").read_text("utf-8")
    found = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert found
    return json.loads(found[1])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_json_is_as_the_docs_promise(home: Path) -> None:
    code, out, err = read("filled.pdf", "blank.pdf", "wrong.pdf")
    document = json.loads(out)
    jsonschema.validate(document, schema())
    first, second, third = document["files"]
    assert (code, first["ok"], second["ok"], third["ok"]) == (1, True, False, False)
    assert first["answers"]["muscles"] == ["eyelid", "other"]
    assert first["answers"]["duration"] == {"value": "-5", "unit": "days"}
    assert first["beside"] == {"muscles": {"other": "=1+1"}}
    assert [one["code"] for one in second["problems"]] == ["E711"]
    assert third["answers"] is None
    assert err.count("\n") == 2


def test_all_is_well(home: Path) -> None:
    code, out, err = read("filled.pdf")
    assert (code, err) == (0, "")
    assert json.loads(out)["files"][0]["answers"]["full_name"] == CANARY


def test_fhir_is_a_bundle_of_those_that_were_read(home: Path) -> None:
    code, _, _ = read("filled.pdf", "blank.pdf", "wrong.pdf", "--to", "fhir", "--output", "a.json")
    bundle = json.loads((home / "a.json").read_bytes())
    assert code == 1
    assert bundle["resourceType"] == "Bundle"
    states = [entry["resource"]["status"] for entry in bundle["entry"]]
    assert states == ["completed", "in-progress"]
    details, history = bundle["entry"][0]["resource"]["item"]
    name = {"linkId": "full_name", "text": "Name", "answer": [{"valueString": CANARY}]}
    assert details["item"][0] == name
    muscles = next(one for one in history["item"] if one["linkId"] == "muscles")
    assert muscles["answer"][1] == {"valueString": "=1+1"}
    assert read("filled.pdf", "--to", "fhir", "--output", "a.csv")[0] == 2


def test_a_table_has_a_row_for_each_file_and_runs_nothing(home: Path) -> None:
    code, out, _ = read("filled.pdf", "wrong.pdf", "blank.pdf", "--to", "csv")
    first, second, third = rows(out)
    assert code == 1
    assert out.startswith("\ufeff")
    assert (first["intake.ok"], second["intake.ok"], third["intake.ok"]) == ("yes", "no", "no")
    assert first["full_name"] == CANARY
    assert first["birth_date"] == "1980-03-27"
    assert (first["muscles=eyelid"], first["muscles=tongue"]) == ("1", "")
    assert first["muscles.other"] == "'=1+1"
    assert first["duration.value"] == "-5"
    assert second["intake.problems"] == "E701"
    assert all(None not in row.values() and None not in row for row in (first, second, third))


def test_a_table_of_nothing_but_refused_files_has_the_columns_too(home: Path) -> None:
    _, good, _ = read("filled.pdf", "--to", "csv")
    _, bad, _ = read("wrong.pdf", "--to", "csv")
    assert list(rows(good)[0]) == list(rows(bad)[0])


FORMULAS = [
    ("=1+1", "'=1+1"), ("+1 555", "'+1 555"), ("-a", "'-a"), ("@x", "'@x"), ("\ty", "'\ty"),
    ("＝1", "'＝1"), ("-5", "-5"), ("-5.0", "-5.0"), ("a=1", "a=1"), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cell"), FORMULAS)
def test_a_cell_that_would_run_does_not(text: str, cell: str) -> None:
    from intake.answers.as_csv import _safe

    assert _safe(text) == cell


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_of_a_kind_are_the_same_for_any_answer(kind: str) -> None:
    import random

    form = corpus.reading(checked(corpus.wrapped(kind))[0])
    names: list[str] = []
    for item in form.items:
        blank = item.cells(None, {})
        answer = given.answer(item, random.Random(3))
        beside = {"in_person": True, "other": "x", "ago": {"value": "1", "unit": "days"}}
        full = item.cells(answer, beside)
        assert list(blank) == list(full)
        assert not any(blank.values())
        assert any(cell not in (None, "") for cell in full.values()) == (item.kind != "display")
        names += blank
    assert len(names) == len(set(names))


def test_the_file_is_only_its_owners(home: Path) -> None:
    """Also where an older one was everybody's; and no other file is left."""
    (home / "answers.json").write_text("old")
    (home / "answers.json").chmod(0o644)
    before = set(home.iterdir())
    code, out, _ = read("filled.pdf", "--output", "answers.json")
    assert (code, out) == (0, "")
    assert stat.S_IMODE((home / "answers.json").stat().st_mode) == 0o600
    assert json.loads((home / "answers.json").read_text("utf-8"))["files"][0]["ok"]
    assert set(home.iterdir()) == before


def test_a_folder_that_is_none_leaves_nothing(home: Path) -> None:
    (home / "file").write_text("x")
    code, _, err = read("filled.pdf", "--output", "file/answers.json")
    assert code == 1
    assert ": E501 " in err


REFUSED = [
    (["--output", "gone/a.json"], "no folder"),
    (["--output", "a.csv", "--to", "json"], "--to is json"),
    (["--output", "a.JSON", "--to", "csv"], "--to is csv"),
    (["--output", "notes.txt"], "no .json or .csv"),
    (["--output", "notes.json"], "no .json or .csv"),
    (["--output", "q3.yaml"], "no .json or .csv"),
]


@pytest.mark.parametrize(("arguments", "what"), REFUSED)
def test_an_output_that_may_be_a_mistake_is_refused(
    arguments: list[str], what: str, home: Path
) -> None:
    """And nothing is made or changed."""
    for name in ("notes.txt", "q3.yaml"):
        (home / name).write_text("mine")
    (home / "notes.json").symlink_to("notes.txt")
    before = set(home.iterdir())
    code, out, err = read("filled.pdf", *arguments)
    assert (code, out) == (2, "")
    assert what in " ".join(err.replace("│", " ").split())
    assert set(home.iterdir()) == before
    assert {(home / name).read_text() for name in ("notes.txt", "q3.yaml")} == {"mine"}


FORMATS = [("a.csv", "\ufeff"), ("a.CSV", "\ufeff"), ("a.json", "{"), ("a", "{")]


@pytest.mark.parametrize(("name", "begins"), FORMATS)
def test_the_suffix_says_the_format(name: str, begins: str, home: Path) -> None:
    assert read("filled.pdf", "--output", name)[0] == 0
    assert (home / name).read_text("utf-8").startswith(begins)


def test_what_is_no_file_is_written_into(home: Path) -> None:
    """A pipe stands for a device such as /dev/null."""
    import threading

    os.mkfifo(home / "pipe")
    (home / "link.csv").symlink_to("pipe")
    for name, begins in (("pipe", "{"), ("link.csv", "\ufeff")):
        found: list[str] = []
        reading = threading.Thread(
            target=lambda to=found: to.append((home / "pipe").read_text("utf-8")), daemon=True
        )
        reading.start()
        assert read("filled.pdf", "--output", name)[0] == 0
        reading.join(10)
        assert found[0].startswith(begins)
        assert stat.S_ISFIFO((home / "pipe").stat().st_mode)


def test_a_device_that_is_full_is_said(home: Path) -> None:
    code, _, err = read("filled.pdf", "--output", "/dev/full")
    assert (code, ": E501 " in err) == (1, True)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_file_that_is_named_twice_is_read_once(home: Path) -> None:
    (home / "link.pdf").symlink_to("filled.pdf")
    code, out, err = read("filled.pdf", "./filled.pdf", "link.pdf")
    assert (code, len(json.loads(out)["files"])) == (0, 1)
    assert err.count("read once") == 2
    assert len(json.loads(read("gone.pdf", "gone.pdf")[1])["files"]) == 1


def test_without_questions_the_option_is_named(home: Path) -> None:
    (home / "questions.yaml").unlink()
    code, _, err = read("filled.pdf")
    assert code == 1
    assert ": E101 " in err
    assert "--questions" in err


INPUTS = [
    ("filled.pdf", "./filled.pdf"),
    ("filled.pdf", "link.pdf"),
    ("filled.pdf", "hard.pdf"),
    ("questions.yaml", "questions.yaml"),
    ("questions.yaml", "link.yaml"),
    ("more/clinic.yaml", "more/clinic.yaml"),
]


@pytest.mark.parametrize(("input", "output"), INPUTS)
def test_the_output_never_replaces_what_is_read(input: str, output: str, home: Path) -> None:
    """By its own name, another, or as a file of a folder with questions."""
    (home / "link.pdf").symlink_to("filled.pdf")
    os.link(home / "filled.pdf", home / "hard.pdf")
    (home / "link.yaml").symlink_to("questions.yaml")
    (home / "more").mkdir()
    (home / "more" / "clinic.yaml").write_bytes(corpus.SEED.read_bytes())
    before = (home / input).read_bytes()
    questions = ["--questions", "more"] if input.startswith("more/") else []
    code, _, err = read("filled.pdf", *questions, "--output", output)
    assert (code, "--output" in err) == (2, True)
    assert (home / input).read_bytes() == before


USAGE = [["read"], ["read", "filled.pdf", "--to", "xml"]]


@pytest.mark.parametrize("arguments", USAGE)
def test_a_wrong_command_is_2(arguments: list[str], home: Path) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_wrong_questions_are_said(home: Path) -> None:
    code, out, err = read("filled.pdf", "--questions", "none.yaml")
    assert (code, out) == (1, "")
    assert ": E101 " in err


def test_questions_in_several_files(home: Path) -> None:
    clinic = corpus.ROOT / "tests" / "forms" / "clinic"
    code, _, err = read("filled.pdf", "--questions", str(clinic))
    assert code == 1
    assert ": E709 " in err


def test_no_answer_is_in_the_messages_or_a_temporary_file(home: Path) -> None:
    """Not even of a file with which everything is wrong."""
    raw = (home / "filled.pdf").read_bytes()
    temporary = home / "tmp"
    temporary.mkdir()
    blank = pdfs.filled(raw, [("birth_date.year", CANARY), ("visit_date.year", CANARY)])
    (home / "filled.pdf").write_bytes(pdfs.filled(blank, [("duration.value", CANARY)]))
    run = subprocess.run(
        [sys.executable, "-c", "from intake.cli.app import run; run()", "read", "filled.pdf"],
        env={**os.environ, "PYTHONPATH": str(corpus.ROOT), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 1
    assert run.stderr.count("E712") == 3
    assert CANARY not in run.stderr
    assert run.stdout.count(CANARY) == 4
    assert list(temporary.iterdir()) == []


def test_many_files_show_how_far_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal only."""
    monkeypatch.setattr(command, "MANY", 2)
    (home / "other.pdf").write_bytes((home / "filled.pdf").read_bytes())
    _, _, err = read("filled.pdf", "other.pdf")
    assert err == ""
    import pty

    parent, child = pty.openpty()
    code = "from intake.cli import read; read.MANY = 2; from intake.cli.app import run; run()"
    run = subprocess.run(
        [sys.executable, "-c", code, "read", "filled.pdf", "other.pdf"],
        env={**os.environ, "PYTHONPATH": str(corpus.ROOT), "TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=child,
        timeout=60,
    )
    os.close(child)
    shown = os.read(parent, 100_000).decode()
    os.close(parent)
    assert run.returncode == 0
    assert "Reading" in shown
    assert "100%" in shown
    assert "2 files read" in shown
