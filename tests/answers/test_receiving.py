"""What a portal's server makes of a POST: the same record as of a PDF, whatever else is in it."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import corpus
import given
import pytest
from test_answers import CASES, Case, about
from yaml_cases import checked, form

from intake.answers.body import FORM, JSON
from intake.answers.read import read
from intake.answers.receiving import Received, Receiver, questionnaires
from intake.content.model import Questionnaire

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CANARY = "Canary 3471"


def posted(form: Questionnaire, sent: list[tuple[str, str]], **own: str) -> bytes:
    """The body of a plain POST."""
    language = ("intake.language", form.language)
    return urlencode([*about(form), language, *own.items(), *sent]).encode()


def fetched(form: Questionnaire, answers: Any, beside: Any = None, **own: Any) -> bytes:
    """The body that the page's script sends."""
    told = {
        **{"form": form.id, "version": form.version, "revision": form.revision},
        **{"language": form.language, "answers": answers, "beside": beside or {}, **own},
    }
    return json.dumps(told).encode()


def record(found: Received) -> tuple[Any, ...]:
    assert found.answers
    return found.answers.values, found.answers.beside, sorted(found.answers.left_out)


@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_both_encodings_give_the_record_that_a_pdf_gives(name: str, folder) -> None:
    whole = corpus.questionnaire(corpus.source(name, folder))
    form = corpus.reading(whole, name.partition(".")[2])
    theirs = {i.id for part in form.sections if part.for_ == "clinician" for i in part.items}
    values, sent = given.answered(form, random.Random(name))
    values = {id: value for id, value in values.items() if id not in theirs}
    sent = [pair for pair in sent if pair[0].partition(".")[0] not in theirs]
    receiver = Receiver([whole])
    plain = receiver.receive(FORM, posted(form, sent), NOW)
    fetch = receiver.receive(JSON, fetched(form, values), NOW)
    language = ("intake.language", form.language)
    of_a_pdf = read(form, [*about(form), language, *sent], NOW.date())
    assert record(plain) == record(fetch)
    assert record(plain) == (of_a_pdf.values, of_a_pdf.beside, sorted(of_a_pdf.left_out))
    assert plain.answers
    assert plain.answers.values == values
    assert plain.faults == fetch.faults == of_a_pdf.faults


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_table_of_answers_holds_for_a_post(case: Case) -> None:
    """Except that the clinician's part is not the patient's to fill in."""
    (form,) = checked(case.text)
    found = Receiver([form]).receive(FORM, posted(form, case.sent), NOW)
    assert found.answers
    if form.sections[0].for_ == "clinician":
        assert found.answers.values == {}
        assert {name for name, _ in found.answers.left_out} == {name for name, _ in case.sent}
        return
    read_as_pdf = read(form, [*about(form), *case.sent], NOW.date())
    assert (found.answers.values, found.faults) == (read_as_pdf.values, read_as_pdf.faults)
    again = Receiver([form]).receive(
        JSON, fetched(form, read_as_pdf.values, read_as_pdf.beside), NOW
    )
    assert again.answers
    assert (again.answers.values, again.answers.beside) == (read_as_pdf.values, read_as_pdf.beside)


