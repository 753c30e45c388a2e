"""The PDF on screen: its fields mirror the controls of the sheet, and show what they hold."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import corpus
import html5lib
import page as page_validation
import pikepdf
import pypdfium2
import pytest
from pikepdf.form import DefaultAppearanceStreamGenerator, Form
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter

from intake.export.pdf import export
from intake.export.pdf.accessible_name import Names
from intake.export.rendering import Renderer

EACH = pytest.mark.parametrize("name", corpus.EVERYTHING)
PROFILES = (page_validation.ValidationProfile.PDF_UA_1, page_validation.ValidationProfile.PDF_A_3A)
READ_ONLY, REQUIRED, MULTILINE, RADIO = 1, 2, 1 << 12, 1 << 15
IDENTITY = ["intake/form", "intake/version", "intake/revision", "intake/language"]
SCALE = 3
"""Pixels of a point where pages are compared."""


@dataclass(frozen=True)
class Field:
    """What a field is: its type, its states, what it holds, its flags and its longest text."""

    sort: str
    states: tuple[str, ...]
    value: str
    flags: int
    max_length: int | None


def controls(sheet: str) -> list[Any]:
    """The sheet's controls that are filled in, as HTML elements."""
    root = html5lib.parse(sheet, namespaceHTMLElements=False)
    both = [one for one in root.iter() if one.tag in ("input", "textarea")]
    return [one for one in both if one.get("type") != "hidden" and "data-copy" not in one.attrib]


def expected(sheet: str) -> dict[str, Field]:
    """The fields that the controls of `sheet` ask for, by their names."""
    found: dict[str, Field] = {}
    many: dict[str, int] = {}
    for one in controls(sheet):
        name, value = one.get("name").replace(".", "/"), one.get("value", "")
        flags = REQUIRED * ("required" in one.attrib)
        flags |= READ_ONLY * ("readonly" in one.attrib or "disabled" in one.attrib)
        checked = value if "checked" in one.attrib else ""
        if one.get("type") == "radio":
            so_far = found.get(name, Field("/Btn", (), "", 0, None))
            states = (*so_far.states, value)
            found[name] = Field("/Btn", states, so_far.value or checked, flags | RADIO, None)
        elif one.get("type") == "checkbox":
            found[f"{name}={value}"] = Field("/Btn", (value,), checked, flags, None)
        else:
            many[name] = many.get(name, 0) + 1
            name += f"#{many[name]}" if many[name] > 1 else ""
            content = (one.text or "") if one.tag == "textarea" else value
            flags |= MULTILINE * (one.tag == "textarea")
            length = int(one.get("maxlength"))
            found[name] = Field("/Tx", (), content, flags, length)
    return found


def fields(path: Path) -> dict[str, Field]:
    """The fields that the PDF has, but for those that say which form it is."""
    found = {}
    with pikepdf.open(path) as document:
        for one in document.Root.AcroForm.Fields:
            kids = list(one.get("/Kids", [one]))
            states = [key[1:] for kid in kids for key in appearances(kid) if key != "/Off"]
            value = str(one.get("/V", "")).removeprefix("/").replace("\r", "")
            flags = int(one.get("/Ff", 0)) & (READ_ONLY | REQUIRED | MULTILINE | RADIO)
            length = int(one.MaxLen) if "/MaxLen" in one else None
            empty = one.FT == "/Btn" and value == "Off"
            found[str(one.T)] = Field(
                str(one.FT), tuple(states), "" if empty else value, flags, length
            )
    return {name: field for name, field in found.items() if not name.startswith("intake/")}


def appearances(widget: Any) -> list[str]:
    """The names of a widget's states; none for one of text."""
    if "/AP" not in widget or isinstance(widget.AP.N, pikepdf.Stream):
        return []
    return list(widget.AP.N.keys())


@EACH
def test_the_fields_are_the_controls_of_the_sheet(name: str, pdf, made) -> None:
    """Each with the same name, type, values, what it begins with, flags and longest text."""
    wanted = expected(made(name).sheet)
    assert wanted or name == "display"
    assert fields(pdf(name)) == wanted


@EACH
def test_the_sheet_asks_for_what_the_page_asks(name: str, made) -> None:
    """So that a filled PDF holds what the browser would send."""
    both = made(name)
    names = [{one.get("name") for one in controls(html)} for html in (both.sheet, both.page)]
    assert names[0] == names[1]


