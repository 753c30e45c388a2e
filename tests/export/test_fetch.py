"""A template gets nothing from elsewhere into the PDF: no file, no address, no font."""

import contextlib
import re
import threading
import warnings
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import corpus
import pikepdf
import pytest
from typer.testing import CliRunner

from intake import fonts
from intake.cli import app
from intake.content.problems import ContentError
from intake.export.pdf.layout import lay_out, unchecked

CANARY = "CANARY-7f3a91"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="200" height="50">{}</svg>'
)

VECTORS = {
    "img, relative": '<img alt="" src="canary.svg">',
    "img, file": '<img alt="" src="{file}/canary.svg">',
    "img, file in capitals": '<img alt="" src="FILE://{path}/canary.svg">',
    "img, file://localhost": '<img alt="" src="file://localhost{path}/canary.svg">',
    "img, plain path": '<img alt="" src="{path}/canary.svg">',
    "img, dots": '<img alt="" src="../../../../../../../../../..{path}/canary.svg">',
    "img, percent": '<img alt="" src="file:///%2e%2e/%2e%2e{path}/canary.svg">',
    "img, encoded name": '<img alt="" src="{file}/c%61nary.svg">',
    "img, link": '<img alt="" src="{file}/link.svg">',
    "img, http": '<img alt="" src="{http}/canary.svg">',
    "img, HTTP in capitals": '<img alt="" src="HtTp://{host}/canary.svg">',
    "img, https": '<img alt="" src="https://{host}/canary.svg">',
    "img, ftp": '<img alt="" src="ftp://{host}/canary.svg">',
    "img, no scheme": '<img alt="" src="//{host}/canary.svg">',
    "img, UNC": r'<img alt="" src="\\{host}\canary.svg">',
    "img, our own scheme": '<img alt="" src="intake:///{path}/canary.svg">',
    "img, our fonts and up": '<img alt="" src="intake:///../..{path}/canary.svg">',
    "img, blanks before it": '<img alt="" src="  {file}/canary.svg">',
    "img, srcset": '<img alt="" srcset="{file}/canary.svg 1x">',
    "img, data with a file in it": "<img alt='' src='data:image/svg+xml,{nested}'>",
    "img, data with a page in it": "<img alt='' src='data:image/svg+xml,{nested_http}'>",
    "svg image": SVG.format('<image width="9" height="9" href="{file}/canary.svg"/>'),
    "svg image, xlink": SVG.format('<image width="9" height="9" xlink:href="{http}/canary.svg"/>'),
    "svg use": SVG.format('<use href="{file}/canary.svg#word"/>'),
    "svg style": SVG.format("<style>@import '{http}/canary.css';</style><text y='9'>a</text>"),
    "object": '<object data="{file}/canary.svg"></object>',
    "embed": '<embed src="{file}/canary.svg">',
    "iframe": '<iframe src="{http}/canary.html"></iframe>',
    "video poster": '<video poster="{http}/canary.svg"></video>',
    "input image": '<input type="image" alt="x" src="{http}/canary.svg">',
    "link to a style": '<link rel="stylesheet" href="{file}/canary.css">',
    "link to a style, http": '<link rel="stylesheet" href="{http}/canary.css">',
    "link to a style, relative": '<link rel="stylesheet" href="canary.css">',
    "link to an attachment": '<link rel="attachment" href="{file}/canary.txt">',
    "link to an attachment, http": '<link rel="attachment" href="{http}/canary.txt">',
    "link to an icon": '<link rel="icon" href="{http}/canary.svg">',
    "a to an attachment": '<a rel="attachment" href="{file}/canary.txt">x</a>',
    "a to an attachment, http": '<a rel="attachment" href="{http}/canary.txt">x</a>',
    "base": '<base href="{file}/"><img alt="" src="canary.svg">',
    "base, http": '<base href="{http}/"><img alt="" src="canary.svg">',
    "css import": "<style>@import url({file}/canary.css);</style>",
    "css import, http": '<style>@import "{http}/canary.css";</style>',
    "css import, escaped": r"<style>@\69mport url(\66ile://{path}/canary.css);</style>",
    "css font": "<style>@font-face{{font-family:x;src:url({http}/canary.ttf)}}"
    "p{{font-family:x}}</style>",
    "css font, file": "<style>@font-face{{font-family:x;src:url({file}/canary.ttf)}}"
    "p{{font-family:x}}</style>",
    "css background": "<style>p{{background:url({file}/canary.svg)}}</style>",
    "css background, http": "<style>p{{background-image:url({http}/canary.svg)}}</style>",
    "css page background": "<style>@page{{background:url({file}/canary.svg)}}</style>",
    "css list": "<style>li{{list-style-image:url({http}/canary.svg)}}</style><ul><li>x</ul>",
    "css content": "<style>p::before{{content:url({file}/canary.svg)}}</style>",
    "css border": "<style>p{{border:5px solid;border-image:url({http}/canary.svg) 1}}</style>",
    "css mask": "<style>p{{mask-image:url({http}/canary.svg)}}</style>",
    "css margin box": "<style>@page{{@top-left{{content:url({http}/canary.svg)}}}}</style>",
    "css variable": "<style>p{{--x:url({http}/canary.svg);background:var(--x)}}</style>",
    "css attr": '<style>b{{background:attr(data-x url)}}</style><b data-x="{http}/a.svg">x</b>',
    "style attribute": '<b style="background:url({http}/canary.svg)">x</b>',
}

HARMLESS = {
    "a link": '<a href="{http}/page.html">x</a>',
    "a comment": "<!-- {http}/canary.svg -->",
    "a meta": '<meta http-equiv="refresh" content="0;url={http}/canary.html">',
    "a script": '<script src="{http}/canary.js"></script>',
}


