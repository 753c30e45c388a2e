"""`intake translate`: out to a PO file, and back into the YAML files without a scratch."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import corpus
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from yaml_cases import form

from intake.cli.app import app
from intake.content.gather import gather
from intake.content.lint.untranslated import missing
from intake.content.validate import Checked, validate
from intake.translate import rewrite as rewriting
from intake.translate.catalog import PoFile, Row, read_po, write_po
from intake.translate.entries import entries

QUESTIONS = "questions.yaml"
PO = "translations/es.po"
GOOD = form("- Where does it hurt?\n- {text: How, id: how, hint: Roughly., kind: text}")
TITLE, SECTION = "forms/headache/title", "forms/headache/your-headache/title"
WHERE = "forms/headache/your-headache/where_does_it_hurt/text"
HOW, HINT = "forms/headache/your-headache/how/text", "forms/headache/your-headache/how/hint"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    Path(QUESTIONS).write_text(GOOD, "utf-8")
    return tmp_path


def run(*arguments: str, code: int = 0) -> tuple[str, str]:
    """Standard output and error of `intake translate`, which ends with `code`."""
    result = CliRunner().invoke(app, ["translate", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.stderr
    return result.stdout, result.stderr


def export(*more: str) -> str:
    return run("export", "--language", "es", *more)[0]


def rewrite(change: Callable[[Row], Row], path: str = PO) -> None:
    """What a translator's program does: every row of the PO file anew."""
    po = read_po(Path(path))
    rows = {name: change(row) for name, row in po.rows.items()}
    Path(path).write_bytes(write_po(replace(po, rows=rows)))


def marked(row: Row) -> Row:
    """A translation that is told from its original, and finished."""
    return replace(row, translation=f"«{row.original}»", is_fuzzy=False, previous="")


def fill(**texts: str) -> None:
    """Translate the rows whose names end in these words."""

    def change(row: Row) -> Row:
        found = [text for end, text in texts.items() if row.name.endswith(end)]
        return replace(row, translation=found[0]) if found else row

    rewrite(change)


def po(path: str = PO) -> PoFile:
    return read_po(Path(path))


def declared(*sources: str) -> Checked:
    return validate(gather([Path(source) for source in sources or (QUESTIONS,)]))


def questions(text: str) -> None:
    Path(QUESTIONS).write_bytes(text.encode())


def content() -> str:
    return Path(QUESTIONS).read_bytes().decode()


def test_a_po_file_has_every_text_with_what_helps_to_translate_it() -> None:
    assert export() == f"{PO}: 5 texts, 0 translated, 5 empty\n"
    text = Path(PO).read_text("utf-8")
    assert text.startswith(
        'msgid ""\nmsgstr ""\n"Project-Id-Version: Riverside Neurology 1.0.0\\n"'
    )
    assert '"Language: es\\n"' in text
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in text
    line = (
        GOOD.split("\n").index("          - {text: How, id: how, hint: Roughly., kind: text}") + 1
    )
    assert (
        "#. Help under the question, for “How”\n"
        f"#: questions.yaml:{line}\n"
        f'msgctxt "{HINT}"\nmsgid "Roughly."\nmsgstr ""\n'
    ) in text
    assert list(po().rows) == [TITLE, SECTION, WHERE, HOW, HINT]


def test_the_same_content_gives_the_same_bytes_wherever_it_stands(here: Path) -> None:
    export("--output", "one.po")
    (here / "other folder").mkdir()
    (here / "other folder" / QUESTIONS).write_text(GOOD, "utf-8")
    export("--output", "two.po", str(here / "other folder" / QUESTIONS))
    assert Path("one.po").read_bytes() == Path("two.po").read_bytes()


def test_the_label_block_says_how_little_room_there_is() -> None:
    export(str(corpus.SEED), "--output", PO)
    assert "At most 30 characters" in po_text("sections/patient-details/full_name/text")
    assert "At most 200 characters" in po_text("forms/muscle-twitching/title")
    assert "At most" not in po_text("forms/muscle-twitching/history/onset/text")


