# ruff: noqa: E501  # lines of styles
"""The clinic's theme: what it may hold, what follows from it; and styles set apart from a page."""

import re
from pathlib import Path

import corpus
import pytest

from intake import pipeline
from intake.content.colours import READABLE, contrast, near
from intake.content.problems import ContentError
from intake.content.theme import DARK, LIGHT, PAIRS, Theme, dark, light
from intake.export.isolated import isolated, selectors
from intake.export.rendering import Renderer
from intake.export.stylesheet import stylesheet
from intake.export.theme import NAMES, PUBLIC, theme_css

FORM = """clinic:
  name: Riverside Neurology
  {key}
forms:
  f: {{title: T, sections: [{{title: S, items: [{{id: name, text: Name, kind: string}}]}}]}}
"""


def checked(key: str, folder: Path):
    path = folder / "questions.yaml"
    path.write_text(FORM.format(key=key), "utf-8")
    return pipeline.check(path)[0]


def test_the_usual_colours_are_those_of_the_styles() -> None:
    """In both schemes; and they fit their grounds."""
    styles = (corpus.ROOT / "templates/styles/screen.css").read_text("utf-8")
    styles += (corpus.ROOT / "templates/styles/live.css").read_text("utf-8")
    full = {name: re.sub("^#(.)(.)(.)$", r"#\1\1\2\2\3\3", value) for name, value in
            re.findall(r"(--\w+): (#\w+)", styles.split("prefers-color-scheme")[0])}  # fmt: skip
    full |= dict(re.findall(r"(--wrong): (#\w+)", styles)[:1])
    assert {key: full[NAMES[key]] for key in LIGHT} == LIGHT
    for value in DARK.values():
        assert value in styles
    for colours in (LIGHT, DARK):
        assert all(contrast(colours[a], colours[b]) >= least for a, b, least in PAIRS)


RATIOS = [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)]


@pytest.mark.parametrize(("one", "other", "ratio"), RATIOS)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("ground", ["#ffffff", "#10161f", "#777777", "#ffd700"])
@pytest.mark.parametrize("colour", ["#8ab4f8", "#0b5394", "#ff0000", "#777777"])
def test_the_near_colour_can_be_read(colour: str, ground: str) -> None:
    assert contrast(near(colour, ground, READABLE), ground) >= min(READABLE, 4.4)


def test_what_is_not_said_follows(tmp_path: Path) -> None:
    """A brand's colour alone is enough: the rest can be read on it, in the dark as well."""
    for accent in ("#0b7a3e", "#7a1f5c", "#000", "a00"):
        theme = Theme(accent=accent)
        for colours in (light(theme), dark(theme)):
            assert all(contrast(colours[a], colours[b]) >= least for a, b, least in PAIRS)
    theme = Theme(background="#fdf6e3")
    assert all(contrast(light(theme)[a], light(theme)[b]) >= least for a, b, least in PAIRS)


BAD = [
    ("theme: {accent: red}", "E304"),
    ('theme: {accent: "#12"}', "E304"),
    ('theme: {accent: "#fff; } * { color: red"}', "E304"),
    ('theme: {font: "x; } * {"}', "E304"),
    ('theme: {font: "url(http://x)"}', "E304"),
    ("theme: {radius: 3em}", "E304"),
    ('theme: {radius: "1px; color: red"}', "E304"),
    ("theme: {spacing: 2}", "E309"),
    ("theme: {accent: [red]}", "E303"),
    ("theme: {colour: red}", "E301"),
    ('theme: {accent: "#8ab4f8"}', "E430"),
    ('theme: {dark: {text: "#222"}}', "E430"),
    ("embedded_in: [http://portal.example]", "E309"),
    ("embedded_in: [https://portal.example/path]", "E309"),
    ('embedded_in: ["https://a.example; script-src *"]', "E309"),
    ("embedded_in: [https://a.example, https://a.example]", "E309"),
]


@pytest.mark.parametrize(("key", "code"), BAD, ids=[key for key, _ in BAD])
def test_what_is_wrong_is_one_problem_at_its_place(key: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        checked(key, tmp_path)
    ((problem),) = caught.value.problems
    assert (problem.code, problem.place.line) == (code, 3)


def test_the_cure_is_one(tmp_path: Path) -> None:
    """What a problem tells to write has no problem."""
    key = 'theme: {accent: "#8ab4f8", text: "#999", background: "#eee", button_text: "#fff"}'
    for _ in range(4):
        try:
            checked(key, tmp_path)
        except ContentError as error:
            for name, value in (
                re.search(r'write (\w+): "(#\w+)"', p.cure).groups() for p in error.problems
            ):
                key = re.sub(rf'\b{name}: "#\w+"', f'{name}: "{value}"', key)
        else:
            return
    pytest.fail(key)


def test_a_theme_is_in_the_page_and_in_the_styles_of_fragments(tmp_path: Path) -> None:
    key = "theme: {accent: 7a1f5c, radius: 8px, font: 'Georgia, serif', spacing: roomy}"
    form = checked(key, tmp_path).questionnaires[0]
    rules = theme_css(form.clinic.theme)
    assert '--accent: #7a1f5c; --radius: 8px; --space: 1.3; --font: "Georgia", serif' in rules
    assert "--accent: var(--intake-accent, #7a1f5c) !important" in stylesheet(
        form.clinic, Renderer()
    )
    assert theme_css(None) == ""


ISOLATED = [
    (".intake p { margin: 1rem }", ".intake p { margin: calc(1 * var(--intake-rem)) !important }"),
    (".intake { --accent: red }", ".intake { --accent: var(--intake-accent, red) !important }"),
    (".intake-x { --accent: red }", ".intake-x { --accent: red !important }"),
    (".intake a { color: red !important }", "@layer strict { .intake a { color: red !important } }"),
    (
        "@media screen and (min-width: 40rem) { .intake a { top: 0 } }",
        "@media screen {\n@container (min-width: 37em) {\n.intake a { top: 0 !important }\n}\n}",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("written", "made"), ISOLATED)
def test_styles_are_set_apart(written: str, made: str) -> None:
    assert made in isolated(written, PUBLIC)


SELECTORS = [
    (".intake h1", "", ".intake .intake-heading"),
    ("[dir=rtl] .intake h1", "", ".intake[dir=rtl] .intake-heading"),
    ("html:has(> body > .intake)", "", ""),
    (".intake-body tbody th", "", ".intake-body tbody th"),
    (".intake, .intake-body", "[a]", ".intake[a], .intake[a] .intake-body"),
]


@pytest.mark.parametrize(("written", "scheme", "made"), SELECTORS)
def test_selectors_fit_any_page(written: str, scheme: str, made: str) -> None:
    assert selectors(written, scheme) == made


def test_no_rule_reaches_out_of_the_form() -> None:
    """Every selector of the style sheet asks for the form's root or for a class of its own."""
    clinic = corpus.questionnaire(corpus.SEED).clinic
    styles = stylesheet(clinic, Renderer())
    heads = [h for h in re.findall(r"^([^@{}\n]+) \{", styles, re.MULTILINE)]
    assert len(heads) > 200
    for head in heads:
        for one in re.split(r",\s*(?![^(]*\))", head):
            assert ".intake" in one, head
    assert not re.search(r"\drem\b", styles)