ITEMS = """
- {id: name, text: Name, kind: string, required: true, max_length: 20}
- {id: many, text: How many?, kind: integer, max: 9}
- {id: weight, text: Weight, kind: decimal}
- {id: born, text: Born, kind: date, how_long_ago: true}
- {id: at, text: At, kind: time}
- {id: smoke, text: Smoke?, kind: yes_no}
- {id: packs, text: Packs?, kind: integer, enable_when: {smoke: yes}}
- {id: signs, text: Signs?, kind: select_multiple, options: [Fever, Cough], other: Others}
- {id: story, text: Story, sensitive: true}
- {id: drugs, text: Drugs, kind: table, rows: 1, max_rows: 3, columns: [{id: which, text: Which}]}
- {id: pain, text: Pain, kind: matrix, rows: [Neck, Back], options: [None, Much]}
"""
(ALL,) = checked(form(ITEMS))
SENT: dict[str, tuple[Any, Any, Any, list[str]]] = {
    "a number as a text": ("many", "7", 7, []),
    "a number with a fraction that is none": ("many", 7.0, 7, []),
    "a number with a fraction": ("many", 7.5, None, ["E712"]),
    "a number out of range": ("many", 10, 10, ["E713"]),
    "a huge number": ("many", 10**400, None, ["E715", "E712"]),
    "a number with an exponent": ("weight", 1e30, None, ["E712"]),
    "a decimal": ("weight", "36.60", "36.60", []),
    "a flag": ("many", True, None, ["E716"]),
    "nothing": ("many", None, None, ["E716"]),
    "a list of one": ("smoke", ["yes"], "yes", []),
    "a list of two": ("smoke", ["yes", "no"], None, ["E716"]),
    "a list in a list": ("signs", [["fever"]], None, ["E716"]),
    "a mapping": ("name", {"a": "b"}, None, ["E716", "E711"]),
    "a code that is not offered": ("signs", ["fever", "x"], ["fever"], ["E716"]),
    "codes in another order": ("signs", ["cough", "fever"], ["fever", "cough"], []),
    "a date of a month": ("born", "2020-02", "2020-02", []),
    "a date with its month by name": ("born", "2020-May-03", "2020-05-03", []),
    "no date": ("born", "2020-02-31", None, ["E712"]),
    "a date with a time": ("born", "2020-02-03T00:00", None, ["E715", "E712"]),
    "a date that is a list": ("born", ["2020"], None, ["E716"]),
    "a time": ("at", "20:30", "20:30", []),
    "a time that is none": ("at", "24:00", None, ["E712"]),
    "a time with seconds": ("at", "20:30:00", None, ["E715", "E712"]),
    "rows that were added": ("drugs", [{"which": "A"}] * 3, [{"which": "A"}] * 3, []),
    "more rows than there may be": (
        "drugs", [{"which": "A"}] * 4, [{"which": "A"}] * 3, ["E716"],
    ),
    "rows that are none": ("drugs", ["A"], None, ["E716"]),
    "a column that is none": ("drugs", [{"which": "A", "x": "B"}], [{"which": "A"}], ["E716"]),
    "a row of a matrix": ("pain", {"neck": "much"}, {"neck": "much"}, []),
    "a row that is none": ("pain", {"knee": "much"}, None, ["E716"]),
    "a matrix that is a list": ("pain", ["much"], None, ["E716"]),
    "too long": ("name", "x" * 21, "x" * 21, ["E715"]),
    "half of a pair": ("name", "x\ud800", None, ["E712"]),
    "a null character": ("name", "x\0", None, ["E712"]),
    "what does not apply": ("packs", 3, None, ["W703"]),
    "an item that is none": ("x" * 9_000, "A", None, ["E716"]),
}  # fmt: skip


@pytest.mark.parametrize("case", SENT)
def test_what_json_holds_is_read_or_refused(case: str) -> None:
    """Nothing is lost: what is no answer is left out with a problem, which never quotes it."""
    id, sent, value, codes = SENT[case]
    answers = {"name": "Ana", id: sent}
    body = fetched(ALL, answers)
    found = Receiver([ALL]).receive(JSON, body, NOW)
    assert found.answers
    assert found.answers.values.get(id) == value
    assert [fault.code for fault in found.faults] == codes
    assert bool(found.answers.left_out) == bool({*codes} & {"E712", "E716", "W703"})
    assert found.status == (422 if any(code[0] == "E" for code in codes) else 200)
    json.loads(found.as_json())


BESIDE: dict[str, tuple[Any, Any, list[str]]] = {
    "other": ({"signs": {"other": "itch"}}, {"signs": {"other": "itch"}}, ["W704"]),
    "in person": ({"story": {"in_person": True}}, {"story": {"in_person": True}}, []),
    "not in person": ({"story": {"in_person": False}}, {}, ["E716"]),
    "in person where it is not offered": ({"name": {"in_person": True}}, {}, ["E716"]),
    "ago": (
        {"born": {"ago": {"value": "2", "unit": "weeks"}}},
        {"born": {"ago": {"value": "2", "unit": "weeks"}}},
        [],
    ),
    "ago in a text": ({"born": {"ago": "2 weeks"}}, {}, ["E716"]),
    "ago with more": ({"born": {"ago": {"x": "2"}}}, {}, ["E716"]),
    "a text": ({"born": "2 weeks"}, {}, ["E716"]),
    "something else": ({"born": {"x": "2 weeks"}}, {}, ["E716"]),
    "nothing": ({"born": {}}, {}, []),
}


