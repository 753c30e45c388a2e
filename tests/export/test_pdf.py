"""The paper form: what must stand where, how large, and how a screen reader hears it."""

import re
import subprocess
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

import corpus
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import tagged
from pypdfium2 import PdfDocument

from intake.export.language import day, translations
from intake.export.pdf import export
from intake.export.rendering import Renderer

EACH = pytest.mark.parametrize("name", corpus.EVERYTHING)
LABELLED = (
    *("seed", "seed.es", "long", "spanish", "arabic"),
    *("new-patient", "paediatric", "paediatric.en"),
)
"""The forms that have a label block."""
SIZES = {"letter": (612, 792), "a4": (595, 842)}
LEFT_TO_RIGHT = "[0-9A-Za-zµ°]([-+.:/0-9A-Za-zµ° ]*[0-9A-Za-zµ°])?"
"""What is drawn as it is read within a line of Arabic."""
ROUNDING = 0.3
"""Points by which a measure on the page may be off."""


def run(*command: str | Path) -> str:
    """What one of poppler's tools says."""
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout


@EACH
def test_says_what_it_is(name: str, pdf, made) -> None:
    """Title, language, and that the title is what the window shows; no author, no clock."""
    form = made(name).questionnaire
    with pikepdf.open(pdf(name)) as document:
        assert str(document.Root.Lang) == form.language
        assert str(document.docinfo.Title) == form.title
        assert document.open_metadata()["dc:title"] == form.title
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle) is True
        assert bool(document.Root.MarkInfo.Marked) is True
        assert not {"/CreationDate", "/ModDate", "/Author"} & set(document.docinfo.keys())


@EACH
def test_has_the_paper_size_of_the_clinic(name: str, pdf, made) -> None:
    """Every page: letter, or A4 by setting."""
    wanted = SIZES[made(name).questionnaire.clinic.paper]
    with PdfDocument(pdf(name)) as document:
        sizes = [tuple(map(round, one.get_size())) for one in document]
    assert sizes == [wanted] * made(name).pages


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", SIZES)
def test_the_seed_takes_two_pages(paper: str, language: str, tmp_path: Path) -> None:
    """One for the patient and one for the clinician, on either paper and in either language."""
    path = tmp_path / "questions.yaml"
    text = corpus.SEED.read_text("utf-8")
    assert "paper: letter" in text
    path.write_text(text.replace("paper: letter", f"paper: {paper}"), "utf-8")
    form = corpus.reading(corpus.questionnaire(path), language)
    rendered = export(form, Renderer(None))
    (tmp_path / "form.pdf").write_bytes(rendered.content)
    assert rendered.pages == 2
    with PdfDocument(tmp_path / "form.pdf") as document:
        assert [tuple(map(round, one.get_size())) for one in document] == [SIZES[paper]] * 2


@pytest.mark.parametrize("name", ["seed", "seed.es"])
def test_the_seed_is_light(name: str, pdf) -> None:
    """At most 90 kB, with its fields, tags and fonts."""
    assert pdf(name).stat().st_size <= 90_000


def logical(line: str) -> str:
    """A line of Arabic in the order in which it is read, not in which it is drawn.

    What poppler says of the tags is what was drawn, from left to right.
    """
    return re.sub(LEFT_TO_RIGHT, lambda found: found[0][::-1], line[::-1])


def heard(path: Path, number: int | None = None) -> str:
    """The text in the order of the tags, which is what a screen reader says, without spaces."""
    texts = [one.strip(" ")[1:-1] for one in tagged.lines(path, number) if one.endswith('"')]
    if re.search("[\u0600-\u06ff]", "".join(texts)):
        texts = list(map(logical, texts))
    return corpus.solid("".join(texts))


def read(name: str, path: Path) -> list[str]:
    """The text of each page, without spaces. Arabic is told by its tags, in the right order."""
    if name == "arabic":
        with PdfDocument(path) as document:
            return [heard(path, number) for number in range(1, len(document) + 1)]
    return [corpus.solid(text) for text in corpus.pdf_text(path, "-raw")]


def in_order(wanted: list[str], text: str) -> list[str]:
    """Those of `wanted` that do not come in `text` after the one before."""
    assert wanted
    missing, at = [], 0
    for one in wanted:
        found = text.find(corpus.solid(one), at)
        if found < 0:
            missing.append(one)
        else:
            at = found + len(corpus.solid(one))
    return missing


@EACH
def test_everything_is_said_in_the_order_of_the_content(name: str, pdf, made) -> None:
    """Every question, option, test and detail, in the order in which it was written."""
    items = made(name).questionnaire.items
    wanted = [text for item in items for text in corpus.texts(item)]
    assert in_order(wanted, heard(pdf(name))) == []


@EACH
def test_everything_is_printed(name: str, pdf, made) -> None:
    """Every text that is in the content can be read on the paper, hints too."""
    form = made(name).questionnaire
    seen = "".join(read(name, pdf(name)))
    wanted = [t for item in form.items for t in (*corpus.texts(item), item.hint) if t]
    wanted += filter(None, [form.title, form.intro, form.notice, form.clinic.name])
    wanted += [section.title for section in form.sections if not section.appearance]
    assert len(wanted) > 5
    assert [text for text in wanted if corpus.solid(text) not in seen] == []


