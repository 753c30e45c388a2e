# ruff: noqa: E501  # lines of pages and of scripts
"""The form in other pages: it looks and works as alone, and what is around it stays as it was."""

import io
import json
from pathlib import Path
from urllib.parse import parse_qsl

import hosts
import live
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops

from intake import pipeline

FORM = """clinic:
  name: Riverside Neurology
  submit_to: /intake
  languages: [en, ar]
  embedded_in: ["{origin}"]
forms:
  one:
    title: {{en: Sleep, ar: النوم}}
    sections:
      - title: {{en: Your sleep, ar: نومك}}
        items:
          - {{id: name, text: {{en: Name, ar: الاسم}}, kind: string, required: true}}
          - id: smoke
            text: {{en: Do you smoke?, ar: هل تدخن؟}}
            kind: yes_no
            follow_up: {{yes: [{{id: many, text: {{en: How many?, ar: كم؟}}, kind: integer, min: 1}}]}}
          - {{id: since, text: {{en: Since when?, ar: منذ متى؟}}, kind: date}}
          - {{id: where, text: {{en: Where?, ar: أين؟}}, kind: body_map}}
          - {{id: pain, text: {{en: How strong?, ar: ما شدته؟}}, kind: scale, min: 0, max: 10, lower: {{en: Weak, ar: ضعيف}}, upper: {{en: Strong, ar: قوي}}}}
          - {{id: drugs, text: {{en: Medicines, ar: الأدوية}}, kind: table, rows: 2, columns: [{{id: a, text: {{en: Which, ar: أي}}}}, {{id: b, text: {{en: How much, ar: كم}}}}]}}
          - {{id: mood, text: {{en: How often?, ar: كم مرة؟}}, kind: matrix, rows: [{{code: sad, text: {{en: Sad, ar: حزين}}}}, {{code: glad, text: {{en: Glad, ar: سعيد}}}}], options: [{{code: no, text: {{en: Never, ar: أبدا}}}}, {{code: yes, text: {{en: Often, ar: غالبا}}}}]}}
  two:
    title: {{en: Work, ar: العمل}}
    sections:
      - title: {{en: Your work, ar: عملك}}
        items:
          - {{id: name, text: {{en: Name, ar: الاسم}}, kind: string, required: true}}
          - {{id: smoke, text: {{en: Do you smoke at work?, ar: هل تدخن في العمل؟}}, kind: yes_no}}
"""
LINKS = '<link rel="stylesheet" href="intake-form.css"><script type="module" src="intake-form.js"></script>'
HOSTILE = """* { all: revert } * { float: left !important; font-size: 30px; letter-spacing: 4px; color: red !important }
label { display: none } button, input, fieldset, textarea, td { border: 9px solid red; padding: 20px; background: yellow; appearance: none }
*::before { content: "!" } input::placeholder { color: lime } svg { display: none } .intake-question { transform: rotate(4deg) }
"""
OLD = """html { font-size: 62.5% } body { font: 11px Verdana; text-align: center; text-transform: uppercase; line-height: 1 }
table { font-size: 20px; border-collapse: separate } td { padding: 9px; vertical-align: bottom } label { float: left; width: 90px }
input, select { height: 18px; width: 60px; border: 1px inset } h2 { background: navy; color: white } p { text-indent: 2em }
"""
AROUND = '<p class="own">Our own words, <b>bold</b>.</p><table class="own"><tr><td>A <label>label <input value="x"></label><button>Go</button></td></tr></table>'


BAD = """<p id="bad"><a href="java&#10;script:x()">a</a><a href="data:text/html,x">a</a><a href="/b">a</a>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="><button formaction=" javascript:x()" onclick="x()">b</button>
<svg><a href="/c" xlink:href="javascript:x()"><set attributeName="href" to="javascript:x()"></set></a></svg></p>"""


def given(name: str) -> str:
    answers = json.dumps({"answers": {"name": name}})
    return f'<script type="application/json" class="intake-prefill">{answers}</script>'


