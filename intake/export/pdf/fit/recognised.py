"""E519: what the sheet must show of a form and does not, or not so that it can be checked.

The checks go by classes and attributes of the templates (`meaning.py`). A template of the clinic's
own that calls them otherwise would pass every check unseen; so each item, option and title of the
form has to be found under those names.
"""

from collections.abc import Iterable

from intake.content.model import Questionnaire
from intake.export.pdf.fit.finding import MENDED, Finding, Findings, quoted
from intake.export.pdf.fit.marks import Mark, Page

KEEP = "keep the classes, data-item and words of the built-in template in your own, and hide none"


def unseen(pages: Iterable[Page]) -> Findings:
    """Words and pictures that stand on a page where nobody sees them; E518 tells of fields."""
    for page in pages:
        fields = [mark.where.field for mark, _ in page.unseen if mark.sort == "field"]
        for mark, why in page.unseen:
            if mark.sort in ("text", "picture") and mark.where.field not in fields:
                what = "a picture" if mark.sort == "picture" else quoted(mark.box.text)
                told = f"{what} is on the page and cannot be seen: {why}"
                yield Finding("E519", page.number, mark.where.item, told, MENDED)


def unrecognised(pages: list[Page], form: Questionnaire) -> Findings:
    """The form's title, the titles of its sections, its questions and its options, as far as they
    are not found where the checks look for them."""
    every = [mark for page in pages for mark in (*page.marks, *(one for one, _ in page.unseen))]
    texts = [mark for mark in every if mark.sort == "text"]
    by_item: dict[str, list[Mark]] = {}
    for mark in texts:
        if mark.where.item is not None:
            by_item.setdefault(mark.where.item.get("data-item") or "", []).append(mark)
    for item in form.items:
        mine = by_item.get(item.id, [])
        heads = [mark for mark in mine if mark.where.head == "question"]
        if not _has(mine, item.text) or (item.numbered and not heads):
            page = mine[0].where.page if mine else 1
            what = f"the question {quoted(item.text)} is not found on the sheet"
            yield Finding("E519", page, {"data-item": item.id}, what, KEEP)
    yield from _titles(texts, form)
    yield from _options(every)


def _titles(texts: list[Mark], form: Questionnaire) -> Findings:
    titles = [mark for mark in texts if mark.where.head in ("title", "form")]
    wanted = [one.title for one in form.sections if one.appearance != "label_block"]
    for title in (form.title, *wanted):
        if not _has(titles, title):
            what = f"the title {quoted(title)} is not found on the sheet"
            yield Finding("E519", 1, None, what, KEEP)


def _options(every: list[Mark]) -> Findings:
    """An option is kept whole by the element around its box and its words."""
    for mark in every:
        if mark.sort == "tick" and mark.where.unit is None:
            what = "a box to tick is in no element that keeps it and its words together"
            yield Finding("E519", mark.where.page, mark.where.item, what, KEEP)


def _has(marks: Iterable[Mark], text: str) -> bool:
    """Whether the words of `text` stand in `marks`, wherever their lines are broken."""
    return _letters(text) in _letters("".join(mark.box.text for mark in marks))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
