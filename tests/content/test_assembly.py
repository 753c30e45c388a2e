"""Forms put together from the files of a folder: their order, and problems that name the file."""

import shutil
from pathlib import Path

import corpus
import pytest

from intake.content.gather import gather
from intake.content.model import Questionnaire
from intake.content.outline import Outlines
from intake.content.problems import ContentError
from intake.content.validate import validate

CLINIC = corpus.ROOT / "tests" / "forms" / "clinic"

DETAILS = "patient-details | About you | full_name birth_date record_number"
VISIT = "visit | Visit notes | examination orders"
SIGN_OFF = "sign-off | Sign-off | assessment signature"
HEADACHE_MEDICINES = (
    "medicines | Medicines for your headache | medicines allergies allergies_to painkiller_days"
)
FORMS = {
    "headache": [
        DETAILS,
        "pain | Your headache | began side worst warning warning_what warning_long",
        "triggers | What brings it on | bring_on alcohol_which missed_work",
        HEADACHE_MEDICINES,
        VISIT,
        SIGN_OFF,
    ],
    "headache-child": [
        DETAILS,
        "pain | Your child’s headache | began side worst wakes",
        "triggers | What brings it on | bring_on",
        HEADACHE_MEDICINES,
        VISIT,
        SIGN_OFF,
        "school | School | grade missed_school",
    ],
    "first-visit": [
        DETAILS,
        "welcome | Why you are here | main_reason has_headache",
        "pain | Your headache | side worst warning warning_what",
        "school | School | grade",
        "medicines | Your medicines | medicines allergies allergies_to pharmacy",
        VISIT,
        SIGN_OFF,
    ],
}
"""Each form's sections in their order: id, title, ids of the items in their order."""


@pytest.fixture(scope="module")
def forms() -> dict[str, Questionnaire]:
    """The forms of the folder by their ids."""
    return {one.id: one for one in validate(gather([CLINIC])).questionnaires}


def test_sections_and_items_stand_in_their_order(forms) -> None:
    """Shared sections, parts of other forms, changes and additions: each where it belongs."""
    found = {
        form.id: [
            f"{part.id} | {part.title} | {' '.join(item.id for item in part.items)}"
            for part in form.sections
        ]
        for form in forms.values()
    }
    assert found == FORMS


def test_the_outline_is_the_same_as_the_forms(forms) -> None:
    """What is told from raw data, for checks, has the sections and items of what is made."""
    outlines = Outlines(gather([CLINIC]).data)
    assert outlines.faults == []
    assert {
        name: [f"{s.id} | {s.raw['title']} | {' '.join(i.id for i in s.items)}" for s in outline]
        for name, outline in outlines.forms.items()
    } == FORMS


def test_a_variant_says_of_itself_what_it_changes_and_keeps_the_rest(forms) -> None:
    """Title and intro are its own; version, notice and source those of the form it extends."""
    child, grown = forms["headache-child"], forms["headache"]
    assert (child.title, grown.title) == ("Headache (children)", "Headache")
    assert child.intro == "For the parent, or whoever looks after the child."
    for name in ("version", "date", "notice", "source", "clinic"):
        assert getattr(child, name) == getattr(grown, name) is not None
    assert child.revision != grown.revision


def test_a_replaced_item_is_the_new_one_and_only_there(forms) -> None:
    """Under the same id a scale for one form, a choice for another; options too."""
    kinds = {
        name: next(item.kind for item in form.items if item.id == "worst")
        for name, form in forms.items()
    }
    assert kinds == {"headache": "scale", "headache-child": "select_one", "first-visit": "scale"}
    for name, third in (("headache", "alcohol"), ("headache-child", "screens")):
        (item,) = (item for item in forms[name].items if item.id == "bring_on")
        assert item.options[2].code == third


