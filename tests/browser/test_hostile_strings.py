# ruff: noqa: E501  # lines of YAML and of scripts
"""Hostile texts, in the content and as answers: each stays the text that it is, and runs nothing.

In the content each string stands in some of the places; SWEEP=1 puts each into all of them.
"""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import live
import pytest
from hostile_strings import LETTERS, STRINGS
from test_sending import portal

from intake.answers.receiving import Receiver
from intake.content.gather import gather
from intake.content.problems import ContentError
from intake.content.validate import validate
from intake.export.html import export
from intake.export.rendering import Renderer

SWEEP = bool(os.environ.get("SWEEP"))
PRINTABLE = len(STRINGS) - len(LETTERS)
"""Of those after, content refuses some, and what they stand in with others."""
EVERY = 1 if SWEEP else 3
FILES = 6

HEAD = """clinic:
  submit_to: /intake
  name: {name}
forms:
  f:
    title: {title}
    intro: {intro}
    notice: {notice}
    sections:
"""
SECTION = """
      - id: s{n}
        title: {a}
        intro: {b}
        items:
          - {{id: n{n}, text: Nothing}}
"""
PLACES = """
          - id: a{n}
            kind: string
            pattern: "[0-9]{{5}}"
            text: {a}
            hint: {b}
            reason: {c}
            constraint_message: {said}

          - id: b{n}
            kind: select_multiple
            text: Some
            options:
              - code: x
                text: {a}
            other: {b}
          - id: when{n}
            text: Then
            enable_when: {{item: b{n}, contains: x}}

          - id: c{n}
            kind: table
            text: Rows
            columns:
              - id: k
                text: {a}
                hint: {b}

          - id: d{n}
            kind: matrix
            text: {a}
            rows:
              - code: r
                text: {b}
            options:
              - code: o
                text: {c}
              - Never

          - id: e{n}
            kind: scale
            text: How much?
            lower: {a}
            upper: {b}

          - id: f{n}
            kind: quantity
            text: Many
            units:
              - code: u
                text: {a}
              - km

          - id: g{n}
            kind: display
            text: {a}
          - id: u{n}
            kind: decimal
            text: Number
            unit: {b}

          - id: h{n}
            kind: string
            text: Begun
            initial: {a}
          - id: i{n}
            kind: text
            text: Begun
            initial: {b}
            sensitive: true

          - id: j{n}
            kind: yes_no
            text: {a}
            follow_up:
              yes: [{{id: jj{n}, text: And?}}]
          - id: l{n}
            kind: select_one
            text: One
            options:
              - title: {b}
                options: [A, B]
              - title: Others
                options: [C]
""".split("\n\n")  # noqa: SIM905  # YAML is read as it is written

TEXTS = """() => {
    const found = new Set([document.title]);
    for (const one of document.querySelectorAll('body, body *:not(script)')) {
        if (one.textContent.length < 4000) found.add(one.textContent);
        for (const { value } of one.attributes) found.add(value);
        if (typeof one.value === 'string') found.add(one.value);
        for (const node of one.childNodes) if (node.nodeType === 3) found.add(node.data);
    }
    return [...found];
}"""
STRANGE = """() => {
    const count = query => document.querySelectorAll(query).length;
    return [count('form'), count('title'), count('style'), count('h1'), count('main'),
        count('script'), count('meta'), count(`img, iframe, object, embed, link, base, b, i, x, video,
        audio, marquee, dialog, slot, template, noscript, xmp, plaintext, math, animate, foreignObject,
        [onclick], [onerror], [onload], [onfocus], [style]`)];
}"""
"""How many there are of what a page has once, and of what it never has."""


def plain(text: str) -> str:
    """With a space for any white space; a mark of byte order is some for scripts."""
    return " ".join(text.strip("\ufeff").split())


def quoted(text: str) -> str:
    """A YAML scalar in double quotes."""
    return (
        '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'
    )


