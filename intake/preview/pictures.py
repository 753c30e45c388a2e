"""Pictures of the first pages of PDFs, kept in memory for as long as one looks at them."""

import hashlib
import threading
from collections import OrderedDict
from io import BytesIO

WIDTH = 640
"""Pixels: enough for a card on a screen of double density, and to read the page by itself."""
MOST = 400
"""So many are kept, each of 20 to 100 kilobytes."""


class Pictures:
    """PNG pictures by the content of the PDFs; the one asked for longest ago is forgotten first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._alone = threading.Lock()  # pdfium does one thing at a time

    def first_page(self, pdf: bytes) -> bytes | None:
        """A picture of the first page of `pdf`; None where it cannot be shown."""
        key = hashlib.sha256(pdf).hexdigest()
        with self._alone:
            if key not in self._kept:
                made = _draw(pdf)
                if made is None:
                    return None
                self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
            return self._kept[key]


def _draw(pdf: bytes) -> bytes | None:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:  # type: ignore[no-untyped-call]  # it has no types
            document.init_forms()
            page = document[0]
            image = page.render(scale=WIDTH / page.get_width(), may_draw_forms=True).to_pil()
    except (pypdfium2.PdfiumError, IndexError, ValueError, ZeroDivisionError):
        return None
    target = BytesIO()
    image.quantize(32).save(target, "PNG")
    return target.getvalue()