def po_text(name: str) -> str:
    """The lines of one row of the PO file."""
    rows = Path(PO).read_text("utf-8").split("\n\n")
    (found,) = [row for row in rows if f'msgctxt "{name}"' in row]
    return found


def test_options_have_names_that_stay_when_groups_change() -> None:
    export(str(corpus.SEED), "--output", PO)
    history = "forms/muscle-twitching/history"
    names = list(po().rows)
    assert f"{history}/frequency/options/always" in names
    assert f"{history}/muscles/options/eyelid" in names
    assert f"{history}/muscles/options/with-eyelid/title" in names
    assert "forms/muscle-twitching/visit/orders/options/blood/details/electrolytes" in names


def test_one_form_has_its_own_texts_and_those_of_its_shared_sections() -> None:
    shared = "sections:\n  you: {title: About you, items: [Name]}\n  no: {title: No, items: [No]}\n"
    base = "  base: {title: Base, sections: [{use: you}, {title: Own, items: [Left, Right]}]}\n"
    part = "  part: {title: Part, sections: [{form: base, only: [own], without: [left]}]}\n"
    more = "  more: {extends: base, sections: [{change: own, title: New, items: [Up]}]}\n"
    questions(f"clinic: {{name: A}}\n{shared}forms:\n{base}{part}{more}")
    found = {}
    for name in ("base", "part", "more"):
        export("--form", name)
        found[name] = [row.original for row in po(f"translations/{name}.es.po").rows.values()]
    assert found["base"] == ["About you", "Name", "Base", "Own", "Left", "Right"]
    assert found["part"] == ["Own", "Right", "Part"]
    assert found["more"] == ["About you", "Name", "Base", "Own", "Left", "Right", "New", "Up"]


def test_translations_come_back_beside_their_texts() -> None:
    export()
    rewrite(marked)
    out, err = run("import", PO)
    assert (out, err) == (f"{PO}: 5 texts, 5 translated\n{QUESTIONS}: changed\n", "")
    assert content() == (
        "clinic: {name: Riverside Neurology, languages: [en, es]}\n"
        "forms:\n"
        "  headache:\n"
        "    title:\n"
        "      en: Headache\n"
        '      es: "«Headache»"\n'
        "    sections:\n"
        "      - title:\n"
        "          en: Your headache\n"
        '          es: "«Your headache»"\n'
        "        for: patient\n"
        "        items:\n"
        '          - {en: Where does it hurt?, es: "«Where does it hurt?»"}\n'
        '          - {text: {en: How, es: "«How»"}, id: how, '
        'hint: {en: Roughly., es: "«Roughly.»"}, kind: text}\n'
    )
    before = content()
    assert "No translation is new" in run("import", PO)[0]
    assert content() == before
    assert export() == f"{PO}: 5 texts, 5 translated\n"


def test_what_is_not_finished_is_listed_and_not_taken() -> None:
    export()
    fill(title="Dolor", how="x")
    rewrite(lambda row: replace(row, is_fuzzy=row.name == SECTION))
    out, err = run("import", PO)
    assert out.startswith(f"{PO}: 5 texts, 1 translated, 1 changed (fuzzy), 3 empty\n")
    assert re.search(r"^translations/es\.po:\d+:1: not taken: “Your headache”: marked f", err, re.M)
    assert len(err.splitlines()) == 4
    assert "es: Dolor" in content()
    assert content().count(" es: ") == 1


def test_a_changed_original_is_marked_fuzzy_and_refused() -> None:
    export()
    fill(title="Dolor", how="Cómo", text="¿Qué?", hint="Más o menos.")
    run("import", PO)
    questions(content().replace("en: How", "en: How often"))
    assert "4 translated, 1 changed (fuzzy)" in export()
    row = po().rows[HOW]
    assert (row.is_fuzzy, row.previous, row.original) == (True, "How", "How often")
    assert '#, fuzzy\n#| msgid "How"\n' in po_text(HOW)
    before = content()
    _, err = run("import", PO)
    assert "“How often”: marked fuzzy" in err
    assert content() == before
    assert export() == f"{PO}: 5 texts, 4 translated, 1 changed (fuzzy)\n"
    assert po().rows[HOW].previous == "How"


