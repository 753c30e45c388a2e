# ruff: noqa: E501  # a case is a line
"""What the page says of an answer before it is sent, and what it makes of a good one."""

from pathlib import Path

import live
import pytest

NONE = None
US, EU = "submit_to: /x", "submit_to: /x, paper: a4"
AR, ES = "submit_to: /x, languages: [ar]", "submit_to: /x, paper: a4, languages: [es]"
MATRIX = "kind: matrix, rows: [{code: a, text: A}, {code: b, text: B}], options: ['yes', 'no']"


def _day(day: str, month: str, year: str) -> dict[str, str]:
    return {"q.day": day, "q.month": month, "q.year": year}


TABLE = "kind: table, columns: [What, {id: n, text: How many?, kind: integer}, {id: d, text: Since?, kind: date}]"

WRONG = (
    ("a name", "kind: string, required: true", {}, "Q: Enter an answer."),
    ("spaces are no answer", "kind: string, required: true", {"q": "  "}, "Q: Enter an answer."),
    ("words", "kind: text, required: true", {}, "Q: Enter an answer."),
    ("one of several", "kind: yes_no, required: true", {}, "Q: Choose an answer."),
    ("several", "kind: select_multiple, options: [A, B], required: true", {}, "Q: Tick at least one."),
    ("each row", f"{MATRIX}, required: true", {"q.a": "yes"}, "Q: Choose an answer in each row."),
    ("a row", f"{TABLE}, required: true", {}, "Q: Fill in at least one row."),
    ("a scale", "kind: scale, lower: L, upper: U, required: true", {}, "Q: Choose an answer."),
    ("a date", "kind: date, required: true", {}, "Q: Enter a date."),
    ("a year", "kind: date, precision: month, required: true", {"q.month": "3"}, "Q: Fill in: Year."),
    ("a whole date", "kind: date, required: true", {"q.year": "2020"}, "Q: Fill in: Month, Day."),
    ("a day without its month", "kind: date", {"q.year": "2020", "q.day": "1"}, "Q: Fill in: Month."),
    ("an amount", "kind: quantity, units: [km, miles], required: true", {}, "Q: Enter a number and choose its unit."),
    ("its unit", "kind: quantity, units: [km, miles]", {"q.value": "3"}, "Q: Enter a number and choose its unit."),
    ("a unit alone", "kind: quantity, units: [km, miles]", {"q.unit": "km"}, "Q: Enter a number and choose its unit."),
    ("a name in parts", "kind: person_name, required: true", {"q.given": "Ada"}, "Q: Fill in: Family name."),
    ("a signature", "kind: signature, required: true", {"q": "Ada"}, "Q: Fill in: Date (month/day/year)."),
    ("not a number", "kind: decimal", {"q": "about 3"}, "Q: Enter a number in digits."),
    ("not a whole number", "kind: integer", {"q": "3.5"}, "Q: Enter a whole number in digits."),
    ("too small", "kind: integer, min: 1, max: 9", {"q": "0"}, "Q: Enter a number from 1 to 9."),
    ("too large", "kind: decimal, max: 9.5", {"q": "9.51"}, "Q: Enter 9.5 or less."),
    ("too small alone", "kind: decimal, min: -2", {"q": "-2.1"}, "Q: Enter -2 or more."),
    ("the second of two", "kind: integer, repeats: 2", {"q": "x"}, "Q: Enter a whole number in digits."),
    ("31 February", "kind: date", _day("31", "Feb", "2020"), "Q: Enter a day that is in the calendar."),
    ("29 February", "kind: date", _day("29", "2", "2021"), "Q: Enter a day that is in the calendar."),
    ("no such month", "kind: date", _day("1", "13", "2021"), "Q: Enter the month by its number or its name."),
    ("two months begin so", "kind: date", _day("1", "ju", "2021"), "Q: Enter the month by its number or its name."),
    ("a short year", "kind: date", _day("1", "1", "21"), "Q: Enter the year with four digits, like 1980."),
    ("too early", "kind: date, min: 2020-01-01", _day("31", "12", "2019"), "Q: Enter January 1, 2020 or a later date."),
    ("in the future", "kind: date, max: today", _day("1", "1", "2999"), "Q: Enter today’s date or an earlier one."),
    ("in the past", "kind: date, min: today", _day("1", "1", "1999"), "Q: Enter today’s date or a later one."),
    ("how long ago", "kind: date, how_long_ago: true", {"q.ago": "3"}, "Q: Enter a number, and choose days, weeks, months or years."),
    ("no such time", "kind: time", {"q.hour": "8", "q.minute": "61", "q.half": "am"}, "Q: Enter a time, like 8:30 AM."),
    ("morning or evening", "kind: time", {"q.hour": "8", "q.minute": "30"}, "Q: Choose AM or PM."),
    ("half a time", "kind: time", {"q.hour": "8"}, "Q: Fill in: Minute."),
    ("too late", "kind: time, min: '08:00', max: '17:00'", {"q.hour": "6", "q.minute": "0", "q.half": "pm"}, "Q: Enter a time from 8:00 AM to 5:00 PM."),
    ("no address", "kind: email", {"q": "ada@"}, "Q: Enter an email address, like name@example.com."),
    ("no number", "kind: phone", {"q": "12"}, "Q: Enter a telephone number in digits."),
    ("a pattern", "kind: string, pattern: '[0-9]{5}', constraint_message: Write the five digits.", {"q": "1234"}, "Q: Write the five digits."),
    ("own words", "kind: integer, min: 18, constraint_message: Only for adults.", {"q": "17"}, "Q: Only for adults."),
    ("none is not “does not fit”", "kind: integer, min: 18, required: true, constraint_message: Only for adults.", {}, "Q: Enter an answer."),
    ("a cell", TABLE, {"q.1.n": "many"}, "Q: How many? (row 1): Enter a whole number in digits."),
    ("a day in a cell", TABLE, {"q.1.d": "2/30/2020"}, "Q: Since? (row 1): Enter a day that is in the calendar."),
)  # fmt: skip

