"""phone and email: what a valid answer is."""

import pytest
from yaml_cases import codes

from intake.content.values import matcher
from intake.kinds.email import Email
from intake.kinds.phone import Phone

PHONES = [
    ("555-0142", True),
    ("55501", True),
    ("(555) 010-0142", True),
    ("+1 (555) 010-0142", True),
    ("+44 (0)20 7946 0018", True),
    ("555.010.0142", True),
    ("555-0142 x12", True),
    ("555-0142 ext. 4", True),
    ("555-0142 Extension 4", True),
    ("555-0142#4", True),
    ("5550", False),
    ("", False),
    ("none", False),
    ("555-0142 ask for Jane", False),
    ("x12", False),
    ("555-0142 x", False),
    ("1" * 21, False),
    ("555+0142", False),
    ("٥٥٥٠١٤٢", False),
    ("555-0142\n", False),
]


@pytest.mark.parametrize(("answer", "valid"), PHONES)
def test_a_phone_number_may_be_written_as_people_do(answer: str, valid: bool) -> None:
    assert matcher(Phone.pattern)(answer) is valid


EMAILS = [
    ("jane@example.org", True),
    ("jane.o'neil+clinic@mail.example.co.uk", True),
    ("{jane}|x@example", True),
    ("j@xn--bcher-kva.example", True),
    ("jane", False),
    ("jane@", False),
    ("@example.org", False),
    ("jane@example..org", False),
    ("jane@-example.org", False),
    ("jane@example-.org", False),
    ("jane@example.org.", False),
    ("jane doe@example.org", False),
    ("jane@example.org, joe@example.org", False),
    ("jane@" + "a" * 64 + ".org", False),
    ("jané@example.org", False),
    ("", False),
]


@pytest.mark.parametrize(("answer", "valid"), EMAILS)
def test_an_email_address_is_what_html_says(answer: str, valid: bool) -> None:
    assert matcher(Email.pattern)(answer) is valid


RULES = [
    ("phone, autocomplete: off", []),
    ("phone, autocomplete: email", ["E309"]),
    ("phone, max_length: 4", ["E310"]),
    ("phone, initial: 555-0142", []),
    ("phone, initial: call me", ["E309"]),
    ("email, autocomplete: off", []),
    ("email, autocomplete: tel", ["E309"]),
    ("email, max_length: 255", ["E310"]),
    ("email, initial: jane@example.org", []),
    ("email, initial: jane", ["E309"]),
    ("email, repeats: 3, width: 30", []),
    ("email, pattern: .*", ["E301"]),
]


@pytest.mark.parametrize(("keys", "found"), RULES)
def test_what_stands_there_to_begin_with_is_itself_valid(keys: str, found: list[str]) -> None:
    assert codes(f"{{text: A, kind: {keys}}}") == found
