"""The words of the pages for staff, in one place; they are English."""

from types import SimpleNamespace

from intake.locales import locale, months

WORDS = SimpleNamespace(
    forms="Forms",
    list_of_forms="List of forms",
    all_forms="All forms",
    skip="Skip to the forms",
    search="Find a form",
    find="Find",
    clear="Show all forms",
    none_found="No form has these words in its title. Try fewer words.",
    no_forms="No forms have been made yet.",
    version="Version",
    draft="Draft",
    approved="Approved",
    changed_since="Changed since it was approved",
    approved_by="Approved by",
    approved_on="on",
    what_changed="What has changed since then",
    compare="Before and after, with pictures, to print for the meeting",
    by_a_person="Changed by hand",
    edited="Somebody has changed these files since they were made. They are kept, and do not follow"
    " the questions any more. “intake build --force” makes them again.",
    standing={
        "current": "Up to date",
        "changed": "Changed, not made yet",
        "kept": "Last good version",
        "problems": "Has problems",
    },
    on_screen="See on screen",
    print_it="Open to print",
    open="Open",
    print_short="Print",
    download="Download",
    every_file="More versions",
    new_tab="(opens in a new tab)",
    on_paper="On paper",
    page_one="Page 1 of",
    page_one_unseen="A picture of page 1 cannot be shown. The file itself can be opened.",
    files={
        ".html": "On screen",
        ".embed.html": "How to embed it in the portal",
        ".fragment.html": "Piece for a page of the portal",
    },
    editions={
        "standard": "Paper",
        "large-print": "Paper, large print",
        "compact": "Paper, compact, for the chart",
        "coded": "Paper, with codes, for entering answers",
    },
    papers={"a4": "A4", "letter": "Letter"},
    problems="To mend",
    warnings="Worth a look",
    still_good="Until this is mended, the forms below stay as they were: the last good versions.",
    form_still_good="You see the last good version. It stays until the problems are mended.",
    not_made="This form has not been made yet.",
    how_to="What to do:",
    making="Making the forms …",
    well="Everything is up to date.",
    as_of="as of",
    by_hand="To see changes, reload this page.",
    stopped="The preview has ended. To see it again, run intake serve.",
    updated="Updated.",
    width="Show it as on",
    narrow="a telephone",
    wide="a computer",
    shown_in="The form",
    nothing_sent="This is a preview: what you type here is neither sent nor kept.",
    would_send="Nothing was sent, because this is a preview. In the portal, the answers would go to"
    " the clinic now. What you typed is still here.",
    refused_title="Nothing was sent",
    refused="This is a preview on this computer. It takes no answers and keeps none.",
    missing_title="There is nothing here",
    missing="The form may have been renamed or removed.",
    static_note="Made with the forms. Words here are those of the files beside this page.",
)


def file_name(file: object) -> str:
    """What sort of file it is: `Paper, large print, A4`."""
    edition, paper = getattr(file, "edition", ""), getattr(file, "paper", "")
    if not edition:
        extension = getattr(file, "extension", "")
        known: str = WORDS.files.get(extension, extension.strip(".").upper())
        return known
    said = WORDS.editions.get(edition, f"{WORDS.on_paper}, {edition}")
    return ", ".join(filter(None, (said, WORDS.papers.get(paper, paper))))


def language_name(tag: str) -> str:
    """`Spanish` for `es`; the tag itself where nobody knows it."""
    if tag in ("", "en"):  # the library that knows names takes long to load
        return tag and "English"
    return locale(tag).get_display_name("en") or tag


def sentence(text: str) -> str:
    """`text` with a capital and a full stop, if it does not end in one of its own."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")


def day(written: str) -> str:
    """`1 November 2026` for `2026-11-01`."""
    year, month, number = written.split("-")
    return f"{int(number)} {months('en')[int(month) - 1][0]} {year}"


def count(number: int, noun: str) -> str:
    """`1 form`, `2 forms`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
