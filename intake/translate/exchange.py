"""Out to a translator and back: the steps of `intake translate export` and `import`, in order."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.content.gather import home
from intake.content.problems import ContentError, Place, Problem, shorten
from intake.content.types import LANGUAGE, tidy
from intake.content.validate import Checked
from intake.translate.catalog import PoFile, Row, read_po, write_po
from intake.translate.entries import Entry, entries, of_forms
from intake.translate.merge import headers, merge
from intake.translate.rewrite import Taken, rewrite

TRANSLATED, CHANGED, FUZZY, EMPTY, GONE = "translated", "changed", "fuzzy", "empty", "gone"


@dataclass(frozen=True)
class Sent:
    """What a written PO file holds: its texts by their state, and rows of texts that are gone."""

    path: Path
    counts: Counter[str]


@dataclass(frozen=True)
class Left:
    """A translation that was not taken: its place in the PO file, its state, the text."""

    place: Place
    state: str
    text: str


@dataclass(frozen=True)
class Brought:
    """What came back: texts by their state, how many are new in the content, what was not taken,
    which YAML files were changed."""

    counts: Counter[str]
    taken: int
    left: tuple[Left, ...]
    files: tuple[Path, ...]


def export(
    checked: Checked, sources: Sequence[Path], language: str, path: Path, forms: Iterable[str] = ()
) -> Sent:
    """Write the PO file `path`, or bring it up to date: all texts, or those of some `forms`.

    Raises ContentError when there is a file that is no PO file, or one of another language.
    """
    from intake.write import write_together

    old = read_po(path) if path.exists() else None
    if old and old.language.lower() != language.lower():
        what = f"is a file for “{shorten(old.language)}”, not for “{language}”"
        raise _wrong_language(path, what, "name another --output")
    found = entries(checked, language)
    names = of_forms(checked, forms, found) if forms else {entry.name for entry in found}
    po = _merged(checked, sources, found, names, old, language)
    write_together({path: write_po(po)})
    return Sent(path, Counter({**Counter(map(_state, po.rows.values())), GONE: len(po.gone)}))


def bring_in(checked: Checked, sources: Sequence[Path], path: Path) -> Brought:
    """Take the translations of the PO file `path` into the YAML files, and bring it up to date.

    Only what is a translation of the text as it now is. Raises ContentError with every one that
    cannot stand in the content; nothing is written then.
    """
    from intake.write import write_together

    po = read_po(path)
    language = _language(checked, po, path)
    found = {entry.name: entry for entry in entries(checked, language)}
    counts: Counter[str] = Counter()
    taken: list[Taken] = []
    left: list[Left] = []
    for name, row in po.rows.items():
        entry = found.get(name)
        state = _state(row, entry) if entry else GONE
        counts[state] += 1
        place = Place(str(path), row.line, 1)
        text = tidy(row.translation)
        if entry is None or state != TRANSLATED:
            left.append(Left(place, state, row.original))
        elif text != entry.translation:
            taken.append(Taken(entry, text, place))
    made = rewrite(checked, taken, language)
    fresh = entries(made.checked, language)
    merged = _merged(made.checked, sources, fresh, set(), po, language)
    write_together({**made.files, path: write_po(merged)})
    return Brought(counts, len(taken), tuple(left), tuple(made.files))


def _merged(
    checked: Checked,
    sources: Sequence[Path],
    found: Iterable[Entry],
    names: set[str],
    old: PoFile | None,
    language: str,
) -> PoFile:
    """With places as they are seen from the folder of the content, the same on every computer."""
    root = home(sources)
    placed = [
        entry._replace(place=entry.place._replace(file=_seen_from(root, entry.place.file)))
        for entry in found
    ]
    return merge(placed, names, old, headers(checked, language))


def _seen_from(root: Path, file: str) -> str:
    path = Path(file)
    return str(path.relative_to(root)) if path.is_relative_to(root) else path.name


def _state(row: Row, entry: Entry | None = None) -> str:
    if not row.translation.strip():
        return EMPTY
    if entry and row.original != entry.original:
        return CHANGED
    return FUZZY if row.is_fuzzy else TRANSLATED


def _language(checked: Checked, po: PoFile, path: Path) -> str:
    """The clinic's own spelling of the PO file's language.

    A program may say more than it was asked for (es_MX in es.po): the file's name then decides.
    """
    first, *others = checked.library.clinic.languages
    if not po.language:
        raise _wrong_language(path, "does not say its language", "add the header Language: es")
    if not re.fullmatch(LANGUAGE, po.language):
        what = f"“{shorten(po.language)}” is not a language tag"
        raise _wrong_language(path, what, "write a header like Language: es")
    if po.language.lower() == first.lower():
        what = f"is in {first}, the language that the texts are written in"
        raise _wrong_language(path, what, "change the texts in the YAML file")
    spelled = {other.lower(): other for other in others}
    named = spelled.get(path.stem.rpartition(".")[2].lower())
    said = spelled.get(po.language.lower(), po.language)
    if named is None or said == named or po.language.lower().startswith(f"{named.lower()}-"):
        return named or said
    what = f"is named after {named}, and its header says {shorten(po.language)}"
    raise _wrong_language(path, what, f"write the header Language: {named}, or rename the file")


def _wrong_language(path: Path, what: str, cure: str) -> ContentError:
    return ContentError([Problem(Place(str(path)), "E603", what, cure)])
