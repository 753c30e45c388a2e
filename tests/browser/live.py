"""Pages made of a few lines of YAML, with their script, and answers as a patient gives them."""

import textwrap
from collections.abc import Iterable
from pathlib import Path

import corpus

from intake.export.html import export
from intake.export.rendering import Renderer

HEAD = """clinic: {{name: Riverside Neurology, {clinic}}}
forms:
  f:
    title: Live
    sections:
      - title: Questions
        items:
"""


def form(items: str, clinic: str = "submit_to: /intake", folder: Path = Path()):
    """The questionnaire with the YAML list `items`."""
    path = folder / "live.yaml"
    path.write_text(HEAD.format(clinic=clinic) + textwrap.indent(items, " " * 10), "utf-8")
    return corpus.questionnaire(path)


def page(items: str, folder: Path, clinic: str = "submit_to: /intake", send: str = "") -> str:
    """Its standalone page; `send` are attributes that a portal adds to the form."""
    made = export(form(items, clinic, folder), Renderer(None)).content.decode()
    return made.replace('<form class="intake-form"', f'<form class="intake-form" {send}')


def answer(page, answers: Iterable[tuple[str, str]]) -> None:
    """Type into fields and tick boxes, by their names."""
    for name, value in answers:
        text = page.locator(f'[name="{name}"]:is([type=text], textarea)')
        if text.count():
            text.first.fill(value)
        else:
            page.locator(f'[name="{name}"][value="{value}"]').check()


def send(page) -> None:
    """Press the button."""
    page.locator("button[type=submit]").click()


def errors(page) -> list[str]:
    """The lines of the summary."""
    return page.locator(".intake-errors li").all_inner_texts()


SUBMITTED = """() => document.querySelector('form').addEventListener('intake:submit', event => {
    event.preventDefault();
    window.submitted = event.detail;
})"""


def submitted(page) -> dict | None:
    """What `intake:submit` told, once SUBMITTED listens; None before."""
    return page.evaluate("window.submitted && JSON.parse(JSON.stringify(window.submitted))")