@EACH
def test_says_which_form_it_is(name: str, pdf, made) -> None:
    """Form, version, revision and language: in fields that show nowhere, and in the metadata."""
    form = made(name).questionnaire
    with pikepdf.open(pdf(name)) as document:
        every = document.Root.AcroForm.Fields
        carried = {str(one.T): str(one.V) for one in every if str(one.T).startswith("intake/")}
        said = document.open_metadata()
        for key in carried:
            assert said[f"{{urn:intake:form:1}}{key.removeprefix('intake/')}"] == carried[key]
        assert all(int(one.Ff) & READ_ONLY for one in every if str(one.T) in carried)
    values = [form.id, form.version, form.revision[:8], form.language]
    assert [carried[key] for key in IDENTITY] == values


@EACH
def test_nothing_in_it_runs_or_is_left_to_the_reader(name: str, pdf) -> None:
    """No script, no action, no XFA; every widget has its own drawing and is printed."""
    with pikepdf.open(pdf(name)) as document:
        form = document.Root.AcroForm
        assert not {"/NeedAppearances", "/XFA", "/CO"} & set(form.keys())
        assert not {"/OpenAction", "/AA"} & set(document.Root.keys())
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary):
                assert not {"/JS", "/AA"} & set(one.keys())
                assert one.get("/Subtype") != "/Widget" or "/A" not in one
        for widget in widgets(document):
            assert int(widget.F) == 4
            drawings = widget.AP.N
            each = [drawings] if isinstance(drawings, pikepdf.Stream) else [*drawings.values()]
            left, bottom, right, top = (float(one) for one in widget.Rect)
            for drawing in each:
                box = [float(one) for one in drawing.BBox]
                assert box == pytest.approx([0, 0, right - left, top - bottom], abs=0.02)
            if isinstance(drawings, pikepdf.Dictionary):
                assert "/Off" in drawings
                assert str(widget.AS) in drawings


def widgets(document: pikepdf.Pdf) -> Iterator[Any]:
    for page in document.pages:
        yield from page.obj.get("/Annots", [])


@EACH
def test_the_tab_key_follows_the_reading_order(name: str, pdf) -> None:
    """Pages go by the tree of tags, in which the widgets stand as the page lists them."""
    with pikepdf.open(pdf(name)) as document:
        read = [one.objgen for one in linked(document.Root.StructTreeRoot.K)]
        listed = [one.objgen for one in widgets(document)]
        assert sorted(read) == sorted(listed)
        for page in document.pages:
            mine = [one.objgen for one in page.obj.get("/Annots", [])]
            assert [one for one in read if one in mine] == mine
        assert {str(page.obj.Tabs) for page in document.pages} == {"/S"}


