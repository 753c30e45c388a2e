"""Write docs/questions.md, the reference of the questions language, and its pictures.

All of it comes from the models, the kinds' examples and the templates; a test compares the text.
A picture is made anew when what it shows has changed: the text holds a fingerprint of it.
Usage: python .ci/reference.py
"""

import hashlib
import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from intake.content.gather import gather
from intake.content.model import Questionnaire
from intake.content.problems import CODES
from intake.content.schema import schema
from intake.content.validate import validate
from intake.export.rendering import Renderer
from intake.kinds import KIND_BY_NAME
from intake.kinds.base import Item
from intake.logic.given import FITTING
from intake.resources import bundled

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "questions.md"
PICTURES = ROOT / "docs" / "pictures" / "kinds"
CHROMIUM = "/usr/bin/chromium"
SHOWN = 2
"""Examples in a kind's picture."""

DEFINITIONS: dict[str, Any] = schema()["$defs"]
TYPES = {
    "TextInLanguages": "text",
    "ShortTextInLanguages": "short text",
    "EnableWhen": "[condition](#conditions)",
    "Moment": "day or `today`",
    "TimeOfDay": "time",
    "Autocomplete": "HTML autofill token",
    "Pattern": "regular expression",
    "System": "address",
    "Coding": "`{system, code, display, source}`",
}
INTRO = """# The questions language

Everything that can be written in `questions.yaml` (or in any number of YAML files in a folder).
This page is made from the software's own models and examples by `make reference`; `intake explain
E301` says more about a problem's code.

A **text** is words, or one text for each of the clinic's languages: `{en: Where?, es: ¿Dónde?}`.
A plain text is in the clinic's first language. A *short text* has at most 200 characters, a *text*
2,000. Everything is text: `no` is the word no, `1:20` is not eighty.
"""
PARTS = (
    ("Library", "The whole", "The keys at the top. They may be spread over several files, one of "
     "which has the clinic: `intake build forms/`."),
    ("Clinic", "clinic", ""),
    ("Theme", "theme", "How the page looks, by day and by night. Each colour has to be readable on "
     "what it stands on: 4.5 to 1, or 3 to 1 for borders (E430)."),
    ("Form", "A form", ""),
    ("Variant", "A form that extends another", "What it does not say is as it is there."),
    ("Source", "source", ""),
    ("Section", "A section", "Written in its form; or below `sections:` at the top, by its name, "
     "to be used by several forms (then without `id`)."),
    ("Use", "A shared section, used", "An entry of a form's `sections`."),
    ("FromForm", "Sections of another form", "An entry of a form's `sections`."),
    ("Change", "A section, changed", "An entry of the `sections` of a form that extends another."),
    ("Choice", "An option", "Of select_one and select_multiple. A bare text stands for itself; "
     "its code is made from it."),
    ("OptionGroup", "A group of options", ""),
    ("Column", "A column", "Of a table. A bare text stands for a column of words."),
    ("Coding", "codes", "What an item or an option is called in a code system."),
)  # fmt: skip
ASSEMBLY = """## Forms made of parts

Sections that several forms share stand below `sections:` at the top, by their names:

```yaml
sections:
  about-you:
    title: About you
    items:
      - {id: full_name, text: Name, kind: string, required: true}
      - {id: job, text: What is your job?, kind: string}

forms:
  headache:
    title: Headache
    sections:
      - use: about-you                   # as it is
      - {title: Your pain, items: [Where does it hurt?]}
  headache-child:
    extends: headache                    # all of headache, but:
    title: Headache (children)
    without: [job]                       # ids of items, or of sections
    sections:
      - {change: your-pain, title: Your child’s pain, items: [Since when?]}
      - {title: School, items: [Does it keep your child from school?]}   # added at the end
  first-visit:
    title: First visit
    sections:
      - {use: about-you, title: Who you are, without: [job]}
      - {form: headache, only: [your-pain]}
```

A section without an `id` has one made from its title, with hyphens (`your-pain`); an item has
one made from its text, with underscores. An item in `items:` of a `use:` or `change:` entry
replaces the one of the same id, with its follow-ups; others are added. Ids stay unique in a
form.

The content may be spread over files in a folder and the folders in it, for example
`forms/clinic.yaml` (the clinic and the shared sections), `forms/headache.yaml`,
`forms/cough.yaml`: `intake build forms/` makes them all, in `forms/output/`. Other YAML files
do not belong there.

The label block, the box at the top right of the first sheet of paper, is a section with
`appearance: label_block`: at most four items of kinds that fit one line, with texts of at most
30 characters. `on_every_page` names up to two of them, for the top of the later pages.

"""
CONDITIONS = """## Conditions

`enable_when` says when an item or a section applies, by the answers to *earlier* items. The
short form names items and answers; all of them must hold:

```yaml
enable_when: {pregnant: yes}
enable_when: {pregnant: [yes, not_sure], age_group: adult}
```

The full form tests one item with one operator, and combines tests with `all` and `any`:

```yaml
enable_when:
  any:
    - {item: cigarettes, greater: 10}
    - all:
        - {item: symptoms, contains: cough}
        - {item: cough_since, answered: true}
```

An item that does not apply has no answer, whatever was filled in before; a test of an item
without an answer is false, but for `answered: false`. Numbers and dates (2026, 2026-03,
2026-03-27) are written as they are; the answer of “I would rather talk in person” is
`in_person`. `id.row` tests a row of a matrix. `follow_up` is shorter where questions follow
from one answer: they stand right after their question.

"""


