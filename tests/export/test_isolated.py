"""The styles of an embedded form, from style sheets that a clinic may write."""

import pytest

from intake.export.isolated import isolated

STAYS = (
    "@font-face { font-family: A; src: local(A) }",
    "@keyframes turn { to { rotate: 1turn } }",
)


@pytest.mark.parametrize("rule", STAYS)
def test_what_cannot_be_important_stays_as_it_is(rule: str) -> None:
    """Beside rules, which are."""
    made = isolated(f"{rule} .intake p {{ color: red }}", {})
    assert rule in made
    assert ".intake p { color: red !important }" in made


@pytest.mark.parametrize("rule", ['@import "a.css";', "@layer a;", "@namespace a url(b);"])
def test_what_has_no_place_in_a_form_is_said(rule: str) -> None:
    """With the line, and no traceback."""
    with pytest.raises(ValueError, match=r"line 2 of the styles: @\w+ has no place"):
        isolated(f"p {{ color: red }}\n{rule}", {})
