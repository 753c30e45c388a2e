"""The templates let no text become anything but text; a clinic may replace them one by one."""

import os
import re
from pathlib import Path

import corpus
import html5lib
import pytest
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from template_lint import lint
from typer.testing import CliRunner

from intake.cli import app
from intake.content.problems import ContentError
from intake.export.rendering import Renderer

TEMPLATES = corpus.ROOT / "templates"
FILES = sorted(
    str(path.relative_to(TEMPLATES))
    for path in TEMPLATES.rglob("*")
    if path.suffix in (".html", ".css", ".js", ".svg")
)

BAD = (
    ("unquoted attribute", "<p class={{ x }}>"),
    ("unquoted, after a prefix", "<p class=a-{{ x }}>"),
    ("single quotes", "<p class='{{ x }}'>"),
    ("tag name", "<{{ x }}>"),
    ("part of a tag name", "<h{{ x }}>"),
    ("closing tag name", "</{{ x }}>"),
    ("attribute name", "<p {{ x }}>"),
    ("part of an attribute name", '<p data-{{ x }}="1">'),
    ("style element", "<style>p { color: {{ x }} }</style>"),
    ("script element", "<script>let a = {{ x }}</script>"),
    ("script element with a type", '<script type="application/json">{{ x }}</script>'),
    ("JSON that is executed", "<script>{{ x|tojson }}</script>"),
    ("half of it JSON", '<script type="application/json">{{ x|tojson ~ y }}</script>'),
    ("inside iframe", "<iframe>{{ x }}</iframe>"),
    ("style element after markup", "<STYLE>\n</p>{{ x }}</STYLE>"),
    ("on attribute", '<p onclick="{{ x }}">'),
    ("on attribute in capitals", '<p onClick="a(\'{{ x }}\')">'),
    ("style attribute", '<p style="width: {{ x }}">'),
    ("href", '<a href="{{ x }}">'),
    ("src", '<img src="{{ x }}">'),
    ("srcset", '<img srcset="{{ x }}">'),
    ("another action", '<form action="{{ form.id }}">'),
    ("formaction", '<button formaction="{{ clinic.submit_to }}">'),
    ("svg link", '<use xlink:href="{{ x }}">'),
    ("comment", "<!-- {{ x }} -->"),
    ("meta refresh", '<meta http-equiv="refresh" content="{{ x }}">'),
    ("inside a block", '<p class={% if b %}"{{ x }}"{% else %}{{ y }}{% endif %}>'),
    ("safe", "<p>{{ x|safe }}</p>"),
    ("safe with spaces", "<p>{{ x | safe }}</p>"),
    ("safe in a block", "{% set y = x|safe %}"),
    ("filter block", "{% filter safe %}{{ x }}{% endfilter %}"),
    ("autoescape", "{% autoescape false %}{{ x }}{% endautoescape %}"),
    ("Markup", "{{ Markup(x) }}"),
    ("xmlattr", "<p{{ x|xmlattr }}>"),
    ("include in an attribute", '<p class={% include "a.html" %}>'),
    ("page included in style", '<style>{% include "a.html" %}</style>'),
    ("a text in an attribute", '<p title="{{ it.text }}">'),
    ("a text of the clinic in an attribute", '<p title="{{ clinic.name }}">'),
    ("a word of the template in an attribute", '<p aria-label="{{ _("When") }}">'),
    ("half of it plain", '<p title="{{ _("When")|plain }}: {{ option.text }}">'),
    ("plain too early", '<p title="{{ it.text|plain|upper }}">'),
    ("a choice of texts", '<p title="{{ it.ref if it.id else it.text }}">'),
    ("joined to an id", '<p title="{{ it.ref ~ it.text }}">'),
    ("a key by its name", '<p title="{{ it["text"] }}">'),
    ("a translated block in an attribute", '<p title="{% trans %}When{% endtrans %}">'),
    ("a text in title", "<title>{{ form.title }}</title>"),
    ("a text in textarea", "<textarea>{{ it.text }}</textarea>"),
)  # fmt: skip

