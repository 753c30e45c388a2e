"""The longest answer that a field declares room for is shown whole when it is typed."""

from pathlib import Path
from subprocess import run
from typing import Any

import corpus
import pikepdf
import pytest
from pikepdf.form import DefaultAppearanceStreamGenerator, Form
from PIL import ImageChops
from pypdf import PdfReader, PdfWriter
from test_fields import SCALE, faults, pdfium

from intake import fonts
from intake.answers.control import field_name
from intake.answers.reader import Reader
from intake.export.edition import EDITION_BY_NAME
from intake.export.pdf import answer_font
from intake.export.pdf.fit.named import Names

NAMES = ("seed", "seed.es", "string", "integer", "decimal", "date", "time")
MOST = 35
"""Characters of the longest line by hand; a longer answer has its whole line and no more."""
LETTERS = "Septiembre 08 "
"""As wide as words and numbers are, a blank at no end."""


def longest(name: str, folder: Path) -> dict[str, str]:
    """For each field of known length an answer of that many characters."""
    form = corpus.questionnaire(corpus.source(name, folder))
    form = corpus.reading(form, name.partition(".")[2])
    names = Names(form)
    found = {}
    for item in form.items:
        for one in [] if item.readonly else item.fields(form.clinic.order):
            length = min(names.usual({"name": one.name}), MOST)
            if one.sort == "text" and length:
                text = (LETTERS * MOST)[:length]
                found[field_name(one.name)] = text[:-1] + "8"
    return found


def with_pikepdf(blank: Path, target: Path, answers: dict[str, str]) -> None:
    with pikepdf.open(blank) as document:
        form = Form(document, DefaultAppearanceStreamGenerator)
        for name, text in answers.items():
            form[name].value = text
        document.save(target)


def with_pypdf(blank: Path, target: Path, answers: dict[str, str]) -> None:
    writer = PdfWriter(clone_from=PdfReader(blank))
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, answers, auto_regenerate=False)
    writer.write(target)


FILLERS = (with_pikepdf, with_pypdf)


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_answer_is_not_cut_off(name: str, folder: Path, tmp_path: Path) -> None:
    """Its ink ends before the field does, as no letter's does that the field cuts; each name in
    another edition, filled in by the one library or the other."""
    turn = NAMES.index(name)
    edition = list(EDITION_BY_NAME)[turn % len(EDITION_BY_NAME)]
    blank = corpus.sheet(name, edition, "letter", folder)
    answers = longest(name, folder)
    assert answers
    target = tmp_path / "filled.pdf"
    FILLERS[turn % 2](blank, target, answers)
    seen = set()
    shown = zip(pdfium(blank, tmp_path), pdfium(target, tmp_path), strict=True)
    with pikepdf.open(blank) as document:
        for page, (before, after) in zip(document.pages, shown, strict=True):
            changed = ImageChops.difference(before, after).point(lambda grey: 255 * (grey > 60))
            height = float(page.mediabox[3])
            for widget in page.obj.get("/Annots", []):
                owner = widget if "/T" in widget else widget.Parent
                if str(owner.T) not in answers or (owner is not widget and "/Kids" in owner):
                    continue
                left, bottom, right, top = (float(side) * SCALE for side in widget.Rect)
                box = (left, height * SCALE - top, right, height * SCALE - bottom)
                ink = changed.crop(tuple(map(round, box))).getbbox()
                assert ink, f"{owner.T} is blank"
                room = right - left, top - bottom
                assert ink[0] >= 1, owner.T
                assert ink[2] <= room[0] - SCALE, owner.T
                assert 1 <= ink[1] < ink[3] <= room[1] - 1, owner.T
                seen.add(str(owner.T))
    assert seen


NAMED = [
    ("seed", "onset/month", "Łódź Ğış Ștefan Țăran Őry"),
    ("arabic", "ism", "محمد علي"),
    ("arabic", "ism", "Ali Müller"),
]


@pytest.mark.parametrize(("name", "field", "typed"), NAMED)
def test_letters_of_names_are_shown(
    name: str, field: str, typed: str, folder: Path, tmp_path: Path
) -> None:
    """Of central Europe in a form in English, and of the script of the form: with the file of the
    font for answers pypdf can write them all; nothing keeps such a PDF from the standards."""
    target = tmp_path / "filled.pdf"
    with_pypdf(corpus.sheet(name, "standard", "letter", folder), target, {field: typed})
    shown = run(["pdftotext", target, "-"], capture_output=True, check=True, text=True).stdout
    directions = dict.fromkeys(range(0x202A, 0x202F))  # marks of poppler's own
    assert {*typed.split()} <= {*shown.translate(directions).split()}
    assert faults(target) == []


def test_a_few_words_in_another_script_take_no_letters_away() -> None:
    """The font for answers is chosen by what the form is written in."""
    english, arabic = "When did the twitching begin? " * 5, "متى بدأ ارتعاش العضلات؟ "
    chosen = [fonts.holding(answer_font._written(one)) for one in (english + "متى؟", arabic * 5)]
    assert [font.family for font in chosen] == ["Atkinson Hyperlegible", "IBM Plex Sans Arabic"]
    turkish = answer_font._written("İlk ne zaman başladı, yavaş mı? " * 5)
    assert fonts.holding(turkish).family == "Noto Sans"
    mostly_plain = answer_font._written(
        "Anh đau ở tay trong hai tuần qua, cho xin thuoc cam on " * 5
    )
    assert {0x1EA1, 0x1EC7} <= answer_font._needed(mostly_plain)


UNKNOWN = [(with_pikepdf, "Łódź Ж", 3), (with_pypdf, "Ж", 1)]
"""Letters that a library cannot write into a form in English, and how many of them there are."""


@pytest.mark.parametrize(("fill", "typed", "count"), UNKNOWN)
def test_letters_that_the_font_of_answers_lacks_are_stored(
    fill: Any, typed: str, count: int, folder: Path, tmp_path: Path
) -> None:
    """And read back as they were typed; the two libraries draw ? for them
    (docs/decisions/0013-fields.md)."""
    blank = corpus.sheet("seed", "standard", "letter", folder)
    target = tmp_path / "filled.pdf"
    fill(blank, target, {"onset/month": typed})
    with Reader() as reader:
        (found,) = (one for one in reader.fields(target) if one.name == "onset/month")
    assert found.value == typed
    with pikepdf.open(target) as document:
        (widget,) = (
            one for one in document.pages[0].Annots if str(one.get("/T", "")) == "onset/month"
        )
        drawn = widget.AP.N.read_bytes()
    assert drawn.count(b"?") + drawn.lower().count(b"3f") == count  # as letters or in hexadecimal
