"""`intake approve`, and what forms that are not approved say of themselves."""

import json
import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from test_diff import OLD, run

from intake import pipeline
from intake.approvals.approve import approve
from intake.approvals.fingerprint import fingerprint
from intake.approvals.record import read
from intake.content.model import Questionnaire
from intake.write import write_together

BILINGUAL = OLD.replace("Neurology}", "Neurology, languages: [en, es]}").replace(
    "text: Where does it hurt?", "text: {en: Where does it hurt?, es: ¿Dónde le duele?}"
)
ANA = ["approve", "headache", "--by", "Ana Ruiz", "--date", "2026-03-05"]
HERE = Path("questions.yaml")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own with the questions in it."""
    monkeypatch.chdir(tmp_path)
    HERE.write_text(BILINGUAL, "utf-8")
    return tmp_path


def change(old: str, new: str) -> None:
    text = HERE.read_text("utf-8")
    assert old in text
    HERE.write_text(text.replace(old, new), "utf-8")


def now() -> Questionnaire:
    return pipeline.check(HERE)[0].questionnaires[0]


def test_an_approval_is_written_down_and_what_was_approved_is_kept() -> None:
    code, said, _ = run(*ANA, "--note", "at the meeting: #3")
    assert code == 0
    revision = fingerprint(now(), "en")
    assert said == (
        f"headache 1.0.0 (en) approved by Ana Ruiz on 2026-03-05, revision {revision[:8]}\n"
    )
    assert yaml.load(Path("approvals.yaml").read_text("utf-8"), yaml.BaseLoader) == [
        {
            "form": "headache",
            "language": "en",
            "version": "1.0.0",
            "revision": revision,
            "by": "Ana Ruiz",
            "date": "2026-03-05",
            "note": "at the meeting: #3",
        }
    ]
    kept = Path("approvals/headache.yaml").read_text("utf-8")
    assert "Where does it hurt?" in kept
    assert "¿Dónde le duele?" not in kept


def test_an_approval_is_added_and_comments_stay() -> None:
    run(*ANA)
    path = Path("approvals.yaml")
    commented = path.read_text("utf-8").replace("by: Ana", "by: Ana").rstrip() + "  # at last\n"
    path.write_text(commented, "utf-8")
    assert run(*ANA, "--language", "es")[0] == 0
    assert path.read_text("utf-8").startswith(commented)
    assert [one["language"] for one in yaml.safe_load(path.read_text("utf-8"))] == ["en", "es"]


STANDINGS = (
    ("nothing", [], None, {"en": "never", "es": "never"}, ()),
    ("the original", [[]], None, {"en": "approved", "es": "never"}, ("es",)),
    ("both", [["en", "es"]], None, {"en": "approved", "es": "approved"}, ()),
    (
        "the translation changed",
        [["en", "es"]],
        ("le duele", "duele"),
        {"en": "approved", "es": "changed"},
        ("es",),
    ),
    (
        "the original changed",
        [["en", "es"]],
        ("it hurt", "it hurt now"),
        {"en": "changed", "es": "changed"},
        ("en", "es"),
    ),
    (
        "the clinic's block changed",
        [["en", "es"]],
        ("Riverside Neurology", "Harbour View"),
        {"en": "approved", "es": "approved"},
        (),
    ),
    (
        "a warning is silenced",
        [["en", "es"]],
        ("{id: where,", "{id: where, allow: {W401: a reason},"),
        {"en": "approved", "es": "approved"},
        (),
    ),
)


@pytest.mark.parametrize(
    ("approved", "edit", "standings", "drafts"),
    [row[1:] for row in STANDINGS],
    ids=[row[0] for row in STANDINGS],
)
def test_each_language_stands_by_itself(approved, edit, standings, drafts) -> None:
    """The list, and in which languages the form says that it is a draft."""
    for languages in approved:
        more = [part for one in languages for part in ("--language", one)]
        assert run(*ANA, *more)[0] == 0
    if edit:
        change(*edit)
    listed = json.loads(run("approve", "--list", "--json")[1])["forms"]
    assert {one["language"]: one["state"] for one in listed} == standings
    assert tuple(one["language"] for one in listed if one["draft"]) == drafts
    form = now()
    assert (form.unapproved or ()) == drafts
    assert tuple(one.language for one in form.readings() if one.is_draft) == drafts


def test_an_approval_does_not_change_the_revision() -> None:
    before = now().revision
    run(*ANA)
    assert now().unapproved == ("es",)
    assert now().revision == before
    assert now().readings()[1].revision == before


def test_the_fingerprint_of_one_language_is_its_revision() -> None:
    HERE.write_text(OLD, "utf-8")
    form = now()
    assert form.revision == fingerprint(form, "en")
    HERE.write_text(BILINGUAL, "utf-8")
    both = now()
    assert both.revision != form.revision
    assert fingerprint(both, "en") == form.revision
    assert fingerprint(both, "es") not in (form.revision, both.revision[:0])


def test_a_draft_says_so_at_the_foot_of_the_page_and_on_paper() -> None:
    run(*ANA)
    assert run("build", "--format", "html")[0] == 0
    pages = {one.name: one.read_text("utf-8") for one in Path("output").glob("*.html")}
    assert "Draft: the clinic" not in pages["headache.html"]
    assert "Borrador: la clínica" in pages["headache.es.html"]
    sheets = [reading for reading in now().readings()]
    from intake.export.rendering import Renderer

    found = [Renderer().render("sheet.html", one) for one in sheets]
    assert ["intake-draft" in one for one in found] == [False, True]


def test_build_can_require_approval() -> None:
    """Nothing is made, and each form and language is named."""
    for wanted in (["in en is not", "in es is not"], ["in es is not"], []):
        code, _, complaints = run("build", "--require-approval", "--format", "html")
        found = [line for line in complaints.splitlines() if " E803 " in line]
        assert len(found) == len(wanted), complaints
        assert all(text in line for text, line in zip(wanted, found, strict=True))
        assert (code, Path("output").exists()) == (1 if wanted else 0, not wanted)
        run(*ANA, *([] if len(wanted) == 2 else ["--language", "es"]))
    change("title: Headache", "title: Headache\n    status: draft")
    code, _, complaints = run("build", "--require-approval", "--format", "html")
    assert (code, complaints.count("says “status: draft”")) == (1, 2)


def test_diff_compares_with_what_was_approved() -> None:
    run(*ANA, "--language", "en", "--language", "es")
    assert run("diff", "--exit-code")[:2] == (
        0,
        "No difference between what was approved and questions.yaml.\n",
    )
    change("it hurt", "it hurt now")
    change("le duele", "duele")
    code, said, _ = run("diff", "--exit-code")
    assert code == 1
    assert "Compared with what Ana Ruiz approved on 2026-03-05." in said
    assert "now  Where does it hurt [now]?" in said
    assert "was  ¿Dónde [le] duele?" in said
    assert "1 change of meaning, none of appearance, 1 of translation." in said


def test_a_form_that_was_approved_and_is_gone_is_told() -> None:
    run(*ANA)
    HERE.write_text(BILINGUAL.replace("  headache:", "  other:").replace("Headache", "Other"))
    said = run("diff")[1]
    assert "Headache (headache), version 1.0.0\nThis form is gone." in said


WRONG = (
    ("- form: Headache!\n", "1:9: E308"),
    ("- forn: headache\n", "1:3: E301"),
    ("- {form: headache, language: en}\n", "E302"),
    ("forms: {}\n", "1:1: E303"),
    ("- form: [\n", "E201"),
    ("- &a x\n", "E206"),
    ("", "E104"),
)


@pytest.mark.parametrize(("text", "wanted"), WRONG)
def test_a_broken_file_of_approvals_is_a_problem_with_its_place(text: str, wanted: str) -> None:
    Path("approvals.yaml").write_text(text, "utf-8")
    for command in (["check"], ["build"], ["diff"], ANA):
        code, _, complaints = run(*command)
        assert code == 1
        assert any(
            line.startswith("approvals.yaml") and wanted in line for line in complaints.splitlines()
        ), complaints
    assert Path("approvals.yaml").read_text("utf-8") == text


USAGE = (
    ["approve"],
    ["approve", "headache"],
    ["approve", "headach", "--by", "Ana"],
    ["approve", "headache", "--by", " "],
    ["approve", "headache", "--by", "a\nb\x07"],
    ["approve", "headache", "--by", "Ana", "--language", "fr"],
    ["approve", "headache", "--by", "Ana", "--date", "5 March"],
    ["approve", "headache", "--by", "Ana", "--list"],
    ["approve", "headache", "--by", "Ana", "--json"],
)


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_a_mistake_in_the_command_writes_nothing(arguments: list[str], place: Path) -> None:
    code, said, complaints = run(*arguments)
    assert (code, said) == (2, "")
    assert complaints
    assert [one.name for one in place.iterdir()] == ["questions.yaml"]


def test_what_has_problems_is_not_approved(place: Path) -> None:
    change("kind: yes_no", "kind: yes_or_no")
    code, _, complaints = run(*ANA)
    assert (code, " E305 " in complaints) == (1, True)
    assert [one.name for one in place.iterdir()] == ["questions.yaml"]


def test_approvals_are_no_questions() -> None:
    """A folder of questions may hold them."""
    run(*ANA)
    assert run("check", ".")[0] == 0
    assert run(*ANA, "--questions", ".")[0] == 0


def test_of_approvals_at_the_same_moment_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reads what the one before it has written: here the second begins while the first is
    about to write."""
    began: list[threading.Thread] = []

    def late(files: Mapping[Path, bytes]) -> None:
        if not began:
            began.append(threading.Thread(target=approve_now, args=("Second",)))
            began[0].start()
            began[0].join(0.5)
        write_together(files)

    def approve_now(by: str) -> None:
        checked = pipeline.check(HERE)[0]
        approve(checked, Path(), checked.questionnaires, (), by, date(2026, 3, 5))

    monkeypatch.setattr("intake.approvals.approve.write_together", late)
    approve_now("First")
    began[0].join()
    assert [one.by for one in read(Path()).entries] == ["First", "Second"]
