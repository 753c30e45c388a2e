"""Every edition on every paper: the same content, of the promised size, within its margins."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import corpus
import page as page_validation
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from PIL import ImageChops
from pypdfium2 import PdfDocument
from test_pdf import SIZES, characters, composed, heard, in_order, run

from intake.content.model import EditionName, Questionnaire
from intake.export.edition import EDITION_BY_NAME, EDITIONS, PAPERS, Sheet, pieces
from intake.export.language import translations
from intake.export.pdf import export
from intake.export.rendering import Renderer
from intake.export.view import view
from intake.resources import bundled

NAMES = ("seed", "seed.es", "arabic", "odd")
OWN = {"seed": "letter", "seed.es": "letter", "arabic": "a4", "odd": "letter"}
"""The forms that are made on one paper only, to save time; Arabic is on A4."""
LEFT = {("seed.es", "large-print"), ("seed.es", "coded"), ("odd", "coded")}
"""Which are as the others of the same form or edition."""
CASES = tuple(
    (name, edition.name, paper)
    for name in NAMES
    for edition in EDITIONS
    for paper in PAPERS
    if paper == OWN[name] and (name, edition.name) not in LEFT
)
SCANNED = [case for case in CASES if case[0] in ("seed", "seed.es", "arabic")]
EACH = pytest.mark.parametrize(("name", "edition", "paper"), CASES)
EVERY_EDITION = pytest.mark.parametrize("edition", list(EDITION_BY_NAME))
BOUND = (("arabic", "standard"), ("seed", "large-print"), ("long", "compact"), ("seed", "coded"))
SOME = (("seed", "standard"), ("seed", "large-print"), ("odd", "coded"), ("arabic", "compact"))
"""What is laid out anew for one test: every edition, and one from right to left."""
PORTAL = "https://portal.example.org/intake/{form}?lang={language}"
INNER, OUTER = 54, 36
"""Points of the margin on the side of the binding, and of the other one."""
ROUNDING = 3
"""Points: a letter may reach a little beyond its own width."""
HINT = 16
"""Points of a hint in large print, at the least."""

PROFILES = (page_validation.ValidationProfile.PDF_UA_1, page_validation.ValidationProfile.PDF_A_3A)


def form(name: str, **changes: object) -> Questionnaire:
    """A form of the corpus in the language of its name, with `changes` of the clinic's block."""
    found = corpus.reading(
        corpus.questionnaire(corpus.source(name, Path())), name.partition(".")[2]
    )
    return found.model_copy(update={"clinic": found.clinic.model_copy(update=changes)})


def save(made: Questionnaire, edition: str, path: Path, duplex: bool = False) -> Path:
    """The PDF of a form on the clinic's paper, in `path`."""
    laid = Sheet(EDITION_BY_NAME[edition], made.clinic.paper, duplex)
    path.write_bytes(export(made, Renderer(None), laid).content)
    return path


def numbered(made: Questionnaire) -> list[tuple[int, str]]:
    """The questions that have a number, with it, in order."""
    sections = view(made)["patient_sections"]
    return [(it.number, it.text) for part in sections for it in getattr(part, "items") if it.number]  # noqa: B009  # items is a key


def test_every_edition_can_be_asked_for_and_has_its_style_sheet() -> None:
    """By the clinic's key; and no style sheet is of an edition that there is not."""
    names = [edition.name for edition in EDITIONS]
    assert names == list(EDITION_BY_NAME) == list(get_args(EditionName))
    sheets = bundled("templates").glob("styles/edition-*.css")
    assert {path.stem.removeprefix("edition-") for path in sheets} == {*names}


@EACH
def test_the_questions_have_the_same_numbers(
    name: str, edition: str, paper: str, folder: Path
) -> None:
    """Each question with its number, in the order of the content, as it is read aloud."""
    wanted = [f"{number}{text}" for number, text in numbered(form(name))]
    assert in_order(wanted, heard(corpus.sheet(name, edition, paper, folder))) == []