@pytest.mark.parametrize("name", ["seed", "seed.es"])
def test_the_seed_has_a_page_for_each_reader(name: str, pdf, made) -> None:
    """The patient's part is on page 1, the clinician's on page 2, and nothing on both."""
    form = made(name).questionnaire
    pages = [corpus.solid(text) for text in corpus.pdf_text(pdf(name), "-raw")]
    for number, audience in enumerate(("patient", "clinician")):
        parts = [section for section in form.sections if section.for_ == audience]
        wanted = [t for s in parts for item in s.items for t in corpus.texts(item)]
        assert len(wanted) > 10
        assert [text for text in wanted if corpus.solid(text) not in pages[number]] == []
        asked = [item.text for s in parts if not s.appearance for item in s.items]
        assert [text for text in asked if corpus.solid(text) in pages[1 - number]] == []


@pytest.mark.parametrize("name", LABELLED)
def test_the_label_block_takes_a_label(name: str, pdf) -> None:
    """A frame at the top right of page 1 for a label of 3 1/2 by 2 1/8 inches; left in Arabic."""
    with PdfDocument(pdf(name)) as document:
        first = document[0]
        width, height = first.get_size()
        bounds = [
            one.get_bounds()
            for one in first.get_objects(max_depth=4)
            if one.type == pdfium.FPDF_PAGEOBJ_PATH
        ]
    if name == "arabic":
        bounds = [(width - right, bottom, width - left, top) for left, bottom, right, top in bounds]
    assert bounds
    fitting = [
        (left, bottom, right, top)
        for left, bottom, right, top in bounds
        if right - left >= 3.5 * 72 - ROUNDING
        and top - bottom >= 2.125 * 72 - ROUNDING
        and top - bottom < height / 3
        and left > width * 0.4
        and width - right <= 0.75 * 72
        and height - top <= 0.75 * 72
    ]
    assert fitting, bounds


@EACH
def test_later_pages_say_whose_they_are(name: str, pdf, made) -> None:
    """The items of on_every_page stand at the top of each page after the first."""
    form = made(name).questionnaire
    wanted = [
        item.text
        for section in form.sections
        for item in section.items
        if item.id in section.on_every_page
    ]
    assert len(wanted) == (2 if name in LABELLED else 0)
    for text in corpus.pdf_text(pdf(name), "-layout")[1:]:
        top = corpus.solid("".join(text.split("\n")[:3]))
        assert [one for one in wanted if corpus.solid(one) not in top] == []


@EACH
def test_each_page_says_which_it_is(name: str, pdf, made) -> None:
    """Form, version, revision, date and page x of y in the last line of every page."""
    form = made(name).questionnaire
    pages = corpus.pdf_text(pdf(name), "-layout")
    assert len(pages) == made(name).pages
    for number, text in enumerate(pages, 1):
        foot = text.rstrip().split("\n")[-1]
        date = day(form.date, form.language) if form.date else ""
        for wanted in (form.id, form.version, form.revision[:8], *date.split()):
            assert wanted in foot
        assert re.search(rf"(^|\D){number}\D+{len(pages)}($|\D)", re.sub(corpus.UNSEEN, "", foot))


@cache
def characters(path: Path) -> list[list[tuple[str, float]]]:
    """For each page its visible characters, each with its size in points.

    PDFium tells a hyphen between two letters as U+0002 or U+FFFE, and as not in the text.
    """
    found = []
    with PdfDocument(path) as document:
        for one in document:
            text = one.get_textpage()
            page: list[tuple[str, float]] = []
            for index in range(text.count_chars()):
                code = pdfium.FPDFText_GetUnicode(text, index)
                character = "-" if code in (0x02, 0xFFFE) else chr(code)
                generated = pdfium.FPDFText_IsGenerated(text, index) == 1 and character != "-"
                if generated or not character.strip():
                    continue
                matrix = pdfium.FS_MATRIX()
                pdfium.FPDFText_GetMatrix(text, index, matrix)
                scale = (matrix.b**2 + matrix.d**2) ** 0.5
                page.append((character, pdfium.FPDFText_GetFontSize(text, index) * scale))
            found.append(page)
    return found