GOOD = (
    ("text", "<p>{{ x }}</p>"),
    ("quoted attribute", '<p class="a-{{ it.kind }} b">{{ y }}</p>'),
    ("attribute after an if", '<p{% if a %} id="{{ it.ref }}"{% endif %} lang="{{ lang }}">'),
    ("a sign in an attribute", '<p title="a > b" class="{{ code }}">{{ y }}'),
    ("a text made plain", '<p title="{{ it.text|plain }}, {{ _("or")|plain }}">'),
    ("a choice of numbers", '<p size="{{ 4 if part == "year" else it.max_length or 2 }}">'),
    ("the number of texts", '<p class="rows-{{ part["items"]|length }}">'),
    ("the portal's address", '<form action="{{ clinic.submit_to }}">'),
    ("an address of our own", '<a href="#{{ it.ref }}">'),
    ("title", "<title>{{ x|plain }}</title>"),
    ("textarea", "<textarea>{{ x|plain }}</textarea>"),
    ("less than in text", "<p>3 < {{ x }}</p>"),
    ("style sheet", '<style>{% include "a.css" %}</style>{{ x }}'),
    ("data as JSON", '<script type="application/json" class="a">{{ x|tojson }}</script>{{ y }}'),
    ("a script", '<script type="module">{% include "a.js" %}</script>{{ x }}'),
    ("Jinja comment", "{# <p class={{ x }}> #}"),
    ("after a comment", "<!-- a > b --><p>{{ x }}</p>"),
    ("value-less attribute", "<fieldset disabled>{{ x }}</fieldset>"),
)


@pytest.mark.parametrize(("name", "source"), BAD, ids=[name for name, _ in BAD])
def test_lint_catches(name: str, source: str) -> None:
    """Each snippet would let a text out of its place; the lint says so."""
    assert lint(source)


@pytest.mark.parametrize(("name", "source"), GOOD, ids=[name for name, _ in GOOD])
def test_lint_passes(name: str, source: str) -> None:
    """What autoescaping does protect is no fault."""
    assert lint(source) == []


def test_lint_of_a_style_sheet_catches_values() -> None:
    """No value at all may stand in CSS."""
    assert lint("p { color: {{ x }} }", inside="style")
    assert not lint('{% include "a.css" %} p > b { color: red }', inside="style")
    assert lint("let a = {{ x }}", inside="script")
    assert not lint('{% include "a.js" %} if (a < b) c()', inside="script")


@pytest.mark.parametrize("name", FILES)
def test_templates_put_values_only_where_escaping_holds(name: str) -> None:
    """Element text and double-quoted attributes, nowhere else; no way round escaping."""
    source = (TEMPLATES / name).read_text("utf-8")
    inside = {"css": "style", "js": "script"}.get(name.rpartition(".")[2], "")
    assert lint(source, inside=inside) == []


def test_there_are_templates_to_lint() -> None:
    """The list above is not empty, and has a page and an item of every kind."""
    assert {"page.html", "sheet.html", *(f"items/{k}/item.html" for k in corpus.KINDS)} <= {*FILES}


def test_environment_is_strict() -> None:
    """Escaping for every name of file, undefined is an error, and the sandbox is on."""
    for language in ("en", "es", "ar", "fr"):
        environment = Renderer(None).environment(language)
        assert environment.autoescape is True
        assert environment.undefined is StrictUndefined
        assert isinstance(environment, ImmutableSandboxedEnvironment)


HOSTILE = (
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "{{7*7}} {% raw %} {# x #}",
    "</style></title></textarea><b>bold",
    "&amp; &lt;b&gt; &#60;i&#62;",
    "<!-- --><![CDATA[ ]]> %3Cscript%3E",
    "javascript:alert(1) ${7*7} `x` \\u003cb\\u003e",
    "“quoted” 'and' \"again\" < > & =",
)


SHORT_HOSTILE = """[{code: a, text: '98 "><i> b'}, {code: b, text: '99 </table>'}]"""
"""Options of a matrix, which stand in narrow columns."""