def test_the_numbers_are_the_same_in_every_language() -> None:
    """A question is found in the other language by its number."""
    english, spanish = numbered(form("seed")), numbered(form("seed.es"))
    assert [number for number, _ in english] == [number for number, _ in spanish] == [*range(1, 8)]
    whole = form("seed").whole
    assert whole
    told = {item.text.by_language["en"]: item.text.by_language["es"] for item in whole.items}
    assert [told[text] for _, text in english] == [text for _, text in spanish]


@EACH
def test_everything_is_there_on_the_right_paper(
    name: str, edition: str, paper: str, folder: Path
) -> None:
    """Every text of the content; every page with id, version, revision and page x of y."""
    path, made = corpus.sheet(name, edition, paper, folder), form(name)
    wanted, told = [text for item in made.items for text in corpus.texts(item)], heard(path)
    assert [text for text in wanted if corpus.solid(text) not in told] == []
    if edition == "large-print":  # a table's columns are told again in each row
        wanted = [item.text for item in made.items]
    assert in_order(wanted, told) == []
    with PdfDocument(path) as document:
        assert {tuple(map(round, one.get_size())) for one in document} == {SIZES[paper]}
    pages = corpus.pdf_text(path, "-layout")
    for number, text in enumerate(pages, 1):
        foot = re.sub(corpus.UNSEEN, "", " ".join(text.rstrip().split("\n")[-2:]))
        assert [one for one in (made.id, made.version, made.revision[:8]) if one not in foot] == []
        assert re.search(rf"(^|\D){number}\D+{len(pages)}($|\D)", foot)


@EACH
def test_is_accessible_and_has_our_fonts_only(
    name: str, edition: str, paper: str, folder: Path
) -> None:
    """PDF/UA-1 and PDF/A-3a, by a validator; every font embedded."""
    path = corpus.sheet(name, edition, paper, folder)
    for profile in PROFILES:
        report = page_validation.validate_pdf(path, profile=profile)
        assert report.is_compliant, str(report)
    rows = run("pdffonts", path).splitlines()[2:]
    ours = r"[A-Z]{6}\+(Atkinson-Hyperlegible|Noto-Sans|IBM-Plex-Sans-Arabic)(-Bold)? "
    assert rows
    embedded = r"\b(yes yes yes|WinAnsi +yes yes no) +\d+ +\d+$"
    assert [row for row in rows if not (re.match(ours, row) and re.search(embedded, row))] == []


@EACH
def test_letters_are_as_large_as_promised(
    name: str, edition: str, paper: str, folder: Path
) -> None:
    """Questions and options, hints in large print, and the least of all."""
    made, promised = form(name), EDITION_BY_NAME[edition]
    pairs = [pair for one in characters(corpus.sheet(name, edition, paper, folder)) for pair in one]
    assert min(size for _, size in pairs) >= promised.small - 0.01
    everything = composed(pairs)
    text = "".join(character for character, _ in everything)
    items = [item for part in made.sections if not part.appearance for item in part.items]
    least = [
        (wanted, promised.size)
        for item in items
        if item.kind != "signature"
        for wanted in corpus.texts(item)
    ]
    if edition == "large-print":
        least += [(item.hint, HINT) for item in items if item.hint]
    small, whole = [], 0
    for wanted, size in least:
        solid = corpus.solid(wanted)
        whole += solid in text
        # Arabic and what a page's end or a code interrupts is compared word by word.
        for word in [solid] if solid in text else re.findall(r"[^\s()-]+", wanted):
            found = largest(word, text, everything)
            if found is not None and found < size - 0.01:
                small.append((word, found))
    assert small == []
    assert whole >= 0.9 * len(least) > 0 or name == "arabic" or edition == "coded"


