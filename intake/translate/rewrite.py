"""The clinic's YAML files with translations in them: made in memory, checked and proved."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from intake.content.compose import Composer
from intake.content.document import Document, Trail
from intake.content.gather import Content
from intake.content.problems import ContentError, Place, Problem, Spot
from intake.content.read import MAX_BYTES
from intake.content.validate import Checked, validate
from intake.kinds.identity import is_text
from intake.translate.entries import Entry
from intake.translate.proof import prove
from intake.translate.splice import Edit, Wish, edits

_BOM = "\ufeff"
_LINE_END = re.compile("\r\n|\r|\n")


class Taken(NamedTuple):
    """A translation of `entry` and the place in the PO file that it comes from."""

    entry: Entry
    text: str
    source: Place


@dataclass(frozen=True)
class Rewritten:
    """The changed files, and what is declared with them."""

    files: Mapping[Path, bytes]
    checked: Checked


def rewrite(checked: Checked, taken: Iterable[Taken], language: str) -> Rewritten:
    """The files of `checked` with the translations into `language`, which the clinic gets if it
    has it not yet.

    Raises ContentError with every translation that cannot stand in the content, and when the
    new files would say anything else than the old ones and these translations.
    """
    content = checked.content
    sources: dict[Trail, Place] = {}
    wishes: dict[Trail, Wish] = {}
    first, *others = checked.library.clinic.languages
    for one in taken:
        trail = _raw_trail(content.data, one.entry.trail)
        is_mistaken = trail != one.entry.trail and not is_text({first: "", language: ""})
        wishes[trail] = Wish(first, language, one.text, is_mistaken)
        sources[trail] = one.source
    if not wishes:
        return Rewritten({}, checked)
    declared = () if language in others else (first, *others, language)
    changed = dict(_changed(content, wishes, declared))
    documents = [changed.get(one.file, (one, b""))[0] for one in content.documents]
    try:
        made = Content(documents)
        if made.problems:
            raise ContentError(made.problems)
        result = validate(made)
    except ContentError as error:
        raise ContentError(list(_blamed(error.problems, documents, wishes, sources))) from None
    prove(checked, result, wishes, declared)
    return Rewritten({Path(file): raw for file, (_, raw) in changed.items()}, result)


def apply(raw: str, changes: Iterable[Edit]) -> str:
    """The text of a file as it is stored, with `changes` that count in it without a byte order
    mark and with every line ended by one newline. New lines end as those do where they stand."""
    mark = _BOM if raw.startswith(_BOM) else ""
    raw = raw.removeprefix(_BOM)
    doubles = [match.start() - n for n, match in enumerate(re.finditer("\r\n", raw))]
    usual = _LINE_END.search(raw)
    pieces = [mark]
    at = 0
    for first, last, new in changes:
        start, end = (place + bisect_left(doubles, place) for place in (first, last))
        line_end = _LINE_END.search(raw, start) or usual
        pieces += [raw[at:start], new.replace("\n", line_end[0] if line_end else "\n")]
        at = end
    return "".join([*pieces, raw[at:]])


def _changed(
    content: Content, wishes: Mapping[Trail, Wish], declared: tuple[str, ...]
) -> Iterator[tuple[str, tuple[Document, bytes]]]:
    """The name of each file that changes, what it then is loaded as, and its bytes."""
    owners = {trail: content.place(trail).file for trail in wishes}
    for document in content.documents:
        own = {trail: wish for trail, wish in wishes.items() if owners[trail] == document.file}
        languages = declared if "clinic" in document.data else ()
        if own or languages:
            made = edits("\n".join(document.lines), own, languages)
            raw = apply(_read_again(document), made).encode()
            yield document.file, (_loaded(document.file, raw), raw)


def _read_again(document: Document) -> str:
    """The file's text as it is stored. Raises ContentError when it is not what was loaded."""
    try:
        raw = Path(document.file).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raw = ""
    if tuple(_LINE_END.sub("\n", raw.removeprefix(_BOM)).split("\n")) != document.lines:
        what = "has changed while the translations were read"
        raise ContentError([Problem(Place(document.file), "E604", what, "import once more")])
    return raw


def _loaded(file: str, raw: bytes) -> Document:
    """What the loader makes of the new bytes of a file."""
    if len(raw) > MAX_BYTES:
        what = f"would be larger than {MAX_BYTES // 1024} KiB with the translations"
        cure = "split the file over several first"
        raise ContentError([Problem(Place(file), "E106", what, cure)])
    composer = Composer(file, _LINE_END.sub("\n", raw.decode().removeprefix(_BOM)))
    data = composer.compose()
    return replace(composer.document, data=data, problems=tuple(composer.problems))


def _raw_trail(data: Any, trail: Trail) -> Trail:
    """`trail` in the data as it was written, where a bare text has no key."""
    value = data
    for length, part in enumerate(trail):
        if isinstance(value, str) or (part == "text" and "text" not in value and is_text(value)):
            return trail[:length]
        value = value[part]
    return trail


def _blamed(
    problems: Iterable[Problem],
    documents: Iterable[Document],
    wishes: Mapping[Trail, Wish],
    sources: Mapping[Trail, Place],
) -> Iterator[Problem]:
    """Each problem at the place in the PO file that its translation comes from: there it can be
    mended, and the YAML file is not written."""
    files = {one.file: one.values for one in documents}
    starts = {file: sorted(values.values()) for file, values in files.items()}
    known = {file: _sources(values, wishes, sources) for file, values in files.items()}
    for problem in problems:
        file, spot = problem.place.file, problem.place[1:]
        before = bisect_right(starts.get(file, []), spot)
        source = known[file].get(starts[file][before - 1]) if before else None
        yield problem._replace(place=source, line="") if source else problem


def _sources(
    values: Mapping[Trail, Spot], wishes: Mapping[Trail, Wish], sources: Mapping[Trail, Place]
) -> dict[Spot, Place]:
    """For each spot of a YAML file where a translation, or what it belongs to, begins: its place in
    the PO file."""
    found: dict[Spot, Place] = {}
    for trail, wish in wishes.items():
        text: Trail = (*trail, "text") if wish.is_wrapped else trail
        for near in ((*text, wish.language), text, trail, trail[:-1]):
            if near in values:
                found.setdefault(values[near], sources[trail])
    return found
