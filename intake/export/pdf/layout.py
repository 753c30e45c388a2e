"""Lay a page out with WeasyPrint, which gets the bundled fonts and nothing else."""

import html
import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from intake import fonts
from intake.content.problems import ContentError, Place, Problem
from intake.export.pdf import page_codes
from intake.export.pdf.appearance import draw_values
from intake.export.pdf.arabic import mend_arabic
from intake.export.pdf.continued import note
from intake.export.pdf.controls import gather, hidden
from intake.export.pdf.engine import no_clock, weasyprint
from intake.export.pdf.fields import add_fields
from intake.export.pdf.fit.boxes import pages
from intake.export.pdf.fit.marks import Page
from intake.export.pdf.fit.tall import release
from intake.export.pdf.glyphs import name_glyphs
from intake.export.pdf.metadata import describe
from intake.export.pdf.streams import compress, write
from intake.export.pdf.structure import Tree
from intake.export.pdf.tags import note_content, write_tags
from intake.export.rendering import Rendered

VARIANT = "pdf/a-3a"
_OPTIONS = {"pdf_variant": VARIANT, "pdf_tags": True, "output_intent": "srgb"}
_BASE = "intake:///"
_MOST_LAYOUTS = 5
"""What is let go in one layout may show in the next what else has no room."""


Check = Callable[[Any, list[Page]], Sequence[Problem]]
"""From WeasyPrint's document, which was written, and what stands on its pages, to what is wrong."""


def unchecked(document: Any, laid: list[Page]) -> tuple[Problem, ...]:
    """No check at all: for pages that are nobody's form, as in tests and measurements."""
    return ()


def lay_out(sheet: str, name: str, check: Check) -> Rendered:
    """The PDF of the HTML page `sheet`; `name` says in problems which form it is.

    Raises ContentError: E502 when Pango or a font is missing, E504 when the page asks for a
    file or an address, or WeasyPrint fails; and the problems that `check` finds.
    """
    engine = weasyprint()
    families = _families(html.unescape(sheet), name)
    style = font_style(families)
    base = {"base_url": _BASE, "url_fetcher": _fetcher(engine, _read(families))}
    with _configured(engine) as configuration, _told(engine, name):
        font_faces = engine.CSS(string=style, font_config=configuration, **base)
        page = engine.HTML(string=sheet, **base)
        note(page.etree_element)
        document, laid = _paginated(
            partial(page.render, stylesheets=[font_faces], font_config=configuration, **_OPTIONS)
        )
        content = _write(document, page.etree_element)
        if problems := check(document, laid):
            raise ContentError(list(problems))
    inputs = "\n".join([sheet, style, VARIANT, engine.__version__])
    return Rendered(content, inputs, pages=len(document.pages))


def _families(text: str, name: str) -> tuple[fonts.Font, ...]:
    """The fonts that `text` needs. Raises ContentError (E503) when it has what no font has."""
    if lacking := fonts.missing(text):
        what = f"a template of “{name}” has “{lacking[0]}”, which no font here has"
        raise _failure("templates", what, "write it another way", "E503")
    return fonts.needed(text)


@contextmanager
def _configured(engine: Any) -> Iterator[Any]:
    """WeasyPrint's configuration of fonts, whose folder is removed at the end."""
    configuration = engine.text.fonts.FontConfiguration()
    try:
        yield configuration
    finally:
        if folder := getattr(configuration, "_folder", None):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _told(engine: Any, name: str) -> Iterator[None]:
    """What goes wrong in WeasyPrint as a ContentError (E504) of the form `name`."""
    try:
        yield
    except engine.urls.FatalURLFetchingError as error:
        cure = "remove it from the template: a form is made from its own content only"
        raise _failure(name, f"the page asks for {error}", cure) from None
    except ContentError:
        raise
    except Exception as error:  # WeasyPrint's faults are of every type, AssertionError too
        what = f"WeasyPrint cannot lay the page out ({type(error).__name__})"
        raise _failure(name, what, "simplify the template or the content of this form") from None


def _paginated(render: Callable[[], Any]) -> tuple[Any, list[Page]]:
    """The document, and what stands on its pages; again where that is too tall for one."""
    document = render()
    laid = pages(document)
    for _ in range(_MOST_LAYOUTS):
        if not release(laid):
            break
        document = render()
        laid = pages(document)
    return document, laid


def _write(document: Any, root: Any) -> bytes:
    """The PDF of a document that is laid out, of the HTML element `root`.

    WeasyPrint draws the pages; the fields, the tree of tags, the metadata and the text of some
    glyphs are ours (docs/decisions/0013-fields.md).
    """
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint.pdf import generate_pdf

    generate: Any = generate_pdf
    controls, carried = gather(document, root), [*hidden(root)]
    drawings = draw_values(document, controls)
    noted = note_content(document)
    with no_clock():
        pdf = generate(document, None, 1, **(DEFAULT_OPTIONS | _OPTIONS))
    for control in controls:
        control.box.element = control.element
    add_fields(pdf, controls, drawings, carried, "".join(root.itertext()))
    write_tags(document, pdf, Tree(root, controls), noted)
    describe(document, pdf, carried)
    name_glyphs(document, pdf)
    mend_arabic(document, pdf)
    page_codes.add(document, pdf, carried)
    compress(pdf)
    return write(pdf)


def font_style(families: tuple[fonts.Font, ...]) -> str:
    """The @font-face rules of `families`, and the page's font-family."""
    faces = [
        f'@font-face{{font-family:"{font.family}";font-weight:{weight};src:url("{_BASE}{file}")}}'
        for font in families
        for weight, file in font.files
    ]
    stack = ",".join(f'"{font.family}"' for font in families)
    return "\n".join([*faces, f"html{{font-family:{stack}}}"])


def _read(families: tuple[fonts.Font, ...]) -> dict[str, bytes]:
    """The font files by their addresses. Raises ContentError (E502) when one cannot be read.

    They are read before the page is laid out: a font that WeasyPrint cannot fetch is replaced
    by one of the system's without a word.
    """
    files: dict[str, bytes] = {}
    for font in families:
        try:
            files |= {f"{_BASE}{file}": font.path(file).read_bytes() for _, file in font.files}
        except OSError:
            what = f"the font {font.family} cannot be read"
            raise ContentError([Problem(Place("intake"), "E502", what, font.cure)]) from None
    return files


def _fetcher(engine: Any, files: dict[str, bytes]) -> Any:
    """A fetcher that hands out `files` and stops the rendering at anything else.

    An exception of another type would be caught by WeasyPrint, and the page would go on
    without what it asked for.
    """

    class Fetcher(engine.urls.URLFetcher):  # type: ignore[misc]  # its base is loaded late
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in files:
                raise engine.urls.FatalURLFetchingError(url.replace(_BASE, "")[:80])
            return engine.urls.URLFetcherResponse(url, files[url])

    return Fetcher()


def _failure(name: str, what: str, cure: str, code: str = "E504") -> ContentError:
    return ContentError([Problem(Place(name), code, what, cure)])


logging.getLogger("weasyprint").addHandler(logging.NullHandler())
