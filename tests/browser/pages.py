"""Pages of Chromium that are used again: to open a new one takes it most of a second."""

from collections import defaultdict
from typing import Any

from playwright.sync_api import Browser, Error, Page

TIMEOUT = 15_000
USUAL = {"width": 1280, "height": 720}


class Pages:
    """A browser of which a test gets pages, each blank and by itself, as of a new browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: defaultdict[str, list[Page]] = defaultdict(list)

    def new_page(self, viewport: Any = None, **options: Any) -> Page:
        """A page that nobody else has, until its `close`; options as of Browser.new_page."""
        free = self._free[repr(sorted(options.items()))]
        page = free.pop() if free else self._browser.new_context(**options).new_page()
        page.set_viewport_size(viewport or USUAL)
        page.set_default_timeout(TIMEOUT)
        page.close = lambda: self._put_back(page, free)  # type: ignore[method-assign]
        return page

    def _put_back(self, page: Page, free: list[Page]) -> None:
        """Blank, for another test; a page that does not answer is thrown away."""
        try:
            page.goto("about:blank")
            page.unroute_all()
            page.emulate_media(media="null")
            page.context.set_offline(False)
            page.context.clear_cookies()
            free.append(page)
        except Error:
            page.context.close()