def hostile_form(folder: Path) -> Path:
    """A questions.yaml of every kind in which each text is one of HOSTILE, in turn, numbered."""
    count = 0

    def text(short: bool = True) -> str:
        nonlocal count
        count += 1
        return "'" + f"{count} {HOSTILE[count % len(HOSTILE)]}".replace("'", "''") + "'"

    def options(number: int) -> str:
        return "[" + ", ".join(f"{{code: c{n}, text: {text()}}}" for n in range(number)) + "]"

    select = f"options: {options(7)}, other: {text()}"
    group = f"options: [{{title: {text()}, options: {options(7)}}}, {{code: z, text: {text()}}}]"
    more = {
        "select_one": select,
        "select_multiple": group,
        "integer": f"unit: {text()}",
        "decimal": f"unit: {text()}, min: 1, max: 2",
        "quantity": f"units: {options(3)}",
        "body_map": f"other: {text()}",
        "scale": f"lower: {text()}, upper: {text()}",
        "string": f"initial: {text()}, constraint_message: {text()}, pattern: .*",
        "text": f"initial: {text()}, sensitive: true",
        "date": f"reason: {text()}, how_long_ago: true",
        "matrix": f"rows: {options(3)}, options: {SHORT_HOSTILE}",
        "table": f"columns: [{{id: hinted, text: {text()}, hint: {text()}}}, "
        + ", ".join(f"{{id: c{n}, text: {text()}}}" for n in range(5))
        + "]",
        "orderables": f"options: [{{code: o, text: {text()}, details: {options(7)}}}]",
    }
    lines = [
        f"clinic: {{name: {text()}, address: {text()}, phone: {text()}, submit_to: /x}}",
        "forms:",
        "  hostile:",
        f"    title: {text()}",
        f"    version: {text()}",
        f"    intro: {text()}",
        f"    notice: {text()}",
        f"    source: {{name: {text()}, article: {text()}, title: {text()}}}",
        "    sections:",
    ]
    for audience in ("patient", "clinician"):
        lines += [
            f"      - id: for-{audience}",
            f"        title: {text()}",
            f"        intro: {text()}",
            f"        for: {audience}",
            "        items:",
        ]
        for kind in corpus.KINDS:
            if audience in corpus.KIND_BY_NAME[kind].audience:
                hint = "" if kind in ("display", "orderables", "signature") else f"hint: {text()}, "
                keys = more.get(kind, "")
                start = f"id: {audience}_{kind}, kind: {kind}, text: {text()}, {hint}"
                lines.append(f"          - {{{start}{keys}}}")
    path = folder / "hostile.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def elements(tree) -> list[tuple[str, tuple[str, ...]]]:
    """Every element in order: its name, and the names of its attributes."""
    return [(e.tag, tuple(sorted(e.attrib))) for e in tree.iter() if isinstance(e.tag, str)]


@pytest.mark.parametrize("template", ["page.html", "sheet.html"])
def test_hostile_texts_stay_texts(template: str, tmp_path: Path) -> None:
    """The same elements as with harmless words, and every text whole in the document."""
    path = hostile_form(tmp_path)
    hostile = corpus.questionnaire(path)
    harmless_path = tmp_path / "harmless.yaml"
    harmless_path.write_text(
        re.sub(r"'(\d+) (?:[^']|'')*'", r"'word \1'", path.read_text("utf-8")), "utf-8"
    )
    harmless = corpus.questionnaire(harmless_path)
    trees = []
    for form in (hostile, harmless):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        trees.append(parser.parse(Renderer(None).render(template, form)))
    assert len(elements(trees[0])) > 200
    assert elements(trees[0]) == elements(trees[1])
    seen = " ".join("".join(trees[0].itertext()).split())
    values = {value for e in trees[0].iter() for value in e.attrib.values()}
    wanted = [t for item in hostile.items for t in (*corpus.texts(item), item.hint) if t]
    wanted += [hostile.title, hostile.intro, hostile.notice, hostile.clinic.name]
    assert len(wanted) > 100
    assert [t for t in wanted if " ".join(t.split()) not in seen] == []
    assert {sign for value in values for sign in value} >= {*"<>'\"&"}


def run(folder: Path, *arguments: str):
    """`intake build` in `folder`: its exit code, what it printed and what it complained of."""
    target = folder / "output"
    command = ["build", str(folder / "questions.yaml"), "--output", str(target), *arguments]
    return CliRunner().invoke(app, command, catch_exceptions=False)


def override(clinic: Path, name: str, source: str) -> None:
    """Put a template of the clinic's own in place."""
    path = clinic / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, "utf-8")