def composed(pairs: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The same with each letter and the marks that belong to it made one."""
    made: list[tuple[str, float]] = []
    for character, size in pairs:
        whole = normalize("NFC", made[-1][0] + character) if made else ""
        if combining(character) and len(whole) == 1:
            made[-1] = (whole, made[-1][1])
        else:
            made.append((character, size))
    return made


@EACH
def test_no_text_is_too_small(name: str, pdf) -> None:
    """Nothing below 8 points."""
    sizes = [size for one in characters(pdf(name)) for _, size in one]
    assert len(sizes) > 100
    assert min(sizes) >= 8 - 0.01


@EACH
def test_questions_and_options_are_large_enough(name: str, pdf, made) -> None:
    """At least 12 points, but for the label block and the words under a signature's line."""
    form = made(name).questionnaire
    items = [
        item
        for section in form.sections
        if not section.appearance
        for item in section.items
        if item.kind != "signature"
    ]
    everything = composed([pair for one in characters(pdf(name)) for pair in one])
    text = "".join(character for character, _ in everything)
    small = []
    texts = [one for item in items for one in corpus.texts(item)]
    if name == "arabic":  # PDFium has another order for Latin words and for signs
        texts = [word for one in texts for word in re.findall(r"[^\s()-]+", one)]
    for wanted in map(corpus.solid, texts):
        starts = [match.start() for match in re.finditer(re.escape(wanted), text)]
        assert starts, wanted
        largest = max(
            min(size for _, size in everything[start : start + len(wanted)]) for start in starts
        )
        if largest < 12 - 0.01:
            small.append((wanted, largest))
    assert items or name == "signature"
    assert small == []


@EACH
def test_only_bundled_fonts_are_used_and_all_are_embedded(name: str, pdf) -> None:
    """No font of the system: the paper looks the same wherever it is made."""
    rows = run("pdffonts", pdf(name)).splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(
            r"[A-Z]{6}\+(Atkinson-Hyperlegible|Noto-Sans|IBM-Plex-Sans-Arabic)(-Bold)? ", row
        ), row
        assert re.search(r"\b(yes yes yes|WinAnsi +yes yes no) +\d+ +\d+$", row), row


@EACH
def test_no_item_is_split_by_the_end_of_a_page(name: str, pdf, made) -> None:
    """A question and all its options are on one page, unless one page cannot hold them."""
    if name == "odd":
        assert made(name).pages > 1
        return
    numbers = range(1, made(name).pages + 1)
    pages = read(name, pdf(name))
    at, split = 0, []
    assert len(numbers) == len(pages)
    for item in made(name).questionnaire.items:
        wanted = {corpus.solid(text) for text in corpus.texts(item)}
        first = next(n for n in range(at, len(pages)) if corpus.solid(item.text) in pages[n])
        at = first
        if any(text not in pages[first] for text in wanted):
            split.append(item.id)
    assert split == []


def test_the_clinicians_part_begins_a_page_when_it_does_not_fit(pdf, made) -> None:
    """In the long form it begins at the top of a page, and no patient's question follows."""
    form = made("long").questionnaire
    pages = corpus.pdf_text(pdf("long"), "-layout")
    (first,) = (number for number, text in enumerate(pages) if "For the clinician" in text)
    label_lines = 2
    top = [line for line in pages[first].split("\n") if line.strip()][:label_lines]
    assert any("For the clinician" in line for line in top)
    later = corpus.solid("".join(pages[first:]))
    asked = {audience: [] for audience in ("patient", "clinician")}
    for section in form.sections:
        if not section.appearance:
            asked[section.for_] += [item.text for item in section.items]
    assert [t for t in asked["clinician"] if corpus.solid(t) not in later] == []
    assert [t for t in asked["patient"] if corpus.solid(t) in later] == []


@EACH
def test_no_page_is_half_empty_without_need(name: str, pdf, made) -> None:
    """Only the last page, and the one before the clinician's part, may end early; and one before a
    question that is high, as a table and a figure are, since it stays whole.

    The one question of the odd form fills a page, so it begins one.
    """
    empty = corpus.half_empty(pdf(name))
    shown = read(name, pdf(name))
    high = [corpus.solid(one.text) for one in made(name).questionnaire.items if one.is_tall]
    asked = [corpus.solid(one.text) for one in made(name).questionnaire.items]
    pages = corpus.pdf_text(pdf(name), "-raw")
    clinician = translations(made(name).questionnaire.language).gettext("For the clinician")
    allowed = {len(pages) - 1} | {
        number - 1 for number, text in enumerate(pages) if number and clinician in text
    }
    allowed |= {0} if name == "odd" else set()
    for number, text in enumerate(shown):
        places = {text.find(one): one for one in asked if one in text}
        if number and places and places[min(places)] in high:
            allowed.add(number - 1)
    assert [number + 1 for number, one in enumerate(empty) if one and number not in allowed] == []


@EACH
def test_two_renderers_show_something(name: str, pdf, tmp_path: Path) -> None:
    """poppler and PDFium both put ink on every page, and about as much."""
    shares: list[list[float]] = [[], []]
    run("pdftoppm", "-r", "72", "-gray", "-png", pdf(name), tmp_path / "page")
    from PIL import Image

    for path in sorted(tmp_path.glob("page*.png")):
        with Image.open(path) as image:
            shares[0].append(_ink(image))
    with pypdfium2.PdfDocument(pdf(name)) as document:
        shares[1] = [_ink(one.render(scale=1, grayscale=True).to_pil()) for one in document]
    assert len(shares[0]) == len(shares[1]) > 0
    assert min(shares[0] + shares[1]) > 0.001
    assert all(1 / 2 < one / other < 2 for one, other in zip(*shares, strict=True))


def _ink(image) -> float:
    """How much of a page is dark, from 0 to 1."""
    histogram = image.convert("L").histogram()
    return sum(count * (255 - level) for level, count in enumerate(histogram)) / (
        255 * image.width * image.height
    )
