"""Do more while WeasyPrint paints a page."""

from collections.abc import Callable
from typing import Any


def when_painted(page: Any, then: Callable[[Any, float], None]) -> None:
    """Have `then` called each time that WeasyPrint's `page` was painted, with its stream and the
    scale, before WeasyPrint forgets which box is which content of it."""
    paint = page.paint

    def paint_and_more(stream: Any, scale: float = 1) -> None:
        paint(stream, scale)
        then(stream, scale)

    page.paint = paint_and_more
