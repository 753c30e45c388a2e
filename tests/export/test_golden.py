"""What the PDFs hold, as data: pages, fields and what a screen reader hears, form by form.

UPDATE=1 writes the files in tests/golden/ anew; read the difference before it goes in. Pictures are
compared for a few, with a tolerance for other versions of the libraries that draw text; where they
differ, the difference is saved beside the test's own files.
"""

import json
import os
from pathlib import Path
from typing import Any

import corpus
import pikepdf
import pypdfium2
import pytest
import tagged
from PIL import Image, ImageChops

GOLDEN = corpus.ROOT / "tests" / "golden"
NAMES = ("seed", "seed.es", "odd", "arabic", *corpus.KINDS)
PICTURES = ("seed", "arabic", "body_map", "matrix")
FLAGS = {1: "read-only", 2: "required", 1 << 12: "multiline", 1 << 15: "radio"}
DIFFERENT = 48
"""Of 255: how much darker or lighter a pixel may be, at 36 dots to an inch."""


def held(path: Path) -> dict[str, Any]:
    """The PDF as plain data."""
    with pikepdf.open(path) as document:
        fields = {str(one.T): field(one) for one in document.Root.AcroForm.Fields}
        pages = len(document.pages)
    fields.pop("intake/revision", None)  # of the content, which has a file of its own
    heard = [line for line in tagged.lines(path) if line.strip('" ')]
    return {"pages": pages, "fields": fields, "heard": heard}


def field(one: Any) -> str:
    """Type, flags, longest text, states, value and tooltip of a field, in one line."""
    flags = [name for bit, name in FLAGS.items() if int(one.get("/Ff", 0)) & bit]
    kids = [kid for kid in one.get("/Kids", [one]) if "/AP" in kid]
    states = [
        state[1:]
        for kid in kids
        if isinstance(kid.AP.N, pikepdf.Dictionary)
        for state in kid.AP.N.keys()  # noqa: SIM118  # not a mapping of Python's
        if state != "/Off"
    ]
    length = [f"at most {int(one.MaxLen)}"] if "/MaxLen" in one else []
    facts = [str(one.FT)[1:], *flags, *length, *states]
    return f"{' '.join(facts)} = {one.get('/V', '')} | {one.get('/TU', '')}"


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_holds_what_it_held(name: str, pdf) -> None:
    path = GOLDEN / f"{name}.json"
    found = held(pdf(name))
    assert found["heard"]
    if os.environ.get("UPDATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("name", PICTURES)
def test_the_first_page_looks_as_it_did(name: str, pdf, tmp_path: Path) -> None:
    path = GOLDEN / f"{name}.png"
    with pypdfium2.PdfDocument(pdf(name)) as document:
        document.init_forms()
        shown = document[0].render(scale=2, grayscale=True).to_pil().reduce(4)
    if os.environ.get("UPDATE"):
        shown.save(path, optimize=True)
    with Image.open(path) as before:
        difference = ImageChops.difference(shown, before.convert("L"))
    difference.point(lambda grey: 255 - grey).save(tmp_path / f"{name}-difference.png")
    assert difference.getextrema()[1] <= DIFFERENT, tmp_path / f"{name}-difference.png"


def test_there_is_no_file_left_over() -> None:
    wanted = {f"{name}.json" for name in NAMES} | {f"{name}.png" for name in PICTURES}
    assert {path.name for path in GOLDEN.iterdir() if path.is_file()} == wanted
