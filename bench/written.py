"""Where what was measured stands: the tables of bench/README.md, each between two marks."""

from pathlib import Path

README = Path(__file__).with_name("README.md")


def write(table: str, mark: str) -> None:
    """Put `table` between the two `mark`s, in place of the one before."""
    before, _, after = README.read_text("utf-8").split(mark)
    README.write_text(f"{before}{mark}\n{table}\n{mark}{after}", "utf-8")
