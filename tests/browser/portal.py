# ruff: noqa: E501  # lines of YAML
"""A portal on this computer with all pages of a form: its languages, and its kiosk."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import corpus
from test_sending import Portal

from intake.content.model import Questionnaire
from intake.export import EXPORTERS
from intake.export.rendering import Renderer
from intake.pipeline import file_name

FORM = """
clinic: {name: Riverside Neurology, submit_to: /intake, languages: [en, es, ar], %s}
forms:
  f:
    title: {en: Before your visit, es: Antes de su consulta, ar: قبل زيارتك}
    intro: {en: Please answer., es: Responda., ar: أجب من فضلك.}
    sections:
      - title: {en: About you, es: Sobre usted, ar: عنك}
        items:
          - {id: name, text: {en: Name, es: Nombre, ar: الاسم}, kind: string, required: true, autocomplete: name}
          - {id: born, text: {en: Date of birth, es: Fecha de nacimiento, ar: تاريخ الميلاد}, kind: date, autocomplete: bday}
          - id: smoke
            text: {en: Do you smoke?, es: ¿Fuma?, ar: هل تدخن؟}
            kind: yes_no
            follow_up:
              yes: [{id: packs, text: {en: How many packs?, es: ¿Cuántos paquetes?, ar: كم علبة؟}, kind: decimal}]
      - title: {en: Smoking, es: Tabaco, ar: التدخين}
        enable_when: {smoke: yes}
        items:
          - {id: stop, text: {en: Would you like to stop?, es: ¿Quiere dejarlo?, ar: هل تريد التوقف؟}, kind: yes_no, required: true}
      - title: {en: Your health, es: Su salud, ar: صحتك}
        items:
          - id: signs
            text: {en: Signs, es: Signos, ar: العلامات}
            kind: select_multiple
            options: [{code: cough, text: {en: Cough, es: Tos, ar: سعال}}, {code: none, text: {en: None, es: Ninguno, ar: لا شيء}, exclusive: true}]
            other: {en: Other, es: Otro, ar: غير ذلك}
          - id: drugs
            text: {en: Medicines, es: Medicinas, ar: الأدوية}
            kind: table
            rows: 1
            columns: [{id: what, text: {en: Which, es: Cuál, ar: أي}}, {id: dose, text: {en: Dose, es: Dosis, ar: جرعة}, kind: decimal}]
          - {id: last, text: {en: Anything else?, es: ¿Algo más?, ar: شيء آخر؟}, kind: text}
"""


def pages(settings: str, folder: Path) -> dict[str, str]:
    """Every page of FORM with `settings` of its clinic, by its file's name; made once."""
    if settings not in _MADE:
        path = folder / "site.yaml"
        path.write_text(FORM % settings, "utf-8")
        _MADE[settings] = _pages(corpus.questionnaire(path))
    return dict(_MADE[settings])


_MADE: dict[str, dict[str, str]] = {}


def _pages(form: Questionnaire) -> dict[str, str]:
    pages = [one for one in EXPORTERS if one.name in ("html", "kiosk") and one.wanted(form.clinic)]
    return {
        file_name(reading, page.extension): page.export(reading, Renderer(None)).content.decode()
        for reading in form.readings()
        for page in pages
    }


@contextlib.contextmanager
def serving(pages: dict[str, str], answers: tuple[int, ...] = ()) -> Iterator[type[Portal]]:
    """The portal: its `address`, what was posted in `posts`, and `pages`, which may change."""

    class Site(Portal):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            self._say(
                200 if name in (*pages, "favicon.ico") else 404,
                pages.get(name, "<title>No</title>").encode(),
            )

    let = threading.Event()
    let.set()
    kept = type("Kept", (Site,), {"answers": [*answers], "posts": [], "let": let})
    with ThreadingHTTPServer(("127.0.0.1", 0), kept) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        kept.address = f"http://127.0.0.1:{server.server_port}/"
        try:
            yield kept
        finally:
            let.set()
            server.shutdown()
            thread.join(10)


@contextlib.contextmanager
def opened(browser, kept: type[Portal], name: str, *, is_own: bool = False, **options):
    """A page of the portal that is open, and what it complained of; not used again where it
    `is_own`."""
    page = browser.new_page(**options)
    said: list[str] = []

    def listen(one) -> None:
        if one.type == "error":
            said.append(one.text)

    def fail(error) -> None:
        said.append(str(error))

    page.on("console", listen)
    page.on("pageerror", fail)
    try:
        page.goto(kept.address + name)
        yield page, said
    finally:
        page.remove_listener("console", listen)
        page.remove_listener("pageerror", fail)
        if is_own:
            page.context.close()
        else:
            page.close()
