"""A form that begins with answers and comes back untouched: nothing in it was answered."""

from datetime import date
from pathlib import Path

import pytest
from yaml_cases import checked, form

from intake.answers.forms import Forms
from intake.answers.pdf import read_pdf
from intake.answers.reader import Reader
from intake.export import EXPORTERS
from intake.export.rendering import Renderer
from intake.kinds import KIND_BY_NAME

ITEMS = """
- {id: string, text: Clinic, kind: string, initial: Riverside}
- {id: boxes, text: Allergies, kind: string, initial: nuts, repeats: 2}
- {id: text, text: Address, kind: text, initial: "12 Mill Lane\\nSpringfield"}
- {id: phone, text: Phone, kind: phone, initial: 555-0142}
- {id: email, text: Email, kind: email, initial: jane@example.org}
- {id: integer, text: Children, kind: integer, initial: 2, repeats: 2}
- {id: decimal, text: Weight, kind: decimal, initial: 36.60}
- {id: scale, text: Pain, kind: scale, lower: none, upper: much, initial: 3}
- {id: yes_no, text: Smoke?, kind: yes_no, initial: no}
- {id: one, text: Side?, kind: select_one, options: [Left, Right], initial: right}
- {id: many, text: Signs?, kind: select_multiple, options: [A, B, C], initial: [c, a]}
- {id: body, text: Where?, kind: body_map, initial: [left_knee, forehead]}
- {id: day, text: Day, kind: date, initial: 2026-11-27}
- {id: month, text: Month, kind: date, precision: month, initial: 2026-11-27}
- {id: year, text: Year, kind: date, precision: year, initial: 2026-11-27}
- {id: time, text: Time, kind: time, initial: "12:05"}
"""
BEFORE = {
    "clinician": "- {id: signed, text: Signature, kind: signature, required: true}",
    "patient": '- {id: ask, text: "More?", kind: yes_no}',
}


@pytest.mark.parametrize("audience", BEFORE)
def test_what_stood_there_is_no_answer(audience: str, tmp_path: Path) -> None:
    """Not where it does not apply, and no beginning of the clinician's part."""
    when = ", enable_when: {ask: yes}}" if audience == "patient" else "}"
    items = "\n".join(line[:-1] + when for line in ITEMS.strip().splitlines())
    (questionnaire,) = checked(form(f"{BEFORE[audience]}\n{items}\n", audience))
    kinds = {item.kind for item in questionnaire.items if item.initial_answer() is not None}
    assert kinds == {name for name, kind in KIND_BY_NAME.items() if "initial" in kind.model_fields}
    path = tmp_path / "blank.pdf"
    path.write_bytes(
        EXPORTERS[1].export(next(iter(questionnaire.readings())), Renderer(None)).content
    )
    with Reader() as reader:
        found = read_pdf(path, Forms([questionnaire]), reader, date(2026, 11, 23))
    assert found.faults == ()
    assert found.answers is not None
    assert found.answers.left_out == ()
    begun = {item.id: item.initial_answer() for item in questionnaire.items[1:]}
    assert found.answers.values == (begun if audience == "clinician" else {})
