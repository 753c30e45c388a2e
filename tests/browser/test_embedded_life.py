# ruff: noqa: E501  # lines of pages and of scripts
"""What a form does beyond being sent, in a portal's own page: languages, parts, drafts, a kiosk."""

import hosts
import pytest
from test_embedding import page as host

from intake import pipeline

FORM = """clinic:
  name: Riverside Neurology
  languages: [en, ar]
  {keys}
forms:
  f:
    title: {{en: Sleep, ar: النوم}}
    intro: {{en: Five minutes., ar: خمس دقائق.}}
    sections:
      - title: {{en: You, ar: أنت}}
        items:
          - {{id: name, text: {{en: Name, ar: الاسم}}, kind: string, required: true}}
          - id: smoke
            text: {{en: Do you smoke?, ar: هل تدخن؟}}
            kind: yes_no
            follow_up: {{yes: [{{id: many, text: {{en: How many?, ar: كم؟}}, kind: integer, min: 1}}]}}
      - title: {{en: Your medicines, ar: أدويتك}}
        items:
          - {{id: drugs, text: {{en: Medicines, ar: الأدوية}}, kind: table, rows: 3, columns: [{{id: a, text: {{en: Which, ar: أي}}}}, {{id: b, text: {{en: How much, ar: كم}}}}]}}
          - {{id: born, text: {{en: Born, ar: الميلاد}}, kind: date}}
"""
SENT, UNSENT = "submit_to: /intake\n  screen: sections\n  drafts: true", "prefill: true"
GIVEN = '{"answers": {"name": "Ada", "drugs": [{"a": "Iron"}, {"a": "Zinc", "b": "2"}]}}'
PREFILL = f'<script type="application/json" class="intake-prefill">{GIVEN}</script>'
ELEMENT = '<intake-form src="f.fragment.html">{}</intake-form>'


def built(keys: str, folder) -> dict[str, str]:
    (folder / "questions.yaml").write_text(FORM.format(keys=keys), "utf-8")
    checked, _ = pipeline.check(folder / "questions.yaml")
    pipeline.build(checked.questionnaires, folder / "output", ["html"], folder / "templates")
    return {path.name: path.read_text("utf-8") for path in (folder / "output").iterdir()}


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """A portal with a form in parts (`sent`), and a whole one that is sent nowhere."""
    files = built(SENT, tmp_path_factory.mktemp("sent"))
    files |= {f"un/{k}": v for k, v in built(UNSENT, tmp_path_factory.mktemp("unsent")).items()}
    part, whole = files["f.fragment.html"], files["un/f.fragment.html"]
    files |= {
        "element.html": host(ELEMENT.format("")),
        "given.html": host(ELEMENT.format(PREFILL)),
        "fragment.html": host(part.replace("</form>", f"{PREFILL}</form>")),
        "kiosk.html": host(ELEMENT.format("").replace(" src", ' kiosk="2" heading-level="4" src')),
        "fetch.html": host(
            ELEMENT.format("").replace(" src", ' send="fetch" src').replace("f.frag", "un/f.frag")
        ),
        "un/twice.html": host(whole + whole),
    }
    with hosts.serve(files) as (address, kept):
        names = [name for name in files if name.endswith(".html") and "f." not in name]
        kept.headers_of.update({name: {"Content-Security-Policy": hosts.STRICT} for name in names})
        kept.address = address
        yield kept


@pytest.fixture
def opened(browser, portal):
    """`opened(name)`: a page with the form at work; no page complains, nor has it a history."""
    pages, said = [], []

    def open_page(name: str, before=lambda page: None):
        made = browser.new_page({"width": 1000, "height": 900})
        pages.append(made)
        made.on("pageerror", lambda error: said.append(str(error)))
        made.on("console", lambda one: one.type in ("error", "warning") and said.append(one.text))
        before(made)
        made.goto(f"{portal.address}/{name}.html")
        made.evaluate("localStorage.clear()")
        made.locator(".intake-live").first.wait_for()
        made.before = made.evaluate("history.length")
        return made

    yield open_page
    for one in pages:
        # a tab that has been used a lot forgets the oldest of its pages
        assert one.evaluate("history.state") is None
        assert one.evaluate("history.length") <= one.before
        one.close()
    assert said == []


def on(page) -> None:
    page.locator(".intake-ways button").first.click()


def speak(page, language: str) -> None:
    page.locator("intake-form").evaluate("(e, lang) => e.setAttribute('lang', lang)", language)
    page.locator(f".intake[lang={language}] .intake-live").wait_for()


def typed(page) -> dict[str, str]:
    return page.evaluate("""() => Object.fromEntries(
        [...document.querySelector('intake-form').shadowRoot.querySelectorAll('.intake-live :is(input[type=text], :checked)')]
            .filter(one => one.value && !one.disabled).map(one => [one.name, one.value]))""")


def test_a_language_keeps_all_that_is_filled_in(opened) -> None:
    """Follow-ups, rows that were added, what is not right yet; and the part that is being asked."""
    page = opened("element")
    page.locator("[name=name]").fill("Ada")
    page.locator("[name=smoke][value=yes]").check()
    page.locator("[name=many]").fill("3")
    on(page)
    page.locator(".intake-add").click()
    page.locator("[name='drugs.1.a']").fill("Iron")
    page.locator("[name='drugs.2.b']").fill("2")
    page.locator("[name='born.day']").fill("77")
    before = typed(page)
    assert len(before) == 6
    for language in ("ar", "en"):
        speak(page, language)
        assert typed(page) == before
        assert page.locator("[name='drugs.2.b']").is_visible()
        assert not page.locator("[name=name]").is_visible()
    assert page.locator(".intake-title:visible").inner_text().endswith("Your medicines")


