"""W303: double negatives."""

import pytest

from intake.content.lint.negatives import double_negative

DOUBLE = [
    ("I could do nothing without help", "nothing without"),
    ("Do you not have no pain?", "not have no"),
    ("Don't you have no pain?", "Don't you have no"),
    ("Don’t you have nobody at home?", "Don’t you have nobody"),
    ("Do you never walk without a stick?", "never walk without"),
    ("You can’t leave without help", "can’t leave without"),
    ("Is there nobody who does not know?", "nobody who does not"),
    ("Do you have nothing that does not hurt?", "nothing that does not"),
    ("Are you not unable to stand?", "not unable"),
    ("Is it not uncommon for you to wake at night?", "not uncommon"),
    ("It isn't unusual to feel tired.", "isn't unusual"),
    ("The pain is never really unpleasant", "never really unpleasant"),
    ("Do not take it unless a doctor says so.", "not take it unless"),
    ("Never stop the tablets unless you are told to.", "Never stop the tablets unless"),
    ("I do not disagree with the plan", "not disagree"),
    ("I am not dissatisfied with my care", "not dissatisfied"),
    ("Do you avoid not sleeping?", "avoid not"),
    ("Do you deny that you have no pain?", "deny that you have no"),
    ("Did you fail to not smoke?", "fail to not"),
    ("Is it untrue that you do not smoke?", "untrue that you do not"),
    ("Is it wrong that you never drink?", "wrong that you never"),
    ("Are you unable to sleep without tablets?", "unable to sleep without"),
    ("You hardly ever go out without a coat", "hardly ever go out without"),
    ("Have you had no treatment without a relapse?", "no treatment without"),
    ("None of these do not apply", "None of these do not"),
    ("I cannot eat without pain", "cannot eat without"),
    ("Have you not refused to take it?", "not refused to"),
    ("Do you not avoid milk?", "not avoid"),
    ("Did you not deny it?", "not deny"),
    ("Without no help at all", "Without no"),
    ("There is nobody here who never coughs", "nobody here who never"),
    ("We do not treat nobody", "not treat nobody"),
    ("Is it not impossible to walk?", "not impossible"),
    ("Do you rarely leave home without help?", "rarely leave home without"),
    ("He couldn't see nothing", "couldn't see nothing"),
    ("Is your sleep not irregular?", "not irregular"),
    ("It is not unlikely that it comes back", "not unlikely"),
    ("You should not go nowhere today", "not go nowhere"),
    ("Do you seldom wake without pain?", "seldom wake without"),
    ("Are you no longer unwilling to try?", ""),
    ("Is there no day when you do not cough?", ""),
]
"""An empty text: one that the rule lets go, because it would mark too many others."""

SINGLE = [
    "Do you smoke?",
    "Do you not smoke?",
    "Don't you feel well?",
    "Are you unable to walk?",
    "Do you sleep without tablets?",
    "Have you never had an operation?",
    "You can say no without giving a reason.",
    "No, I do not want to talk about it",
    "No pain and no fever",
    "I have no pain and do not take tablets",
    "no pain but I cannot sleep",
    "Not sure",
    "not at all",
    "Do not skip what you are not sure about.",
    "Whether or not you take tablets",
    "If not, why not?",
    "Leave blank anything you are not sure about.",
    "This form is not for emergencies and does not give a diagnosis.",
    "Do not wait for your visit.",
    "Choose no more than three. Do not tick a box twice.",
    "It does not disturb my sleep at all",
    "Only if it hurts here. Otherwise go on to the next part.",
    "There are no wrong answers, and nothing you write here changes when you are seen.",
    "If a question does not fit, leave it blank. No one else will read it.",
    "Do you avoid milk?",
    "Is it impossible to bend the knee?",
    "Never",
    "None of these",
    "Nothing so far",
    "Do you have a problem that is not listed?",
    "Did it start without warning?",
    "Do you feel unsafe at home?",
    "Are you unhappy?",
    "Does anything prevent sleep?",
    "Please do not drive. Do not eat or drink.",
    "We do not share this with anyone.",
    "The nurse may not know that you cannot hear",
    "I do not drink because it does not agree with me",
    "Is it not only at night?",
    "Did the doctor refuse to see you?",
    "Do not write here; the clinic uses this space.",
]


@pytest.mark.parametrize(("text", "found"), DOUBLE)
def test_a_double_negative_is_found_and_quoted(text: str, found: str) -> None:
    assert (double_negative(text) or "") == found


@pytest.mark.parametrize("text", SINGLE)
def test_a_single_negative_is_left_alone(text: str) -> None:
    assert double_negative(text) is None