def text() -> str:
    """The reference as Markdown."""
    lines = [INTRO]
    for name, title, more in PARTS:
        lines += [f"## {title}\n", *([more, ""] if more else []), *table(name), ""]
    lines += [ASSEMBLY, CONDITIONS, *operators(), "", "## Items\n"]
    lines += ["Keys that every kind has, but where a kind has no use for one:\n", *common(), ""]
    for name, kind in KIND_BY_NAME.items():
        lines += [*chapter(name, kind)]
    lines += ["## Warnings\n", "Silenced in place, with a reason: `allow: {W301: The clinicians "
              "ask for this word.}` on an item, a section, a form or the clinic.\n"]  # fmt: skip
    lines += [f"- `{code}` {title}" for code, title in CODES.items() if code.startswith("W")]
    return "\n".join(lines) + "\n"


def chapter(name: str, kind: type[Item]) -> Iterator[str]:
    """What there is to say about one kind."""
    yield f"### {name}\n"
    module = __import__(kind.__module__, fromlist=["_"]).__doc__
    yield sentence(module.partition(": ")[2]) + " " + " ".join(str(kind.__doc__).split()) + "\n"
    yield f"![{name} on screen and on paper](pictures/kinds/{name}.png)\n"
    yield f"<!-- {fingerprint(name)} -->\n"
    yield from table(definition(kind), own=True)
    yield "\n```yaml"
    yield examples(name)
    yield "```\n"


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    line = " ".join(words.split())
    return line[:1].upper() + line[1:].rstrip(".") + "."


def definition(kind: type[Item]) -> str:
    return kind.__name__


def examples(name: str) -> str:
    """The kind's example set, as it is written."""
    return (bundled("templates") / "items" / name / "examples.yaml").read_text("utf-8").strip()


def common() -> list[str]:
    """The keys of the base of all kinds."""
    return rows(DEFINITIONS["String"] | _keyed(DEFINITIONS["String"]), set(Item.model_fields))


def table(name: str, *, own: bool = False) -> list[str]:
    """The keys of a model; only its `own` where it is a kind."""
    made = _keyed(DEFINITIONS[name]) if name != "Library" else schema()
    keys = set(made["properties"])
    keys -= {*Item.model_fields} - {"lines"} if own else set()
    return rows(made, keys) if keys else ["No keys beside those of every item.\n"]


def _keyed(made: dict[str, Any]) -> dict[str, Any]:
    """Where a bare text may stand for a model, the model."""
    return next(one for one in made["anyOf"] if "properties" in one) if "anyOf" in made else made


def rows(made: dict[str, Any], keys: set[str]) -> list[str]:
    """A Markdown table of `keys`, in the order of the model."""
    found = ["| key | value | what it says |", "|---|---|---|"]
    properties = _keyed(made)["properties"]
    for key, prop in properties.items():
        if key in keys and "const" not in prop and not is_nothing(prop):
            needed = key in _keyed(made).get("required", ())
            shown = f"**`{key}`**" if needed else f"`{key}`"
            found.append(f"| {shown} | {value(prop)} | {prop.get('description', '')} |")
    return found


def is_nothing(prop: dict[str, Any]) -> bool:
    """Whether the key means nothing for its kind."""
    return prop.get("$ref", "").endswith("/NoText") or prop.get("enum") == [False, "false"]


def value(prop: dict[str, Any]) -> str:
    """What a key takes, in words."""
    said = _value(prop)
    default = prop.get("default")
    if default not in (None, "", [], {}, False, True):
        plain = ", ".join(map(str, default)) if isinstance(default, list) else default
        said += f"; else `{plain}`"
    return said


def _value(prop: dict[str, Any]) -> str:
    name = prop.get("$ref", "").rpartition("/")[2]
    if name:
        return TYPES.get(name) or _value(DEFINITIONS[name]) if name in TYPES else _model(name)
    if "const" in prop:
        return f"`{prop['const']}`"
    if "enum" in prop:
        few = [f"`{one}`" for one in prop["enum"][:12]]
        return ", ".join(few) + (f" and {len(prop['enum']) - 12} more" if prop["enum"][12:] else "")
    kinds = prop.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "array" in kinds:
        inner = prop["items"]
        return f"list of {_value(inner)}" if _value(inner) else "list"
    if "object" in kinds:
        inner = next(iter(prop.get("patternProperties", {}).values()), None)
        return f"names, each with {_value(inner)}" if inner else "codes, each with a reason"
    if kinds[0] == "boolean":
        return "`true`" if prop.get("default") is not True else "`false`"
    if kinds[0] in ("integer", "number"):
        low, high = prop.get("minimum"), prop.get("maximum")
        noun = "whole number" if kinds[0] == "integer" else "number"
        return f"{noun}, {low} to {high}" if low is not None and high is not None else noun
    if prop.get("format") == "date":
        return "day, like 2026-02-28"
    if "anyOf" in prop or "oneOf" in prop:
        parts = [_value(one) for one in prop.get("anyOf", prop.get("oneOf", []))]
        return " or ".join(dict.fromkeys(part for part in parts if part))
    return "words"


