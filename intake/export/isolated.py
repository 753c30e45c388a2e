"""The form's own styles, set apart from the page that they are embedded in.

Everything stands in one cascade layer and is important: important declarations of a layer win
over those of any page outside it (CSS Cascade 5, 6.4.4). Sizes are those of the reader, not of the
page (a rem is a length of the form's own), and widths are those of the form's place, not of the
window.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tinycss2

LAYER = "intake"
REM = "--intake-rem"
"""The form's own rem, a length. It has to be registered: here, and by the module for shadow roots,
where @property means nothing."""
REGISTERED = f'@property {REM} {{ syntax: "<length>"; inherits: true; initial-value: 16px }}'

_MARGINS, _WIDEST = 3, 44
"""In rem: what a window is wider than the form in its page, and the form's width at most."""
_NO_RULES = ("counter-style", "font-face", "keyframes", "property")
"""What has no rules in it stays as it is; nothing in it can be important."""
_ROOT = re.compile(r"\.intake([:[][^ ]*)?")
_DARK = "prefers-color-scheme: dark"
_HEADINGS = {"h1": ".intake-heading", "h2": ":is(h2, h3, h4, h5, h6)"}
"""A form that stands in a page begins with a heading of another level."""


def isolated(styles: str, public: Mapping[str, str]) -> str:
    """The style sheet `styles`, set apart from any page.

    `public` names for a custom property of `.intake` the one that the page around may set in its
    place: {"--accent": "--intake-accent"}.
    """
    rules = tinycss2.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True)
    own = dict.fromkeys(re.findall(r"(?<![\w-])--[\w-]+(?=\s*:)", styles))
    kept = ": inherit !important; ".join(name for name in own if name != REM)
    inherited = f":where(.intake *) {{ {kept}: inherit !important }}"
    lines = "\n".join([inherited, *_rules(rules, public)])
    return f"{REGISTERED}\n@layer {LAYER} {{\n{lines}\n}}\n"


def _rules(rules: Iterable[Any], public: Mapping[str, str], scheme: str = "") -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            raise ValueError(f"line {rule.source_line} of the styles: {rule.message}")
        if rule.type == "at-rule":
            yield from _at_rule(rule, public)
        elif rule.type == "qualified-rule":
            yield from _rule(rule, selectors(tinycss2.serialize(rule.prelude), scheme), public)


def _rule(rule: Any, chosen: str, public: Mapping[str, str]) -> Iterator[str]:
    """What was important before stands in a layer inside the layer, and so wins over the rest."""
    if not chosen:
        return
    names = public if _ROOT.fullmatch(chosen) else {}
    found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    for one in found:
        if one.type != "declaration":
            raise ValueError(f"line {one.source_line} of the styles is not understood")
    usual = "; ".join(_declaration(one, names) for one in found if not one.important)
    strict = "; ".join(_declaration(one, names) for one in found if one.important)
    if usual:
        yield f"{chosen} {{ {usual} }}"
    if strict:
        yield f"@layer strict {{ {chosen} {{ {strict} }} }}"


def _at_rule(rule: Any, public: Mapping[str, str]) -> Iterator[str]:
    if rule.content is None:
        what = f"@{rule.at_keyword} has no place in the styles of a form"
        raise ValueError(f"line {rule.source_line} of the styles: {what}")
    if rule.lower_at_keyword in _NO_RULES:
        yield tinycss2.serialize([rule])
        return
    condition = " ".join(tinycss2.serialize(rule.prelude).split())
    inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    before, narrow = [], []
    for part in condition.split(" and "):
        width = re.fullmatch(r"\((min|max)-width: ([\d.]+)rem\)", part)
        if width:
            narrow.append(f"({width[1]}-width: {_inside(width[2])}em)")
        else:
            before.append(part)
    if condition.endswith(f"({_DARK})"):
        chosen = _block("@media screen", _rules(inner, public, "[data-scheme=dark]"))
        yield chosen
        yield _block(f"@media {condition}", _rules(inner, public, ":not([data-scheme=light])"))
        return
    body = _rules(inner, public)
    if narrow:
        body = iter([_block(f"@container {' and '.join(narrow)}", body)])
    yield _block(f"@{rule.at_keyword} {' and '.join(before)}", body) if before else "\n".join(body)


def _block(head: str, lines: Iterable[str]) -> str:
    return f"{head} {{\n" + "\n".join(lines) + "\n}"


def _inside(width: str) -> str:
    """What a window of so many rem leaves for what is inside the form, in rem."""
    return f"{min(float(width) - _MARGINS, _WIDEST):g}"


def selectors(written: str, scheme: str = "") -> str:
    """The selectors of one rule as they are inside another page; none for the page's own.

    With `scheme` they hold only for a form whose root it matches.
    """
    chosen = " ".join(written.split())
    if re.search(r"(?<![\w-])(html|body)\b", chosen):
        return ""
    chosen = chosen.replace("[dir=rtl] .intake ", ".intake[dir=rtl] ")
    for name, instead in _HEADINGS.items():
        chosen = re.sub(rf"(?<![\w.#-]){name}\b", instead, chosen)
    if not scheme:
        return chosen
    parts = re.split(r",\s*(?![^(]*\))", chosen)
    return ", ".join(
        re.sub(r"^\.intake(?![\w-])", f".intake{scheme}", part)
        if re.match(r"\.intake(?![\w-])", part)
        else f".intake{scheme} {part}"
        for part in parts
    )


def _declaration(one: Any, public: Mapping[str, str]) -> str:
    value = "".join(_value(one.value)).strip()
    if one.name in public:
        value = f"var({public[one.name]}, {value})"
    return f"{one.name}: {value} !important"


def _value(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "dimension" and token.lower_unit == "rem":
            yield f"calc({token.representation} * var({REM}))"
        elif token.type == "function":
            yield f"{token.name}({''.join(_value(token.arguments))})"
        elif token.type == "() block":
            yield f"({''.join(_value(token.content))})"
        else:
            yield token.serialize()