RIGHT = (
    ("nothing at all", "kind: string", {}, US, NONE),
    ("words", "kind: string, required: true", {"q": " Ada "}, US, "Ada"),
    ("a number", "kind: decimal", {"q": "36.60"}, US, "36.60"),
    ("a whole number", "kind: integer", {"q": "+007"}, US, 7),
    ("digits of another script", "kind: integer", {"q": "٣٦"}, US, 36),
    ("a comma where it is written", "kind: decimal, max: 3", {"q": "2,5"}, ES, "2.5"),
    ("the Arabic sign", "kind: decimal", {"q": "٣٦٫٥"}, AR, "36.5"),
    ("several", "kind: integer, repeats: 2", {"q": "5"}, US, [5]),
    ("a code", "kind: yes_no", {"q": "yes"}, US, "yes"),
    ("codes", "kind: select_multiple, options: [A, B]", {"q": "b"}, US, ["b"]),
    ("a step", "kind: scale, lower: L, upper: U", {"q": "0"}, US, 0),
    ("a day", "kind: date", _day("29", "sept", "2020"), US, "2020-09-29"),
    ("a month in Spanish", "kind: date", _day("1", "Diciembre", "2020"), ES, "2020-12-01"),
    ("a month in Arabic", "kind: date", _day("1", "يناير", "2020"), AR, "2020-01-01"),
    ("a year is enough", "kind: date, precision: month, required: true", {"q.year": "2020"}, US, "2020"),
    ("a limit as far as the answer goes", "kind: date, precision: month, min: 2020-03-20", {"q.year": "2020", "q.month": "3"}, US, "2020-03"),
    ("noon", "kind: time", {"q.hour": "12", "q.minute": "5", "q.half": "pm"}, US, "12:05"),
    ("24 hours", "kind: time", {"q.hour": "0", "q.minute": "5"}, EU, "00:05"),
    ("an only unit", "kind: quantity, units: [km]", {"q.value": "3"}, US, {"value": "3", "unit": "km"}),
    ("rows", MATRIX, {"q.a": "yes"}, US, {"a": "yes"}),
    ("a table", TABLE, {"q.1.what": "A", "q.1.d": "3/27/1980"}, US, [{"what": "A", "d": "1980-03-27"}]),
    ("a name in parts", "kind: person_name", {"q.given": "Ada"}, US, {"given": "Ada"}),
    ("a signature", "kind: signature", {"q": "Ada", "q.date": "today"}, US, {"name": "Ada", "date": "today"}),
    ("a phone with its extension", "kind: phone", {"q": "(555) 0142 ext. 7"}, US, "(555) 0142 ext. 7"),
    ("an address", "kind: email", {"q": "ada@example.com"}, US, "ada@example.com"),
    ("only read", "kind: integer, readonly: true, min: 5, initial: 7", {}, US, 7),
)  # fmt: skip


