"""Which words are marked as different, in any script; what belongs together, and what moved."""

import pytest

from intake.compare.marks import marked, similarity
from intake.compare.pairing import moved, pair

MARKED = (
    ("a word more", "Do you smoke?", "Do you smoke now?", "Do you smoke?", "Do you smoke [now]?"),
    ("a word less", "ab cd ef", "ab ef", "ab [cd] ef", "ab ef"),
    ("whole words", "I slept", "I sleep", "I [slept]", "I [sleep]"),
    ("two words as one mark", "a b c d", "a x y d", "a [b c] d", "a [x y] d"),
    ("a sign", "Why.", "Why?", "Why[.]", "Why[?]"),
    ("nothing in common", "Your name", "How old?", "[Your name]", "[How old?]"),
    ("the same", "Why?", "Why?", "Why?", "Why?"),
    ("Spanish", "¿Dónde duele?", "¿Dónde le duele?", "¿Dónde duele?", "¿Dónde [le] duele?"),
    ("Arabic", "هل تدخّن؟", "هل تدخّن الآن؟", "هل تدخّن؟", "هل تدخّن [الآن]؟"),
    ("Arabic with marks", "كَتَبَ الولد", "كُتِبَ الولد", "[كَتَبَ] الولد", "[كُتِبَ] الولد"),
    ("Chinese", "你抽烟吗", "你现在抽烟吗", "你抽烟吗", "你[现在]抽烟吗"),
    ("Thai", "คุณสูบบุหรี่", "คุณไม่สูบบุหรี่", "คุณสูบบุหรี่", "คุณ[ไม่]สูบบุหรี่"),
    ("Hindi", "क्या दर्द है", "क्या तेज दर्द है", "क्या दर्द है", "क्या [तेज] दर्द है"),
    ("from nothing", "", "Why?", "", "[Why?]"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "before", "after"), [row[1:] for row in MARKED], ids=[row[0] for row in MARKED]
)
def test_the_words_that_differ_are_marked(old: str, new: str, before: str, after: str) -> None:
    sides = marked(old, new)
    shown = ["".join(f"[{one}]" if is_new else one for one, is_new in side) for side in sides]
    assert shown == [before, after]
    assert ["".join(one for one, _ in side) for side in sides] == [old, new]


def test_similarity_is_of_words() -> None:
    assert similarity("Do you smoke?", "Do you smoke") == 1
    assert similarity("Do you smoke?", "Do you smoke cigars?") > 0.8
    assert similarity("Do you smoke?", "Where were you born?") < 0.4
    assert similarity("", "Why?") == 0


PAIRS = (
    ("ids", "a:X b:Y", "b:Y a:X", "bb aa", "", ""),
    ("words", "a:Same_words b:Y", "c:Same_words", "ac", "b", ""),
    ("ids before words", "a:X b:Y", "a:Y b:X", "aa bb", "", ""),
    ("the nearest of equals", "a:X b:X c:X", "p:X q:X r:X", "ap bq cr", "", ""),
    ("none alike", "a:One", "b:Two", "", "a", "b"),
)


@pytest.mark.parametrize(
    ("old", "new", "pairs", "removed", "added"),
    [row[1:] for row in PAIRS],
    ids=[r[0] for r in PAIRS],
)
def test_what_belongs_together(old: str, new: str, pairs: str, removed: str, added: str) -> None:
    sides = ([tuple(one.split(":")) for one in side.split()] for side in (old, new))
    found = pair(*sides, lambda one: one[0], lambda one: one[1].replace("_", " "))
    assert " ".join(was[0] + one[0] for was, one in found.pairs) == pairs
    assert "".join(one[0] for one in found.removed) == removed
    assert "".join(one[0] for one in found.added) == added


MOVES = (
    ("abcd", "abcd", ""),
    ("abcd", "dabc", "d"),
    ("abcd", "bcda", "a"),
    ("abcdef", "badcfe", "ace"),
    ("ab", "ba", "a"),
    ("", "", ""),
)


@pytest.mark.parametrize(("old", "new", "wanted"), MOVES)
def test_the_fewest_moves_are_told(old: str, new: str, wanted: str) -> None:
    found = moved(old, new)
    assert len(found) == len(wanted)
    left = [[one for one in side if one not in found] for side in (old, new)]
    assert left[0] == left[1]