def largest(wanted: str, text: str, everything: list[tuple[str, float]]) -> float | None:
    """The size of `wanted` where it stands largest."""
    starts = [match.start() for match in re.finditer(re.escape(wanted), text)]
    sizes = [min(size for _, size in everything[at : at + len(wanted)]) for at in starts]
    return max(sizes, default=None)


def bounds(path: Path) -> Iterator[tuple[float, list[tuple[float, float, float, float]]]]:
    """For each page its width, and left, bottom, right and top of all that is drawn."""
    with PdfDocument(path) as document:
        for one in document:
            drawn = [
                it.get_bounds()
                for it in one.get_objects(max_depth=4)
                if it.type in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH)
            ]
            yield one.get_width(), drawn


def inner_is_left(number: int, rtl: bool, duplex: bool) -> bool:
    """Whether the binding of a page is on its left: the back of a sheet is bound on the other."""
    return (rtl == (number % 2 == 0)) if duplex else not rtl


def outside(path: Path, rtl: bool, duplex: bool) -> list[tuple[int, tuple[float, ...]]]:
    """What is drawn beyond the margins, with its page."""
    found: list[tuple[int, tuple[float, ...]]] = []
    for number, (width, drawn) in enumerate(bounds(path), 1):
        margins = (INNER, OUTER) if inner_is_left(number, rtl, duplex) else (OUTER, INNER)
        low, high = margins[0] - ROUNDING, width - margins[1] + ROUNDING
        found += [(number, one) for one in drawn if one[0] < low or one[2] > high or one[1] < 12]
    return found


@EACH
def test_nothing_stands_beyond_the_margins(
    name: str, edition: str, paper: str, folder: Path
) -> None:
    """The margin for the binding is on the right in Arabic; a printer prints to 12 points."""
    assert outside(corpus.sheet(name, edition, paper, folder), name == "arabic", False) == []


@pytest.mark.parametrize(("name", "edition"), BOUND)
def test_on_both_sides_the_binding_changes_sides(name: str, edition: str, folder: Path) -> None:
    """Left on the front and right on the back; in Arabic the other way round."""
    path, rtl = corpus.sheet(name, edition, form(name).clinic.paper, folder, True), name == "arabic"
    assert outside(path, rtl, True) == []
    pages = list(bounds(path))
    assert len(pages) > 1
    for number, (width, drawn) in enumerate(pages, 1):
        low, high = min(one[0] for one in drawn), max(one[2] for one in drawn)
        if inner_is_left(number, rtl, True):
            assert high > width - INNER
        else:
            assert low < INNER


@pytest.mark.parametrize(("name", "edition"), [*BOUND, ("seed", "standard")])
def test_on_both_sides_the_clinicians_part_begins_a_sheet(
    name: str, edition: str, folder: Path
) -> None:
    """On an odd page; a page that is left over says that it is blank, and is counted."""
    pages = corpus.pdf_text(
        corpus.sheet(name, edition, form(name).clinic.paper, folder, True), "-layout"
    )
    words = translations(form(name).language)
    clinician = words.gettext("For the clinician")
    blank = words.gettext("This page is left blank on purpose.")
    bare = [corpus.solid(text) for text in pages]
    begins = next(n for n, text in enumerate(bare, 1) if corpus.solid(clinician) in text)
    assert begins % 2 == 1
    blanks = [n for n, text in enumerate(bare, 1) if corpus.solid(blank) in text]
    assert blanks in ([], [begins - 1])
    if edition == "standard" and name.startswith("seed"):
        assert (begins, blanks) == (3, [2])
    for number, text in enumerate(pages, 1):
        foot = re.sub(corpus.UNSEEN, "", " ".join(text.rstrip().split("\n")[-2:]))
        assert re.search(rf"(^|\D){number}\D+{len(pages)}($|\D)", foot)


