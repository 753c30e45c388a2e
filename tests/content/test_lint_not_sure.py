"""W401: where a fact about health is asked, “not sure” should be an answer."""

import pytest
from lint_cases import codes

from intake.content.lint.not_sure import health_fact

FACTS = [
    "Are you pregnant?",
    "Are you allergic to any medicines?",
    "Do you have diabetes?",
    "Does your heart ever skip a beat?",
    "Have you ever had shingles?",
    "Has anyone in your family had a stroke?",
    "Did your mother or father have cancer?",
    "Have you had a fever in the last week?",
    "Have you had your tonsils out?",
    "Do you have a pacemaker?",
    "Have you ever been told that you have high blood pressure?",
    "Were you vaccinated against measles?",
    "Have you had an operation?",
    "Do you take any medicines?",
    "Does the pain wake you at night?",
    "Is it always in the same location?",
    "Is your hearing getting worse?",
    "Were you born early?",
    "Have you lost weight without trying?",
    "Did you hit your head?",
    "Do you snore loudly?",
    "Have you fallen in the past year?",
]
NOT_FACTS = [
    "May we text you?",
    "May we look at your blood results?",
    "Can we call your mother?",
    "Would you like to talk about your pain?",
    "Do you want a copy for your family?",
    "Do you agree to the treatment?",
    "Do you prefer tablets?",
    "Do you feel safe at home with your family?",
    "Are you happy with your treatment?",
    "Do you smoke?",
    "Have you read the leaflet?",
    "Did you bring your insurance card?",
    "Do you have a car?",
    "Is this your first visit?",
    "Do you need an interpreter?",
    "How often does it hurt in the head?",
    "How bad is the pain?",
    "Do you live alone?",
    "Do you have a ride home after the test?",
    "Have you ever smoked a pipe?",
    "May we leave a message at this number?",
    "Should we send the form to your family?",
    "Do you understand why we do the operation?",
]


@pytest.mark.parametrize("text", FACTS)
def test_the_past_the_body_and_the_family_are_facts_one_may_not_know(text: str) -> None:
    fact = health_fact(text, yes_or_no=True)
    assert fact
    assert fact in text


@pytest.mark.parametrize("text", NOT_FACTS)
def test_wishes_permissions_and_habits_are_known(text: str) -> None:
    assert health_fact(text, yes_or_no=True) is None


ITEMS = [
    ("{text: Do you have asthma?, kind: yes_no}", True, "a yes or no"),
    ("{text: Do you have asthma?, kind: yes_no, not_sure: true}", False, "with not sure"),
    ("{text: Do you have asthma?, kind: yes_no, readonly: true}", False, "filled in by the clinic"),
    ("{text: Do you have asthma?, kind: text}", False, "words say what they want"),
    ("{text: Do you have asthma?, kind: select_one, options: [yes, no]}", True, "as options"),
    ("{text: Do you have asthma?, kind: select_one, options: [yes, no, I do not know]}", False,
     "in other words"),
    ("{text: Do you have asthma?, kind: select_one, options: [yes, no, {code: unknown, "
     "text: –}]}", False, "told by its code"),
    ("{text: Do you have asthma?, kind: select_one, options: [yes, no], other: I cannot say}",
     False, "as the other answer"),
    ("{text: Which side hurts?, kind: select_one, options: [left, right]}", False, "felt now"),
    ("{text: Which type of diabetes do you have?, kind: select_one, options: [one, two]}", True,
     "a diagnosis"),
    ("{text: Which relative had it?, kind: select_one, options: [mother, father]}", True, "family"),
    ("{text: Any of these in your family?, kind: select_multiple, options: [asthma, none]}", False,
     "nothing ticked is an answer"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "found"), [c[:2] for c in ITEMS], ids=[c[2] for c in ITEMS])
def test_items_that_ask_such_a_fact_need_a_not_sure(item: str, found: bool) -> None:
    assert ("W401" in codes(item)) is found


def test_the_clinician_is_sure() -> None:
    assert "W401" not in codes("{text: Is the patient pregnant?, kind: yes_no}", "clinician")
