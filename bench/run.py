"""Measure cold starts side by side and write the table in bench/README.md.

Every round runs all commands once, in turn, so that a slow moment of the machine hits all of
them; ratios are of medians. Usage: python bench/run.py [--rounds 11] [--akvo PYTHON] [--write]
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

from written import write

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
MARK = "<!-- table -->"


def commands(folder: Path, akvo: str | None) -> dict[str, list[str]]:
    """What is measured, by name. Prepares the rival's input: the finished page and its fonts."""
    sheet, style = prepare(folder)
    chosen = {
        "python -c 'import typer, pydantic'": [PYTHON, "-c", "import typer, pydantic"],
        "intake --help": [str(BIN / "intake"), "--help"],
        "intake check": [str(BIN / "intake"), "check", str(ROOT / "questions.yaml")],
        "weasyprint (stock command)": [
            str(BIN / "weasyprint"),
            *("--pdf-variant", "pdf/ua-1", "--pdf-tags", "-s", str(style)),
            str(sheet),
            str(folder / "stock.pdf"),
        ],
        "intake build": [
            *(str(BIN / "intake"), "build", str(ROOT / "questions.yaml")),
            *("--output", str(folder / "ours")),
        ],
    }
    if akvo:
        script = Path(__file__).with_name("akvo_form.py")
        chosen["AkvoFormPrint"] = [akvo, str(script), str(folder / "akvo.pdf")]
    return chosen


def prepare(folder: Path) -> tuple[Path, Path]:
    """The seed's finished page for the PDF and a style sheet with its fonts, as files."""
    from intake import fonts, pipeline
    from intake.export.pdf.layout import font_style
    from intake.export.rendering import Renderer

    checked, _ = pipeline.check(ROOT / "questions.yaml")
    page = Renderer().render("sheet.html", checked.questionnaires[0])
    families = fonts.needed(page)
    style = font_style(families)
    for font in families:
        for _, name in font.files:
            style = style.replace(f"intake:///{name}", font.path(name).as_uri())
    (folder / "sheet.html").write_text(page, "utf-8")
    (folder / "fonts.css").write_text(style, "utf-8")
    return folder / "sheet.html", folder / "fonts.css"


def measure(chosen: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Median wall time in seconds of each command; the first round only warms the disk cache."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in chosen}
    for turn in range(rounds + 1):
        for name, command in chosen.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def table(medians: dict[str, float], folder: Path, rounds: int) -> str:
    """The results as Markdown."""
    base = medians["python -c 'import typer, pydantic'"]
    stock = medians["weasyprint (stock command)"]
    sizes = {
        "intake build": folder / "ours" / "muscle-twitching.pdf",
        "weasyprint (stock command)": folder / "stock.pdf",
        "AkvoFormPrint": folder / "akvo.pdf",
    }
    rows = [
        "| command | median | beside import | beside weasyprint | PDF |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, seconds in medians.items():
        size = sizes.get(name)
        kilobytes = f"{size.stat().st_size / 1000:.1f} kB" if size and size.exists() else ""
        rows.append(
            f"| {name} | {seconds * 1000:.0f} ms | {seconds / base:.2f} "
            f"| {seconds / stock:.2f} | {kilobytes} |"
        )
    packages = ("weasyprint", "typer", "pydantic", "jinja2", "pyyaml")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    note = (
        f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"{rounds} rounds; {versions}."
    )
    return "\n".join([note, "", *rows])


def main() -> None:
    """Measure, print, and with --write put the table into bench/README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--akvo", help="a Python that has AkvoFormPrint 0.1.0b8")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        medians = measure(commands(folder, options.akvo), options.rounds)
        text = table(medians, folder, options.rounds)
    print(text)
    if options.write:
        write(text, MARK)


if __name__ == "__main__":
    main()