@pytest.mark.parametrize(("name", "edition", "paper"), SCANNED)
def test_a_scanned_page_says_what_it_is(name: str, edition: str, paper: str, folder: Path) -> None:
    """Its code is read at 200 dots to an inch, is 0.33 mm a module, and has its quiet zone."""
    made = form(name)
    with PdfDocument(corpus.sheet(name, edition, paper, folder)) as document:
        for number, one in enumerate(document, 1):
            image = one.render(scale=200 / 72, grayscale=True).to_pil()
            (code,) = zxingcpp.read_barcodes(image)
            assert code.text == f"{made.id} {made.revision[:8]} {number}".upper()
            corners = code.position
            left, right = corners.top_left.x, corners.top_right.x
            top, bottom = corners.top_left.y, corners.bottom_left.y
            modules = 21 if right - left < 60 else 25 if right - left < 70 else 29
            module = (right - left) / modules
            assert module >= 0.33 / 25.4 * 200 * 0.95
            quiet = round(4 * module) - 2
            around = image.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
            around.paste(
                255, (quiet - 2, quiet - 2, around.width - quiet + 2, around.height - quiet + 2)
            )
            assert around.getextrema()[0] > 250


@pytest.mark.parametrize(("name", "edition"), SOME)
def test_a_draft_says_so_on_every_page(name: str, edition: str, tmp_path: Path) -> None:
    """Across the page, in grey and below everything; a screen reader is not interrupted by it."""
    approved = form(name)
    word = translations(approved.language).gettext("DRAFT")
    draft = approved.model_copy(update={"status": "draft"})
    paths = [
        save(one, edition, tmp_path / f"{n}.pdf", True) for n, one in enumerate((draft, approved))
    ]
    marked, plain = (corpus.pdf_text(path, "-raw") for path in paths)
    assert len(marked) == len(plain) > 0
    assert [n for n, text in enumerate(marked) if drafts(word, text) != 1] == []
    assert [n for n, text in enumerate(plain) if drafts(word, text)] == []
    assert heard(paths[0]) == heard(paths[1]) != ""
    with PdfDocument(paths[0]) as one, PdfDocument(paths[1]) as other:
        for page, bare in zip(one, other, strict=True):
            grey, white = (it.render(scale=1, grayscale=True).to_pil() for it in (page, bare))
            differs = ImageChops.difference(grey, white).point(lambda by: 255 * (by > 0))
            assert differs.histogram()[255] > 10_000
            was_dark = white.point(lambda level: 255 * (level < 128))
            is_light = grey.point(lambda level: 255 * (level > 128))
            assert ImageChops.darker(was_dark, is_light).getbbox() is None
            was_blank = white.point(lambda level: 255 * (level == 255))
            levels = grey.histogram(mask=ImageChops.darker(differs, was_blank))
            assert not any(levels[:201])


def drafts(word: str, text: str) -> int:
    """How often the word for a draft stands in a page's text, in the order it is read or drawn."""
    bare = corpus.solid(text)
    return bare.count(word) + (bare.count(word[::-1]) if not word.isascii() else 0)


ADDRESSED = [("seed", "large-print"), ("seed", "coded"), ("arabic", "standard")]


@pytest.mark.parametrize(("name", "edition"), ADDRESSED)
def test_the_portals_address_is_on_page_1_for_patients(
    name: str, edition: str, tmp_path: Path
) -> None:
    """In words and as a code, with a text that says what it is; not on what staff print."""
    made = form(name, portal=PORTAL)
    path = save(made, edition, tmp_path / "form.pdf")
    address = PORTAL.format(form=made.id, language=made.language)
    with PdfDocument(path) as document:
        codes = [
            {one.text for one in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())}
            for page in document
        ]
    wanted = [EDITION_BY_NAME[edition].is_for_patients] + [False] * (len(codes) - 1)
    assert [address in found for found in codes] == wanted
    assert [len(found) for found in codes] == [1 + one for one in wanted]
    first = re.sub(r"-?\s", "", corpus.pdf_text(path, "-raw")[0])
    assert (address.replace("-", "") in first.replace("-", "")) == wanted[0]
    for profile in PROFILES:
        report = page_validation.validate_pdf(path, profile=profile)
        assert report.is_compliant, str(report)


