"""The fit guarantee: what may not be seen on paper, told from the laid-out document.

`check` is given WeasyPrint's document after it was laid out and written. It says everything that
does not fit, with the item, the page, the edition and what to do about it.

- E510 something does not stay in its place: cut off, wider than its column, off the paper;
- E511 one thing lies over another;
- E512 an item, an option or a title is parted by the end of a page;
- E513 an option is apart from its box;
- E514 a character is not drawn;
- E515 a field is smaller than a hand needs;
- E516 a heading meets what it heads;
- E517 the form takes more pages than its `max_pages`;
- E518 a field of the form is not to be seen, or one is there that is none of its own;
- E519 words of the form are not to be seen, or are not where the checks look for them.
"""

from collections.abc import Iterator
from typing import Any

from intake.content.model import Questionnaire
from intake.content.problems import Place, Problem
from intake.export.edition import STANDARD, Sheet
from intake.export.pdf.fit.codes import misplaced
from intake.export.pdf.fit.controls import unlike
from intake.export.pdf.fit.fields import too_small
from intake.export.pdf.fit.finding import Finding
from intake.export.pdf.fit.letters import undrawn
from intake.export.pdf.fit.marks import Page
from intake.export.pdf.fit.named import Names
from intake.export.pdf.fit.options import apart
from intake.export.pdf.fit.overlap import overlaps
from intake.export.pdf.fit.recognised import unrecognised, unseen
from intake.export.pdf.fit.room import outside
from intake.export.pdf.fit.splits import splits


def check(
    document: Any, laid: list[Page], form: Questionnaire, sheet: Sheet
) -> tuple[Problem, ...]:
    """What does not fit in WeasyPrint's `document`, which was written already.

    `laid` is what stands on its pages, and `sheet` the edition that it is; `max_pages` of the form
    is of the standard one. Of several findings of one sort in one item the first is told, and how
    many more there are.
    """
    most = form.max_pages if sheet.edition == STANDARD else None
    edition = f"{form.language}, {sheet.edition.name}, {sheet.paper}"
    names = Names(form)
    findings = [
        *outside(laid),
        *overlaps(laid),
        *splits(laid),
        *apart(laid),
        *too_small(laid, names.usual, sheet.edition.hand),
        *undrawn(laid, document),
        *_pages(len(laid), most),
        *misplaced(laid, document, form),
        *unlike(laid, form),
        *unseen(laid),
        *unrecognised(laid, form),
    ]
    return tuple(_told(findings, names, edition))


def _pages(count: int, most: int | None) -> Iterator[Finding]:
    if most is not None and count > most:
        what = f"the form takes {count} pages, and max_pages is {most}"
        yield Finding("E517", count, None, what, "shorten it, or raise max_pages")


def _told(findings: list[Finding], names: Names, edition: str) -> Iterator[Problem]:
    """One problem for each code and item; where there is no item, for each thing to do."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        item = names.item(finding.item)
        groups.setdefault((finding.code, item, "" if item else finding.cure), []).append(finding)
    for (code, item, _), (first, *others) in groups.items():
        where = [f"page {first.page}", f"edition {edition}"]
        if item:
            where.insert(0, f"item “{item}”")
        more = f", and {len(others)} more like it" if others else ""
        what = f"{first.what}{more} ({', '.join(where)})"
        yield Problem(Place(names.form), code, what, first.cure, form=names.form, item=item)