def test_overrides_replace_single_files(clinic: Path) -> None:
    """A clinic's own item and style are used; everything else is the built-in one."""
    override(
        clinic,
        "items/string/item.html",
        '{% macro item(it) %}<div class="own intake-item" data-item="{{ it.id }}">'
        '<label class="intake-question"'
        ' for="{{ it.ref }}">{{ it.text }}</label> <div class="intake-control"><input type="text"'
        ' id="{{ it.ref }}" name="{{ it.id }}" maxlength="500"></div></div>{% endmacro %}\n',
    )
    base = (corpus.ROOT / "templates" / "styles" / "base.css").read_text("utf-8")
    override(clinic, "styles/base.css", f"{base}.intake {{ color: rebeccapurple }}\n")
    result = run(clinic)
    assert (result.exit_code, result.stderr) == (0, "")
    page = (clinic / "output" / "muscle-twitching.html").read_text("utf-8")
    assert page.count('<div class="own intake-item" data-item=') == 2
    assert "rebeccapurple" in page
    assert "When did you first notice the twitching?" in page


BROKEN = (
    ("syntax", "<p>\n{% if %}\n</p>", "page.html:2"),
    ("unclosed block", "<p>\n{% if form %}\n", "page.html:"),
    ("unclosed value", "<p>\n\n{{ form.title </p>", "page.html:3"),
    ("undefined name", "<p>\n{{ wat }}", "page.html:2"),
    ("undefined key", "<p>\n\n\n{{ form.wat }}", "page.html:4"),
    ("undefined in an included file", '{% include "styles/_own.css" %}', "styles/_own.css:2"),
    ("unknown filter", "<p>\n{{ form.title|wat }}", "page.html:2"),
    ("unknown tag", "\n{% wat %}", "page.html:2"),
    ("a missing file", '<p>\n{% include "nowhere.html" %}', "page.html:2"),
    ("a file outside", '<p>\n{% include "../../../../../../etc/passwd" %}', "page.html:2"),
    ("a file by its full path", '<p>\n{% include "/etc/passwd" %}', "page.html:2"),
    ("includes itself", '<p>\n{% include "page.html" %}', "page.html:2"),
    ("extends itself", '{% extends "page.html" %}', "page.html:1"),
    ("imports itself", '<p>\n{% import "page.html" as again %}', "page.html:2"),
    (
        "macro without end",
        "{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}",
        "page.html:1",
    ),
    ("division by zero", "<p>\n{{ 1 / 0 }}", "page.html:2"),
    ("a wrong filter", "<p>\n{{ 5|dictsort }}", "page.html:2"),
    ("a number too large", "<p>\n{{ 2.0 ** 5000 }}", "page.html:2"),
    ("a huge range", "{% for i in range(10 ** 9) %}x{% endfor %}", "page.html:1"),
    ("a wrong type", "<p>\n{{ form.title + 1 }}", "page.html:2"),
    ("a call of a text", "<p>\n{{ form.title() }}", "page.html:2"),
    ("a wrong attribute", "<p>\n{{ form.title.wat }}", "page.html:2"),
    ("a class", "<p>\n{{ ''.__class__ }}", "page.html:2"),
    ("a class's parents", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "page.html:1"),
    ("globals of a function", "{{ lipsum.__globals__['os'].popen('id').read() }}", "page.html:1"),
    ("globals of a cycler", "{{ cycler.__init__.__globals__.os }}", "page.html:1"),
    ("format", "{{ '{0.__class__.__mro__}'.format(form) }}", "page.html:1"),
    ("attr filter", "{{ form|attr('__class__') }}", "page.html:1"),
    ("changing the data", "{{ kinds.append('x') }}", "page.html:1"),
    ("not UTF-8", b"<p>\xff\xfe</p>", "page.html"),
)


