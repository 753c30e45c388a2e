"""Arabic on paper: the text that readers of the PDF find is the text that was written."""

import re
import subprocess
from pathlib import Path

import corpus
import pytest
from PIL import ImageChops
from pypdfium2 import PdfDocument

from intake.export.pdf import layout

WORDS = (
    ("two letters in one glyph", "الاسم"),
    ("the same, at the end of a word", "لا"),
    ("with a hamza, put together of other glyphs", "املأ"),
    ("a ligature that is not lam and alef", "الياسمين"),
    ("the same, of a preposition", "إلى"),
    ("two ligatures", "لأمراض"),
    ("a mark at the end", "فارغًا"),
    ("a mark within a word", "عمّان"),
    ("a mark over the first letter of a ligature", "تغيّر"),
    ("a mark over the second letter of a ligature", "كثيرٌ"),
    ("a mark below", "ثوانٍ"),
    ("two marks over one letter", "محمَّد"),
    ("every letter marked", "كَتَبَ"),
    ("Persian letters", "چشم"),
)
SHEET = """<!DOCTYPE html><html lang="ar" dir="rtl"><title>x</title>
<style>p {{ font-size: 14pt }} b {{ font-weight: 700 }}</style><body><p>{0}</p><p><b>{0}</b></p>"""


def laid_out(text: str, folder: Path) -> Path:
    """The PDF of one text, regular and bold."""
    path = folder / "arabic.pdf"
    path.write_bytes(layout.lay_out(SHEET.format(text), "arabic", layout.unchecked).content)
    return path


@pytest.mark.parametrize("word", [word for _, word in WORDS], ids=[name for name, _ in WORDS])
def test_poppler_and_pdfium_read_what_was_written(word: str, tmp_path: Path) -> None:
    """Each word whole and in its order, between two others, in both weights."""
    path = laid_out(f"قبل {word} بعد", tmp_path)
    for text in ("".join(corpus.pdf_text(path)), _pdfium(path)):
        assert corpus.solid(text).count(corpus.solid(f"قبل{word}بعد")) == 2


def words(path: Path) -> list[dict[str, list[float]]]:
    """For each page every word, with how far its places are from the page's left side."""
    run = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, check=True, text=True, timeout=60
    )
    pages = []
    for page in run.stdout.split("<page")[1:]:
        found: dict[str, list[float]] = {}
        for x, word in re.findall(r'xMin="([0-9.]+)".*>(.*)</word>', page):
            seen = re.sub(corpus.UNSEEN, "", word)[::-1]  # with -bbox from left to right
            found.setdefault(seen, []).append(float(x))
        pages.append(found)
    return pages


def _pdfium(path: Path) -> str:
    with PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_it_looks_as_it_did_before_its_text_was_mended(tmp_path: Path, monkeypatch) -> None:
    """Letters are parted in the text only: no stroke is gone, or more than a hair elsewhere."""
    text = " ".join(word for _, word in WORDS)
    images = []
    for mend in (layout.mend_arabic, lambda document, pdf: None):
        monkeypatch.setattr(layout, "mend_arabic", mend)
        with PdfDocument(laid_out(text, tmp_path)) as document:
            images.append(document[0].render(scale=8, grayscale=True).to_pil().reduce(4))
    mended, plain = images
    assert plain.getextrema()[0] < 50
    assert ImageChops.difference(mended, plain).getextrema()[1] < 100


def test_the_sides_of_a_body_are_named_where_they_are(pdf) -> None:
    """Over the front the patient's right is at the left of the page, over the back at the right."""
    page = next(page for page in words(pdf("arabic")) if "الأمام" in page)
    front, back = page["الأمام"][0], page["الخلف"][0]
    assert front < back < min(page["الصدر"])
    right, left = (sorted(page[side])[:2] for side in ("يمين", "يسار"))
    assert right[0] < front < left[0] < left[1] < back < right[1]
