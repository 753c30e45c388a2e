"""What can be wrong with the content, and how it is said: `file:line:column: CODE what; cure`."""

from collections.abc import Iterable
from typing import NamedTuple

MAX_LISTED = 20

Spot = tuple[int, int]
"""Line and column, from 1."""

CODES = {
    "E101": "the file cannot be found",
    "E102": "the file is a folder or another thing that is not a file",
    "E103": "the file cannot be read",
    "E104": "the file is empty",
    "E105": "the file is not UTF-8",
    "E106": "the file is too large",
    "E107": "a character that cannot be seen or printed",
    "E201": "the YAML cannot be understood",
    "E202": "a tab where YAML wants spaces",
    "E203": "a text with a colon needs quotes",
    "E204": "a text is cut off at #",
    "E205": "the same key twice",
    "E206": "an anchor or an alias",
    "E207": "a tag",
    "E208": "too many levels",
    "E209": "too many values",
    "E210": "a second document in the file",
    "E211": "a key that is not a plain word",
    "E301": "an unknown key",
    "E302": "a key is missing",
    "E303": "the wrong shape: a text, a list or keys were expected",
    "E304": "a value that cannot be read as what is expected",
    "E305": "an unknown kind",
    "E306": "too long or too many",
    "E307": "nothing where something is needed",
    "E308": "an id or a code with characters it cannot have",
    "E309": "not one of the possible values",
    "E310": "a number out of range",
    "E311": "an id or a code cannot be made from the text",
    "E312": "a language that the clinic has not",
    "E313": "a text that is missing in the clinic's first language",
    "E401": "the same id twice in one form",
    "E402": "the same option code twice",
    "E403": "an unknown section",
    "E404": "no forms",
    "E405": "min is above max",
    "E406": "an option code that the form needs for itself",
    "E407": "no font has this character",
    "E408": "a kind that does not fit its section",
    "E409": "a condition on an item that the form has not",
    "E410": "a condition on an answer that cannot be given",
    "E411": "a condition that does not fit the kind of the item",
    "E412": "a condition on the item itself or on a later one",
    "E413": "a condition of the patient's on what the clinician answers",
    "E414": "an item or a section that can never apply",
    "E420": "a form that is made of itself",
    "E430": "a colour that cannot be read on its ground",
    "E501": "the output cannot be written",
    "E502": "Pango or a font is missing",
    "E503": "a template is wrong",
    "E504": "the PDF cannot be made",
    "E505": "the folder is not empty",
    "E506": "the output is in use by another build",
    "E507": "a form takes too long or too much memory to make",
    "E510": "something on paper is cut off or outside its place",
    "E511": "two things on paper lie over each other",
    "E512": "the end of a page parts what belongs together",
    "E513": "an option is apart from its box on paper",
    "E514": "a character is not drawn on paper",
    "E515": "a field on paper is too small to write in",
    "E516": "a heading on paper meets what it heads",
    "E517": "the form takes more pages than it may",
    "E518": "the fields on paper are not those of the form",
    "E519": "words on paper cannot be seen, or not be checked",
    "E601": "a PO file that cannot be understood",
    "E602": "the same text twice in a PO file",
    "E603": "a PO file in another language than is expected",
    "E604": "translations that cannot be put into the file",
    "E701": "not a PDF",
    "E702": "a PDF that is too large",
    "E703": "a PDF that is encrypted",
    "E704": "a PDF that is damaged",
    "E705": "a PDF that is an XFA form",
    "E706": "a PDF with a script or an action",
    "E707": "a PDF that takes too long or too much memory to read",
    "E708": "a PDF whose fields are not those of the form",
    "E709": "a PDF of no form that is known",
    "E710": "a PDF that shows something else than it stores",
    "E711": "a required answer that is missing",
    "E712": "an answer that cannot be read",
    "E713": "an answer out of range",
    "E714": "an answer that does not fit its pattern",
    "E715": "an answer that is too long",
    "E716": "an answer that is not offered, or more than one",
    "E717": "an answer that excludes others, and others",
    "E718": "an answer of which a part is missing",
    "E719": "answers to several forms for one table",
    "E720": "answers to another revision of the same version",
    "E721": "a changed answer where it can only be read",
    "E722": "a request that cannot be read",
    "W101": "a byte order mark",
    "W102": "line endings of two sorts",
    "W103": "a language that the templates' own words are not in",
    "W201": "a text that is not translated",
    "W301": "a reading grade above 6",
    "W302": "two questions in one",
    "W303": "a double negative",
    "W401": "a fact about health without a “not sure”",
    "W402": "more than 9 options in one list",
    "W403": "two options that read alike",
    "W404": "the same question twice in one form",
    "W405": "answers that are bare numbers or letters, without a hint",
    "W406": "an id that says something else than its text",
    "W407": "a shared section that no form uses",
    "W408": "no source, or a review date over two years old",
    "W409": "a text that does not fit its box on paper",
    "W410": "a warning allowed where nothing causes it",
    "W701": "answers to another revision of the form",
    "W702": "an answer that has no place in this revision",
    "W703": "an answer to a question that does not apply",
    "W704": "another answer without its tick",
    "W705": "a question whose fields a file of another revision lacks",
    "E801": "a file of approvals that cannot be added to",
    "E802": "the approved content is gone, or is another one",
    "E803": "a form that is not approved",
    "E804": "a translation that is approved before its original",
    "E805": "nothing is approved to compare with",
    "E806": "git does not have what is asked for",
    "W801": "a form that changed, and whose version did not",
    "W802": "an approved form that says it is a draft",
}
"""Every code and its title. E: nothing is written. W: said, and the work goes on."""