def _model(name: str) -> str:
    if name in ("Item", *(kind.__name__ for kind in KIND_BY_NAME.values())):
        return "items"
    if name == "FollowUp":
        return "codes, each with items"
    known = {"Choice": "options", "Option": "options", "OptionGroup": "groups", "Clinic": "keys",
             "SharedSection": "a section", "Section": "sections", "Use": "`{use: ...}`",
             "FromForm": "`{form: ...}`", "Change": "`{change: ...}`", "Form": "a form",
             "Variant": "a variant", "Source": "`{name, article, title, reviewed}`",
             "Orderable": "tests", "Column": "columns", "Theme": "[keys](#theme)",
             "Colours": "the same colours"}  # fmt: skip
    return known[name]


def operators() -> list[str]:
    """Which operator fits which sort of answer, and the kinds that have it."""
    found = ["| operator | kinds |", "|---|---|"]
    every: dict[str, list[str]] = {}
    for answer, fitting in FITTING.items():
        for operator in fitting:
            every.setdefault(operator, []).append(answer)
    for operator, answers in every.items():
        kinds = [f"`{n}`" for n, kind in KIND_BY_NAME.items() if kind.answer in answers]
        found.append(f"| `{operator}` | {', '.join(kinds)} |")
    return found


def form(name: str) -> Questionnaire:
    """The first examples of a kind, as a form."""
    items = yaml.load(examples(name), Loader=yaml.BaseLoader)[:SHOWN]  # our own file
    audience = "patient" if "patient" in KIND_BY_NAME[name].audience else "clinician"
    section = {"id": "examples", "title": name, "for": audience, "items": items}
    data = {
        "clinic": {"name": "Riverside Neurology"},
        "forms": {"example": {"title": name, "sections": [section]}},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example.yaml"
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
        return validate(gather([path])).questionnaires[0]


def fingerprint(name: str) -> str:
    """Of what the picture of a kind is made of."""
    renderer, example = Renderer(None), form(name)
    pages = [renderer.render(template, example) for template in ("page.html", "sheet.html")]
    return hashlib.sha256("\n".join(pages).encode()).hexdigest()[:16]


def draw(names: list[str]) -> None:
    """The pictures of these kinds: the item on screen at the left, on paper at the right."""
    from PIL import Image, ImageChops, ImageOps
    from playwright.sync_api import sync_playwright

    from intake.export.pdf import export

    PICTURES.mkdir(parents=True, exist_ok=True)
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=options)
        page = browser.new_page(viewport={"width": 720, "height": 900})
        for name in names:
            renderer, example = Renderer(None), form(name)
            page.set_content(renderer.render("page.html", example))
            page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
            shot = page.locator(".intake-section").first.screenshot()
            screen = Image.open(io.BytesIO(shot)).convert("L")
            pdf = Path(folder) / "form.pdf"
            pdf.write_bytes(export(example, renderer).content)
            command = ["pdftoppm", "-r", "84", "-gray", "-png", "-f", "1", "-l", "1"]
            subprocess.run([*command, str(pdf), f"{folder}/p"], check=True)
            paper = Image.open(next(Path(folder).glob("p*.png"))).convert("L")
            paper = paper.crop((50, 95, paper.width - 36, paper.height - 80))
            box = ImageChops.invert(paper).getbbox() or (0, 0, *paper.size)
            paper = paper.crop((0, 0, paper.width, box[3] + 12))
            for left in Path(folder).glob("p*.png"):
                left.unlink()
            parts = [ImageOps.expand(one, border=1, fill=190) for one in (screen, paper)]
            width = sum(part.width for part in parts) + 60
            sheet = Image.new("L", (width, max(part.height for part in parts) + 40), 240)
            sheet.paste(parts[0], (20, 20))
            sheet.paste(parts[1], (parts[0].width + 40, 20))
            sheet.quantize(16).save(PICTURES / f"{name}.png", optimize=True)
        browser.close()


def main() -> None:
    """Write the text, and the pictures of what has changed. Needs Chromium and pdftoppm."""
    old = TARGET.read_text("utf-8") if TARGET.exists() else ""
    new = text()
    prints = dict(re.findall(r"kinds/(\w+)\.png\)\n\n<!-- (\w+) -->", old))
    wanted = dict(re.findall(r"kinds/(\w+)\.png\)\n\n<!-- (\w+) -->", new))
    draw([name for name, mark in wanted.items()
          if prints.get(name) != mark or not (PICTURES / f"{name}.png").exists()])  # fmt: skip
    for path in PICTURES.glob("*.png"):
        if path.stem not in wanted:
            path.unlink()
    TARGET.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
