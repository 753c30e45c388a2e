"""A comparison as text for a terminal or a file, wrapped to its width."""

from collections.abc import Callable, Iterator

from intake.compare import wording
from intake.compare.difference import GROUPS, Change, Comparison, FormDifference, Subject
from intake.compare.marks import Piece, is_single, marked
from intake.compare.marks import words as marked_words
from intake.content.excerpt import width
from intake.content.words import direction

Style = Callable[[str, str], str]
"""How a text is set off: `style(text, name)`, with a name of old, new, title, group, warning."""
_RLI, _PDI = "\u2067", "\u2069"
"""A piece of text from right to left within a line from left to right (Unicode TR 9)."""
_KEPT = 90
"""Characters on each side of what is left out in the middle of a long text."""
_LABELS = {"old": "was", "new": "now"}


def text(comparison: Comparison, columns: int, style: Style) -> str:
    """The whole comparison, lines of at most `columns`, where words are not longer."""
    if comparison.is_same:
        return wording.nothing(comparison)
    head = f"From {comparison.old} to {comparison.new}. [ ] marks the words that differ."
    blocks = ["\n".join(_wrap(head, columns))]
    if comparison.clinic:
        head = "The clinic’s block, which stands on every form"
        lines = [style(line, "title") for line in _wrap(head, columns)]
        for change in comparison.clinic:
            lines += _change(change, columns, style, "  ", "en")
        blocks.append("\n".join(lines))
    blocks += ["\n".join(_form(form, columns, style)) for form in comparison.changed]
    same = len(comparison.forms) - len(comparison.changed)
    if same:
        blocks.append(f"{same} form{'s' * (same > 1)} without a change.")
    return "\n\n".join(blocks)


def _form(form: FormDifference, columns: int, style: Style) -> Iterator[str]:
    for line in _wrap(wording.heading(form), columns):
        yield style(line, "title")
    if said := wording.state(form):
        yield from _wrap(said, columns)
    for group in GROUPS:
        changes = list(form.changes(group))
        if changes:
            yield ""
            yield style(wording.TITLES[group], "group")
        yield from _group(changes, columns, style, form.language)
    if form.unfit:
        yield ""
        yield style("Stored answers that no longer fit", "group")
        for sentence in form.unfit:
            lines = _wrap(sentence, columns, "  ", "    ")
            yield from (style(line, "warning") for line in lines)
    if form.state == "changed":
        yield ""
        yield from _wrap(wording.summary(form), columns)


def _group(
    changes: list[tuple[Subject, Change]], columns: int, style: Style, language: str
) -> Iterator[str]:
    last = None
    for subject, change in changes:
        if subject is not last:
            yield from _wrap(wording.subject(subject, language), columns, "  ", "     ")
        last = subject
        yield from _change(change, columns, style, "     ", language)


def _change(
    change: Change, columns: int, style: Style, indent: str, language: str
) -> Iterator[str]:
    if sentence := wording.in_line(change):
        yield from _wrap(sentence, columns, indent, indent + "  ")
        return
    yield from _wrap(wording.what(change), columns, indent, indent + "  ")
    is_rtl = direction(change.language or language) == "rtl"
    if change.old is not None and change.new is not None:
        sides = dict(zip(_LABELS, marked(change.old, change.new), strict=True))
    else:
        known = {"old": change.old, "new": change.new}
        sides = {key: ((one, False),) for key, one in known.items() if one is not None}
    if change.sort == "stale":
        sides.pop("old")
    for key, pieces in sides.items():
        yield from _wording(pieces, key, columns, style, indent + "  ", is_rtl)


def _wording(
    pieces: tuple[Piece, ...], key: str, columns: int, style: Style, indent: str, is_rtl: bool
) -> Iterator[str]:
    """One wording with brackets round the words that are only there."""
    whole = "".join(f"[{one}]" if is_marked else _elided(one) for one, is_marked in pieces)
    first = f"{indent}{_LABELS[key]}  "
    for number, line in enumerate(_wrap(whole, columns - len(first)) or [""]):
        shown = f"{_RLI}{line}{_PDI}" if is_rtl else line
        yield (" " * len(first) if number else first) + style(shown, key)


def _elided(text: str) -> str:
    """The text of a part that is the same on both sides, without its middle where it is long."""
    if len(text) <= 2 * _KEPT:
        return text
    start, end = text[:_KEPT].rpartition(" ")[0], text[-_KEPT:].partition(" ")[2]
    return f"{start} … {end}" if start and end else text


def _wrap(words: str, columns: int, indent: str = "", hanging: str = "") -> list[str]:
    """Lines of at most `columns`, with `indent` before the first and `hanging` before others; a
    word breaks only where it is longer than a line. Letters of two columns count as two."""
    lines: list[str] = []
    line, before = "", indent
    for word in _parts(words):
        if line and width(before + line + word.rstrip()) > columns:
            lines.append(before + line.rstrip())
            line, before = "", hanging
        line += word if line else word.lstrip()
        while width(before + line.rstrip()) > max(columns, len(before) + 10):
            fits = max(10, columns - len(before)) // (2 if width(line) > len(line) else 1)
            lines.append(before + line[:fits])
            line, before = line[fits:], hanging
    return [*lines, *([before + line.rstrip()] if line.strip() else [])]


def _parts(text: str) -> Iterator[str]:
    """Words with the space after them; letters of scripts without spaces one by one."""
    for paragraph in text.split("\n"):
        part = ""
        for word in marked_words(paragraph):
            if word.isspace():
                yield part + " "
                part = ""
            elif is_single(word):
                yield from filter(None, (part, word))
                part = ""
            else:
                part += word
        yield part + " "