class Place(NamedTuple):
    """Where in a file: line and column count characters from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        file = visible(self.file)
        return f"{file}:{self.line}:{self.column}" if self.line else file


class Problem(NamedTuple):
    """One thing wrong: where, which code, what, and how to mend it.

    `line` is the text of the offending line, for showing it with a caret; `form` the id of the
    form that the place is in, empty outside the forms; `item` the id of the item, where it is known
    by that and not yet by its place.
    """

    place: Place
    code: str
    what: str
    cure: str
    line: str = ""
    form: str = ""
    item: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.what}; {self.cure}"

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")


class ContentError(Exception):
    """The content cannot be used. `problems` holds every problem found, in reading order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(f"{len(self.problems)} problems")


def visible(text: str) -> str:
    """`text` with an escape such as \\x0a for every character that cannot be seen."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def shorten(text: str, limit: int = 40) -> str:
    """`text` on one line of at most `limit` characters, fit to be quoted in a message."""
    line = visible(" ".join(text[: 4 * limit].split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


ALIASES = {
    "type": "kind",
    "question": "text",
    "label": "text",
    "help": "hint",
    "choices": "options",
    "answers": "options",
    "name": "id",
    "radio": "select_one",
    "dropdown": "select_one",
    "choice": "select_one",
    "multiple choice": "select_one",
    "checkbox": "select_multiple",
    "checkboxes": "select_multiple",
    "number": "integer",
    "boolean": "yes_no",
    "yesno": "yes_no",
    "textarea": "text",
    "note": "display",
}
"""What other form tools call our keys and kinds."""


def suggest(word: str, known: Iterable[str]) -> str:
    """How to mend a misspelled name: the nearest right one, or some of them."""
    from difflib import get_close_matches

    names = {name.lower(): name for name in known if name}
    wanted = shorten(word).lower().strip("“”‘’ ")
    near = get_close_matches(wanted, names, 1, 0.6)
    if not near and ALIASES.get(wanted) in names:
        near = [ALIASES[wanted]]
    if near:
        return f"did you mean “{shorten(names[near[0]])}”?"
    listed = [shorten(name) for name in names.values()]
    if len(listed) > MAX_LISTED:
        listed[MAX_LISTED:] = [f"and {len(listed) - MAX_LISTED} more"]
    return "possible: " + ", ".join(listed) if listed else "remove it"
