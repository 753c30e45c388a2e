"""What each kind says of its controls is what its template makes."""

from collections import Counter

import corpus
import pdfs
import pytest

from intake.export.edition import EDITIONS, Sheet
from intake.export.rendering import Renderer


@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_the_controls_are_those_of_the_sheet(name: str, folder) -> None:
    """Each name, sort, value and length, as often as it is there, in every edition."""
    form = corpus.reading(corpus.questionnaire(corpus.source(name, folder)), name.partition(".")[2])
    told: Counter[pdfs.Control] = Counter()
    for field in (field for item in form.items for field in item.fields(form.clinic.order)):
        for value in field.values or ("",):
            told[pdfs.Control(field.name, field.sort, value, field.most)] += 1
    renderer = Renderer(None)
    for edition in EDITIONS:
        sheet = Sheet(edition, form.clinic.paper, form.clinic.duplex)
        found = Counter(pdfs.controls(renderer.render("sheet.html", form, sheet)))
        assert told == found, edition.name
        assert found or name == "display"