def page(
    inside: str, style: str = "", html: str = "<!DOCTYPE html><html lang=en>", links: str = LINKS
) -> str:
    """A host's page, with parts of its own above and below the form."""
    linked = f'<link rel="stylesheet" href="{style}.css">' if style else ""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Host</title>{linked}'
    return f"{html}<head>{head}{links}</head><body>{AROUND}{inside}{AROUND}</body></html>"


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """A portal that has the files of two forms, and host pages of all sorts."""
    folder = tmp_path_factory.mktemp("portal")
    with hosts.serve({}) as (address, kept), hosts.serve({}) as (elsewhere, other):
        (folder / "questions.yaml").write_text(FORM.format(origin=address), "utf-8")
        checked, _ = pipeline.check(folder / "questions.yaml")
        pipeline.build(checked.questionnaires, folder / "output", ["html"], folder / "templates")
        files = {
            path.name: path.read_text("utf-8")
            for path in (folder / "output").iterdir()
            if path.suffix in (".html", ".js", ".css")
        }
        one, two = files["one.fragment.html"], files["two.fragment.html"]
        element = '<intake-form src="one.fragment.html"></intake-form>'
        right, old = '<!DOCTYPE html><html lang="ar" dir="rtl">', '<html lang="en">'
        files |= {"hostile.css": HOSTILE, "old.css": OLD, "large.css": "html { font-size: 30px }"}
        for name, inside in (("fragment", one), ("element", element)):
            files |= {
                f"{name}.html": page(inside),
                f"{name}-hostile.html": page(inside, "hostile"),
                f"{name}-rtl.html": page(inside, "hostile", right),
                f"{name}-large.html": page(inside, "large"),
                f"{name}-old.html": page(
                    f"<table width=100%><tr><td>{inside}</td></tr></table>", "old", old
                ),
                f"{name}-narrow.html": page(f'<div class="aside">{inside}</div>', "aside"),
            }
        files |= {
            "aside.css": ".aside { width: 343px; margin-left: 40px }",
            "two.html": page(one + two),
            "twice.html": page(one + one),
            "given.html": page(one + given("Ada") + two + given("Bo") + one),
            "bad.fragment.html": one.replace("</form>", f"{BAD}</form>", 1),
            "shadow.html": page('<div id="host"></div><script src="host.js"></script>'),
            "host.js": "const root = host.attachShadow({mode: 'open'}); const made = document.createElement('intake-form'); made.setAttribute('src', 'one.fragment.html'); root.append(made)",
            "missing.html": page('<div lang="ar"><intake-form src="none.fragment.html"></intake-form></div>'),
            "in-a-form.html": page(f'<form action="/other" method="post">{element}</form>'),
            "frame.html": page('<iframe data-intake src="one.html" width="500" height="300"></iframe><script src="intake-frame.js"></script>', links=""),
            "late.html": page('<iframe data-intake src="one.html" width="500" height="300"></iframe>', links=""),
            "across.html": page(f'<iframe data-intake src="{elsewhere}/one.html" width="500" height="300"></iframe><script src="intake-frame.js"></script>', links=""),
            "sandbox.html": page('<iframe data-intake="sandboxed" sandbox="allow-scripts allow-forms" src="one.html" width="500" height="300"></iframe><script src="intake-frame.js"></script>', links=""),
            "unasked.html": page('<iframe data-intake sandbox="allow-scripts" src="one.html" width="500" height="300"></iframe><script src="intake-frame.js"></script>', links=""),
        }  # fmt: skip
        kept.files.update(files)
        for name in [name for name in files if name.endswith(".html") and name not in OURS]:
            kept.headers_of[name] = {"Content-Security-Policy": hosts.STRICT}
        del kept.headers_of["late.html"]  # a test adds a script to it
        across = hosts.STRICT.replace("frame-src 'self'", f"frame-src {elsewhere}")
        kept.headers_of["across.html"] = {"Content-Security-Policy": across}
        other.files["one.html"] = files["one.html"]
        kept.address = address
        yield kept


OURS = {f"{form}{language}{kind}" for form in ("one", "two") for language in ("", ".ar") for kind in (".html", ".fragment.html", ".embed.html")}  # fmt: skip


@pytest.fixture
def opened(browser, portal):
    """`opened(name)`: a page of the portal with the form at work; at the end nothing was complained of."""
    pages, said = [], []

    def open_page(name: str, width: int = 1000, ready: str = ".intake-live", **options):
        made = browser.new_page(viewport={"width": width, "height": 900}, **options)
        pages.append(made)
        made.on("pageerror", lambda error: said.append(str(error)))
        made.on("console", lambda one: one.type in ("error", "warning") and said.append(one.text))
        made.goto(f"{portal.address}/{name}.html")
        if ready:
            made.locator(ready).first.wait_for()
        return made

    open_page.said = said
    yield open_page
    for one in pages:
        one.close()
    assert said == []


