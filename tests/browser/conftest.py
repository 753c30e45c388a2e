"""One real Chromium for the tests of a worker, and pages that remember what they asked for."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
TIMEOUT = 15_000


@dataclass
class Visit:
    """A page that is open, the addresses it asked for, and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the system. Without it these tests fail: they are never passed over."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "these tests need Chromium: sudo apt-get install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=ARGUMENTS, timeout=TIMEOUT * 2
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, made, folder: Path) -> Iterator[Callable[..., Visit]]:
    """`visit(name, width=..., **context)`: the page of a form of the corpus, as a file."""
    with contextlib.ExitStack() as open_contexts:

        def open_page(name: str, width: int = 1280, address: str = "", **options) -> Visit:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, locale="en-US", **options
            )
            open_contexts.callback(context.close)
            context.set_default_timeout(TIMEOUT)
            visit = Visit(context.new_page())
            visit.page.on("request", lambda request: visit.requests.append(request.url))
            visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
            visit.page.on(
                "console",
                lambda said: (
                    said.type in ("error", "warning") and visit.complaints.append(said.text)
                ),
            )
            path = folder / f"{name}.html"
            path.write_text(made(name).page, "utf-8")
            visit.page.goto(address or path.as_uri(), wait_until="load")
            return visit

        yield open_page
