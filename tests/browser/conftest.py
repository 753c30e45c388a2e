"""One real Chromium for the tests of a worker, and pages that remember what they asked for."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import corpus
import pytest
from pages import TIMEOUT, Pages
from playwright.sync_api import ConsoleMessage, Page, sync_playwright

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Visit:
    """A page that is open, the addresses it asked for, and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Pages]:
    """Chromium from the system. Without it these tests fail: they are never passed over."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "these tests need Chromium: sudo apt-get install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=ARGUMENTS, timeout=TIMEOUT * 2
        )
        yield Pages(chromium)
        chromium.close()


@pytest.fixture
def visit(browser: Pages, made, folder: Path) -> Iterator[Callable[..., Visit]]:
    """`visit(name, width=..., **context)`: the page of a form of the corpus, as a file."""
    with contextlib.ExitStack() as opened:

        def open_page(name: str, width: int = 1280, address: str = "", **options) -> Visit:
            viewport = {"width": width, "height": 900}
            visit = Visit(browser.new_page(viewport, locale="en-US", **options))
            opened.callback(visit.page.close)
            for event, hear in (
                ("request", lambda request: visit.requests.append(request.url)),
                ("pageerror", lambda error: visit.complaints.append(str(error))),
                ("console", visit.listen),
            ):
                visit.page.on(event, hear)
                opened.callback(visit.page.remove_listener, event, hear)
            if not address:
                path = corpus.once(folder / f"{name}.html", lambda: made(name).page.encode())
                address = path.as_uri()
            visit.page.goto(address, wait_until="load")
            return visit

        yield open_page
