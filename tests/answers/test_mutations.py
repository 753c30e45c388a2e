"""Damaged PDFs, at random: no crash, no answer lost or changed in silence."""

from pathlib import Path

import mutate_pdf


def test_a_damaged_file_is_refused_or_told_or_the_same(tmp_path: Path) -> None:
    """The same files on every computer; tests/mutate_pdf.py tries as many as one likes."""
    originals, forms = mutate_pdf.seeds(tmp_path)
    score = mutate_pdf.run(originals, forms, range(1, 101))
    assert score.escaped == []
    assert score.outcomes.total() == 100
    assert score.outcomes["refused"] > 50
    assert score.outcomes["same"] > 0