class Counter(BaseHTTPRequestHandler):
    """Counts every request, and answers with the canary."""

    hits: list[str]

    def do_GET(self) -> None:
        self.hits.append(self.path)
        body = f"p::before{{content:'{CANARY}'}}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/css")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """The host and port of a server on this computer, and what was asked of it."""
    hits: list[str] = []
    handler = type("Hits", (Counter,), {"hits": hits})
    with HTTPServer(("127.0.0.1", 0), handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"127.0.0.1:{http.server_port}", hits
        http.shutdown()
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that must not get into any form."""
    folder = tmp_path_factory.mktemp("secrets")
    (folder / "canary.txt").write_text(CANARY)
    (folder / "canary.css").write_text(f"p::before {{ content: '{CANARY}' }}")
    (folder / "canary.svg").write_text(SVG.format(f'<text id="word" y="20">{CANARY}</text>'))
    (folder / "link.svg").symlink_to(folder / "canary.svg")
    (folder / "canary.ttf").write_bytes(CANARY.encode())
    return folder


def snippet(vector: str, secrets: Path, host: str) -> str:
    """The vector's HTML with the addresses of the canary files and of the server."""
    places = {"file": secrets.as_uri(), "path": secrets, "host": host, "http": f"http://{host}"}
    for name, address in (("nested", places["file"]), ("nested_http", places["http"])):
        inner = SVG.format(f'<image width="9" height="9" href="{address}/canary.svg"/>')
        places[name] = inner.replace("#", "%23")
    return vector.format(**places)


def sheet(html: str) -> str:
    """A small page with `html` in its body."""
    return f'<!DOCTYPE html><html lang="en"><title>Small</title><body>{html}<p>text</p></html>'


def holds_canary(pdf: bytes, folder: Path) -> bool:
    """Whether the canary is in the bytes, in a decoded stream, in a string, or to be read."""
    path = folder / "found.pdf"
    path.write_bytes(pdf)
    shown = corpus.solid("".join(corpus.pdf_text(path)))
    parts = [pdf, shown.encode()]
    with pikepdf.open(path) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                with contextlib.suppress(pikepdf.PdfError):
                    parts.append(thing.read_bytes())
            parts.append(thing.unparse() if isinstance(thing, pikepdf.Dictionary) else b"")
        assert not document.attachments or parts
        parts += [attached.get_file().read_bytes() for attached in document.attachments.values()]
    return any(CANARY.encode() in part for part in parts)


def test_a_fault_of_the_layout_engine_is_one_problem(monkeypatch) -> None:
    """E504 that says which form, whatever WeasyPrint raises."""
    from intake.export.pdf.engine import weasyprint

    def fail(*arguments, **keys):
        raise AssertionError("inside")

    monkeypatch.setattr(weasyprint(), "HTML", fail)
    with pytest.raises(ContentError) as caught:
        lay_out(sheet(""), "small", unchecked)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("E504", "small")


def test_there_are_enough_vectors() -> None:
    """At least thirty ways to ask for something."""
    assert len(VECTORS) >= 30


@pytest.mark.parametrize("vector", {**VECTORS, **HARMLESS})
def test_nothing_is_fetched(vector: str, secrets: Path, server, tmp_path: Path) -> None:
    """A PDF without the canary, or one problem that says what was asked for; no request."""
    host, hits = server
    html = snippet({**VECTORS, **HARMLESS}[vector], secrets, host)
    try:
        rendered = lay_out(sheet(html), "small", unchecked)
    except ContentError as error:
        (problem,) = error.problems
        assert problem.code == "E504"
        assert "\n" not in str(problem)
        assert vector not in HARMLESS
    else:
        assert rendered.pages == 1
        assert not holds_canary(rendered.content, tmp_path)
        with pikepdf.open(tmp_path / "found.pdf") as document:
            assert len(document.attachments) == 0
    assert hits == []


def test_the_vectors_do_fetch_where_nothing_stops_them(
    secrets: Path, server, tmp_path: Path
) -> None:
    """With WeasyPrint's own fetcher most of them get the canary, so the test above can fail."""
    from intake.export.pdf.engine import weasyprint

    host, hits = server
    leaked = set()
    for name, vector in VECTORS.items():
        if "https" in name or "ftp" in name:
            continue
        html = sheet(snippet(vector, secrets, host))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                pdf = weasyprint().HTML(string=html, base_url=f"{secrets}/").write_pdf()
            except Exception:
                pdf = None
        if hits or (pdf and holds_canary(pdf, tmp_path)):
            leaked.add(name)
        hits.clear()
    assert len(leaked) >= 20, sorted(leaked)


def test_a_clinics_own_sheet_that_asks_for_a_file_is_one_line(clinic: Path, secrets: Path) -> None:
    """At the command line: E504 with the form's name and what was asked for; nothing written."""
    (clinic / "templates" / "sheet.html").write_text(
        sheet(f'<img alt="" src="{secrets.as_uri()}/canary.svg">')
    )
    command = ["build", str(clinic / "questions.yaml")]
    result = CliRunner().invoke(app, command, catch_exceptions=False)
    (line,) = result.stderr.splitlines()
    assert result.exit_code == 1
    assert re.match(r"muscle-twitching: E504 .*canary\.svg", line)
    assert not (clinic / "output").exists()


def test_a_font_that_cannot_be_read_is_one_problem(monkeypatch) -> None:
    """E502 with the package to install, not a form in another font."""
    monkeypatch.setattr(fonts.Font, "path", lambda self, name: Path("/nowhere") / name)
    with pytest.raises(ContentError) as caught:
        lay_out(sheet(""), "small", unchecked)
    (problem,) = caught.value.problems
    assert problem.code == "E502"
    assert "fontpkg-atkinson-hyperlegible" in problem.cure