def until(page, said: str) -> None:
    """Wait for what is said. Playwright's own waiting evaluates text, which a strict policy forbids."""
    for _ in range(200):
        if page.evaluate(said):
            return
        page.wait_for_timeout(50)
    pytest.fail(said)


def picture(page, of: str = ".intake") -> Image.Image:
    return Image.open(io.BytesIO(page.locator(of).first.screenshot())).convert("L")


def differing(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that are plainly another shade; all of them where the sizes differ."""
    if one.size != other.size:
        return 1.0
    shades = ImageChops.difference(one, other).histogram()
    return sum(shades[64:]) / sum(shades)


HOSTS = ["", "-hostile", "-rtl", "-large", "-old"]


@pytest.fixture(scope="module")
def alone(browser, portal):
    """The form on its own page, as wide as it is in a host's page of a width."""
    made: dict[int, Image.Image] = {}

    def look(width: int) -> Image.Image:
        if width not in made:
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(f"{portal.address}/one.html")
            # In a host's page it is the host that offers the other languages.
            page.locator(".intake-languages").evaluate("(links) => links.remove()")
            made[width] = picture(page)
            page.close()
        return made[width]

    return look


@pytest.mark.parametrize("way", ["fragment", "element"])
def test_looks_as_it_does_alone(way: str, opened, alone) -> None:
    """In a clean page, a hostile one, from right to left, with a 30 px root, without a doctype."""
    found = {host: differing(picture(opened(f"{way}{host}")), alone(1000)) for host in HOSTS}
    found["-narrow"] = differing(picture(opened(f"{way}-narrow")), alone(359))
    assert {host: share for host, share in found.items() if share > 0.0005} == {}


@pytest.mark.parametrize("host", ["", "-hostile", "-old"])
def test_the_page_around_stays_as_it_was(host: str, opened, portal) -> None:
    """The host's own parts, with our files and without them."""
    name = f"fragment{host}"
    bare = portal.files[f"{name}.html"].replace(LINKS, "")
    portal.files["bare.html"] = bare
    portal.headers_of["bare.html"] = {"Content-Security-Policy": hosts.STRICT}
    ours, without = opened(name), opened("bare", ready="")
    for part in ("p.own", "table.own"):
        assert differing(picture(ours, part), picture(without, part)) == 0


def test_alone_and_embedded_are_told_apart(opened, alone) -> None:
    """The comparison itself can fail."""
    page = opened("fragment")
    page.evaluate("document.querySelector('.intake-title').firstChild.data = 'Else'")
    assert differing(picture(page), alone(1000)) > 0.0001
    page.evaluate("document.querySelector('link[href^=intake]').remove()")
    assert differing(picture(page), alone(1000)) == 1


def filled(page) -> None:
    page.locator("[name=name]").first.fill("Ada")
    page.locator("[name=smoke][value=yes]").first.check()
    page.locator("[name=many]").first.fill("3")


@pytest.mark.parametrize(
    "way", ["fragment-hostile", "element", "element-old", "shadow", "in-a-form", "twice"]
)
def test_a_browser_sends_it_from_anywhere(way: str, opened, portal) -> None:
    """A plain POST under a strict policy, with the answers and nothing of the page around."""
    portal.posts.clear()
    page = opened(way)
    filled(page)
    page.locator("button[type=submit]").first.click()
    page.wait_for_url("**/intake")
    ((path, kind, body),) = portal.posts
    assert (path, kind) == ("/intake", "application/x-www-form-urlencoded")
    sent = dict(parse_qsl(body.decode()))
    assert {key: sent[key] for key in ("intake.form", "name", "smoke", "many")} == {
        "intake.form": "one", "name": "Ada", "smoke": "yes", "many": "3",
    }  # fmt: skip


def test_the_element_sends_json_where_it_is_told(opened, portal) -> None:
    """With the portal's headers and hidden inputs; its events leave the shadow root."""
    portal.posts.clear()
    page = opened("element", ready="")
    page.evaluate("""() => {
        const made = document.createElement('intake-form');
        for (const [name, value] of Object.entries({
            src: 'one.fragment.html', send: 'fetch', action: '/other', 'heading-level': '4', scheme: 'dark',
            headers: '{"X-CSRF-Token": "t"}',
        })) made.setAttribute(name, value);
        const token = document.createElement('input');
        Object.assign(token, {type: 'hidden', name: 'csrf', value: 'abc'});
        made.append(token);
        made.id = 'made';
        window.told = [];
        for (const name of ['ready', 'change', 'submit', 'sent', 'error']) {
            document.addEventListener(`intake:${name}`, event => told.push(`${name} ${event.target.id}`));
        }
        document.querySelector('intake-form').replaceWith(made);
    }""")
    page.locator("#made .intake-live").wait_for()
    headings = page.locator("#made :is(h1, h2, h3, h4, h5, h6)")
    assert [one.evaluate("e => e.tagName") for one in headings.all()][:2] == ["H4", "H5"]
    dark = "getComputedStyle(document.querySelector('#made').shadowRoot.querySelector('.intake')).backgroundColor"
    assert page.evaluate(dark) == "rgb(16, 22, 31)"
    page.locator("button[type=submit]").click()
    assert page.locator(".intake-errors li").count() == 1
    filled(page)
    page.locator("button[type=submit]").click()
    page.locator(".intake-sent").wait_for()
    ((path, kind, body),) = portal.posts
    assert (path, kind) == ("/other", "application/json")
    sent = json.loads(body)
    assert sent["answers"] == {"name": "Ada", "smoke": "yes", "many": 3}
    assert sent["csrf"] == "abc"
    told = page.evaluate("told")
    assert told[:2] == ["ready made", "error made"]
    assert told[-2:] == ["submit made", "sent made"]


def test_two_forms_in_one_page_do_not_meet(opened) -> None:
    """Neither two forms with the same items nor one form twice: ids, labels, radios, errors."""
    for name in ("two", "twice"):
        page = opened(name)
        page.locator(".intake-live").nth(1).wait_for()
        first, second = page.locator(".intake").all()
        ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
        assert len(ids) == len(set(ids)) > 10
        first.locator("label", has_text="Yes").first.click()
        second.locator("label", has_text="No").first.click()
        assert first.locator("[name=smoke]:checked").get_attribute("value") == "yes"
        assert second.locator("[name=smoke]:checked").get_attribute("value") == "no"
        second.locator("button[type=submit]").click()
        assert (
            first.locator(".intake-errors li").count(),
            second.locator(".intake-errors li").count(),
        ) == (0, 1)
        second.locator(".intake-errors a").click()
        assert second.locator("[name=name]").evaluate("e => e === document.activeElement")


def test_what_cannot_be_fetched_is_said_in_the_language_of_the_page(opened) -> None:
    page = opened("missing", ready=".intake-failed")
    box = page.locator(".intake-failed")
    assert box.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator(".intake").get_attribute("lang") == "ar"
    assert box.locator("a").get_attribute("href").endswith("/none.html")
    page.locator("intake-form").evaluate("e => e.setAttribute('src', 'one.fragment.html')")
    page.locator(".intake-live").wait_for()
    assert any("404" in one for one in opened.said)
    opened.said[:] = [one for one in opened.said if "404" not in one]


def test_the_language_changes_with_the_attribute(opened) -> None:
    page = opened("element")
    page.locator("intake-form").evaluate("e => e.setAttribute('lang', 'ar')")
    page.locator(".intake[lang=ar] .intake-live").wait_for()
    assert page.locator(".intake").get_attribute("dir") == "rtl"


def test_nothing_in_a_fragment_runs(opened, portal) -> None:
    """A script or a handler that slipped into the file is left out."""
    bad = '<script>window.ran = 1</script><p onclick="ran = 1">x</p><style>* { color: red }</style>'
    portal.files["wild.fragment.html"] = portal.files["one.fragment.html"].replace(
        "<form", f"{bad}<form", 1
    )
    page = opened("element")
    page.locator("intake-form").evaluate("e => e.setAttribute('src', 'wild.fragment.html')")
    page.locator("intake-form p:text-is('x')").click()
    assert page.evaluate("window.ran") is None
    assert page.locator("intake-form :is(script, style)").count() == 0
    # The portal's policy says so too, of the handler in the file.
    assert all("Content Security Policy" in one for one in opened.said)
    opened.said.clear()


HEIGHTS = [("frame", True), ("across", True), ("sandbox", True), ("unasked", False)]


@pytest.mark.parametrize(("name", "grows"), HEIGHTS)
def test_a_frame_is_as_high_as_its_form(name: str, grows: bool, opened) -> None:
    """By messages from the right origin, also another than the page's; one from a sandbox only where the page asks for it."""
    page = opened(name, ready="")
    frame = page.frame_locator("iframe")
    frame.locator(".intake-live").wait_for()
    height = page.locator("iframe").evaluate
    if not grows:
        page.wait_for_timeout(200)
        assert height("e => e.offsetHeight") == 304
        return
    until(page, "document.querySelector('iframe').offsetHeight > 1000")
    before = height("e => e.offsetHeight")
    frame.locator("[name=smoke][value=yes]").check()
    until(page, f"document.querySelector('iframe').offsetHeight > {before}")
    frame.locator("button[type=submit]").click()
    until(
        page,
        """() => {
        const { top } = document.querySelector('iframe').getBoundingClientRect();
        return top > -200 && top < innerHeight / 2 }""",
    )


FORGED = [
    {"source": "other", "version": 1, "type": "resize", "height": 500},
    {"source": "intake", "version": 2, "type": "resize", "height": 500},
    {"source": "intake", "version": 1, "type": "resize", "height": "500"},
    {"source": "intake", "version": 1, "type": "resize", "height": -5},
    {"source": "intake", "version": 1, "type": "resize"},
    None,
    "intake",
]


def test_the_listener_takes_no_other_message(opened) -> None:
    """Not from the page itself, not of another shape; and a height has its bounds."""
    page = opened("unasked", ready="")
    page.frame_locator("iframe").locator(".intake-live").wait_for()
    for forged in FORGED:
        page.evaluate("said => postMessage(said, '*')", forged)
        page.evaluate("""said => dispatchEvent(new MessageEvent('message', {
            data: said, origin: location.origin, source: document.querySelector('iframe').contentWindow }))""", forged)  # fmt: skip
    right = {"source": "intake", "version": 1, "type": "resize", "height": 10**9}
    page.evaluate("said => postMessage(said, '*')", right)
    page.wait_for_timeout(100)
    assert page.locator("iframe").evaluate("e => e.style.height") == ""
    page.evaluate("""said => dispatchEvent(new MessageEvent('message', {
        data: said, origin: location.origin, source: document.querySelector('iframe').contentWindow }))""", right)  # fmt: skip
    assert page.locator("iframe").evaluate("e => e.style.height") == "30000px"


def test_a_form_that_is_quicker_than_the_portals_script_tells_its_height_again(opened) -> None:
    """It is asked to, by a script that comes when the form has long been there."""
    page = opened("late", ready="")
    page.frame_locator("iframe").locator(".intake-live").wait_for()
    assert page.evaluate("document.querySelector('iframe').offsetHeight") < 400
    page.add_script_tag(url="intake-frame.js")
    until(page, "document.querySelector('iframe').offsetHeight > 1000")


def test_a_page_that_nobody_frames_has_no_script_for_it(made) -> None:
    assert "postMessage" not in made("seed").page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_the_page_for_developers(width: int, scheme: str, opened) -> None:
    """Accessible, narrow, light and dark, under its own policy; an example of each way."""
    page = opened("one.embed", width, "intake-form .intake-live", color_scheme=scheme)
    assert page.locator(".intake-live").count() == 2
    assert page.evaluate("document.scrollingElement.scrollWidth") == width
    assert page.locator(".guide-copy:visible").count() >= 7
    response = Axe().run(page, options={"resultTypes": ["violations"]}).response
    # The example of the element and that of the fragment are the same form.
    assert [one["id"] for one in response["violations"] if one["id"] != "landmark-unique"] == []
    page.locator("iframe").scroll_into_view_if_needed()
    page.frame_locator("iframe").locator(".intake-live").wait_for()


def test_the_headers_that_are_told_let_the_form_work(opened, portal) -> None:
    """Exactly those lines, on the page in the frame."""
    page = opened("one.embed", ready="")
    told = page.get_by_role("group", name="headers of the framed page").inner_text()
    headers = dict(line.split(": ", 1) for line in told.strip().splitlines())
    assert headers["X-Content-Type-Options"] == "nosniff"
    portal.headers_of["one.html"] = headers
    try:
        page = opened("frame", ready="")
        page.frame_locator("iframe").locator(".intake-live").wait_for()
        until(page, "document.querySelector('iframe').offsetHeight > 1000")
    finally:
        del portal.headers_of["one.html"]


def test_a_fragment_works_without_script(opened, portal) -> None:
    portal.posts.clear()
    page = opened("fragment-hostile", ready=".intake", java_script_enabled=False)
    live.answer(page, [("name", "Ada"), ("smoke", "yes")])
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/intake")
    assert dict(parse_qsl(portal.posts[0][2].decode()))["name"] == "Ada"


NO_ADDRESS = """clinic: {name: A, theme: {accent: "#7a1f5c", radius: 0, font: "Georgia, serif"}}
forms:
  f: {title: T, sections: [{title: S, items: [{id: name, text: Name, kind: string}]}]}
"""


def test_a_form_without_an_address_is_sent_where_the_element_says(browser, tmp_path: Path) -> None:
    """It gets its button; and it has the clinic's theme, over which the page has the last word."""
    (tmp_path / "questions.yaml").write_text(NO_ADDRESS, "utf-8")
    checked, _ = pipeline.check(tmp_path / "questions.yaml")
    pipeline.build(checked.questionnaires, tmp_path / "output", ["html"], tmp_path / "templates")
    files = {path.name: path.read_text("utf-8") for path in (tmp_path / "output").iterdir()}
    style = "<style>#b { --intake-accent: #123456 }</style>"
    element = '<intake-form id="{}" src="f.fragment.html" action="/here"></intake-form>'
    files["host.html"] = page(style + element.format("a") + element.format("b"))
    tab = browser.new_page()
    with hosts.serve(files) as (address, kept):
        tab.goto(f"{address}/host.html")
        tab.locator("#b button[type=submit]").wait_for()
        colours = [
            tab.locator(f"#{name} button").evaluate("e => getComputedStyle(e).backgroundColor")
            for name in "ab"
        ]
        assert colours == ["rgb(122, 31, 92)", "rgb(18, 52, 86)"]
        look = tab.locator("#a input[name=name]").evaluate(
            "e => [getComputedStyle(e).borderRadius, getComputedStyle(e).fontFamily]"
        )
        assert look == ["0px", "Georgia, serif"]
        tab.locator("#a input[name=name]").fill("Ada")
        tab.locator("#a button").click()
        tab.wait_for_url("**/here")
        assert dict(parse_qsl(kept.posts[0][2].decode()))["name"] == "Ada"
    tab.close()


def test_another_form_is_shown_in_the_language_that_was_asked_for(opened) -> None:
    page = opened("element")
    page.evaluate("document.querySelector('intake-form').lang = 'ar'")
    page.locator(".intake[lang=ar] .intake-live").wait_for()
    page.evaluate("document.querySelector('intake-form').setAttribute('src', 'two.fragment.html')")
    shown = page.locator(".intake[lang=ar] .intake-live:has([name='intake.form'][value=two])")
    shown.wait_for()


def test_each_of_three_forms_begins_with_what_stands_after_it(opened) -> None:
    page = opened("given")
    page.locator(".intake-live").nth(2).wait_for()
    names = [one.input_value() for one in page.locator(".intake-live [name=name]").all()]
    assert names == ["Ada", "Bo", ""]


def test_nothing_of_a_fragment_runs(opened) -> None:
    page = opened("element")
    page.evaluate("document.querySelector('intake-form').setAttribute('src', 'bad.fragment.html')")
    page.locator("#bad").wait_for()
    left = page.locator("#bad").evaluate("""(bad) => [...bad.querySelectorAll('*')]
        .flatMap(one => [one.localName, ...[...one.attributes].map(({name, value}) => `${name}=${value.slice(0, 10)}`)])""")  # fmt: skip
    assert left == ["a", "a", "a", "href=/b", "img", "src=data:image", "button", "svg", "a", "href=/c"]  # fmt: skip
    # the policy of the page complains of them as they are fetched, and nothing else does
    assert all("has been blocked" in one for one in opened.said)
    opened.said.clear()
