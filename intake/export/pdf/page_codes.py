"""A small QR code at the foot of every page, so that a scanned page says what it is.

It reads FORM REVISION PAGE, as in MUSCLE-TWITCHING 1A2B3C4D 2: in capitals, since a code of
capitals, digits and hyphens takes a third fewer modules (ISO/IEC 18004, 7.3.4); a form's id has
nothing else (intake.content.types.Slug), so nothing is lost. The code is decoration for a reader
(PDF 1.7, 14.8.2.2): what it says stands in words beside it.
"""

from collections.abc import Iterable
from typing import Any

from intake.export.qr import QUIET, bars, modules

MODULE = 0.94
"""Points, 0.33 mm: at least two dots and a half of a scanner at 200 dots to an inch."""
_POINTS = 0.75
"""Points in a CSS pixel, in which WeasyPrint measures."""


def add(document: Any, pdf: Any, carried: Iterable[tuple[str, str]]) -> None:
    """Draw the code of each page at the end of its foot, in the PDF that is not yet written.

    `carried` are the names and values that the sheet carries, the form and the revision among
    them; without those there are no codes.
    """
    facts = dict(carried)
    form, revision = facts.get("intake.form"), facts.get("intake.revision")
    if form is None or revision is None:
        return
    streams = {one.reference: one for one in pdf.objects if hasattr(one, "stream")}
    for number, (page, reference) in enumerate(_pages(document, pdf), 1):
        text = page_text(form, revision, number)
        left, top, _ = place(page, text)
        streams[reference].stream.append(_drawn(text, left, top))


def page_text(form: str, revision: str, number: int) -> str:
    """What the code of a page says."""
    return f"{form} {revision} {number}".upper()


def place(page: Any, text: str) -> tuple[float, float, float]:
    """Where the code of WeasyPrint's `page` begins, left and top, and its side: in points."""
    box = page._page_box
    size = len(modules(text)) * MODULE
    left = box.margin_left * _POINTS
    if box.style["direction"] == "ltr":
        left = (page.width - box.margin_right) * _POINTS - size
    return left, (page.height - box.margin_bottom) * _POINTS + QUIET * MODULE, size


def _pages(document: Any, pdf: Any) -> Any:
    """Each page as it was laid out, with the reference of its content."""
    by_reference = {one.reference: one for one in pdf.objects if hasattr(one, "reference")}
    references = [by_reference[one]["Contents"] for one in pdf.page_references]
    return zip(document.pages, references, strict=True)


def _drawn(text: str, left: float, top: float) -> bytes:
    """The drawing, its upper left corner given in points from that of the page.

    A page's content begins by turning the y axis down; what follows in it may rely on that.
    """
    rectangles = " ".join(f"{x} {y} {length} 1 re" for x, y, length in bars(text))
    matrix = f"{MODULE} 0 0 {MODULE} {left:.2f} {top:.2f} cm"
    return f"/Artifact BMC q {matrix} 0 g {rectangles} f Q EMC".encode()