@pytest.mark.parametrize("case", BESIDE)
def test_what_is_beside_an_answer(case: str) -> None:
    beside, kept, codes = BESIDE[case]
    found = Receiver([ALL]).receive(JSON, fetched(ALL, {"name": "Ana"}, beside), NOW)
    assert found.answers
    assert found.answers.beside == kept
    assert [fault.code for fault in found.faults] == codes


ABOUT: dict[str, tuple[dict[str, str], str]] = {
    "another form": ({"form": "x"}, "E709"),
    "no form": ({"form": ""}, "E709"),
    "no revision": ({"revision": "x"}, "E709"),
    "another language": ({"language": "x" * 999}, "E709"),
    "another revision": ({"revision": "0" * 64, "version": "0.9"}, "W701"),
    "another revision of the same version": ({"revision": "0" * 64}, "E720"),
}


@pytest.mark.parametrize("case", ABOUT)
@pytest.mark.parametrize("sort", [FORM, JSON])
def test_what_it_says_of_its_form_has_to_be_known(sort: str, case: str) -> None:
    """Another revision is mapped as that of a PDF is; nothing is guessed."""
    change, code = ABOUT[case]
    told = {"form": ALL.id, "version": ALL.version, "revision": ALL.revision, "language": "en"}
    told |= change
    plain = urlencode({**{f"intake.{key}": text for key, text in told.items()}, "name": CANARY})
    body = plain if sort == FORM else json.dumps({**told, "answers": {"name": CANARY}})
    found = Receiver([ALL]).receive(sort, body.encode(), NOW)
    assert [fault.code for fault in found.faults] == [code]
    assert found.status == (200 if code == "W701" else 422)
    assert (found.answers is None) == (code == "E709")
    assert CANARY not in f"{found} {found.problems}"


def test_the_language_has_to_be_told_where_there_are_several() -> None:
    """A Spanish page's 1,5 is not for an English reader to take."""
    text = form("- {id: w, text: {en: Weight, es: Peso}, kind: decimal}")
    (two,) = checked(text.replace("Neurology}", "Neurology, languages: [en, es]}"))
    without = urlencode([*about(two), ("w", "1,5")]).encode()
    assert Receiver([two]).receive(FORM, without, NOW).status == 422
    with_it = without + b"&intake.language=es"
    found = Receiver([two]).receive(FORM, with_it, NOW)
    assert found.answers
    assert found.answers.values == {"w": "1.5"}
    assert Receiver([ALL]).receive(FORM, posted(ALL, [("name", "A")]), NOW).status == 200


@pytest.mark.parametrize("sort", [FORM, JSON])
def test_the_portals_own_fields_are_handed_over(sort: str) -> None:
    """Any other that is no item is a problem."""
    made = posted(ALL, [("name", "A")], token="t", x="y")
    body = made if sort == FORM else fetched(ALL, {"name": "A"}, token="t", x="y")
    found = Receiver([ALL], own=["token"]).receive(sort, body, NOW)
    assert found.own == {"token": ["t"]}
    assert found.answers
    assert found.answers.left_out == (("x", "y"),)
    with pytest.raises(ValueError, match="name"):
        Receiver([ALL], own=["name"])
    for name in ("version", "answers", "intake.form"):
        with pytest.raises(ValueError, match=name):
            Receiver([ALL], own=[name])


def test_a_problem_has_words_for_the_patient() -> None:
    """In the page's language; never the answer itself."""
    items = """
    - {id: zip, text: ZIP, kind: string, pattern: "[0-9]{5}", constraint_message: Cinco cifras.}
    - {id: w, text: Peso, kind: decimal, required: true}
    """
    (spanish,) = checked(form(items).replace("Neurology}", "Neurology, languages: [es]}"))
    found = Receiver([spanish]).receive(FORM, posted(spanish, [("zip", CANARY)]), NOW)
    told = {one["item"]: one["message"] for one in found.problems}
    assert told == {"zip": "Cinco cifras.", "w": "Escriba un número en cifras."}
    assert CANARY not in f"{found} {found.problems}"


def test_threads_may_share_a_receiver() -> None:
    receiver = Receiver(questionnaires(corpus.SEED))
    (seed,) = questionnaires(corpus.SEED)
    bodies = [
        posted(one, [("full_name", f"Ana {n}")]) for n in range(20) for one in seed.readings()
    ]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda body: receiver.receive(FORM, body, NOW), bodies))
    names = [one.answers.values["full_name"] for one in found if one.answers]
    assert names == [f"Ana {n}" for n in range(20) for _ in seed.readings()]
