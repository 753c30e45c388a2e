"""What each kind says of its controls is what its template makes."""

from collections import Counter

import corpus
import pdfs
import pytest

from intake.export.edition import EDITION_BY_NAME, Sheet
from intake.export.rendering import Renderer


@pytest.mark.parametrize("edition", EDITION_BY_NAME)
@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_the_controls_are_those_of_the_sheet(name: str, edition: str, folder) -> None:
    """Each name, sort, value and length, as often as it is there, in every edition."""
    form = corpus.reading(corpus.questionnaire(corpus.source(name, folder)), name.partition(".")[2])
    sheet = Sheet(EDITION_BY_NAME[edition], form.clinic.paper, form.clinic.duplex)
    found = Counter(pdfs.controls(Renderer(None).render("sheet.html", form, sheet)))
    told: Counter[pdfs.Control] = Counter()
    for field in (field for item in form.items for field in item.fields(form.clinic.order)):
        for value in field.values or ("",):
            told[pdfs.Control(field.name, field.sort, value, field.most)] += 1
    assert told == found
    assert found or name == "display"
