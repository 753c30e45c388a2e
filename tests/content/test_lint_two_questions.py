"""W302: two questions in one item. What is found is right; what is one question stays unmarked."""

import pytest

from intake.content.lint.two_questions import second_question

TWO = [
    ("Do you smoke and do you drink?", "and do you drink?"),
    ("Does it hurt at night, and does it wake you up?", "and does it wake you up?"),
    ("Have you had a fall and have you hit your head?", "and have you hit your head?"),
    ("Is it painful and is it getting worse?", "and is it getting worse?"),
    ("Are you allergic to latex and are there other allergies?", "and are there other allergies?"),
    ("When did it start and how long did it last?", "and how long did it last?"),
    ("What makes it better and what makes it worse?", "and what makes it worse?"),
    ("Who lives with you and who helps you?", "and who helps you?"),
    ("Which medicines do you take and how often?", "and how often?"),
    ("Which medicines do you take, and why?", "and why?"),
    ("Where does it hurt and when?", "and when?"),
    ("When and where did it happen?", "and where did it happen?"),
    ("How often and how much do you drink?", "and how much do you drink?"),
    ("In which town did you live and for how long?", "and for how long?"),
    ("Did it start suddenly and how long did it last?", "and how long did it last?"),
    ("What was the operation called, and in which hospital was it done?",
     "and in which hospital was it done?"),
    ("What is the clinic's name, and which town is it in?", "and which town is it in?"),
    ("Have you had an operation? If so, when?", "If so, when?"),
    ("Have you had an operation, and if so, which one?", "if so, which one?"),
    ("Do you have any allergies (if yes, please list them)?", "if yes, please list them"),
    ("Do you take any medicines? If yes, list them.", "If yes, list them"),
    ("Do you have diabetes and if yes, do you use insulin?", "if yes, do you use insulin?"),
    ("What treatments have you tried, and did they help?", "and did they help?"),
    ("Do you check your blood sugar? How often?", "How often?"),
    ("Who do you live with and how are they related to you?",
     "and how are they related to you?"),
    ("Did it help? If not, why not?", "If not, why not?"),
    ("Do you smoke? How many a day?", "How many a day?"),
    ("Any pain? Where?", "Where?"),
    ("Are you in pain? Does it wake you up?", "Does it wake you up?"),
    ("Do you smoke and drink?", "smoke and drink"),
    ("Do you smoke and/or drink alcohol?", "smoke and/or drink"),
    ("Can you wash and dress yourself?", "wash and dress"),
    ("Can you walk to the shop and drive a car?", "walk to the shop and drive"),
    ("Do you often cough and vomit?", "cough and vomit"),
    ("Do you take aspirin and use an inhaler?", "take aspirin and use"),
    ("How often do you cook and eat alone?", "cook and eat"),
    ("Have you fallen and lost your balance?", "fallen and lost"),
    ("Have you ever fainted and broken a bone?", "fainted and broken"),
    ("Will you drive yourself and take the tablets before?", "drive yourself and take"),
    ("Does your child snore and sweat at night?", "snore and sweat"),
    ("Does it hurt and is the skin red?", "and is the skin red?"),
    ("What did you try and did it help?", "and did it help?"),
    ("When did you stop, and why did you stop?", "and why did you stop?"),
    ("Do you smoke and do you drink", "and do you drink"),
    ("How bad is it and how long does it last?", "and how long does it last?"),
]  # fmt: skip

ONE_OF_YES_NO = [
    ("Do you smoke or vape?", "smoke or vape"),
    ("Have you gained or lost weight?", "gained or lost"),
    ("Do you cough at night or do you wake up short of breath?",
     "or do you wake up short of breath?"),
]  # fmt: skip

ONE = [
    "Do you drink tea or coffee?",
    "Did you eat or drink anything after midnight?",
    "What language do you prefer to speak and read?",
    "How would you rate your pain now and at its worst?",
    "Have you seen or heard things that others do not?",
    "Over the last 2 weeks, how often have you felt down or hopeless?",
    "Do you have a cough or a cold?",
    "Do you have pain and fever?",
    "Are you pregnant, or could you be?",
    "Do you have a pacemaker, or any other device or piece of metal inside your body?",
    "When did it last happen?",
    "Is it always in the same location?",
    "Does the pain come and go?",
    "Does it get worse when you sit and when you lie down?",
    "What helps when you sit and when you lie down?",
    "Do you know when and where to call us?",
    "Can you say where and when?",
    "Has anyone told you what it is and how to treat it?",
    "Do you know what it is and how much it costs?",
    "Do you feel hot and cold?",
    "Do you smell gas or smoke?",
    "Do you have trouble falling or staying asleep?",
    "Have you or anyone in your family had a stroke?",
    "Does your mother or father have diabetes?",
    "Have you seen a doctor and a nurse about this?",
    "What are your name and address?",
    "Which hand do you eat and write with, left or right?",
    "How many brothers and sisters do you have?",
    "Are you happy with your sleep and your diet?",
    "Do you see flashes and spots?",
    "Does walking up and down stairs hurt?",
    "Is your pain sharp and constant?",
    "Does it help to sit down and have a rest?",
    "Does it help to lie down and do nothing?",
    "What other symptoms do you have?",
    "Please describe what happened and how you felt.",
    "Tell us what you take and how often you take it.",
    "Name and date of birth",
    "Day and month of your last visit",
    "If yes, how many?",
    "If so, please say when.",
    "During the last year, have you been in a hospital overnight, for a fall, a birth or tests?",
    "How much does it hurt and burn?",
    "What is the pain in the lower back like?",
    "Did the tablets make it better or worse?",
    "Can you lift a bag of 5 kg (11 pounds) or more?",
    "Is there anything else that you want to ask or tell us?",
    "May we call you and leave a message?",
    "Height < 5 ft 2 in & weight > 200 lb",
    "Which of these have you had, at home and at work?",
    "",
]


@pytest.mark.parametrize(("text", "second"), TWO)
def test_two_questions_are_found_and_the_second_is_quoted(text: str, second: str) -> None:
    assert second_question(text) == second


@pytest.mark.parametrize(("text", "second"), ONE_OF_YES_NO)
def test_where_a_yes_would_not_say_to_which_two_with_or_are_two(text: str, second: str) -> None:
    assert second_question(text, one_answer=True) == second
    assert second_question(text) is None


@pytest.mark.parametrize("text", ONE)
@pytest.mark.parametrize("one_answer", [True, False])
def test_one_question_is_left_alone(text: str, one_answer: bool) -> None:
    assert second_question(text, one_answer=one_answer) is None
