"""The seven questions of the seed form, by AkvoFormPrint: run in an environment that has it.

Usage: python akvo_form.py OUTPUT.pdf
"""

import sys
from pathlib import Path

from AkvoFormPrint.stylers.weasyprint_styler import WeasyPrintStyler


def option(identifier: str, label: str, options: list[str], **more: object) -> dict[str, object]:
    return {"id": identifier, "type": "option", "label": label, "options": options, **more}


QUESTIONS = [
    {"id": "onset", "type": "date", "label": "When did you first notice the twitching?"},
    {"id": "duration", "type": "number", "label": "How long does it last?"},
    option(
        "frequency",
        "How often do you experience twitching?",
        [
            "All the time",
            "Many times a day",
            "About once a day",
            "About once a week",
            "Less often",
        ],
        allowOther=True,
    ),
    {
        **option(
            "muscles",
            "What muscles are affected?",
            [
                "Eyelid",
                "Face or mouth",
                "Tongue",
                "Neck",
                "Shoulder or arm",
                "Hand or fingers",
                "Chest or belly",
                "Back",
                "Hip or thigh",
                "Calf or shin",
                "Foot or toes",
            ],
            allowOther=True,
        ),
        "type": "multiple_option",
    },
    option("same_location", "Is it always in the same location?", ["Yes", "No", "Not sure"]),
    option(
        "pregnant",
        "Are you pregnant?",
        ["Yes", "No", "Not sure", "Does not apply", "I would rather talk in person"],
    ),
    {
        **option(
            "other_symptoms",
            "What other symptoms do you have?",
            [
                "Weakness",
                "Muscle getting smaller",
                "Numbness or tingling",
                "Pain or cramps",
                "Tiredness",
                "None of these",
            ],
            allowOther=True,
        ),
        "type": "multiple_option",
    },
]
FORM = {
    "title": "Muscle twitching",
    "sections": [{"title": "Your symptoms", "questions": QUESTIONS}],
}

styler = WeasyPrintStyler(
    orientation="portrait",
    add_section_numbering=False,
    add_question_numbering=True,
    parser_type="default",
    raw_json=FORM,
)
Path(sys.argv[1]).write_bytes(styler.render_pdf())
