"""Measure the form in the browser beside SurveyJS and LHC-Forms, and write the table.

All pages ask the seed form's questions of the patient. Every round opens each page once, in turn,
in one Chromium without a cache whose processor is slowed down six times; times are from the begin
of parsing until every question is there and its script listens, and until all has been drawn too;
medians. An empty page shows what of that is the browser's own. A second line types into a form of
300 questions, each of which decides about others.

Usage: python bench/portal.py RIVALS [--rounds 9] [--write]. RIVALS is a folder for the rivals'
packages as published; npm brings those that are not there.
"""

import argparse
import gzip
import os
import platform
import shutil
import statistics
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from playwright.sync_api import Browser, sync_playwright
from rival_pages import lhc_forms, surveyjs
from written import write

from intake import pipeline
from intake.export.html import export
from intake.export.rendering import Renderer

ROOT = Path(__file__).resolve().parent.parent
MARK = "<!-- portal -->"
SLOWED = 6
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
EMPTY = "an empty page"
READY = {
    EMPTY: "document.querySelector('p')",
    "intake": "document.querySelector('.intake-live')",
    "SurveyJS": "document.querySelectorAll('.sd-question').length >= {count}",
    "LHC-Forms": "document.querySelectorAll('.lhc-question').length > {count}",
}
"""When each page can be used: its last question stands there, and its script listens."""
WATCH = """
window.begun = performance.now();
new MutationObserver((_, observer) => {{
  if (!window.since && ({ready})) {{
    observer.disconnect();
    window.listens = performance.now() - window.begun;
    requestAnimationFrame(() => requestAnimationFrame(() => {{
      window.since = performance.now() - window.begun;
    }}));
  }}
}}).observe(document, {{ childList: true, subtree: true, attributes: true }});
"""
TYPE = """() => {
  const took = [];
  const boxes = [...document.querySelectorAll(".intake-form [name^=n]")].slice(0, 60);
  for (const box of boxes) {
    box.value = "7";
    const from = performance.now();
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    document.body.offsetHeight;
    took.push(performance.now() - from);
  }
  return took;
}"""
TOGETHER = 300
RIVALS = {"survey-core": "2.5.38", "survey-js-ui": "2.5.38", "lforms": "40.1.3"}


class Files(SimpleHTTPRequestHandler):
    """A folder over HTTP, compressed as a portal's server would."""

    protocol_version = "HTTP/1.1"
    packed: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        """Send the file, compressed once and kept."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = self.packed.setdefault(str(path), gzip.compress(path.read_bytes(), 9))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def prepare(folder: Path, rivals: Path) -> int:
    """Write the pages and the rivals' files into `folder`. Returns the number of questions."""
    checked, _ = pipeline.check(ROOT / "questions.yaml")
    whole = checked.questionnaires[0].readings()[0]
    asked = tuple(part for part in whole.sections if part.for_ == "patient")
    form = whole.model_copy(update={"sections": asked, "whole": None})
    (folder / "intake.html").write_bytes(export(form, Renderer()).content)
    (folder / f"{EMPTY}.html").write_text("<!DOCTYPE html><title>Empty</title><p>Nothing", "utf-8")
    (folder / "SurveyJS.html").write_text(surveyjs(form), "utf-8")
    (folder / "LHC-Forms.html").write_text(lhc_forms(form), "utf-8")
    for name, inside in (("survey-core", ""), ("survey-js-ui", ""), ("lforms", "dist/lforms")):
        (folder / name).symlink_to((rivals / name / inside).resolve())
    return len(form.items)


class Opened:
    """A page that is opened again and again, as for the first time: nothing of it is kept."""

    def __init__(self, browser: Browser, ready: str) -> None:
        """Times are taken once `ready`, an expression, is true in the page."""
        self.page = browser.new_page(viewport={"width": 375, "height": 800})
        self.received: list[int] = []
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self._session = session
        session.on("Network.loadingFinished", self._count)
        self.page.add_init_script(WATCH.format(ready=ready))

    def _count(self, event: dict[str, Any]) -> None:
        self.received.append(int(event["encodedDataLength"]))

    def _slow(self, rate: int) -> None:
        self._session.send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def since(self, address: str) -> tuple[float, float, int]:
        """Milliseconds until the page listens, and until it has been drawn; the bytes that it asked
        for."""
        self.page.goto("about:blank")
        self.received.clear()
        self._slow(SLOWED)
        self.page.goto(address, wait_until="load", timeout=120_000)
        self.page.wait_for_function("window.since", timeout=120_000)
        self._slow(1)  # a page that is slowed down takes from the others' time even if it rests
        listens, drawn = self.page.evaluate("[window.listens, window.since]")
        return float(listens), float(drawn), sum(self.received)