def test_an_original_that_changes_while_it_is_translated_is_refused_by_import_itself() -> None:
    export()
    questions(content().replace("text: How", "text: How often"))
    rewrite(marked)
    _, err = run("import", PO)
    assert "“How”: the original has changed" in err
    assert "«How»" not in content()
    row = po().rows[HOW]
    assert (row.is_fuzzy, row.previous, row.original) == (True, "How", "How often")


def test_a_text_whose_id_is_made_from_its_words_is_found_again_when_they_change() -> None:
    export()
    fill(text="¿Dónde duele?")
    questions(GOOD.replace("Where does it hurt?", "Where does it hurt you?"))
    export()
    row = po().rows["forms/headache/your-headache/where_does_it_hurt_you/text"]
    assert (row.translation, row.is_fuzzy) == ("¿Dónde duele?", True)
    assert row.previous == "Where does it hurt?"
    assert not po().gone


def test_what_the_translator_wrote_stays_when_the_file_is_written_again() -> None:
    export()
    fill(title="Dolor")
    rewrite(lambda row: replace(row, remarks=["ask the clinic"]))
    text = (
        Path(PO)
        .read_text("utf-8")
        .replace("Language: es", 'Last-Translator: Ana\\n"\n"Language: es')
    )
    Path(PO).write_text(text, "utf-8")
    questions(GOOD.replace(", hint: Roughly.", ""))
    assert "4 texts, 2 translated" in export()
    assert po().rows[TITLE].translation == "Dolor"
    assert po().rows[TITLE].remarks == ["ask the clinic"]
    assert po().headers["Last-Translator"] == "Ana"


def test_a_text_that_is_gone_stays_at_the_end_and_comes_back() -> None:
    export()
    fill(hint="Más o menos.")
    questions(GOOD.replace(", hint: Roughly.", ""))
    assert export() == f"{PO}: 4 texts, 0 translated, 4 empty, 1 no longer in the questions\n"
    assert f'#~ msgctxt "{HINT}"\n#~ msgid "Roughly."\n#~ msgstr "Más o menos."' in Path(
        PO
    ).read_text("utf-8")
    assert "#| " not in Path(PO).read_text("utf-8")
    questions(GOOD)
    export()
    assert po().rows[HINT].translation == "Más o menos."


def test_all_files_are_changed_or_none(here: Path) -> None:
    (here / "c").mkdir()
    Path("c/clinic.yaml").write_text("clinic: {name: A}\n", "utf-8")
    for name in ("one", "two"):
        body = f"forms:\n  {name}: {{title: The {name}, sections: [{{title: S, items: [Q]}}]}}\n"
        Path(f"c/{name}.yaml").write_text(body, "utf-8")
    before = {path: path.read_bytes() for path in Path("c").glob("*.yaml")}
    export("c", "--output", PO)
    rewrite(marked)
    rewrite(
        lambda row: replace(row, translation="x" * 201) if row.name.endswith("two/title") else row
    )
    translator = Path(PO).read_bytes()
    _, err = run("import", PO, "c", code=1)
    assert re.fullmatch(r"translations/es\.po:\d+:1: E306 [^\n]*201 characters[^\n]*\n", err)
    assert before == {path: path.read_bytes() for path in Path("c").glob("*.yaml")}
    assert Path(PO).read_bytes() == translator
    rewrite(marked)
    out, _ = run("import", PO, "c")
    assert [line for line in out.splitlines() if line.endswith(": changed")] == [
        f"c/{name}.yaml: changed" for name in ("clinic", "one", "two")
    ]
    assert not list(missing(declared("c").library))


