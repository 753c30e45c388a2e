"""What staff see of approvals, by the real ones: who approved, and what has changed since."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from serving import Served, library, serving

from intake import pipeline
from intake.approvals.approve import approve
from intake.preview.approved import Approved

TWO = library("Headache", "Back pain")
CHANGED = TWO.replace("Where does it hurt?", "Where exactly does it hurt?", 1)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two forms, the first of which is approved. Their pictures are of other tests."""
    folder = tmp_path_factory.mktemp("approved")
    path = folder / "questions.yaml"
    path.write_text(TWO, "utf-8")
    approved(folder, "headache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("intake.compare.pictures.sights", lambda *_: ())
        with serving(folder, TWO, ("html",), Approved(folder)) as one:
            one.until(lambda state: bool(state.made))
            yield one


def approved(folder: Path, form: str) -> None:
    """As `intake approve` does."""
    checked, _ = pipeline.check(folder / "questions.yaml")
    forms = [one for one in checked.questionnaires if one.id == form]
    approve(checked, folder, forms, (), "Ana Ruiz", date(2026, 11, 3))


def test_serve_tells_what_has_changed_since_it_was_approved(served: Served) -> None:
    """On its page in words, and before and after on one of its own, under a strict policy; the
    list beside the forms says the same. Approved again, all of it is gone."""
    page = served.ask("/forms/headache")[2].decode()
    assert "Ana Ruiz" in page
    assert ">Approved<" in page
    assert served.ask("/changes/headache")[0] == 404
    listed = (served.site.output / "index.html").read_text("utf-8")
    assert [listed.count(f">{one}<") for one in ("Approved", "Draft")] == [1, 1]
    served.save(CHANGED)
    served.until(lambda state: state.made == ("headache",))
    page = served.ask("/forms/headache")[2].decode()
    assert "now “Where exactly does it hurt?”, was “Where does it hurt?”" in page
    assert 'href="/changes/headache"' in page
    status, headers, body = served.ask("/changes/headache")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<ins>exactly" in body.decode()
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert served.ask("/changes/headache", Host="evil.example")[0] == 421
    assert served.ask("/changes/back-pain")[0] == 404
    approved(served.path.parent, "headache")
    served.until(lambda state: state.form("headache").approved_in == ("en",))
    assert 'href="/changes/' not in served.ask("/forms/headache")[2].decode()


def test_what_was_edited_by_hand_is_named(served: Served) -> None:
    """It is kept, also when its form changes; removed, it is made again."""
    page = served.site.output / "back-pain.html"
    page.write_text("mine", "utf-8")
    more = CHANGED.replace("Since when?", "Since which day?")
    served.save(more)
    state = served.until(lambda state: "back-pain" in state.made)
    assert state.form("back-pain").edited == ("back-pain.html",)
    assert page.read_text("utf-8") == "mine"
    assert "<code>back-pain.html</code>" in served.ask("/forms/back-pain")[2].decode()
    page.unlink()
    served.save(more + "\n")
    served.until(lambda state: not state.form("back-pain").edited)
    assert "Since which day?" in page.read_text("utf-8")
