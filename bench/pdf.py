"""Measure what fields, tags, standards and the fit guarantee add to WeasyPrint's own work.

The same sheet, laid out and written by WeasyPrint alone (PDF/UA-1, its own tags), and as `intake
build` does it. In one process that is warm, in turn; the processor's time; medians.
Usage: python bench/pdf.py [--rounds 9] [--write]
"""

import argparse
import gc
import io
import os
import platform
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from written import README, write

from intake import fonts, pipeline
from intake.export.edition import usual
from intake.export.pdf import layout
from intake.export.pdf.engine import weasyprint
from intake.export.pdf.fit import check
from intake.export.rendering import Renderer

ROOT = README.parent.parent
MARK = "<!-- pdf -->"
FORMS = {
    "the seed": ROOT / "questions.yaml",
    "a long history": ROOT / "tests" / "forms" / "new-patient.yaml",
}


def seconds(work: Callable[[], Any]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def alone(sheet: str) -> None:
    """What WeasyPrint does with `sheet`, given the same fonts."""
    engine = weasyprint()
    families = fonts.needed(sheet)
    fetcher = layout._fetcher(engine, layout._read(families))
    configuration = engine.text.fonts.FontConfiguration()
    given = {"base_url": layout._BASE, "url_fetcher": fetcher}
    style = layout.font_style(families)
    faces = engine.CSS(string=style, font_config=configuration, **given)
    options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
    page = engine.HTML(string=sheet, **given)
    document = page.render(stylesheets=[faces], font_config=configuration, **options)
    document.write_pdf(io.BytesIO(), **options)


def measure(path: Path, rounds: int) -> tuple[float, float, float]:
    """WeasyPrint alone, with fields and tags, and with the fit guarantee too; in seconds."""
    form = pipeline.check(path)[0].questionnaires[0].readings()[0]
    sheet = usual(form.clinic)
    html = Renderer(None).render("sheet.html", form, sheet)
    ways = (
        lambda: alone(html),
        lambda: layout.lay_out(html, form.id, layout.unchecked),
        lambda: layout.lay_out(
            html, form.id, lambda document, laid: check(document, laid, form, sheet)
        ),
    )
    found: list[list[float]] = [[], [], []]
    for _ in range(rounds + 1):  # the first, which loads everything, does not count
        for times, way in zip(found, ways, strict=True):
            times.append(seconds(way))
    first, second, third = (statistics.median(times[1:]) for times in found)
    return first, second, third


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--write", action="store_true", help="into bench/README.md")
    options = parser.parse_args()
    rows = [
        "| form | WeasyPrint alone | with fields, tags, standards | beside | with the fit guarantee"
        " | beside |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, path in FORMS.items():
        plain, made, checked = measure(path, options.rounds)
        rows.append(
            f"| {name} | {plain:.2f} s | {made:.2f} s | {made / plain:.2f} | {checked:.2f} s"
            f" | {checked / plain:.2f} |"
        )
    day = time.strftime("%Y-%m-%d")
    head = (
        f"{day}, Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" {options.rounds} rounds; weasyprint {version('weasyprint')}.\n\n"
    )
    table = head + "\n".join(rows)
    print(table)
    if options.write:
        write(table, MARK)


if __name__ == "__main__":
    main()
