"""What must fit together across a form: ids, shared sections, the label block."""

import pytest
from yaml_cases import marked, problems

from intake.content.label_block import ITEMS as LABEL_BLOCK_ITEMS
from intake.content.outline import MOST_ITEMS as MAX_ITEMS
from intake.content.references import MAX_OPTIONS

CLINIC = "clinic: {name: Riverside Neurology}\n"
OWN = "{title: Own, items: [Why?]}"


def library(shared: str = "", **forms: str) -> str:
    """A file with shared sections (one a line) and forms, each a list of sections."""
    lines = ["sections:", *(f"  {line}" for line in shared.splitlines())] if shared else []
    lines.append("forms:")
    for name, sections in forms.items():
        lines.append(f"  {name}: {{title: T, sections: [{sections}]}}")
    return CLINIC + "\n".join(lines) + "\n"


ABOUT = "about: {title: About, items: [Name, Age]}\n"

FORM = library(f=OWN)
NO_SECTION = "{form: f, without: [own]}"
TWICE = "s: {title: S, items: [Name, «Name]}"
CASES = [
    ("a shared section in two forms", library(ABOUT, f="{use: about}", g="{use: about}"), []),
    ("an unknown one", library(ABOUT, f="{use: «abuot}"), ["E403"]),
    ("one used twice", library(ABOUT, f="{use: about}, {use: «about}"), ["E401"]),
    ("an id twice", library(f=f"{OWN}, {{title: B, items: [«Why, Why not]}}"), ["E401"]),
    ("an id in two forms", library(f=OWN, g=OWN), []),
    ("an id as one made", library(f="{title: A, items: [B?, {id: «b, text: C}]}"), ["E401"]),
    ("a shared id, before", library(ABOUT, f="{use: about}, {title: A, items: [«Name]}"), ["E401"]),
    ("a shared id, after", library(ABOUT, f="{title: A, items: [«Name]}, {use: about}"), ["E401"]),
    ("twice in a section of two forms", library(TWICE, f="{use: s}", g="{use: s}"), ["E401"]),
    ("twice in a section of no form", library(TWICE, f=OWN), ["E401"]),
    (
        "a wrong section of two forms",
        library("s: {title: S, items: [{text: A, kind: «orderables, options: [A]}]}",
                f="{use: s}", g="{use: s}"),
        ["E408"],
    ),
    ("a section id twice", library(f="{title: A, items: [B]}, {id: «a, title: C, items: [D]}"),
     ["E401"]),
    ("a section emptied", library(ABOUT, f="{use: about, without: «[name, age]}"), ["E307"]),
    ("a variant emptied", f"{FORM}  «g: {{extends: f, without: [own]}}\n", ["E307"]),
    ("a variant's section emptied", f"{FORM}  g: {{extends: f, without: «[why]}}\n", ["E307"]),
    ("a form of nothing", f"{FORM}  «g: {{title: G, sections: [{NO_SECTION}]}}\n", ["E307"]),
    ("another form's section emptied", library(f=OWN, g="{form: f, without: «[why]}"), ["E307"]),
    ("an unknown item of every page", library("s: {title: S, appearance: label_block, "
     "on_every_page: [«nam], items: [{text: Name, kind: string}]}", f="{use: s}"), ["E403"]),
    ("a text in the label block", library("s: {title: S, appearance: label_block, items: [«Name]}",
     f="{use: s}"), ["E408"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_references_are_checked_once_each(text: str, codes: list[str]) -> None:
    text, found = marked(text, *codes)
    assert problems(text) == found


@pytest.mark.parametrize(("count", "found"), [(0, []), (1, ["E408"])])
def test_the_label_block_has_room_for_a_few_items(count: int, found: list[str]) -> None:
    items = ", ".join(f"{{text: Line {n}, kind: string}}" for n in range(LABEL_BLOCK_ITEMS + count))
    shared = f"s: {{title: S, appearance: label_block, items: [{items}]}}"
    assert [p.split()[1] for p in problems(library(shared, f="{use: s}"))] == found


@pytest.mark.parametrize(("count", "found"), [(0, []), (1, ["E306"])])
def test_a_form_has_a_largest_number_of_items_shared_ones_counted(
    count: int, found: list[str]
) -> None:
    shared = f"s: {{title: S, items: [{', '.join(f'Q {n}' for n in range(300))}]}}"
    own = ", ".join(f"P {n}" for n in range(MAX_ITEMS - 300 + count))
    text = library(shared, f=f"{{use: s}}, {{title: A, items: [{own}]}}")
    assert [p.split()[1] for p in problems(text)] == found


SHAPES = ["x", "[x]", "{x: y}", "''", "[{x: [y]}]", "[[x]]", "{use: [x]}", "[{use: {x: y}}]"]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("key", ["clinic", "sections", "forms"])
def test_a_wrong_shape_anywhere_is_a_problem_and_no_more(key: str, shape: str) -> None:
    """Checks on raw data meet lists for texts and texts for lists."""
    good = {"clinic": "{name: A}", "sections": "{s: {title: S, items: [a]}}",
            "forms": "{f: {title: T, sections: [{use: s}]}}"}  # fmt: skip
    assert not problems("".join(f"{name}: {value}\n" for name, value in good.items()))
    text = "".join(f"{name}: {shape if name == key else good[name]}\n" for name in good)
    assert problems(text)
    inner = good[key].replace("[a]", shape).replace("[{use: s}]", shape).replace("A", shape)
    problems("".join(f"{name}: {inner if name == key else good[name]}\n" for name in good))


def test_a_form_has_a_largest_number_of_options() -> None:
    options = ", ".join(f"o{n}" for n in range(100))
    items = ", ".join(
        f"{{text: Q {n}, kind: select_one, options: [{options}]}}"
        for n in range(MAX_OPTIONS // 100)
    )
    one_more = "{text: Last, kind: yes_no}, {text: More, kind: select_one, options: [a]}"
    assert problems(library(f=f"{{title: A, items: [{items}]}}")) == []
    found = problems(library(f=f"{{title: A, items: [{items}, {one_more}]}}"))
    assert [p.split()[1] for p in found] == ["E306"]


BLOCK = "title: S, appearance: label_block"
LABEL_BLOCKS = [
    (f"{{{BLOCK}, items: [{{text: Name, kind: string}}]}}", []),
    (f"{{{BLOCK}, for: clinician, items: [{{text: Name, kind: string}}]}}", ["E408"]),
    (f"{{{BLOCK}, intro: Hello, items: [{{text: Name, kind: string}}]}}", ["E408"]),
    (f"{{{BLOCK}, items: [{{text: Name, kind: string, hint: In full}}]}}", ["E408"]),
    (f"{{{BLOCK}, items: [{{text: Since, kind: date, how_long_ago: true}}]}}", ["E408"]),
    (f"{{{BLOCK}, items: [{{text: Since, kind: date, how_long_ago: false}}]}}", []),
    (f"{{{BLOCK}, items: [{{text: {'N' * 31}, kind: string}}]}}", ["E408"]),
    (
        f"{{{BLOCK}, on_every_page: [a, b, c], items: [{{id: a, text: A, kind: string}}, "
        "{id: b, text: B, kind: string}, {id: c, text: C, kind: string}]}",
        ["E408"],
    ),
    ("{title: S, on_every_page: [a], items: [{id: a, text: A}]}", ["E408"]),
    (
        f"{{{BLOCK}, items: [{{text: Name, kind: string}}]}}, "
        f"{{title: T, appearance: label_block, items: [{{text: Card, kind: string}}]}}",
        ["E408"],
    ),
]


@pytest.mark.parametrize(("sections", "codes"), LABEL_BLOCKS)
def test_what_the_label_block_cannot_hold_is_said(sections: str, codes: list[str]) -> None:
    found = problems(library(f=sections + ", {title: Own, items: [Why?]}"))
    assert [p.split()[1] for p in found] == codes


LONG = "title: S, items: [" + ", ".join(f"q{n}" for n in range(500)) + "]"
HOSTILE = {
    "a long chain": "  f0: {title: T, sections: [{title: S, items: [a]}]}\n"
    + "".join(f"  f{n}: {{extends: f{n - 1}}}\n" for n in range(1, 900)),
    "a long chain from its end": "".join(f"  f{n}: {{extends: f{n + 1}}}\n" for n in range(900))
    + "  f900: {title: T, sections: [{title: S, items: [a]}]}\n",
    "the same large section many times": "".join(
        f"  f{n}: {{title: T, sections: [{', '.join(['{use: s}'] * 100)}]}}\n" for n in range(100)
    ),
    "forms of forms": "  f0: {title: T, sections: [{use: s}]}\n"
    + "".join(
        f"  f{n}: {{title: T, sections: [{', '.join([f'{{form: f{n - 1}}}'] * 100)}]}}\n"
        for n in range(1, 100)
    ),
}


@pytest.mark.parametrize("forms", HOSTILE.values(), ids=HOSTILE)
def test_forms_made_of_many_others_end_in_problems(forms: str) -> None:
    """In a number of problems, without an exception, and nothing is cut off in silence."""
    found = problems(CLINIC + f"sections:\n  s: {{{LONG}}}\nforms:\n" + forms)
    assert {problem.split()[1] for problem in found} <= {"E306", "E401", "E420"}
    assert found


def test_too_many_sections_are_said() -> None:
    """A form may write 100 itself; with those of two others it has more than 200."""

    def sections(letter: str, count: int) -> str:
        return ", ".join(f"{{title: {letter}{n}, items: [{letter}{n}]}}" for n in range(count))

    forms = {"f": sections("A", 100), "g": sections("B", 100)}
    both = "{form: f}, {form: g}"
    assert problems(library(**forms, h=both)) == []
    found = problems(library(**forms, h=f"{both}, {sections('C', 1)}"))
    assert [p.split()[1] for p in found] == ["E306"]