def linked(node: Any) -> Iterator[Any]:
    """The annotations of a tree of tags, in its order."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from linked(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/Obj" in node:
            yield node.Obj
        elif "/K" in node:
            yield from linked(node.K)


@EACH
def test_each_field_says_its_question(name: str, pdf, made) -> None:
    """A tooltip, which is what a screen reader says: the question's words, then the box's own."""
    with pikepdf.open(pdf(name)) as document:
        said = {str(one.T): str(one.get("/TU", "")) for one in document.Root.AcroForm.Fields}
    for item in made(name).questionnaire.items:
        mine = {one: t for one, t in said.items() if re.split("[/=#]", one)[0] == item.id}
        for field, tooltip in mine.items():
            assert corpus.solid(item.text) in corpus.solid(tooltip)
            if item.hint and not field.endswith("/in_person=true"):
                assert corpus.solid(item.hint) in corpus.solid(tooltip)
            assert not re.search(r"\s\s|\n", tooltip)


SAID = {
    "onset/month": "1 When did you first notice the twitching? Month: A month or only a year is"
    " enough.",
    "frequency": "3 How often do you experience twitching?",
    "muscles=eyelid": "4 What muscles are affected? Head and neck: Eyelid: Tick all that apply.",
    "orders/ct/when": "Tests to order: When: CT scan of the spine or brain",
}


@pytest.mark.parametrize(("field", "tooltip"), SAID.items())
def test_what_the_seeds_fields_say(field: str, tooltip: str, pdf) -> None:
    with pikepdf.open(pdf("seed")) as document:
        said = {str(one.T): str(one.get("/TU", "")) for one in document.Root.AcroForm.Fields}
    assert said[field] == tooltip


NAMES = [
    ("<label for=a>Name</label><input id=a>", "Name", ""),
    ("<label for=a>Name</label><p id=h>As <b>written</b>.</p><input id=a aria-describedby=h>",
     "Name", "As written."),
    ("<fieldset><legend>When?</legend><label for=a>Day</label><input id=a></fieldset>",
     "When? Day", ""),
    ("<fieldset aria-describedby=h><legend>When?</legend><p id=h>Or so</p><label for=a>Day</label>"
     "<input id=a></fieldset>", "When? Day", "Or so"),
    ("<i id=r>Fear</i><i id=c>Often</i><input id=a aria-labelledby='r c'>", "Fear: Often", ""),
    ("<div role=radiogroup aria-label=Dose><input id=a aria-label=Low></div>", "Dose: Low", ""),
    ("<input id=a title=Shown>", "Shown", ""),
    ("<label for=a>A <span aria-hidden=true>x</span> b</label><input id=a>", "A b", ""),
    ("<input id=a>", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("html", "name", "description"), NAMES)
def test_names_are_those_of_the_accessibility_tree(html: str, name: str, description: str) -> None:
    root = html5lib.parse(html, namespaceHTMLElements=False)
    control = next(root.iter("input"))
    said = Names(root).name(control)
    mark = ":" if description and name[-1] not in "?." else ""
    assert str(said) == f"{name}{mark} {description}".strip()
    assert said.description == description


TYPED = "Zoë Ñíguez"


def fill_with_pikepdf(source: Path, target: Path) -> list[str]:
    """Every field filled or ticked that can be; their names."""
    filled = []
    with pikepdf.open(source) as document:
        for name, one in Form(document, DefaultAppearanceStreamGenerator).items():
            if int(one._field.obj.get("/Ff", 0)) & READ_ONLY:
                continue
            filled.append(name)
            if one.is_text:
                one.value = TYPED[: one.max_length]
            elif one.is_checkbox:
                one.checked = True
            else:
                one.options[-1].select()
        document.save(target)
    return filled


def fill_with_pypdf(source: Path, target: Path) -> list[str]:
    """The same by another program."""
    writer = PdfWriter(clone_from=PdfReader(source))
    lengths = {name: one.max_length for name, one in fields(source).items()}
    values = {}
    for name, one in (writer.get_fields() or {}).items():
        if int(one.get("/Ff", 0)) & READ_ONLY:
            continue
        if one["/FT"] == "/Tx":
            values[name] = TYPED[: lengths[name]]
        elif "=" in name:
            values[name] = "/" + name.partition("=")[2]
        else:
            values[name] = next(state for state in one["/_States_"] if state != "/Off")
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.pdf_header = "%PDF-1.7"
    writer.write(target)
    return list(values)


FILLERS = {"pikepdf": fill_with_pikepdf, "pypdf": fill_with_pypdf}
BOTH = ("seed", "arabic")
"""Forms that both programs fill in; of the others each gets every second."""
FILLED = [
    (name, program)
    for number, name in enumerate(corpus.EVERYTHING)
    for at, program in enumerate(FILLERS)
    if name in BOTH or (number + at) % 2
]


def faults(path: Path) -> list[str]:
    """What a validator of PDF/UA-1 and PDF/A-3a finds."""
    reports = [page_validation.validate_pdf(path, profile=one) for one in PROFILES]
    return [f"{one.rule_id} {one.message}" for report in reports for one in report.failures]


@EACH
def test_keeps_to_both_standards(name: str, pdf) -> None:
    assert faults(pdf(name)) == []


def test_the_validator_finds_what_is_wrong(pdf, tmp_path: Path) -> None:
    """A PDF without its language, its tags and its metadata does not pass."""
    with pikepdf.open(pdf("seed")) as document:
        del document.Root.Lang
        del document.Root.StructTreeRoot
        del document.Root.Metadata
        document.save(tmp_path / "worse.pdf")
    found = {one.partition("-")[0] for one in faults(tmp_path / "worse.pdf")}
    assert found == {"PDFUA1", "PDFA3A"}


@pytest.mark.parametrize(("name", "program"), FILLED)
def test_keeps_to_both_standards_filled(name: str, program: str, pdf, tmp_path: Path) -> None:
    """Whatever program has filled it in."""
    path = tmp_path / "filled.pdf"
    FILLERS[program](pdf(name), path)
    # a program that packs the file anew may end a stream with CR: docs/decisions/0013-fields.md
    assert [one for one in faults(path) if "STREAM-LENGTH" not in one] == []


@pytest.mark.parametrize(("name", "program"), FILLED)
def test_every_value_is_shown_within_its_field(
    name: str, program: str, pdf, tmp_path: Path
) -> None:
    """In poppler and in PDFium: ink in each field that was filled, and nowhere else."""
    target = tmp_path / "filled.pdf"
    filled = FILLERS[program](pdf(name), target)
    places = rectangles(pdf(name), target, filled)
    assert places or name == "display"
    for show in (poppler, pdfium):
        for number, (before, after) in enumerate(
            zip(show(pdf(name), tmp_path), show(target, tmp_path), strict=True)
        ):
            changed = ImageChops.difference(before, after).point(lambda grey: 255 * (grey > 60))
            for field, box in places.get(number, []):
                has_ink = after.crop(box).getextrema()[0] < 100
                assert not field or (has_ink and changed.crop(box).getbbox()), f"{field} is blank"
                changed.paste(0, box)
            assert changed.getbbox() is None, f"ink outside the fields of page {number + 1}"


def rectangles(
    blank: Path, path: Path, names: list[str]
) -> dict[int, list[tuple[str, tuple[int, ...]]]]:
    """For each page the pixels of the fields `names`, each with the name of what is filled now."""
    found: dict[int, list[tuple[str, tuple[int, ...]]]] = {}
    with pikepdf.open(blank) as before, pikepdf.open(path) as after:
        for number, (old, new) in enumerate(zip(before.pages, after.pages, strict=True)):
            height = float(new.mediabox[3])
            pairs = zip(old.obj.get("/Annots", []), new.obj.get("/Annots", []), strict=True)
            for was, widget in pairs:
                owner = widget if "/T" in widget else widget.Parent
                is_copy = owner.FT == "/Tx" and "/Kids" in owner and number > 0
                if str(owner.T) in names and is_copy and "/V" in owner.Kids[0]:
                    continue  # pikepdf fills in one widget of a field
                if str(owner.T) in names:
                    is_new = str(widget.get("/AS", "")) not in ("/Off", str(was.get("/AS")))
                    left, bottom, right, top = (float(one) for one in widget.Rect)
                    box = (left - 1, height - top - 1, right + 1, height - bottom + 1)
                    pixels = tuple(round(one * SCALE) for one in box)
                    found.setdefault(number, []).append((str(owner.T) * is_new, pixels))
    return found


def poppler(path: Path, folder: Path) -> list[Image.Image]:
    """The pages of `path` in grey."""
    dots = str(72 * SCALE)
    command = ["pdftoppm", "-r", dots, "-gray", path, folder / path.stem]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = []
    for image in sorted(folder.glob(f"{path.stem}-*.pgm")):
        with Image.open(image) as opened:
            shown.append(opened.copy())
        image.unlink()
    return shown


def pdfium(path: Path, folder: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as document:
        document.init_forms()
        return [one.render(scale=SCALE, grayscale=True).to_pil() for one in document]


def test_what_a_form_begins_with_is_shown_in_its_field(tmp_path: Path) -> None:
    """Not on the page below it: who changes the answer sees the new one only. In Arabic too."""
    path = tmp_path / "initial.yaml"
    path.write_text(INITIAL, "utf-8")
    form = corpus.questionnaire(path)
    made = tmp_path / "initial.pdf"
    made.write_bytes(export(form, Renderer(None)).content)
    with pikepdf.open(made) as document:
        for widget in widgets(document):
            widget.F = 2  # hidden
        document.save(tmp_path / "hidden.pdf")
    assert {name: one.value for name, one in fields(made).items() if one.value} == {
        "clinic": "مستشفى النور",
        "town": "Łódź",
        "notes": "one\ntwo",
        "pain": "yes",
        "sort=b": "b",
    }
    with_fields, without = pdfium(made, tmp_path)[0], pdfium(tmp_path / "hidden.pdf", tmp_path)[0]
    changed = ImageChops.difference(with_fields, without)
    with pikepdf.open(made) as document:
        shown = [one for one in widgets(document) if "/Off" not in str(one.get("/AS", ""))]
        shown = [one for one in shown if str(one.get("/V", "x"))]
        height = float(document.pages[0].mediabox[3])
        for one in shown:
            left, bottom, right, top = (float(side) * SCALE for side in one.Rect)
            sides = (left - 3, height * SCALE - top - 3, right + 3, height * SCALE - bottom + 3)
            box = tuple(round(side) for side in sides)
            assert changed.crop(box).getbbox(), one.get("/T")
            changed.paste(0, box)
    assert changed.getbbox() is None


INITIAL = """
clinic: {name: C, languages: [ar]}
forms:
  f:
    title: م
    sections:
      - id: s
        title: ق
        items:
          - {id: clinic, text: سؤال, kind: string, initial: مستشفى النور, readonly: true}
          - {id: town, text: مدينة, kind: string, initial: Łódź}
          - {id: notes, text: ملاحظات, kind: text, initial: "one\\ntwo"}
          - {id: pain, text: ألم, kind: yes_no, initial: yes}
          - {id: sort, text: نوع, kind: select_multiple, initial: [b],
             options: [{code: a, text: ا}, {code: b, text: ب}]}
"""
