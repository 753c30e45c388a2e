"""Bring the catalogues in intake/locale/ in line with the templates' own words.

New strings are added, without a translation; strings that are gone are removed; a translation
whose English has changed a little is kept and marked fuzzy. With languages as arguments (pt fr)
a catalogue is begun for each. The files hold no dates, line numbers or names of tools, so that a
run without changes changes nothing.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from intake.resources import LOCALE, bundled

# Alike the environment's own settings in intake/export/rendering.py.
OPTIONS = {
    "trimmed": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "newstyle_gettext": "true",
    "silent": "false",
}
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural}\\n"

"""


def messages() -> Catalog:
    """The strings of every template, with the files that they stand in."""
    found = Catalog()
    templates = bundled("templates")
    methods = [("**.html", "jinja2.ext:babel_extract")]
    for file, _, message, comments, context in sorted(
        extract_from_dir(templates, methods, {"**.html": OPTIONS}), key=lambda one: one[:2]
    ):
        place = [(Path(file).as_posix(), 0)]
        found.add(message, locations=place, auto_comments=comments, context=context)
    return found


def read(path: Path) -> Catalog:
    """The catalogue in the file `path`, whose name is its language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True)


def text(catalogue: Catalog) -> str:
    """A catalogue as the text of its file, with no more of a header than reading it needs."""
    target = BytesIO()
    write_po(
        target, catalogue, omit_header=True, ignore_obsolete=True, include_lineno=False, width=100
    )
    head = HEADER.format(language=catalogue.locale_identifier, plural=catalogue.plural_forms)
    return head + target.getvalue().decode().rstrip("\n") + "\n"


def main() -> None:
    for language in sys.argv[1:]:
        path = LOCALE / f"{language}.po"
        if not path.exists():
            path.write_text(text(Catalog(locale=language.replace("-", "_"))), "utf-8")
    template = messages()
    for path in sorted(LOCALE.glob("*.po")):
        catalogue = read(path)
        catalogue.update(template)
        path.write_text(text(catalogue), "utf-8")
        left = [one for one in catalogue if one.id and (one.fuzzy or not one.string)]
        print(f"{path.name}: {len(catalogue)} strings, {len(left)} to translate")


if __name__ == "__main__":
    main()