def long_form(folder: Path) -> None:
    """A form of 300 numbers; each from the second on applies by the answer before it."""
    items = "\n".join(
        f"          - {{id: n{n}, text: Number {n}, kind: integer"
        + (f", enable_when: {{item: n{n - 1}, greater: 3}}}}" if n % 2 else "}")
        for n in range(TOGETHER)
    )
    path = folder / "long.yaml"
    path.write_text(
        "clinic: {name: Clinic}\nforms:\n  long:\n    title: Numbers\n    sections:\n"
        f"      - id: all\n        title: All\n        items:\n{items}\n",
        "utf-8",
    )
    checked, _ = pipeline.check(path)
    (folder / "long.html").write_bytes(export(checked.questionnaires[0], Renderer()).content)


def type_into(browser: Browser, address: str, rate: int) -> float:
    """The median of the milliseconds from a key to the page laid out again, on the long form."""
    context = browser.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    page.goto(f"{address}/long.html")
    page.wait_for_selector(".intake-live")
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    took = page.evaluate(TYPE)
    context.close()
    if len(took) != 60:
        raise SystemExit("the long form has not been typed into")
    return statistics.median(took)


def fetch(rivals: Path) -> None:
    """Bring each rival's package into the folder of its name, without what it depends on."""
    for name, number in RIVALS.items():
        if (rivals / name).is_dir():
            continue
        rivals.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", f"{name}@{number}"], cwd=rivals, check=True)
        with tarfile.open(rivals / f"{name}-{number}.tgz") as packed:
            packed.extractall(rivals / f"{name}.new", filter="data")
        (rivals / f"{name}.new" / "package").rename(rivals / name)


def main() -> None:
    """Measure, print, and with --write put the table into bench/README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rivals", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    fetch(options.rivals)
    found: dict[str, list[tuple[float, float, int]]] = {name: [] for name in READY}
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        tempfile.TemporaryDirectory() as name,
        sync_playwright() as playwright,
        served(Path(name)) as address,
    ):
        count = prepare(Path(name), options.rivals)
        long_form(Path(name))
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        pages = {one: Opened(browser, ready.format(count=count)) for one, ready in READY.items()}
        for turn in range(options.rounds + 1):
            for one, page in pages.items():
                measured = page.since(f"{address}/{one}.html")
                if turn:  # the first round warms the server and the disk
                    found[one].append(measured)
        keys = [type_into(browser, address, rate) for rate in (1, SLOWED)]
        version = browser.version
        browser.close()
    text = table(found, keys, count, version, options.rounds)
    print(text)
    if options.write:
        write(text, MARK)


def table(
    found: dict[str, list[tuple[float, float, int]]],
    keys: list[float],
    count: int,
    chromium: str,
    rounds: int,
) -> str:
    """What was found, in Markdown."""
    medians = {
        name: [statistics.median(column) for column in zip(*one, strict=True)]
        for name, one in found.items()
    }
    rivals = ", ".join(f"{name} {number}" for name, number in RIVALS.items())
    rows = [
        f"{date.today()}, Chromium {chromium}, processor slowed {SLOWED} times, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {rounds} rounds; {rivals}; "
        f"{count} questions.",
        "",
        "| page | parse to interactive | beside intake | until drawn | beside intake "
        "| compressed bytes |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    first, second, _ = medians["intake"]
    for name, (listens, drawn, size) in medians.items():
        beside = ["", ""] if name == EMPTY else [f"{listens / first:.1f}", f"{drawn / second:.1f}"]
        rows.append(
            f"| {name} | {listens:.0f} ms | {beside[0]} | {drawn:.0f} ms | {beside[1]} "
            f"| {size / 1000:.0f} kB |"
        )
    plain, slowed = keys
    rows += [
        "",
        f"A key in a form of {TOGETHER} questions with logic, until the page is laid out"
        f" again (median of 60): {plain:.1f} ms, slowed {SLOWED} times {slowed:.1f} ms.",
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    main()
