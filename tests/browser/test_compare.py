"""The page that `intake diff --html` makes, in a real browser."""

from pathlib import Path

import corpus
import pytest
from test_screen import violations

from intake.compare.page import page
from intake.compare.sides import Side, compared

FORMS = corpus.ROOT / "tests" / "forms"


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An Arabic form with other words, and a form that is new, without the pictures."""
    folder = tmp_path_factory.mktemp("changes")
    text = (FORMS / "arabic.yaml").read_text("utf-8")
    (folder / "now.yaml").write_text(
        text.replace("هل تدخّن؟", "هل تدخّن الآن؟").replace("id: tanbih", "id: tanbihat"), "utf-8"
    )
    comparison, *_ = compared(str(FORMS / "arabic.yaml"), str(folder / "now.yaml"))
    nothing = Side("", (), folder)
    (folder / "changes.html").write_text(page(comparison, nothing, nothing), "utf-8")
    return folder / "changes.html"


@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_is_accessible_and_fits(width: int, changes: Path, visit) -> None:
    """axe finds nothing, nothing is wider than the window, nothing is asked for."""
    seen = visit("seed", width, changes.as_uri(), bypass_csp=True)
    assert seen.page.locator("ins").all_text_contents() == ["الآن"]
    assert seen.page.locator("dd").first.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(seen.page) == []
    assert (seen.complaints, seen.requests) == ([], [changes.as_uri()])