REFUSED = [
    ("x" * 2001, "E306"),
    ("bell \x07", "E107"),
    ("zero\u200bwidth", "E107"),
    ("line\u2028end", "E107"),
    ("患者", "E407"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_a_translation_that_cannot_be_printed_is_refused_where_it_stands(
    text: str, code: str
) -> None:
    export()
    fill(text=text)
    rewrite(lambda row: row if row.name == WHERE else replace(row, translation=""))
    before = Path(PO).read_bytes()
    line = Path(PO).read_text("utf-8")[:].split("\n").index('msgid "Where does it hurt?"') + 1
    _, err = run("import", PO, code=1)
    assert err.startswith(f"{PO}:{line}:1: {code} ")
    assert err.count("\n") == 1
    assert content() == GOOD
    assert Path(PO).read_bytes() == before


HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ROW = f'msgctxt "{TITLE}"\nmsgid "Headache"\nmsgstr "Dolor"\n\n'
HOSTILE: dict[str, tuple[bytes, str]] = {
    "too large": (b"# x\n" * 3_000_000, "E106"),
    "empty": (b" \n", "E104"),
    "not UTF-8": ((HEADER + ROW).replace("Dolor", "Dolór").encode("latin-1"), "E105"),
    "UTF-16": ((HEADER + ROW).encode("utf-16"), "E105"),
    "says Latin-1": ((HEADER + ROW).replace("UTF-8", "ISO-8859-1").encode(), "E105"),
    "a quote is missing": ((HEADER + ROW)[:-3].encode(), "E601"),
    "a string is cut": ((HEADER + ROW).replace("Dolor", 'Do"lor').encode(), "E601"),
    "no msgstr": ((HEADER + ROW.split("msgstr")[0]).encode(), "E601"),
    "only strings": (b'"a"\n"b"\n', "E601"),
    "msgstr first": (b'msgstr "a"\n', "E601"),
    "plural": ((HEADER + ROW.replace("msgstr", 'msgid_plural "x"\nmsgstr[0]')).encode(), "E601"),
    "no msgctxt": ((HEADER + ROW[ROW.index("msgid") :]).encode(), "E601"),
    "a web page": (b"<html></html>", "E601"),
    "bytes": (bytes(range(128)), "E601"),
    "twice": ((HEADER + ROW + ROW).encode(), "E602"),
    "twice, unlike": ((HEADER + ROW + ROW.replace("Dolor", "x")).encode(), "E602"),
    "no header": (ROW.encode(), "E603"),
    "the first language": ((HEADER + ROW).replace(": es", ": en").encode(), "E603"),
    "no language": ((HEADER + ROW).replace(": es", ": ../x").encode(), "E603"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_po_file_is_one_line_and_nothing_is_written(case: str) -> None:
    raw, code = HOSTILE[case]
    Path("bad.po").write_bytes(raw)
    out, err = run("import", "bad.po", code=1)
    assert out == ""
    assert re.fullmatch(rf"bad\.po[:\d]*: {code} [^\n]+; [^\n]+\n", err)
    assert content() == GOOD
    assert Path("bad.po").read_bytes() == raw


def test_what_other_programs_write_is_understood() -> None:
    """Windows line ends, a byte order mark, previous texts of rows that are gone."""
    gone = '#~| msgid "Old"\n#~ msgctxt "forms/headache/old/text"\n#~ msgid "O"\n#~ msgstr "V"\n\n'
    text = HEADER + ROW.replace('msgstr "Dolor"', 'msgstr ""\n"Do"\n"lor"') + gone
    Path("w.po").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert run("import", "w.po")[0].startswith("w.po: 1 text, 1 translated\n")
    assert "es: Dolor\n" in content()
    assert po("w.po").gone["forms/headache/old/text"].translation == "V"


USAGE = [
    ["export"],
    ["export", "--language", "en"],
    ["export", "--language", "xx_YY"],
    ["export", "--language", "es", "--form", "hedache"],
    ["import"],
]


@pytest.mark.parametrize("arguments", USAGE)
def test_a_usage_error_gives_2(arguments: list[str]) -> None:
    assert run(*arguments, code=2)[1]
    assert not Path("translations").exists()


def test_a_file_for_another_language_is_not_overwritten() -> None:
    export()
    before = Path(PO).read_bytes()
    assert " E603 " in run("export", "--language", "fr", "--output", PO, code=1)[1]
    assert Path(PO).read_bytes() == before
    assert " E601 " in run("export", "--language", "fr", "--output", QUESTIONS, code=1)[1]
    assert content() == GOOD


def test_an_id_made_from_a_translation_is_not_changed() -> None:
    questions(
        form("- {es: ¿Dónde?, en: Where?}").replace("Neurology}", "Neurology, languages: [en, es]}")
    )
    before = content()
    export()
    rewrite(marked)
    _, err = run("import", PO, code=1)
    assert re.match(r"questions\.yaml:\d+:\d+: E604 the id or code of “Where\?” is made from", err)
    assert content() == before


def test_a_language_whose_tag_is_a_key_is_written_so_that_it_is_understood() -> None:
    run("export", "--language", "id")
    rewrite(marked, "translations/id.po")
    run("import", "translations/id.po")
    assert "- {text: {en: Where does it hurt?, id: " in content()
    assert not list(missing(declared().library))


@pytest.mark.parametrize("damage", [("kind: text", "kind: string"), ("id: how", "id: hows")])
def test_nothing_is_written_when_anything_else_would_change(
    damage: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong where the files are put together, the proof stands before writing."""
    put_in = rewriting.apply
    monkeypatch.setattr(rewriting, "apply", lambda *given: put_in(*given).replace(*damage))
    export()
    rewrite(marked)
    _, err = run("import", PO, code=1)
    assert err.count("\n") == err.count(" E604 ") == 1
    assert content() == GOOD


def test_a_file_that_somebody_else_has_changed_meanwhile_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export()
    rewrite(marked)
    read = rewriting.edits

    def edited_meanwhile(*given: Any) -> Any:
        questions(GOOD + "# by somebody else\n")
        return read(*given)

    monkeypatch.setattr(rewriting, "edits", edited_meanwhile)
    assert f"{QUESTIONS}: E604 has changed while" in run("import", PO, code=1)[1]
    assert content() == GOOD + "# by somebody else\n"


def test_permissions_and_links_stay(here: Path) -> None:
    target = here / "real.yaml"
    Path(QUESTIONS).rename(target)
    target.chmod(0o640)
    Path(QUESTIONS).symlink_to(target)
    export()
    rewrite(marked)
    run("import", PO)
    assert Path(QUESTIONS).is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert "«How»" in target.read_text("utf-8")


def round_trip(source: Path) -> None:
    """Every text gets a marked translation; ids, texts and all other lines stay."""
    before = declared(str(source))
    old = source.read_bytes()
    texts = entries(before, "eo")
    Path("eo.po").unlink(missing_ok=True)
    run("export", "--language", "eo", "--output", "eo.po", str(source))
    rewrite(lambda row: replace(row, translation=f"«{row.original[:190]}»"), "eo.po")
    out, err = run("import", "eo.po", str(source))
    assert err == ""
    assert f"{len(texts)} translated\n" in out
    after = declared(str(source))
    assert not [one for one in missing(after.library) if one.what.endswith(" eo")]
    found = entries(after, "eo")
    assert [(one.name, one.original) for one in found] == [(e.name, e.original) for e in texts]
    assert [one.translation for one in found] == [f"«{e.original[:190].strip()}»" for e in texts]
    assert ids(after) == ids(before)
    assert stripped(after.content.data, before.library.clinic.languages) == tidied(
        before.content.data
    )
    new = source.read_bytes()
    assert new.count(b"\r\n") == (new.count(b"\n") if b"\r\n" in old else 0)
    assert new.startswith(b"\xef\xbb\xbf") == old.startswith(b"\xef\xbb\xbf")
    assert new.endswith(b"\n") == old.endswith(b"\n")
    remarks = re.compile(rb"# (?:remark [0-9]+|end)")
    assert remarks.findall(new) == remarks.findall(old)
    run("import", "eo.po", str(source))
    assert source.read_bytes() == new


def ids(checked: Checked) -> list[Any]:
    """The ids and codes of everything, in order."""
    made = [form.model_dump(mode="json") for form in checked.questionnaires]
    return re.findall(r'"(?:id|code)": "[^"]*"', json.dumps(made))


def stripped(data: Any, languages: tuple[str, ...]) -> Any:
    """The raw data without the new language."""
    if isinstance(data, list):
        return [stripped(one, languages) for one in data]
    if not isinstance(data, dict):
        return tidied(data)
    if "eo" in data:
        rest = {key: value for key, value in data.items() if key != "eo"}
        return tidied(rest if len(rest) > 1 else next(iter(rest.values())))
    made = {key: stripped(value, languages) for key, value in data.items()}
    if "clinic" in made:
        made["clinic"]["languages"] = list(languages)
    return made


def tidied(data: Any) -> Any:
    if isinstance(data, dict):
        made = {key: tidied(value) for key, value in data.items()}
        if "clinic" in made:
            made["clinic"].setdefault("languages", ["en"])
        return made
    if isinstance(data, list):
        return [tidied(value) for value in data]
    return data.strip()


@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_every_form_comes_back_whole(name: str, here: Path, folder: Path) -> None:
    text = corpus.source(name, folder).read_text("utf-8")
    source = here / "form.yaml"
    source.write_text(text, "utf-8")
    round_trip(source)


WORDS = (
    *("Where", "does", "it", "hurt?", "it's", "a, b", "50%", "note: x", "[x]", "{y}", "yes", "no"),
    *("¿Qué?", "-", "12:30", '"so"', "x:", "*", "& more", "<b>", "\\n", "é", "naïve", "C#", "5"),
)
PLAIN = re.compile(r"[A-Za-z¿][A-Za-z0-9 ¿?éïü'%<>/*-]*")


class Writer:
    """Writes the same content in one of the many ways that YAML has for it."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self.draw = draw
        self.remarks = 0

    def choose(self, *choices: str) -> str:
        return str(self.draw(st.sampled_from(choices)))

    def remark(self) -> str:
        self.remarks += 1
        return self.choose("", "", f"  # remark {self.remarks}")

    def scalar(self, text: str, *, flow: bool, indent: int) -> str:
        """`text` as what follows a key or a dash; lines after the first begin with spaces."""
        margin = "\n" + " " * (indent + self.draw(st.integers(1, 3)))
        ways = ["double", "single", "broken"]
        ways += ["plain", "plain"] if PLAIN.fullmatch(text) else []
        ways += [] if flow else ["folded", "literal", "own"]
        match self.choose(*ways):
            case "plain":
                return text + ("" if flow else self.remark())
            case "single":
                return "'" + text.replace("'", "''") + "'" + ("" if flow else self.remark())
            case "broken":
                return json.dumps(text, ensure_ascii=False).replace(" ", margin, 1)
            case "folded":
                sign = self.choose(">", ">-", ">+")
                return f"{sign}{self.remark()}{margin}" + text.replace(" ", margin, 1)
            case "literal":
                return f"{self.choose('|', '|-')}{margin}{text}"
            case "own":
                return margin + json.dumps(text, ensure_ascii=False)
            case _:
                return json.dumps(text, ensure_ascii=False)

    def value(self, data: Any, *, flow: bool, indent: int) -> str:
        """`data` as what follows a key or a dash."""
        if isinstance(data, str):
            return " " + self.scalar(data, flow=flow, indent=indent)
        if flow or self.draw(st.integers(0, 4)) == 0:
            return " " + self.in_flow(data, indent)
        gap = "\n\n" if self.draw(st.booleans()) else "\n"
        if isinstance(data, list):
            below = indent + self.draw(st.integers(1, 4))
            rows = [f"{' ' * below}-{self.entry(one, below)}" for one in data]
        else:
            below = indent + self.draw(st.integers(1, 4))
            rows = [f"{' ' * below}{row}" for row in self.rows(data, below)]
        return self.remark() + gap + "\n".join(rows)

    def rows(self, data: dict[str, Any], indent: int) -> list[str]:
        made = []
        for key, value in data.items():
            if key in ("kind", "code", "name"):
                made.append(f"{key}: {value}")
            elif key == "languages":
                margin = "\n" + " " * (indent + 1) + "- "
                made.append("languages:" + self.choose(" [en, fr]", f"{margin}en{margin}fr"))
            else:
                made.append(f"{key}:{self.value(value, flow=False, indent=indent)}")
        return made

    def entry(self, data: Any, indent: int) -> str:
        """What follows a dash in column `indent`."""
        if isinstance(data, dict) and self.draw(st.integers(0, 3)):
            inner = "\n" + " " * (indent + 2)
            return " " + inner.join(self.rows(data, indent + 2))
        if isinstance(data, dict):
            return " " + self.in_flow(data, indent)
        return self.value(data, flow=False, indent=indent)

    def in_flow(self, data: Any, indent: int) -> str:
        pieces = [self.value(one, flow=True, indent=indent).strip() for one in self.parts(data)]
        if isinstance(data, dict):
            pieces = [f"{key}: {piece}" for key, piece in zip(data, pieces, strict=True)]
        inner = self.choose(", ", ",\n" + " " * (indent + 4)).join(pieces)
        return f"{{{inner}}}" if isinstance(data, dict) else f"[{inner}]"

    def parts(self, data: Any) -> list[Any]:
        return list(data.values()) if isinstance(data, dict) else data


@st.composite
def contents(draw: Callable[[Any], Any]) -> bytes:
    """A questions file with texts of all sorts, written in any way."""
    number = iter(range(1000))
    words = st.lists(st.sampled_from(WORDS), min_size=0, max_size=7)

    def text() -> str:
        return f"Q{next(number)} " + " ".join(["so", *draw(words)])

    def several(what: Callable[[], Any], most: int) -> list[Any]:
        return [what() for _ in range(draw(st.integers(1, most)))]

    def option() -> Any:
        made = draw(st.sampled_from(["bare", "coded", "map"]))
        if made == "map":
            return {"en": text(), "fr": text()}
        return text() if made == "bare" else {"code": f"c{next(number)}", "text": text()}

    def item() -> Any:
        if draw(st.booleans()):
            return text()
        made: dict[str, Any] = {"text": text(), "kind": "select_one", "options": several(option, 3)}
        if draw(st.booleans()):
            made = {"hint": {"en": text(), "fr": text()}, **made, "other": text()}
        return made

    sections = several(lambda: {"title": text(), "items": several(item, 3)}, 2)
    data = {
        "clinic": {"name": "A", "languages": ["en", "fr"]},
        "forms": {"one": {"title": text(), "sections": sections}},
    }
    writer = Writer(draw)
    raw = "\n".join(writer.rows(data, 0)) + draw(st.sampled_from(["", "\n", "\n\n# end\n"]))
    raw = raw.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + raw.encode()


@settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(raw=contents())
def test_however_the_content_is_written_nothing_else_changes(raw: bytes) -> None:
    source = Path("any.yaml")
    source.write_bytes(raw)
    round_trip(source)


def test_what_the_page_for_staff_says_works() -> None:
    """Its commands, in their order, on the first form."""
    page = (corpus.ROOT / "docs" / "translating.md").read_text("utf-8")
    Path(QUESTIONS).write_bytes(corpus.SEED.read_bytes())
    commands = re.findall(r"^ *```sh\n *intake translate (.*)$", page, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["export", "import"]
    run(*commands[0].split())
    rewrite(marked)
    run(*commands[1].split())
    assert not list(missing(declared().library))


HEADERS = [("es_MX", 0, ""), ("es", 0, ""), ("fr", 1, " E603 ")]


@pytest.mark.parametrize(("language", "code", "said"), HEADERS)
def test_the_header_and_the_name_of_a_file_must_agree(language: str, code: int, said: str) -> None:
    """A translation program may say more than it was asked for; another language is a mistake."""
    export()
    rewrite(marked)
    run("import", PO)
    text = Path(PO).read_text("utf-8")
    assert "Language: es\\n" in text
    Path(PO).write_text(text.replace("Language: es\\n", f"Language: {language}\\n"), "utf-8")
    before = content()
    assert said in run("import", PO, code=code)[1]
    assert content() == before
