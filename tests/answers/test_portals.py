"""The portals in docs/receiving.md: the Flask one over HTTP, the Django one by its view."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import django
import pytest
from django.conf import settings
from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory
from test_docs import blocks
from test_receiving import fetched, posted
from werkzeug.serving import make_server
from yaml_cases import checked

from intake.answers.body import FORM, JSON
from intake.export.html import export
from intake.export.rendering import Renderer

QUESTIONS = """clinic: {name: Riverside Neurology, submit_to: /intake}
forms:
  sleep:
    title: Sleep
    sections:
      - title: Your sleep
        items:
          - {id: name, text: Name, kind: string, required: true}
          - {id: hours, text: How many hours?, kind: integer, max: 24}
"""
FLASK, DJANGO = blocks("docs/receiving.md", "python")[1:]
CANARY = "Ana Canary"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the questions and the page, in which the portals are started."""
    folder = tmp_path_factory.mktemp("portal")
    (folder / "questions.yaml").write_text(QUESTIONS, "utf-8")
    (folder / "output").mkdir()
    page = export(checked(QUESTIONS)[0], Renderer(None)).content
    (folder / "output" / "sleep.html").write_bytes(page)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SECRET_KEY", "for this test only")
        yield folder


@dataclass
class Visitor:
    """A browser with a session at the portal: its cookie, and the token in the page."""

    port: int
    cookie: str = ""
    token: str = ""

    def ask(self, method: str, path: str, body: bytes = b"", sort: str = "") -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": self.cookie, **({"Content-Type": sort} if sort else {})}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.cookie = (answer.headers["Set-Cookie"] or self.cookie).partition(";")[0]
        connection.close()
        return answer.status, text


@pytest.fixture(scope="module")
def visitor(home: Path) -> Iterator[Visitor]:
    names: dict[str, object] = {"__name__": "portal"}
    exec(compile(FLASK, "docs/receiving.md", "exec"), names)
    server = make_server("127.0.0.1", 0, names["app"])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    visitor = Visitor(server.port)
    status, page = visitor.ask("GET", "/sleep")
    assert status == 200
    visitor.token = re.findall('name="csrf_token" value="([0-9a-f]+)"', page)[0]
    yield visitor
    server.shutdown()
    thread.join(10)


def bodies(visitor: Visitor, hours: str, token: str = "") -> dict[str, bytes]:
    (form,) = checked(QUESTIONS)
    own = {"csrf_token": token or visitor.token}
    return {
        FORM: posted(form, [("name", CANARY), ("hours", hours)], **own),
        JSON: fetched(form, {"name": CANARY, "hours": hours}, **own),
    }


@pytest.mark.parametrize(("sort", "status"), [(FORM, 303), (JSON, 204)])
def test_flask_stores_what_is_right(
    sort: str, status: int, visitor: Visitor, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Under their names; the log has no answer."""
    assert visitor.ask("POST", "/intake", bodies(visitor, "7")[sort], sort)[0] == status
    stored = json.loads((home / "answers.json").read_bytes())
    (home / "answers.json").unlink()
    assert stored["ok"]
    assert stored["answers"] == {"name": CANARY, "hours": 7}
    assert CANARY not in "".join(capfd.readouterr())


@pytest.mark.parametrize("sort", [FORM, JSON])
def test_flask_says_what_is_wrong(sort: str, visitor: Visitor, home: Path) -> None:
    status, text = visitor.ask("POST", "/intake", bodies(visitor, "25")[sort], sort)
    assert status == 422
    if sort == JSON:
        (problem,) = json.loads(text)["problems"]
        assert (problem["item"], problem["code"]) == ("hours", "E713")
        assert problem["message"]
    else:
        assert "<ul role=alert><li>" in text
    assert CANARY not in text
    assert not (home / "answers.json").exists()


REFUSED = {
    "a wrong token": (JSON, 403),
    "a wrong token in a form": (FORM, 403),
    "another content type": ("text/plain", 403),
}


@pytest.mark.parametrize("case", REFUSED)
def test_flask_takes_nothing_without_the_token(case: str, visitor: Visitor, home: Path) -> None:
    sort, wanted = REFUSED[case]
    body = bodies(visitor, "7", "0" * 64).get(sort, b"a=1")
    assert visitor.ask("POST", "/intake", body, sort)[0] == wanted
    assert not (home / "answers.json").exists()


def test_flask_refuses_a_large_body(visitor: Visitor) -> None:
    body = urlencode({"name": "x" * 1_100_000}).encode()
    assert visitor.ask("POST", "/intake", body, FORM)[0] == 413


def test_django_does_the_same(home: Path) -> None:
    """Its middleware checks the token, and the body can still be read after that."""
    if not settings.configured:
        settings.configure(DEFAULT_CHARSET="utf-8", SECRET_KEY="for this test only")
        django.setup()
    names: dict[str, object] = {"__name__": "portal"}
    exec(compile(DJANGO, "docs/receiving.md", "exec"), names)
    stored: list[bytes] = []
    take = names["take"]
    names["store"] = lambda user, record: stored.append(record)
    (form,) = checked(QUESTIONS)
    token = "a" * 32

    def post(sort: str, body: bytes, **headers: str) -> tuple[int, str]:
        request = RequestFactory().post("/intake", body, content_type=sort, headers=headers)
        request.COOKIES["csrftoken"] = token
        request.user = "Ana"
        middleware = CsrfViewMiddleware(lambda _: None)
        middleware.process_request(request)
        refused = middleware.process_view(request, take, (), {})
        answer = refused or take(request)
        return answer.status_code, answer.content.decode()

    for hours, plain, fetch in (("7", 303, 204), ("25", 422, 422)):
        sent = posted(form, [("name", CANARY), ("hours", hours)], csrfmiddlewaretoken=token)
        assert post(FORM, sent)[0] == plain
        told = fetched(form, {"name": CANARY, "hours": hours})
        assert post(JSON, told, **{"X-CSRFToken": token})[0] == fetch
    assert [json.loads(one)["answers"]["hours"] for one in stored] == [7, 7]
    assert post(JSON, told)[0] == 403