class Content:
    """A questions.yaml with hostile texts, each on a line of its own, with a mark of its own."""

    def __init__(self, strings: list[tuple[int, str]], refused: set[str]) -> None:
        self.wanted: dict[str, str] = {}
        self.refused = refused
        self._mark = 0
        heads = {"name": 170, "title": 170, "intro": 1900, "notice": 1900}
        parts = [HEAD.format(**{key: self.joined(strings, most) for key, most in heads.items()})]
        for n, string in strings:
            parts.append(self.filled(SECTION, n, string))
            for at, place in enumerate(PLACES):
                if (n // FILES + at) % EVERY == 0:
                    parts.append(self.filled(place, n, string))
        self.text = "".join(parts)

    def filled(self, place: str, n: int, string: str) -> str:
        names = re.findall(r"(?<!\{)\{(a|b|c|said)\}", place)
        return place.format(n=n, **{name: self.scalar(string) for name in names}) + "\n"

    def scalar(self, string: str) -> str:
        """The string with a mark before or after it; the mark alone, where content refused it."""
        self._mark += 1
        mark = f"k{self._mark}k"
        if mark in self.refused:
            return mark
        self.wanted[mark] = f"{mark} {string}" if self._mark % 2 else f"{string} {mark}"
        return quoted(self.wanted[mark]) + f" # {mark}"

    def joined(self, strings: list[tuple[int, str]], most: int) -> str:
        fitting = ""
        for n, string in strings:
            if n < PRINTABLE and len(fitting) + len(string) < most:
                fitting += f" {string}"
        return self.scalar(fitting)


def made(strings: list[tuple[int, str]], path: Path):
    """The questionnaire, and the content that is in it; what is refused is a mark only."""
    refused: set[str] = set()
    while True:
        content = Content(strings, refused)
        path.write_text(content.text, "utf-8")
        try:
            (form,) = validate(gather([path])).questionnaires
        except ContentError as error:
            lines = content.text.split("\n")
            found = {marked(lines, one.place.line - 1) for one in error.problems}
            assert found <= content.wanted.keys(), error.problems
            refused |= found
        else:
            return form, content


def marked(lines: list[str], at: int) -> str:
    """The mark of the text in a line, or in the first after it that has one."""
    return next(found[1] for line in lines[at:] if (found := re.search(r"# (k\d+k)$", line)))


@pytest.fixture
def watched(visit):
    """`watched(page)` gives the list of dialogs that a page has opened: of scripts that ran."""
    ran: list[str] = []
    pages = []

    def hear(dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    def watch(page) -> list[str]:
        page.on("dialog", hear)
        pages.append(page)
        return ran

    yield watch
    for page in pages:
        page.remove_listener("dialog", hear)


@pytest.mark.parametrize("file", range(FILES))
def test_content_stays_text(file: int, visit: Callable, watched, tmp_path: Path) -> None:
    strings = [*enumerate(STRINGS)][file::FILES]
    form, content = made(strings, tmp_path / "hostile.yaml")
    path = tmp_path / "hostile.html"
    path.write_bytes(export(form, Renderer(None)).content)
    visited = visit("", address="about:blank")
    ran = watched(visited.page)
    visited.requests.clear()
    visited.page.goto(path.as_uri())
    page = visited.page
    page.eval_on_selector_all("[name^=a]", "all => all.forEach(one => { one.value = 'x' })")
    page.evaluate(live.SUBMITTED)
    live.send(page)
    found = {plain(text) for text in page.evaluate(TEXTS)}
    lost = {mark: text for mark, text in content.wanted.items() if plain(text) not in found}
    for mark, text in [*lost.items()]:
        if any(one.endswith((f": {plain(text)}", f" = {plain(text)}")) for one in found):
            del lost[mark]
    assert lost == {}
    assert page.evaluate(STRANGE) == [1, 1, 1, 1, 1, 2, 4, 0]
    assert ran == []
    assert visited.requests == [path.as_uri()]
    assert visited.complaints == []
    assert len(content.refused) < len(content.wanted) / 5


TYPED = {
    "string": ("kind: string", "", lambda value: value),
    "text": ("kind: text", "", lambda value: value),
    "name": ("kind: person_name, parts: [given, family]", ".family", lambda value: value["family"]),
    "address": ("kind: address, parts: [line, city]", ".line", lambda value: value["line"]),
    "table": ("kind: table, columns: [{id: k, text: Which}]", ".1.k", lambda value: value[0]["k"]),
    "other": ("kind: select_one, options: [A], other: Other", ".other", None),
    "signature": ("kind: signature, dated: false", "", lambda value: value["name"]),
}
"""The fields for free text: an item's keys, the field's name after the item's id, and where its text
is in the answer; None where it stands beside the answer."""
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
TYPE = """typed => typed.map(([name, text]) => {
    const [one] = document.querySelectorAll(`[name="${name}"]:is([type=text], textarea)`);
    one.focus();
    one.value = text;
    one.dispatchEvent(new InputEvent('input', {bubbles: true}));
    return one.value;
})"""


@pytest.mark.parametrize("turn", range(len(TYPED)) if SWEEP else [0])
@pytest.mark.parametrize("by", ["form", "json"])
def test_answers_stay_text(by: str, turn: int, visit: Callable, watched, tmp_path: Path) -> None:
    """Each string is typed into one of the fields, sent, and comes back from the receiving side. On the
    page on which answers are looked over they stand as well."""
    fields = [*TYPED.values()]
    asked = [(n, text, *fields[(n + turn) % len(fields)]) for n, text in enumerate(STRINGS)]
    items = "".join(f"- {{id: q{n}, text: Q, {keys}}}\n" for n, _, keys, _, _ in asked)
    sent_as = 'data-send="fetch"' if by == "json" else ""
    clinic = "submit_to: /intake, screen: sections"
    with portal(live.page(items, tmp_path, clinic, sent_as), []) as (address, kept):
        visited = visit("", address=address)
        page, ran = visited.page, watched(visited.page)
        typed = page.evaluate(TYPE, [[f"q{n}{part}", text] for n, text, _, part, _ in asked])
        page.locator(".intake-ways button").first.click()
        said = {plain(text) for text in page.evaluate(TEXTS)}
        strange = page.evaluate(STRANGE)
        live.send(page)
        if by == "json":
            page.locator(".intake-sent").wait_for()
        else:
            page.wait_for_url("**/intake")
    ((headers, body),) = kept.posts
    (form,) = validate(gather([tmp_path / "live.yaml"])).questionnaires
    found = Receiver([form]).receive(headers["Content-Type"], body, datetime.now(UTC))
    assert found.answers
    refused = {
        f"q{n}"
        for n, text in enumerate(STRINGS)
        if re.search("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]", text)
    }
    assert {fault.item for fault in found.faults} == refused
    left_out = {text for _, text in found.answers.left_out}
    for (n, text, _, _, value_of), kept_text in zip(asked, typed, strict=True):
        assert plain(kept_text) == plain(text) or re.search("[\r\n]", text)
        if f"q{n}" in refused:
            assert any(kept_text in one for one in left_out), (n, text)
            continue
        values, beside = found.answers.values, found.answers.beside
        value = value_of(values[f"q{n}"]) if value_of else beside[f"q{n}"]["other"]
        assert plain(value) == plain(kept_text), (n, text)
        assert CONTROL.search(text) or any(one.endswith(plain(kept_text)) for one in said), text
    assert (strange[:6], strange[7]) == ([1, 1, 1, 1, 1, 2], 0)
    assert ran == []
    assert {one.removeprefix(address) for one in visited.requests} <= {"", "intake", "favicon.ico"}
    assert visited.complaints == []