def test_the_order_of_the_files_makes_no_difference(forms, tmp_path: Path) -> None:
    """Other names and a folder below: the same forms, with the same revisions."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    for number, path in enumerate(sorted(CLINIC.iterdir(), reverse=True)):
        shutil.copy(path, tmp_path / ("a/b" if number % 2 else ".") / f"{number}.yaml")
    found = {one.id: one.revision for one in validate(gather([tmp_path])).questionnaires}
    assert found == {name: form.revision for name, form in forms.items()}


Edit = tuple[str, str, str]
"""A file, a text in it, and what stands there instead."""
NO_ITEM: Edit = ("headache-child.yaml", "missed_work]", "missed_wrok]")
NO_ITEM_FOUND = "headache-child.yaml:8:30: E403 there is no item “missed_wrok”"
SAME_ID: Edit = ("first-visit.yaml", "id: main_reason", "id: side")
SAME_ID_FOUND = "first-visit.yaml:18:9: E401 the item id “side” is already used on line 15"
NO_KIND: Edit = ("clinic.yaml", "kind: table", "kind: tabel")
NO_KIND_FOUND = "clinic.yaml:24:15: E305 unknown kind “tabel”"
COLON: Edit = ("headache.yaml", "title: Your headache", "title: Your: headache")
COLON_FOUND = "headache.yaml:15:20: E203 a second colon in one line makes this text look like a key"
NOT_TEXT: Edit = ("headache.yaml", "Headache\n", "Head\x01ache\n")
NOT_TEXT_FOUND = "headache.yaml:5:16: E107 U+0001 CONTROL CHARACTER cannot be in a text file"

CASES: list[tuple[str, list[Edit], list[str]]] = [
    ("nothing is wrong", [], []),
    ("an unknown item is left out", [NO_ITEM], [NO_ITEM_FOUND]),
    ("an id in two files, in one form", [SAME_ID], [SAME_ID_FOUND]),
    ("a mistake in what three forms share, once", [NO_KIND], [NO_KIND_FOUND]),
    (
        "an unknown section is changed",
        [("headache-child.yaml", "change: pain", "change: pains")],
        ["headache-child.yaml:10:17: E403 there is no section “pains”"],
    ),
    (
        "a second clinic",
        [("headache.yaml", "forms:\n", "clinic: {name: Second}\nforms:\n")],
        ["headache.yaml:3:1: E401 “clinic” is already in clinic.yaml, line 3"],
    ),
    (
        "a form in two files",
        [("headache-child.yaml", "forms:\n", "forms:\n  first-visit: {extends: headache}\n")],
        ["headache-child.yaml:4:3: E401 “first-visit” is already in first-visit.yaml, line 4"],
    ),
    (
        "a shared section in two files",
        [
            (
                "headache-child.yaml",
                "forms:\n",
                "sections:\n  sign-off: {title: Other, items: [Why?]}\nforms:\n",
            )
        ],
        ["headache-child.yaml:4:3: E401 “sign-off” is already in clinic.yaml, line 36"],
    ),
    (
        "a broken line does not hide what is wrong elsewhere",
        [COLON, NO_ITEM, NO_KIND],
        [NO_KIND_FOUND, NO_ITEM_FOUND, COLON_FOUND],
    ),
    (
        "a file that cannot be read does not hide a broken line of another",
        [NOT_TEXT, ("clinic.yaml", "title: Sign-off", "title: Sign: off")],
        [
            "clinic.yaml:37:16: E203 a second colon in one line makes this text look like a key",
            NOT_TEXT_FOUND,
        ],
    ),
    (
        "everything at once",
        [NO_ITEM, SAME_ID, NO_KIND],
        [NO_KIND_FOUND, SAME_ID_FOUND, NO_ITEM_FOUND],
    ),
]
"""What was done, and what is wrong then, without the cure."""


@pytest.mark.parametrize(
    ("edits", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_problems_name_the_file(edits: list[Edit], wanted: list[str], tmp_path: Path) -> None:
    """All at once, each in the file in which it can be mended, at its line."""
    assert problems(edits, tmp_path) == wanted


def problems(edits: list[Edit], folder: Path) -> list[str]:
    """What is wrong with a copy of the clinic's folder in which something was replaced."""
    home = folder / "clinic"
    shutil.copytree(CLINIC, home)
    for name, old, new in edits:
        text = (home / name).read_text("utf-8")
        assert text.count(old) == 1, (name, old)
        (home / name).write_text(text.replace(old, new), "utf-8")
    try:
        validate(gather([home]))
    except ContentError as error:
        found = [str(problem).replace(f"{home}/", "") for problem in error.problems]
        return [problem.partition("; ")[0] for problem in found]
    return []


def test_a_file_of_something_else_is_one_problem(tmp_path: Path) -> None:
    home = tmp_path / "clinic"
    shutil.copytree(CLINIC, home)
    (home / "docker.yaml").write_text("services: {web: {image: x}}\nvolumes: {a: b}\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        validate(gather([home]))
    (problem,) = caught.value.problems
    assert (problem.code, Path(problem.place.file).name) == ("E301", "docker.yaml")