def opened(browser, folder: Path, asked: list[str], clinic: str = US):
    """A page with a question for each of `asked`, its kind and keys: all are called Q, the first
    has the id q0."""
    path = folder / "page.html"
    items = "".join(f"- {{id: q{n}, text: Q, {keys}}}\n" for n, keys in enumerate(asked))
    path.write_text(live.page(items, folder, clinic), "utf-8")
    page = browser.new_page(locale="en-US")
    page.goto(path.as_uri())
    page.evaluate(live.SUBMITTED)
    return page


def of(number: int, answers: dict[str, str]) -> list[tuple[str, str]]:
    """The answers to q by the names of the controls of the question with that number."""
    return [(name.replace("q", f"q{number}", 1), value) for name, value in answers.items()]


def test_what_is_wrong_is_said_twice_and_nothing_is_sent(browser, tmp_path: Path) -> None:
    """In the summary, which has the focus, and at the field, in the same words. Some answers would
    be wrong in another way if there were more room, so each is a question of its own."""
    page = opened(browser, tmp_path, [keys for _, keys, _, _ in WRONG])
    try:
        for number, (_, _, answers, _) in enumerate(WRONG):
            live.answer(page, of(number, answers))
        live.send(page)
        wanted = [said for *_, said in WRONG]
        assert live.errors(page) == wanted
        assert page.title().startswith("Error: Live")
        assert page.evaluate("document.activeElement.matches('.intake-errors')")
        assert live.submitted(page) is None
        found = page.locator(".intake-error").all_text_contents()
        assert found == [f"Error: {said}" for said in wanted]
        for number, (name, *_) in enumerate(WRONG):
            page.locator(".intake-errors a").nth(number).click()
            at = page.evaluate(
                """() => {
                    const item = document.activeElement.closest('[data-item]');
                    const told = document.activeElement.closest('fieldset[data-item]')
                        ?? document.activeElement;
                    const [first] = told.getAttribute('aria-describedby').split(' ');
                    return [item.dataset.item, first === item.querySelector('.intake-error').id];
                }"""
            )
            assert at == [f"q{number}", True], name
        assert "#" not in page.url
    finally:
        page.close()


@pytest.mark.parametrize("clinic", [US, EU, ES, AR])
def test_what_is_right_is_told_in_the_shape_of_answers(
    clinic: str, browser, tmp_path: Path
) -> None:
    """Each kind's, by the clinic's language and paper."""
    cases = [case for case in RIGHT if case[3] == clinic]
    page = opened(browser, tmp_path, [keys for _, keys, *_ in cases], clinic)
    try:
        for number, (_, _, answers, _, _) in enumerate(cases):
            live.answer(page, of(number, answers))
        live.send(page)
        assert live.errors(page) == []
        wanted = {f"q{n}": value for n, (*_, value) in enumerate(cases) if value is not None}
        assert live.submitted(page)["answers"] == wanted
        assert len(cases) > 0
    finally:
        page.close()


THREE = """
- {id: a, text: A, kind: integer, required: true}
- {id: b, text: B, kind: yes_no, required: true, follow_up: {yes: [{id: c, text: C, kind: string, required: true}]}}
- {id: d, text: D, kind: string, required: true, sensitive: true}
"""


def test_errors_go_as_they_are_mended(browser, tmp_path: Path) -> None:
    """Live on the items in error and on no other; the title and the summary follow."""
    path = tmp_path / "page.html"
    path.write_text(live.page(THREE, tmp_path), "utf-8")
    page = browser.new_page()
    try:
        page.goto(path.as_uri())
        page.evaluate(live.SUBMITTED)
        live.send(page)
        assert live.errors(page) == [
            "A: Enter an answer.",
            "B: Choose an answer.",
            "D: Enter an answer.",
        ]
        page.locator("[name=a]").press_sequentially("x")
        assert live.errors(page)[0] == "A: Enter a whole number in digits."
        assert page.locator("[name=a]").get_attribute("aria-invalid") == "true"
        page.locator("[name=a]").fill("7")
        assert page.locator("[name=a]").get_attribute("aria-invalid") is None
        assert page.locator("[name=a]").get_attribute("aria-describedby") is None
        live.answer(page, [("b", "yes")])
        assert live.errors(page) == ["D: Enter an answer."]
        page.locator("[name='d.in_person']").check()
        assert page.locator(".intake-errors").count() == 0
        assert page.title() == "Live – Riverside Neurology"
        live.send(page)
        assert live.errors(page) == ["C: Enter an answer."]
        live.answer(page, [("b", "no")])
        assert page.locator(".intake-errors").count() == 0
        live.send(page)
        told = live.submitted(page)
        assert told["answers"] == {"a": 7, "b": "no"}
        assert told["beside"] == {"d": {"in_person": True}}
    finally:
        page.close()
