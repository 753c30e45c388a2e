"""output/index.html: the list of the forms as a page that needs no server."""

from pathlib import Path

import html5lib
import pytest
from serving import library
from typer.testing import CliRunner

from intake.cli.app import app

CLINIC = ", languages: [es, en], editions: [standard, large-print], paper: a4"
TEXT = library("Headache", "<b>Back</b> & pain", clinic=CLINIC).replace("<b>back</b>-&-pain:", "b:")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two forms in two languages; their pages and the list are made, of one only at last."""
    folder = tmp_path_factory.mktemp("index")
    (folder / "questions.yaml").write_text(TEXT, "utf-8")
    for more in ([], ["--form", "b"]):
        source = str(folder / "questions.yaml")
        result = CliRunner().invoke(app, ["build", source, "--format", "html", *more])
        assert result.exit_code == 0
    return folder


def test_every_form_is_listed_with_every_file(folder: Path) -> None:
    """Whichever forms are made: languages and editions by their names, links beside the page."""
    page = html5lib.parse((folder / "output" / "index.html").read_text("utf-8"))
    space = "{http://www.w3.org/1999/xhtml}"
    links = [link.get("href") for link in page.iter(f"{space}a")]
    names = {
        *("headache.html", "headache.en.html", "headache.pdf", "headache.en.pdf"),
        *(f"headache{more}.html" for more in (".embed", ".en.embed", ".fragment", ".en.fragment")),
        *("headache.large-print.pdf", "headache.en.large-print.pdf"),
    }
    assert set(links) == names | {name.replace("headache", "b") for name in names}
    words = " ".join(page.itertext())
    assert "<b>Back</b> & pain" in words
    assert "Paper, large print" in words
    assert "Spanish" in words
    assert "2 November 2026" in words


def test_the_list_runs_nothing_but_its_own(folder: Path) -> None:
    """No request to anywhere, and no script where there is nothing to search."""
    page = (folder / "output" / "index.html").read_text("utf-8")
    assert "default-src &#39;none&#39;; script-src &#39;none&#39;".replace("&#39;", "'") in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_list_is_the_same_whenever_it_is_made(folder: Path) -> None:
    """By the byte."""
    path = folder / "output" / "index.html"
    before = path.read_bytes()
    source = str(folder / "questions.yaml")
    CliRunner().invoke(app, ["build", source, "--format", "html", "--form", "headache"])
    assert path.read_bytes() == before
