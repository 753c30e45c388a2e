# ruff: noqa: E501  # lines of scripts
"""The page in another language: in the same place, with the answers."""

import live
import portal
import pytest
from test_screen import violations

ANSWERS = [
    *(("name", "Ada"), ("born.month", "March"), ("smoke", "yes"), ("packs", "2.5")),
    *(("signs.other", "Hiccups"), ("drugs.1.what", "Aspirin"), ("drugs.1.dose", "0.5")),
]
LISTEN = "window.heard = []; document.querySelector('form').addEventListener('intake:submit', event => { event.preventDefault(); heard.push(JSON.parse(JSON.stringify(event.detail))) })"


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    return portal.pages("prefill: true", tmp_path_factory.mktemp("languages"))


def turn(page, name: str, tag: str) -> None:
    page.get_by_role("link", name=name).click()
    page.wait_for_function("tag => document.documentElement.lang === tag", arg=tag)


def test_the_answers_come_along(browser, pages) -> None:
    """Open follow-ups, rows, what is not finished; numbers in the other language's sign. What the
    portal has put into the form and what it listens to stay."""
    with (
        portal.serving(pages) as kept,
        portal.opened(browser, kept, "f.html", viewport={"width": 375, "height": 800}) as (
            page,
            said,
        ),
    ):
        page.evaluate(LISTEN)
        page.evaluate(
            "document.querySelector('form').insertAdjacentHTML('afterbegin', '<input type=hidden name=csrf value=t1>')"
        )
        live.answer(page, ANSWERS[:-2])
        page.get_by_role("button", name="Add a row").click()
        page.locator("[name='drugs.2.what']").fill("Aspirin")
        page.locator("[name='drugs.2.dose']").fill("0.5")
        live.send(page)
        assert len(live.errors(page)) == 2
        turn(page, "Español", "es")
        assert page.title() == "Antes de su consulta – Riverside Neurology"
        assert live.errors(page) == []
        assert page.evaluate("document.activeElement.innerText") == "Antes de su consulta"
        assert page.locator("[name=packs]").input_value() == "2,5"
        assert page.locator("[name='born.month']").input_value() == "3"
        assert violations(page) == []
        turn(page, "العربية", "ar")
        assert page.evaluate("document.documentElement.dir") == "rtl"
        turn(page, "English", "en")
        live.answer(page, [("born.day", "27"), ("born.year", "1980"), ("stop", "no")])
        live.send(page)
        assert page.locator("[name=csrf]").count() == 1
        (told,) = page.evaluate("heard")
        assert told["language"] == "en"
        assert told["answers"] == {
            "name": "Ada",
            "born": "1980-03-27",
            "smoke": "yes",
            "packs": "2.5",
            "stop": "no",
            "signs": ["other"],
            "drugs": [{"what": "Aspirin", "dose": "0.5"}],
        }
        assert told["beside"] == {"signs": {"other": "Hiccups"}}
        assert page.url == kept.address + "f.html"
        assert said == []


BROKEN = [
    ("gone", None),
    ("sign in", "<title>Sign in</title><form></form>"),
    ("another revision", "revision"),
    ("offline", "offline"),
]


@pytest.mark.parametrize(("case", "instead"), BROKEN, ids=[case for case, _ in BROKEN])
def test_a_page_that_cannot_be_had_loses_nothing(case, instead, browser, pages) -> None:
    other = dict(pages)
    if instead is None:
        del other["f.es.html"]
    elif instead == "revision":
        other["f.es.html"] = pages["f.es.html"].replace(
            'intake.revision" value="', 'intake.revision" value="0'
        )
    else:
        other["f.es.html"] = instead
    with portal.serving(other) as kept, portal.opened(browser, kept, "f.html") as (page, _):
        live.answer(page, ANSWERS)
        page.context.set_offline(instead == "offline")
        page.get_by_role("link", name="Español").click()
        said = page.locator(".intake-languages [role=status]")
        said.get_by_text("The form could not be opened in that language.").wait_for()
        assert page.locator("[name=packs]").input_value() == "2.5"
        assert page.evaluate("document.documentElement.lang") == "en"


def test_as_files_and_without_script_the_links_lead_there(browser, pages, tmp_path) -> None:
    for name, page in pages.items():
        (tmp_path / name).write_text(page, "utf-8")
    for options in ({}, {"java_script_enabled": False}):
        page = browser.new_page(**options)
        try:
            page.goto((tmp_path / "f.html").as_uri())
            link = page.get_by_role("link", name="العربية")
            assert [link.get_attribute(name) for name in ("lang", "hreflang", "dir")] == [
                "ar",
                "ar",
                "rtl",
            ]
            link.click()
            page.wait_for_url("**/f.ar.html")
            if not options:
                page.locator("[name=name]").fill("Ada")
                page.get_by_role("link", name="English").click()
                page.locator(".intake-languages [role=status]:not(:empty)").wait_for()
                assert page.locator("[name=name]").input_value() == "Ada"
        finally:
            page.close()


def test_a_form_in_one_language_has_neither_links_nor_code(tmp_path) -> None:
    page = live.page("- {id: a, text: A, kind: string}\n", tmp_path)
    assert "intake-languages" not in page
    assert "XMLHttpRequest" not in page
