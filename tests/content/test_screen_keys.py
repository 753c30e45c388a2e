"""What a clinic says of its pages: checked, optional, and without a say in the revision."""

from pathlib import Path

import pytest

from intake.content.gather import gather
from intake.content.problems import ContentError
from intake.content.validate import validate

TEXT = """
clinic: {{name: A{clinic}}}
forms:
  f: {{title: F{form}, sections: [{{title: S, items: [A]}}]}}
  g: {{title: G, extends: f}}
"""


def forms(folder: Path, clinic: str = "", form: str = ""):
    path = folder / "questions.yaml"
    path.write_text(TEXT.format(clinic=clinic, form=form), "utf-8")
    return validate(gather([path])).questionnaires


SCREENS = [
    ("", "", "whole"),
    (", screen: sections", "", "sections"),
    ("", ", screen: sections", "sections"),
    (", screen: sections", ", screen: whole", "whole"),
]


@pytest.mark.parametrize(("clinic", "form", "screen"), SCREENS)
def test_a_form_wins_over_its_clinic_and_a_variant_is_as_its_form(
    clinic: str, form: str, screen: str, tmp_path: Path
) -> None:
    assert [one.screen for one in forms(tmp_path, clinic, form)] == [screen, screen]


def test_no_such_key_changes_the_revision(tmp_path: Path) -> None:
    plain = forms(tmp_path)[0].revision
    said = ", screen: sections, drafts: true, submit_to: /intake, kiosk: 3, prefill: true"
    assert forms(tmp_path, said, ", screen: sections")[0].revision == plain


WRONG = [
    *(", screen: pages", ", drafts: perhaps", ", kiosk: 0", ", kiosk: 61", ", kiosk: soon"),
    ", kiosk: 3",  # and nowhere to send the answers
]


@pytest.mark.parametrize("clinic", WRONG)
def test_another_value_is_a_problem(clinic: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as found:
        forms(tmp_path, clinic)
    assert len(found.value.problems) == 1