@EVERY_EDITION
def test_ids_and_codes_stand_in_the_coded_edition_only(edition: str, folder: Path) -> None:
    """Each item's id, each option's code, as they are stored."""
    text = corpus.solid(
        "".join(corpus.pdf_text(corpus.sheet("seed", edition, "letter", folder), "-raw"))
    )
    items = [item for item in form("seed").items]
    names = {item.id for item in items} | {
        inner.code
        for item in items
        for option in getattr(item, "options", ())
        for inner in (getattr(option, "options", None) or (option,))
    }
    assert len(names) > 30
    shown = {name for name in names if f"[{name}]" in text}
    assert shown == (names if edition == "coded" else set())


@pytest.mark.parametrize("paper", PAPERS)
def test_large_print_has_one_option_below_the_other(paper: str, folder: Path) -> None:
    """Every option of a question begins at the same place of its line."""
    (item,) = (one for one in form("seed").items if one.id == "other_symptoms")
    words = {option.text.split()[0] for option in item.options}
    found = run("pdftotext", "-bbox", corpus.sheet("seed", "large-print", paper, folder), "-")
    places = re.findall(r'xMin="([0-9.]+)" yMin="([0-9.]+)".*>(.*)</word>', found)
    page = [(float(x), float(y), word) for x, y, word in places if word in words]
    begin = {round(x) for x, _, word in page if word in {"Weakness", "Tiredness", "Numbness"}}
    lines = [y for _, y, word in page if word in {"Weakness", "Tiredness", "Numbness"}]
    assert len(begin) == 1
    assert len({*lines}) == len(lines) == 3


@pytest.mark.parametrize("name", ["seed", "arabic"])
def test_the_compact_edition_takes_the_fewest_pages(name: str, folder: Path) -> None:
    """And large print the most."""
    counts = {}
    for edition in EDITION_BY_NAME:
        with PdfDocument(corpus.sheet(name, edition, form(name).clinic.paper, folder)) as document:
            counts[edition] = len(document)
    assert min(counts.values()) == counts["compact"]
    assert max(counts.values()) == counts["large-print"]
    assert counts["compact"] < counts["large-print"]


@pytest.mark.parametrize("edition", ["standard", "large-print", "compact", "coded"])
@pytest.mark.parametrize("name", ["seed", "arabic"])
def test_the_label_block_takes_a_label_in_every_edition(
    name: str, edition: str, folder: Path
) -> None:
    """3 1/2 by 2 1/8 inches or more, at the top of page 1, on the far side from the binding."""
    path = corpus.sheet(name, edition, form(name).clinic.paper, folder)
    width, drawn = next(bounds(path))
    frames = [
        (left, right)
        for left, bottom, right, top in drawn
        if right - left >= 3.5 * 72 - ROUNDING and 2.125 * 72 - ROUNDING <= top - bottom < 260
    ]
    assert frames
    flush = (
        (lambda f: abs(f[0] - OUTER)) if name == "arabic" else lambda f: abs(width - OUTER - f[1])
    )
    assert any(flush(frame) <= ROUNDING for frame in frames)


@pytest.mark.parametrize(
    "address",
    [
        "https://portal.example.org/intake/muscle-twitching?lang=en",
        "https://my-health-portal.example.org/a-long-name-of-a-form-that-goes-on-and-on",
        "https://example.org/" + "x" * 60 + "-y",
    ],
)
def test_the_portals_address_ends_no_line_at_a_hyphen(address: str) -> None:
    """Which might seem to be no part of it."""
    found = pieces(address)
    assert "".join(found) == address
    assert len(found) > 2
    assert [one for one in found if one.startswith("-") or one.endswith("-")] == []
