"""The code at the foot of each page, which is drawn when the pages are laid out already.

E510 where it leaves the part of the sheet that printers reach, E511 where it, or the white that it
needs around it, lies over something.
"""

from typing import Any

from intake.content.model import Questionnaire
from intake.export.pdf.fit.boxes import PRINTABLE
from intake.export.pdf.fit.finding import Finding, Findings
from intake.export.pdf.fit.marks import PT, Box, Page
from intake.export.pdf.fit.overlap import meet
from intake.export.pdf.page_codes import MODULE, page_text, place
from intake.export.qr import QUIET

CURE = "give the foot of the page more room in your own styles (@page, .intake-page-number)"


def misplaced(pages: list[Page], document: Any, form: Questionnaire) -> Findings:
    """Every page whose code has no place of its own, on WeasyPrint's `document`."""
    for page, sheet in zip(pages, document.pages, strict=True):
        left, top, side = place(sheet, page_text(form.id, form.revision[:8], page.number))
        code = Box(left * PT, top * PT, (left + side) * PT, (top + side) * PT)
        reach = Box(PRINTABLE, PRINTABLE, sheet.width - PRINTABLE, sheet.height - PRINTABLE)
        if code.within(reach) != code:
            yield Finding("E510", page.number, None, "the page's code leaves the sheet", CURE)
        white = QUIET * MODULE * PT
        whole = Box(code.left - white, code.top - white, code.right + white, code.bottom + white)
        if any(meet(whole, mark.place) for mark in page.marks):
            yield Finding("E511", page.number, None, "the page's code lies over a text", CURE)