@pytest.mark.parametrize(("name", "source", "place"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_override_is_one_line(
    name: str, source: str | bytes, place: str, clinic: Path
) -> None:
    """E503 with the template's file and line, exit 1, no traceback, and nothing is written."""
    raw = source if isinstance(source, bytes) else source.encode()
    (clinic / "templates" / "page.html").write_bytes(raw)
    override(clinic, "styles/_own.css", "p { color: red }\n{{ wat }}\n")
    result = run(clinic, "--format", "html")
    lines = result.stderr.splitlines()
    assert (result.exit_code, len(lines)) == (1, 1), result.stderr
    assert place in lines[0]
    assert ": E503 " in lines[0]
    assert "root:" not in result.output
    assert not (clinic / "output").exists()


def test_an_override_that_makes_a_huge_text_is_one_line(clinic: Path) -> None:
    """E507, as for a form that needs too much memory: which of the two it is nobody can tell."""
    override(clinic, "page.html", "{{ 'x' * 10 ** 12 }}")
    result = run(clinic, "--format", "html")
    (line,) = result.stderr.splitlines()
    assert result.exit_code == 1
    assert ": E507 “muscle-twitching” needs more than 1 GB of memory; " in line
    assert not list((clinic / "output").glob("muscle-twitching*"))


def test_an_override_that_replaces_nothing_is_an_error(clinic: Path) -> None:
    """A misspelled name has its cure; a name with _ is a part of the clinic's own."""
    override(clinic, "styles/_own.css", "p { color: red }")
    assert run(clinic, "--format", "html").exit_code == 0
    override(clinic, "styles/scren.css", "p { color: red }")
    result = run(clinic, "--format", "html")
    assert result.exit_code == 1
    assert "scren.css: E503 replaces none" in result.stderr
    assert "did you mean “styles/screen.css”?" in result.stderr


def test_a_broken_override_leaves_the_old_output(clinic: Path) -> None:
    """What was made before stays as it was, to the byte."""
    assert run(clinic, "--format", "html").exit_code == 0
    before = {path: path.read_bytes() for path in (clinic / "output").iterdir()}
    assert len(before) >= 2
    override(clinic, "page.html", "{{ wat }}")
    assert run(clinic, "--format", "html").exit_code == 1
    assert {path: path.read_bytes() for path in (clinic / "output").iterdir()} == before


@pytest.mark.parametrize("how", ["file", "folder"])
def test_a_link_out_of_the_folder_is_not_followed(how: str, clinic: Path, tmp_path: Path) -> None:
    """A symbolic link to a file or folder elsewhere is an error, and its content is not shown."""
    secret = tmp_path / "secret"
    (secret / "string").mkdir(parents=True)
    (secret / "string" / "item.html").write_text("{% macro item(it) %}CANARY{% endmacro %}")
    if how == "file":
        (clinic / "templates" / "items" / "string").mkdir(parents=True)
        link = clinic / "templates" / "items" / "string" / "item.html"
        link.symlink_to(secret / "string" / "item.html")
    else:
        (clinic / "templates" / "items").symlink_to(secret)
    result = run(clinic, "--format", "html")
    assert result.exit_code == 1
    assert result.stderr.count("E503") == len(result.stderr.splitlines()) == 1
    assert not (clinic / "output").exists()


def test_templates_that_are_themselves_a_link_are_used(clinic: Path, tmp_path: Path) -> None:
    """A clinic may keep its templates elsewhere and link to the folder as a whole."""
    elsewhere = tmp_path / "elsewhere"
    (clinic / "templates").rename(elsewhere)
    (clinic / "templates").symlink_to(elsewhere)
    (elsewhere / "page.html").write_text("<!DOCTYPE html><title>own</title>{{ form.id }}")
    assert run(clinic, "--format", "html").exit_code == 0
    assert "own" in (clinic / "output" / "muscle-twitching.html").read_text()


def test_what_a_template_gets_is_plain(made) -> None:
    """Texts, numbers and lists of them: no model, and no function but range."""
    from types import SimpleNamespace

    from intake.export.rendering import view

    plain = (str, int, bool, type(None), range, os.PathLike)
    seen = 0

    def look(value: object) -> None:
        nonlocal seen
        seen += 1
        if isinstance(value, SimpleNamespace):
            for child in vars(value).values():
                look(child)
        elif isinstance(value, dict | tuple | list):
            for child in value.values() if isinstance(value, dict) else value:
                look(child)
        else:
            assert isinstance(value, plain) or type(value).__module__ in ("datetime", "decimal")

    look(view(made("seed").questionnaire))
    assert seen > 200


def test_the_problem_names_every_broken_form_once(clinic: Path) -> None:
    """One broken template is one problem, however many formats use it."""
    override(clinic, "parts.html", "{% macro section(part) %}\n{{ wat }}{% endmacro %}")
    with pytest.raises(ContentError) as caught:
        Renderer(clinic / "templates").render("page.html", corpus.questionnaire(corpus.SEED))
    assert len(caught.value.problems) == 1