def test_parts_are_gone_through_in_a_shadow_root(opened, portal) -> None:
    """On and back by the buttons alone, to the answers, to one of them, and off it is sent."""
    portal.posts.clear()
    page = opened("element")
    on(page)
    assert page.locator(".intake-errors li").count() == 1
    page.locator("[name=name]").fill("Ada")
    on(page)
    back = page.get_by_role("button", name="Previous part")
    back.click()
    assert page.locator("[name=name]").is_visible()
    assert not back.is_visible()
    on(page)
    on(page)
    review = page.locator(".intake-section:has(> .intake-review)")
    assert review.locator(":is(h1, h2, h3, h4, h5)").evaluate_all(
        "all => all.map(e => e.tagName)"
    ) == ["H3", "H4", "H4"]
    assert review.locator("dd bdi").all_inner_texts() == ["Ada", *["Not answered"] * 3]
    review.locator("a", has_text="Name").click()
    assert page.locator("[name=name]").evaluate("e => e.getRootNode().activeElement === e")
    page.locator("[name=name]").fill("Eve")
    on(page)
    assert review.locator("dd bdi").first.inner_text() == "Eve"
    page.before += 1  # the portal's answer is the next page
    page.locator("[type=submit]").click()
    page.wait_for_url("**/intake")
    assert b"name=Eve" in portal.posts[0][2]


@pytest.mark.parametrize("way", ["property", "given", "fragment"])
def test_the_portal_fills_in_what_it_knows(way: str, opened) -> None:
    """By the element's property, also before it is at work; by JSON in the element, in a fragment."""
    page = opened("element" if way == "property" else way)
    if way == "property":
        page.evaluate(f"document.querySelector('intake-form').prefill = {GIVEN}")
    values = [page.locator(f"[name='{name}']").input_value() for name in ("name", "drugs.1.a", "drugs.2.b")]  # fmt: skip
    assert values == ["Ada", "Iron", "2"]
    if way == "fragment":
        return
    page.evaluate("""() => { const old = document.querySelector('intake-form');
        const made = document.createElement('intake-form');
        made.prefill = {answers: {name: 'Bo'}};
        made.setAttribute('src', 'f.fragment.html');
        old.replaceWith(made); window.old = old }""")
    page.locator(".intake-live").wait_for()
    assert page.locator("[name=name]").input_value() == "Bo"
    assert page.evaluate("old.shadowRoot.querySelector('.intake')") is None


def test_a_draft_is_found_again(opened) -> None:
    page = opened("element")
    page.locator("[name=name]").fill("Ada")
    page.reload()
    page.locator(".intake-draft").wait_for()
    assert page.locator("[name=name]").input_value() == "Ada"
    page.locator(".intake-draft button").click()
    assert page.locator("[name=name]").input_value() == ""


def test_a_kiosk_is_cleared_in_a_shadow_root(opened) -> None:
    """In the language it began with; it asks first, over the whole page."""
    page = opened("kiosk", lambda page: page.clock.install())
    page.locator("[name=name]").fill("Ada")
    on(page)
    speak(page, "ar")
    page.clock.run_for(100_000)
    asked = page.locator("dialog[open]")
    assert asked.evaluate("e => [getComputedStyle(e).position, e.matches(':modal')]") == [
        "fixed",
        True,
    ]
    names = asked.evaluate("""e => ['labelledby', 'describedby'].map(
        name => e.getRootNode().getElementById(e.getAttribute(`aria-${name}`)).textContent.length > 5)""")
    assert names == [True, True]
    page.clock.run_for(40_000)
    assert page.locator("dialog[open]").count() == 0
    assert page.locator("[name=name]").is_visible()
    assert typed(page) == {}
    assert page.evaluate("localStorage.length") == 0
    assert page.locator("intake-form h4").count() == 1


def test_two_forms_that_are_sent_nowhere_do_not_meet(opened) -> None:
    """Their groups of choices have the same names; and Enter leads nowhere."""
    page = opened("un/twice")
    first, second = page.locator(".intake").all()
    first.locator("[name=smoke][value=yes]").check()
    second.locator("[name=smoke][value=no]").check()
    assert first.locator("[name=smoke]:checked").get_attribute("value") == "yes"
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    first.locator("[name=name]").press("Enter")
    assert page.url.endswith("un/twice.html")


def test_a_language_waits_for_what_is_being_sent(opened) -> None:
    """Refused, the answers go on in that language; taken, they are not asked again. And it moves."""
    page = opened("fetch")
    page.evaluate("""() => document.addEventListener('intake:submit', event =>
        event.detail.until(new Promise((done, fail) => Object.assign(window, {done, fail}))))""")
    page.locator("[name=name]").fill("Ada")
    page.evaluate("document.body.append(document.querySelector('intake-form'))")
    turn = "(e, lang) => e.setAttribute('lang', lang)"
    for lang, end in (("ar", "fail({reason: 'large'})"), ("en", "done()")):
        page.locator("[type=submit]").click()
        with page.expect_response(lambda one: "fragment" in one.url):
            page.locator("intake-form").evaluate(turn, lang)
        page.wait_for_timeout(50)
        assert page.locator(f".intake[lang={lang}]").count() == 0
        page.evaluate(end)
        if lang == "ar":
            page.locator(".intake[lang=ar] .intake-live").wait_for()
            assert page.locator("[name=name]").input_value() == "Ada"
    page.locator(".intake-sent").wait_for()
    page.wait_for_timeout(50)
    assert page.locator("[name=name]").count() == 0
