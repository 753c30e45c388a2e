"""Forms that are hard to lay out, each with what the build must say of it.

A case is the items of a form's only section, or its sections; the clinic's block and the form's own
keys are changed by keyword. `expects` holds a code and an item's id for each problem.
"""

from dataclasses import dataclass, field, replace
from typing import Any

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SENTENCE = "Please think of the last time that you felt well and say what has changed since then. "


def words(length: int) -> str:
    """A text of sentences, exactly `length` characters long."""
    return (SENTENCE * (length // len(SENTENCE) + 1))[: length - 1].rstrip() + "?"


@dataclass(frozen=True)
class Case:
    """`says` is what is tried. The form's only section holds `items`, or it has `sections`.

    `style` are rules of the clinic's own, and `template` one of its templates: the built-in one's
    name, and what of it is written otherwise; `id` is the form's. `expects` holds the code and the
    item's id of every problem, in order, and is empty where the form must be made.
    """

    says: str
    items: tuple[Any, ...] = ()
    expects: tuple[tuple[str, str], ...] = ()
    sections: tuple[Any, ...] = ()
    clinic: dict[str, Any] = field(default_factory=dict)
    form: dict[str, Any] = field(default_factory=dict)
    style: str = ""
    edition: str = "standard"
    template: tuple[str, str, str] | None = None
    id: str = "nasty"

    def content(self) -> dict[str, Any]:
        """The whole of a questions.yaml."""
        sections = self.sections or (section(*self.items),)
        return {
            "clinic": {"name": "Riverside", **self.clinic},
            "forms": {self.id: {"title": "Nasty", "sections": list(sections), **self.form}},
        }


def section(*items: Any, **keys: Any) -> dict[str, Any]:
    """A section with these items."""
    return {"id": "all", "title": "All", "items": list(items), **keys}


def it(kind: str, text: str = "What is it like?", **keys: Any) -> dict[str, Any]:
    """One item, whose id is `it`."""
    return {"id": "it", "kind": kind, "text": text, **keys}


def filler(lines: int, name: str = "before") -> dict[str, Any]:
    """An item that takes so many lines of a page, and one for its question."""
    return {"id": name, "kind": "text", "text": "What came before?", "lines": lines}


def numbered(count: int, text: str = "Answer number #") -> list[dict[str, str]]:
    """As many options or rows, with their number for #."""
    return [{"code": f"o{n}", "text": text.replace("#", str(n))} for n in range(1, count + 1)]


def columns(count: int, text: str = "Column #", kind: str = "string") -> list[dict[str, str]]:
    """The columns of a table."""
    return [
        {"id": f"c{n}", "text": text.replace("#", str(n)), "kind": kind}
        for n in range(1, count + 1)
    ]


def dates(count: int, others: int = 0, edition: str = "standard", style: str = "") -> Case:
    """A label block with so many dates, and lines for words."""
    kinds = ["date"] * count + ["string"] * others
    items = [
        {"id": f"b{n}", "kind": kind, "text": f"Date or words {n}"} for n, kind in enumerate(kinds)
    ]
    label = {"id": "block", "title": "Label", "appearance": "label_block", "items": items}
    said = f"{count} dates and {others} lines in the label block, {edition}"
    return Case(said, sections=(label, section("Where?")), edition=edition, style=style)


def block(*texts: str, shown: tuple[str, ...] = ("b1", "b2")) -> dict[str, Any]:
    """A label block with a box for each text: b1, b2 ..., and `shown` on every page."""
    items = [{"id": f"b{n}", "kind": "string", "text": t} for n, t in enumerate(texts, 1)]
    made = {"id": "block", "title": "Label", "appearance": "label_block", "items": items}
    return made | ({"on_every_page": list(shown)} if shown else {})


def deep(levels: int) -> dict[str, Any]:
    """A question with follow-ups, one within the other."""
    made = it("yes_no")
    for level in range(levels):
        above = {"id": f"d{level}", "kind": "yes_no", "text": f"{level}: {words(120)}"}
        made = above | {"follow_up": {"yes": [made]}}
    return made


LANGUAGES = {
    "ar": "متى لاحظت ارتعاش العضلات لأوّل مرّة، وهل كان ذلك في الجفن أم في مكان آخر من الجسم؟",
    "de": "Wann haben Sie die Muskelzuckungen zuerst bemerkt (Rechtsschutzversicherungsfall)?",
    "el": "Πότε παρατηρήσατε για πρώτη φορά τις ακούσιες μυϊκές συσπάσεις στο βλέφαρό σας;",
    "en": "When did you first notice the involuntary twitching of the muscles of your eyelid?",
    "es": "¿Cuándo notó por primera vez los movimientos involuntarios del músculo del párpado?",
    "pl": "Kiedy po raz pierwszy zauważyła Pani mimowolne drżenie mięśni? Źdźbło, gżegżółka.",
    "ru": "Когда вы впервые заметили непроизвольные подёргивания мышц, что предшествовало?",
    "vi": "Lần đầu tiên quý vị nhận thấy các cơn giật cơ không tự chủ là khi nào, ở đâu trước?",
}
"""A question in each language, of about 80 characters."""


OTHERS = ("large-print", "compact", "coded")


def spoken(language: str, edition: str = "standard") -> Case:
    """A form in which every text is the language's long question, on A4."""
    text = LANGUAGES[language]
    rows = [{"code": "a", "text": text}, {"code": "b", "text": f"{text} {text}"}]
    marks = [{"code": "c", "text": "1"}, {"code": "d", "text": "2"}]
    items = (
        it("select_one", text, hint=text, reason=text, options=rows, other=text),
        it("matrix", text, id="m", rows=rows, options=marks),
        it(
            "table",
            text,
            id="t",
            columns=[*columns(1, text), {"id": "d", "text": "X", "kind": "date"}],
            rows=2,
        ),
        it("string", text, id="s", initial=text[:40]),
        it("scale", text, id="c", lower=text, upper=text, min=0, max=10),
        it("body_map", text, id="y", other=text),
        it("date", text, id="d", how_long_ago=True),
    )
    return Case(
        f"every text long, in {language}, {edition}",
        sections=(block(text[:28], text[:26]), section(*items, title=text, intro=text)),
        clinic={"languages": [language], "paper": "a4", "name": text, "address": text},
        form={"title": text, "intro": text, "notice": text},
        edition=edition,
    )


GOOD = (
    Case("a question of one long word", (it("string", WORD),)),
    Case("a hint and a reason of one long word", (it("text", hint=WORD, reason=WORD),)),
    Case("an option of one long word", (it("select_one", options=[WORD, "No"]),)),
    Case(
        "one long word among short options",
        (it("select_multiple", options=[*numbered(14), {"code": "w", "text": WORD}]),),
    ),
    Case("a unit of one long word", (it("decimal", unit=WORD),)),
    Case("units of one long word", (it("quantity", units=[WORD, "mg"]),)),
    Case(
        "the ends of a scale as one long word",
        (it("scale", lower=WORD, upper=WORD, min=0, max=10),),
    ),
    Case(
        "the ends of a scale in 100 characters",
        (it("scale", lower=words(100), upper=words(100), min=0, max=10),),
    ),
    Case(
        "titles of one long word",
        sections=(section(it("string"), title=WORD, intro=WORD),),
        form={"title": WORD * 2, "intro": WORD, "notice": WORD},
    ),
    Case(
        "a clinic with a long name",
        (it("string"),),
        clinic={"name": words(200), "address": words(200), "phone": "555 " * 40},
    ),
    Case(
        "a clinic with a name of one word",
        (it("string"),),
        clinic={"name": WORD * 2, "address": WORD * 2},
    ),
    Case("30 options", (it("select_multiple", options=numbered(30)),)),
    Case(
        "30 options longer than a page",
        (
            it(
                "select_multiple",
                options=numbered(30, "A rather long answer, number #, that goes on " * 3),
            ),
        ),
    ),
    Case("2,000 characters", (it("text", words(2000)),)),
    Case(
        "2,000 characters and 30 options",
        (it("select_one", words(2000), options=numbered(30, f"# {words(70)}")),),
    ),
    Case("a long word for another answer", (it("select_one", options=numbered(4), other=WORD),)),
    Case(
        "150 characters for another answer",
        (it("select_one", options=numbered(4), other=words(150)),),
    ),
    Case(
        "groups with long words",
        (
            it(
                "select_one",
                options=[
                    {"title": WORD, "options": numbered(5)},
                    {"title": "B", "options": [{"code": "w", "text": WORD}]},
                ],
            ),
        ),
    ),
    Case(
        "a matrix longer than a page, with long headings",
        (
            it(
                "matrix",
                rows=numbered(12, f"# {words(90)}"),
                options=numbered(5, "Strongly agree #"),
            ),
        ),
    ),
    Case(
        "a matrix of 30 rows",
        (
            filler(10),
            it("matrix", rows=numbered(30, f"# {words(60)}"), options=numbered(4, "Yes #")),
        ),
    ),
    Case(
        "a table of 20 rows after other questions",
        (filler(10), it("table", columns=columns(3), rows=20)),
    ),
    Case(
        "a table longer than a page",
        (it("table", words(700), columns=columns(3, words(40)), rows=20, hint=words(700)),),
    ),
    Case(
        "a table of six columns, one a long word",
        (it("table", columns=[*columns(5), {"id": "w", "text": WORD, "kind": "string"}], rows=3),),
    ),
    Case(
        "a table with every kind of column",
        (
            it(
                "table",
                columns=[
                    {"id": "a", "text": "A", "kind": "yes_no"},
                    {"id": "b", "text": "B", "kind": "date"},
                    {"id": "c", "text": "C", "kind": "time"},
                    {"id": "d", "text": "D", "kind": "integer"},
                    {
                        "id": "e",
                        "text": "E",
                        "kind": "select_one",
                        "options": ["Fifteen letters", "b", "c", "d"],
                    },
                    {
                        "id": "f",
                        "text": "Microscopically",
                        "kind": "string",
                        "hint": "gastroenterological",
                    },
                ],
                rows=20,
            ),
        ),
    ),
    Case(
        "tests to order on two pages",
        sections=(
            section(
                it(
                    "orderables",
                    options=[{"code": "w", "text": WORD, "details": [WORD, "x"]}, *numbered(30)],
                ),
                **{"for": "clinician"},
            ),
        ),
    ),
    Case("24 lines", (it("text", lines=24),)),
    Case("24 lines after others", (filler(5), it("text", lines=24))),
    Case(
        "a title kept with a question that begins a page",
        sections=(section(filler(22)), section(filler(12, "n"), id="next", title="Next")),
    ),
    Case("follow-ups five deep", (deep(5),)),
    Case(
        "a follow-up for each of twelve options",
        (
            it(
                "select_multiple",
                options=numbered(12),
                follow_up={
                    f"o{n}": [{"id": f"f{n}", "kind": "text", "text": f"More on {n}?"}]
                    for n in range(1, 13)
                },
            ),
        ),
    ),
    Case(
        "40 sections",
        sections=tuple(
            section(f"Question {n}?", id=f"s{n}", title=f"Section {n}") for n in range(40)
        ),
    ),
    Case(
        "questions with three digits",
        tuple(it("yes_no", f"Question {n}?", id=f"q{n}") for n in range(102)),
    ),
    Case(
        "a label block with long texts",
        sections=(
            block(
                "Responsible relative or carer.",
                "Given and family names in full",
                "Sozialversicherungsnummernzahl",
                "Referring doctor",
            ),
            section(filler(24), filler(9, "after")),
        ),
    ),
    Case("ten boxes for one answer", (it("phone", repeats=10, width=35),)),
    Case(
        "several boxes under long questions",
        (
            it("address", words(500)),
            it("person_name", words(400), id="n"),
            it("time", words(200), id="t"),
            it("date", words(300), id="d", how_long_ago=True),
            it("signature", words(300), id="s"),
        ),
    ),
    Case(
        "numbers of twelve digits",
        (
            it("integer", max=999999999999),
            it("quantity", id="q", max=999999999999, units=["mg", "g"]),
            it("decimal", id="d", initial=999999999999),
        ),
    ),
    Case(
        "boxes for known lengths",
        (it("string", max_length=12), it("string", id="w", max_length=12, width=12)),
    ),
    Case("a letter that only one font has", (it("string", "Ǆ ḍ ﷲ Ω Ж ệ"),)),
    Case(
        "a text that fits its field to begin with",
        (it("string", initial="x" * 60), it("text", id="t", initial=words(900))),
    ),
    Case(
        "a long version in the foot",
        (it("string"),),
        form={"version": "1.0.0-" + "x" * 60, "date": "2026-11-23"},
    ),
    Case("as many pages as it may take", (filler(20), filler(20, "after")), form={"max_pages": 2}),
    *(spoken(language) for language in LANGUAGES if language not in ("pl", "ru", "el")),
    *(spoken(language, "coded") for language in ("pl", "ru", "el")),  # with SWEEP=1
    *(spoken("de", edition) for edition in OTHERS),
    *(spoken("ar", edition) for edition in OTHERS),
    *(
        Case(
            f"2,000 characters and 30 options, {edition}",
            (it("select_one", words(2000), options=numbered(30, f"# {words(70)}"), other=WORD),),
            edition=edition,
        )
        for edition in OTHERS
    ),
    *(
        Case(
            f"a table, a matrix and a figure below answers, {edition}",
            (
                it(
                    "yes_no",
                    words(120),
                    follow_up={
                        "yes": [
                            it("table", words(120), id="t", columns=columns(4), rows=12),
                            it("matrix", id="m", rows=numbered(9), options=numbered(3, "Yes #")),
                            it("body_map", id="y", required=True),
                            it("address", id="a"),
                            it("text", words(200), id="x", lines=20),
                        ]
                    },
                ),
            ),
            edition=edition,
        )
        for edition in OTHERS
    ),
    Case(
        "tests to order on two pages, large-print",
        sections=(section(it("orderables", options=numbered(14)), **{"for": "clinician"}),),
        edition="large-print",
    ),
    Case(
        "a title kept with a question that is nearly a page high",
        sections=(
            section(it("text", lines=4)),
            section(
                it("select_one", id="n", options=numbered(16)), "After?", id="next", title="Next"
            ),
        ),
        edition="large-print",
    ),
    Case(
        "a follow-up that is nearly a page high",
        (
            it("text", id="t", lines=2),
            it(
                "yes_no",
                follow_up={"yes": [it("select_one", id="n", options=numbered(16))]},
            ),
        ),
        edition="large-print",
    ),
    *(dates(count, 4 - count) for count in (1, 3, 4)),
    dates(2),
    *(dates(2, 2, edition) for edition in OTHERS),
    *(dates(3, 1, edition) for edition in OTHERS),
    Case(
        "an id as long as it may be", (filler(24), filler(24, "a")), id="x" * 31 + "-9" * 16 + "z"
    ),
)
"""What must be made to fit."""

MISFITS = (
    Case("a word wider than its field", (it("string", initial="x" * 110),), (("E510", "it"),)),
    Case(
        "three lines where the label block has two",
        sections=(
            block(
                "Responsible relative or carer.",
                "Given and family names in full",
                "Sozialversicherungsnummernzahl",
                "Doctor who referred you here",
            ),
            section("Where?"),
        ),
        expects=(("E510", "b4"),),
    ),
    Case("a word wider than its field's width", (it("phone", width=2, initial="555 0142"),), ()),
    Case(
        "a version that fills the foot",
        (it("string"),),
        (("E510", ""),),
        form={"version": "1.0.0-" + "x" * 190},
    ),
    Case(
        "more lines than the question's page has",
        (it("text", words(900), lines=24, hint=words(400)),),
        (("E512", "it"),),
    ),
    Case(
        "an introduction that its first question leaves",
        sections=(
            section(filler(21)),
            section(filler(16, "n"), id="next", title="Next", intro=words(1500)),
        ),
        expects=(("E512", "n"),),
    ),
    Case(
        "one page more than it may take",
        (filler(20), filler(20, "after")),
        (("E517", ""),),
        form={"max_pages": 1},
    ),
    Case(
        "more pages in one language",
        (it("text", {"en": "Where?", "es": words(800)}, lines=20),),
        (("E517", ""),),
        clinic={"languages": ["en", "es"]},
        form={"max_pages": 1},
    ),
)
"""What the content alone can cause."""

SHORT = it("string", "Where?")
YES = it("yes_no", "Is it?")
STYLES = (
    Case(
        "text in a box that cuts it off",
        (it("display", words(300)),),
        (("E510", "it"),),
        style=".intake .intake-display p { height: 20pt; overflow: hidden }",
    ),
    Case(
        "a box that cuts nothing off",
        (it("display", words(300)),),
        style=".intake .intake-display p { height: 90pt; overflow: hidden }",
    ),
    Case(
        "words that may not break",
        (it("display", words(300)),),
        (("E510", "it"),),
        style=".intake .intake-display p { white-space: nowrap }",
    ),
    Case(
        "a field that leaves the paper",
        (SHORT,),
        (("E510", "it"),),
        style=".intake .intake-item input { width: 120% }",
    ),
    Case(
        "fields over each other",
        (it("string", repeats=2),),
        (("E511", "it"),),
        style=".intake .intake-item input + input { margin-top: -6pt }",
    ),
    Case(
        "fields that touch",
        (it("string", repeats=2),),
        style=".intake .intake-item input + input { margin-top: 0 }",
    ),
    Case(
        "lines of text over each other",
        (it("display", words(300)),),
        (("E511", "it"),),
        style=".intake .intake-display p { line-height: .7 }",
    ),
    Case(
        "lines of text that touch",
        (it("display", words(300)),),
        style=".intake .intake-display p { line-height: .95 }",
    ),
    Case(
        "an option moved over another",
        (it("yes_no"), it("string", id="s")),
        (("E511", "it"),),
        style=".intake .intake-option + .intake-option { position: absolute; left: 30pt }",
    ),
    Case(
        "a question split",
        (filler(20), filler(12, "it")),
        (("E512", "it"),),
        style=".intake .intake-item, .intake .intake-ruled { break-inside: auto }",
    ),
    Case(
        "a table split that one page holds",
        (filler(18), it("table", columns=columns(2), rows=12)),
        (("E512", "it"),),
        style=".intake .intake-table { break-inside: auto }",
    ),
    Case(
        "a table's head that is not repeated",
        (it("table", words(700), columns=columns(3, words(40)), rows=20, hint=words(700)),),
        (("E512", "it"),),
        style=".intake-table thead { display: table-row-group }",
    ),
    Case(
        "an option split",
        (it("select_one", options=numbered(30, f"# {words(180)}")),),
        (("E512", "it"),),
        style=".intake .intake-option { display: block; break-inside: auto }"
        ".intake .intake-option { orphans: 1; widows: 1 }",
    ),
    Case(
        "a title left behind",
        sections=(section(filler(22)), section(filler(12, "n"), id="next", title="Next")),
        expects=(("E512", "n"),),
        style=".intake .intake-title { break-after: auto }"
        ".intake .intake-begins { break-before: auto }",
    ),
    Case(
        "a title that would be left behind begins the page",
        sections=(section(filler(22)), section(filler(12, "n"), id="next", title="Next")),
        style=".intake .intake-title { break-after: auto }",
    ),
    Case(
        "words far from their box",
        (YES,),
        (("E513", "it"),),
        style=".intake .intake-option label { padding-left: 40pt }",
    ),
    Case(
        "words near their box", (YES,), style=".intake .intake-option label { padding-left: 10pt }"
    ),
    Case(
        "words under their box",
        (YES,),
        (("E513", "it"),),
        style=".intake .intake-option label { display: block; padding-top: 20pt }",
    ),
    Case(
        "boxes without words",
        (YES,),
        (("E513", "it"),),
        style=".intake .intake-option label { display: none }",
    ),
    Case(
        "an option that is not shown",
        (it("select_one", options=numbered(3)),),
        (("E518", "it"),),
        style=".intake .intake-option:last-child { display: none }",
    ),
    Case(
        "a field that cannot be seen",
        (SHORT, it("string", id="s")),
        (("E518", "it"),),
        style=".intake .intake-item:first-of-type input { visibility: hidden }",
    ),
    Case(
        "an empty box for a letter",
        (SHORT,),
        (("E514", "it"),),
        style='.intake-item::after { content: "\\1f600" }',
    ),
    Case(
        "a letter that a font of ours has",
        (SHORT,),
        style='.intake-item::after { content: "\\00e9" }',
    ),
    Case(
        "another font",
        (SHORT,),
        (("E514", "it"),),
        style=".intake .intake-question { font-family: monospace }",
    ),
    Case(
        "a low field",
        (SHORT,),
        (("E515", "it"),),
        style=".intake .intake-item input { height: 15.5pt }",
    ),
    Case("a field of 16 points", (SHORT,), style=".intake .intake-item input { height: 16pt }"),
    Case(
        "a thin edge",
        (SHORT,),
        (("E515", "it"),),
        style=".intake .intake-item input { border-width: .5pt }",
    ),
    Case(
        "an edge on one side",
        (SHORT,),
        style=".intake .intake-item input { border-width: 0 0 .75pt }",
    ),
    Case("no edge", (SHORT,), (("E515", "it"),), style=".intake .intake-item input { border: 0 }"),
    Case(
        "small boxes to tick",
        (YES,),
        (("E515", "it"),),
        style=".intake .intake-option input[type=radio] { width: 8pt; height: 8pt }",
    ),
    Case(
        "lines too close",
        (filler(3),),
        (("E515", "before"),),
        style=".intake .intake-rule { height: 20pt }",
    ),
    Case("lines of 8.5 mm", (filler(3),), style=".intake .intake-rule { height: 8.5mm }"),
    Case(
        "an address in narrow lines",
        (it("address"),),
        (("E515", "it"),),
        style=".intake .intake-field textarea { height: 40pt !important }",
    ),
    Case(
        "a field too short for its answer",
        (it("string", max_length=20),),
        (("E515", "it"),),
        style=".intake .intake-item input { width: 3in }",
    ),
    Case(
        "a field just wide enough",
        (it("string", max_length=20),),
        style=".intake .intake-item input { width: 3.7in }",
    ),
    Case(
        "a year in a small box",
        (it("date"),),
        (("E515", "it"),),
        style=".intake .intake-date-year input { width: 44pt !important }",
    ),
    Case(
        "a title over its first question",
        (SHORT,),
        (("E516", "it"),),
        style=".intake .intake-title { margin-bottom: -10pt }",
    ),
    Case(
        "a title close to its first question",
        (SHORT,),
        style=".intake .intake-title { margin-bottom: 0 }",
    ),
    Case(
        "a table's head over its rows",
        (it("table", columns=columns(2)),),
        (("E516", "it"),),
        style=".intake-table tbody td input { position: relative; top: -30pt }",
    ),
    Case(
        "a question over its field",
        (SHORT,),
        (("E516", "it"),),
        style=".intake .intake-item input { margin-top: -8pt }",
    ),
    Case(
        "a page's foot in the page",
        (filler(24),),
        (("E516", "before"), ("E516", "")),
        style="@page { @bottom-left { vertical-align: top; padding-top: 0; margin-top: -60pt } }",
    ),
    Case(
        "a box too small for the name of a month",
        (it("date"),),
        (("E515", "it"),),
        style=".intake .intake-date-month input[type=text] { width: 110pt !important }",
    ),
    Case(
        "a box just large enough for the name of a month",
        (it("date"),),
        style=".intake .intake-date-month input[type=text] { width: 118pt !important }",
    ),
    replace(
        dates(1, style=".intake-label-block .intake-date-month { width: 90pt }"),
        says="a small box for a month in the label block",
        expects=(("E515", "b0"),),
    ),
    Case(
        "a field turned off the paper",
        (SHORT,),
        (("E510", "it"),),
        style=".intake .intake-item input { transform: translate(60pt) }",
    ),
    Case(
        "a question turned over its field",
        (SHORT,),
        (("E516", "it"),),
        style=".intake .intake-question"
        "{ display: inline-block !important; transform: translate(0, 12pt) }",
    ),
    Case(
        "a field made smaller",
        (SHORT,),
        (("E515", "it"),),
        style=".intake .intake-item input { transform: scale(.5) }",
    ),
    Case(
        "a field moved a little",
        (SHORT,),
        style=".intake .intake-item input { transform: translate(0, 3pt) }",
    ),
    *(
        Case(
            f"a question that nobody sees: {rule}",
            (SHORT,),
            (("E519", "it"),),
            style=f".intake .intake-question {{ {rule} }}",
        )
        for rule in (
            "visibility: hidden",
            "display: none !important",
            "opacity: 0",
            "display: block; opacity: .1",
            "display: inline-block !important; transform: scale(.1)",
            "color: transparent",
            "color: #fff",
            "color: #ccc",
            "color: #333; background: #333",
            "font-size: 0",
            "font-size: 2pt",
        )
    ),
    *(
        Case(
            f"a question that can be seen: {rule}",
            (SHORT,),
            style=f".intake .intake-question {{ {rule} }}",
        )
        for rule in (
            "display: block; opacity: .9",
            "color: #666",
            "color: #fff; background: #333",
            "clip-path: inset(50%)",  # which WeasyPrint does not know
            "font-size: 9pt",
        )
    ),
    Case(
        "a figure that nobody sees",
        (it("body_map"),),
        (("E519", "it"),),
        style=".intake .intake-body-figure { opacity: 0 }",
    ),
    Case(
        "a question of which nothing is left",
        (SHORT,),
        (("E510", "it"), ("E516", "it")),
        style=".intake .intake-question { position: absolute; clip: rect(0, 0, 0, 0) }",
    ),
    Case(
        "a field with white edges",
        (SHORT,),
        (("E515", "it"),),
        style=".intake .intake-item input { border-color: #fff }",
    ),
    Case(
        "a field that is see-through",
        (SHORT,),
        (("E518", "it"),),
        style=".intake .intake-item input { opacity: 0 }",
    ),
    Case(
        "a page's code off the paper",
        (SHORT,),
        (("E510", ""),),
        style="@page { margin-bottom: .48in !important }",
    ),
    Case(
        "a page's code over the number of the page",
        (SHORT,),
        (("E511", ""),),
        style=".intake .intake-page-number { padding-inline-end: 10pt }",
    ),
    *(
        Case(
            f"a template without {what}",
            (YES,),
            (*((code, "it") for code in also), ("E519", item)),
            template=("parts.html", old, new),
        )
        for what, also, item, old, new in (
            (
                "an item's class",
                (),
                "it",
                'class="intake-item ',
                'style="margin-left: 20pt" class="our ',
            ),
            ("an item's name", (), "it", 'data-item="{{ it.id }}"', 'data-our="{{ it.id }}"'),
            ("a question's class", (), "it", 'class="intake-question"', 'class="our"'),
            (
                "an option's class",
                ("E511", "E513", "E516"),
                "it",
                'class="intake-option',
                'class="our',
            ),
            ("a title's class", (), "", 'class="intake-title"', 'class="our"'),
            ("a question's words", (), "it", "{{ it.text }}{{ stored(it.id) }}", "Asked:"),
        )
    ),
    Case(
        "a template with the same in other words",
        (YES,),
        template=("parts.html", '<fieldset class="intake-item', '<fieldset class="our intake-item'),
    ),
)
"""What a clinic's own styles can cause."""
