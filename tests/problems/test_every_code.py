"""For every code that a file can cause: broken files, and what `intake check` prints about them.

UPDATE=1 writes expected.txt anew; read the difference as the person at the front desk would.
"""

import os
from collections.abc import Callable
from pathlib import Path

import approving
import filled
import pytest
import received
from typer.testing import CliRunner

from intake import fonts
from intake.answers.receiving import Receiver
from intake.cli.app import app
from intake.content.problems import CODES, Place, Problem

HERE = Path(__file__).parent
ELSEWHERE = {code for code in CODES if code[:2] in ("E5", "E6", "E7", "E8", "W7", "W8")}
"""Not the file's fault: what goes wrong when it is built, in a translator's file, in what was
answered (tests/problems/filled.py), or where it is compared and approved (approving.py)."""

GOOD = """clinic: {name: Riverside Neurology, allow: {W408: an example}}
forms:
  headache:
    title: Headache
    sections:
      - title: Your headache
        items:
          - Where does it hurt?
"""


def _write(raw: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(raw) and None


UNSTORABLE: dict[str, dict[str, Callable[[Path], None]]] = {
    "E101": {
        "broken-missing.yaml": lambda path: None,
        "no-such-folder/broken.yaml": lambda path: None,
        "broken-file.yaml/broken.yaml": lambda path: path.parent.write_bytes(b"x") and None,
    },
    "E102": {"broken-pipe.yaml": os.mkfifo},
    "E103": {"broken" * 60 + ".yaml": lambda path: None},
    "E104": {
        "broken-folder": Path.mkdir,
        "broken-empty.yaml": _write(b""),
        "broken-bom.yaml": _write(b"\xef\xbb\xbf"),
        "broken-blank.yaml": _write(b" \r\n\r\n"),
    },
    "E105": {
        "broken-cp1252.yaml": _write(GOOD.replace("Where", "It’s where").encode("cp1252")),
        "broken-latin1.yaml": _write(b"clinic:\r\n  name: Z\xfcrich\r\n"),
        "broken-no-letter.yaml": _write(b"clinic: \x81\n"),
        "broken-utf16.yaml": _write(GOOD.encode("utf-16")),
        "broken-utf16-no-bom.yaml": _write(GOOD.encode("utf-16-le")),
    },
    "E106": {"broken-large.yaml": _write(b"# " + b"x" * int(1.1 * 1024 * 1024) + b"\n")},
    "E107": {
        "broken-nul.yaml": _write(GOOD.replace("does", "do\0es").encode()),
        "broken-control.yaml": _write(GOOD.replace("does", "do\x0ces\x7f").encode()),
        "broken-many.yaml": _write(b"- \x01\n" * 30),
    },
    "E206": {"broken-merges.yaml": _write(b"a: &a {x: 1}\nb: {<<: [" + b"*a, " * 200 + b"]}\n")},
    "E208": {
        "broken-brackets.yaml": _write(b"[" * 50_000),
        "broken-braces.yaml": _write(b"{" * 50_000),
        "broken-dashes.yaml": _write(b"- " * 50_000),
    },
    "E209": {"broken-values.yaml": _write(b"- a\n" * 60_000)},
    "E306": {"broken-items.yaml": _write((
        GOOD + "".join(f"          - Question {n}\n" for n in range(500))
        + "      - title: More\n        items:\n"
        + "".join(f"          - More {n}\n" for n in range(100))
    ).encode())},
    "W101": {"broken-bom.yaml": _write(b"\xef\xbb\xbf" + GOOD.encode())},
    "W102": {
        "broken-mixed.yaml": _write(GOOD.replace("\n", "\r\n", 3).encode()),
        "broken-old-mac.yaml": _write(GOOD.replace("\n", "\r", 1).encode()),
    },
}  # fmt: skip


def _inputs(code: str, folder: Path) -> list[str]:
    """The broken files of `code`, by name; those that no text file can be are made in `folder`."""
    names = []
    for path in (HERE / code).glob("broken*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
        names.append(path.name)
    for name, make in UNSTORABLE.get(code, {}).items():
        make(folder / name)
        names.append(name)
    return sorted(names)


@pytest.mark.parametrize("code", sorted(CODES.keys() - ELSEWHERE))
def test_a_broken_file_is_explained(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exactly the expected lines on standard error, the right exit code, no traceback."""
    names = _inputs(code, tmp_path)
    assert names, f"tests/problems/{code}/ has no broken file"
    monkeypatch.chdir(tmp_path)
    printed = ""
    for name in names:
        result = CliRunner().invoke(app, ["check", name])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert result.exit_code == (1 if code.startswith("E") else 0), name
        assert f": {code} " in result.stderr, f"{name} does not cause {code}:\n{result.stderr}"
        printed += result.stderr
    expected = HERE / code / "expected.txt"
    if os.environ.get("UPDATE"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(printed, "utf-8")
    assert printed == expected.read_text("utf-8")


def _override(name: str, text: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    def make(folder: Path, _: pytest.MonkeyPatch) -> None:
        path = folder / "templates" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")

    return make


def _fields(keys: str, style: str = "") -> Callable[[Path, pytest.MonkeyPatch], None]:
    """An item of one line with these keys, and a style of the clinic's own."""

    def make(folder: Path, patch: pytest.MonkeyPatch) -> None:
        item = f"- {{id: where, text: Where?, kind: {keys}}}"
        text = GOOD.replace("- Where does it hurt?", item)
        (folder / "questions.yaml").write_text(text, "utf-8")
        _override("items/string/item.css", style)(folder, patch)

    return make


def _in_use(_: Path, patch: pytest.MonkeyPatch) -> None:
    import errno
    import fcntl

    from intake import publish

    def busy(descriptor: int, how: int) -> None:
        raise BlockingIOError(errno.EWOULDBLOCK, "")

    patch.setattr(fcntl, "flock", busy)
    patch.setattr(publish, "LONGEST", 0)


def _no_font(_: Path, patch: pytest.MonkeyPatch) -> None:
    lost = fonts.FONTS[0]._replace(package="fontpkg_that_is_not_installed")
    patch.setattr(fonts, "FONTS", (lost, *fonts.FONTS[1:]))


def _translated(language: str, rows: str, questions: str = GOOD) -> Callable[..., None]:
    """A PO file, and the questions that it is for."""

    def make(folder: Path, _: pytest.MonkeyPatch) -> None:
        header = f'msgid ""\nmsgstr "Language: {language}\\n"\n\n'
        (folder / "es.po").write_text(header + rows, "utf-8")
        (folder / "questions.yaml").write_text(questions, "utf-8")

    return make


ROW = 'msgctxt "forms/headache/title"\nmsgid "Headache"\nmsgstr "Dolor de cabeza"\n\n'
WHERE = ROW.replace("title", "your-headache/donde/text").replace("Headache", "Where?")
SPANISH_ID = GOOD.replace("- Where does it hurt?", "- {es: ¿Dónde?, en: Where?}").replace(
    "Neurology", "Neurology, languages: [en, es]"
)
APART = ".intake .intake-option label { padding-left: 90pt }"
LOOPS = "{% for a in range(99999) %}", "{% endfor %}"
SPIN = LOOPS[0] * 3 + LOOPS[1] * 3
IMPORT = ["translate", "import", "es.po"]
BUILDS: dict[str, tuple[list[str], Callable[[Path, pytest.MonkeyPatch], object]]] = {
    "E501": (["build"], lambda folder, _: (folder / "output").write_text("a file")),
    "E502": (["build"], _no_font),
    "E503": (["build"], _override("items/text/item.html", "{% macro item(it) %}\n{{ it.txt }}")),
    "E504": (["build"], _override("sheet.html", '<title>a</title><img alt="" src="logo.png">')),
    "E505": (["new", "clinic"], lambda folder, _: (folder / "clinic" / "old").mkdir(parents=True)),
    "E506": (["build"], _in_use),
    "E507": (
        ["build", "--seconds", "1"],
        _override("items/text/item.html", "{% macro item(it) %}" + SPIN + "{% endmacro %}"),
    ),
    "E510": (["build"], _fields("string, initial: " + "x" * 120)),
    "E511": (
        ["build"],
        _fields("string, repeats: 2", ".intake input + input { margin-top: -9pt }"),
    ),
    "E512": (["build"], _fields("text, lines: 24, hint: " + "Think about it well. " * 30)),
    "E513": (["build"], _fields("yes_no}\n          - {id: s, kind: string, text: More", APART)),
    "E514": (["build"], _fields("string", '.intake-item::after { content: "\\1f600" }')),
    "E515": (["build"], _fields("string", ".intake .intake-item input { height: 10pt }")),
    "E516": (["build"], _fields("string", ".intake .intake-title { margin-bottom: -9pt }")),
    "E518": (["build"], _fields("string", ".intake .intake-item input { display: none }")),
    "E519": (["build"], _fields("string", ".intake .intake-question { opacity: 0 }")),
    "E517": (
        ["build"],
        lambda folder, _: (folder / "questions.yaml").write_text(
            GOOD.replace("title: Headache", "title: Headache\n    max_pages: 1")
            + "".join(f"          - More {number}?\n" for number in range(9))
        ),
    ),
    "E601": (IMPORT, _translated("es", ROW + 'msgid "Where\n')),
    "E602": (IMPORT, _translated("es", ROW + ROW)),
    "E603": (IMPORT, _translated("en", ROW)),
    "E604": (IMPORT, _translated("es", WHERE, SPANISH_ID)),
}


@pytest.mark.parametrize("code", sorted(BUILDS))
def test_what_goes_wrong_in_a_build_is_explained(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A good file in a place where it cannot be built: one line, exit code 1, nothing written."""
    (tmp_path / "questions.yaml").write_text(GOOD, "utf-8")
    monkeypatch.chdir(tmp_path)
    arguments, break_it = BUILDS[code]
    break_it(tmp_path, monkeypatch)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1, result.stderr
    assert not list(tmp_path.glob("output/headache.*"))
    assert f": {code} " in result.stderr, result.stderr
    expected = HERE / code / "expected.txt"
    if os.environ.get("UPDATE"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(result.stderr, "utf-8")
    assert result.stderr == expected.read_text("utf-8")


@pytest.mark.parametrize("code", sorted(filled.CASES))
def test_what_is_wrong_with_a_filled_form_is_explained(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line for each problem, without a word of the answers."""
    monkeypatch.chdir(tmp_path)
    arguments = filled.CASES[code](tmp_path)
    result = CliRunner().invoke(app, ["read", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == (1 if ": E" in result.stderr or ": W702 " in result.stderr else 0)
    assert f": {code} " in result.stderr
    expected = HERE / code / "expected.txt"
    if os.environ.get("UPDATE"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(result.stderr, "utf-8")
    assert result.stderr == expected.read_text("utf-8")


@pytest.mark.parametrize("code", sorted(approving.CASES))
def test_what_stands_in_the_way_of_an_approval_is_explained(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line on standard error; nothing is written where it is an error."""
    (tmp_path / "questions.yaml").write_text(GOOD, "utf-8")
    monkeypatch.chdir(tmp_path)
    arguments = approving.CASES[code](tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == (1 if code.startswith("E") else 0), result.stderr
    now = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert (now == before) == code.startswith("E")
    expected = HERE / code / "expected.txt"
    if os.environ.get("UPDATE"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(result.stderr, "utf-8")
    assert f": {code} " in result.stderr, result.stderr
    assert result.stderr == expected.read_text("utf-8")


def test_what_is_wrong_with_a_request_is_explained() -> None:
    """One line for each; the answers do not come into it."""
    receiver = Receiver([])
    printed = ""
    for name, (content_type, body, status) in received.REQUESTS.items():
        found = receiver.receive(content_type, body)
        ((_, code, what, cure),) = found.faults
        assert (code, found.status, found.answers) == ("E722", status, None), name
        printed += f"{Problem(Place(name), code, what, cure)}\n"
    expected = HERE / "E722" / "expected.txt"
    if os.environ.get("UPDATE"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(printed, "utf-8")
    assert printed == expected.read_text("utf-8")
    assert "Canary" not in printed


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    folders = {path.name for path in HERE.iterdir() if (path / "expected.txt").exists()}
    assert folders
    assert folders == CODES.keys()
    done = BUILDS.keys() | filled.CASES.keys() | approving.CASES.keys() | {"E722"}
    assert done == ELSEWHERE
    assert UNSTORABLE.keys() <= folders


@pytest.mark.parametrize(
    "line",
    [line for path in HERE.glob("*/expected.txt") for line in path.read_text("utf-8").splitlines()],
)
def test_a_line_is_short_and_says_what_is_wrong_and_how_to_mend_it(line: str) -> None:
    place, _, said = line.partition(": ")
    what, _, cure = said[5:].partition("; ")
    assert said[:4] in CODES
    assert place
    assert what
    assert cure
    assert len(said) < 240
    assert line.isprintable()
