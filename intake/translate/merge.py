"""A PO file brought up to date with the content, without losing what a translator wrote."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import PurePath

from intake.content.document import Trail
from intake.content.validate import Checked
from intake.translate.catalog import PoFile, Row, plural_forms
from intake.translate.entries import Entry

MOST_COMPARED = 400
LONGEST_COMPARED = 200
"""Texts that are gone, beyond which nobody looks for one that is like a new one."""
_NEAR = 0.6


def merge(
    found: Iterable[Entry], wanted: Collection[str], old: PoFile | None, headers: dict[str, str]
) -> PoFile:
    """The entries called `wanted`, and those that `old` has already.

    What `old` translates stays. Where the original is another now, the translation is marked
    fuzzy and the former original stands with it; what is no longer in the content goes to the end.
    """
    known = {**old.gone, **old.rows} if old else {}
    present = {entry.name: entry for entry in found}
    rows = {
        name: _row(entry, known.get(name))
        for name, entry in present.items()
        if name in known or name in wanted
    }
    gone = {name: row for name, row in known.items() if name not in present and row.translation}
    for name in [name for name in rows if name not in known]:
        if former := _former(present[name], gone):
            rows[name] = _taken_over(rows[name], former)
            del gone[former.name]
    ours = {name: headers[name] for name in ("Project-Id-Version", "Content-Type")}
    kept = {**headers, **(old.headers if old else {}), **ours}
    return PoFile(kept, rows, gone, old.remarks if old else ())


def headers(checked: Checked, language: str) -> dict[str, str]:
    """The headers of a PO file of this content; the date is that of the content."""
    dates = [form.date for form in checked.library.forms.values() if form.date]
    date = {"PO-Revision-Date": f"{max(dates).isoformat()} 00:00+0000"} if dates else {}
    versions = {form.version for form in checked.questionnaires}
    version = versions.pop() if len(versions) == 1 else "1"
    return {
        "Project-Id-Version": " ".join(f"{checked.library.clinic.name} {version}".split()),
        **date,
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }


def _row(entry: Entry, old: Row | None) -> Row:
    path = PurePath(entry.place.file).as_posix()
    row = Row(
        entry.name,
        entry.original,
        entry.translation,
        notes=entry.notes,
        where=(path, entry.place.line),
    )
    if old is None:
        return row
    row = replace(row, translation=old.translation or row.translation, remarks=old.remarks)
    if old.original != entry.original:
        changed = bool(row.translation)
        return replace(row, is_fuzzy=changed, previous=old.original if changed else "")
    return replace(row, is_fuzzy=old.is_fuzzy, previous=old.previous if old.is_fuzzy else "")


def _former(entry: Entry, gone: dict[str, Row]) -> Row | None:
    """The text of the same form that this one seems to have been: its id was made from the words
    that have changed, or it stood in another place."""
    home = "/".join(map(str, _home(entry.name))) + "/"
    near = [row for row in gone.values() if row.name.startswith(home)]
    if not near or len(near) > MOST_COMPARED:
        return None
    by_text = {row.original: row for row in near}
    if entry.original in by_text:
        return by_text[entry.original]
    if len(entry.original) > LONGEST_COMPARED:
        return None
    short = [text for text in by_text if len(text) <= LONGEST_COMPARED]
    found = get_close_matches(entry.original, short, 1, _NEAR)
    return by_text[found[0]] if found else None


def _home(name: str) -> Trail:
    return tuple(name.split("/")[:2])


def _taken_over(row: Row, former: Row) -> Row:
    is_same = former.original == row.original
    if is_same and row.translation:
        return row
    return replace(
        row,
        translation=former.translation,
        is_fuzzy=True,
        previous="" if is_same else former.original,
        remarks=former.remarks,
    )
