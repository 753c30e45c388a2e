"""What the page for staff answers, and what it refuses: by real requests to a running server."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Served, library, serving

from intake.preview.server import listen

FORMS = library("Headache", "Back pain", clinic=", languages: [en, es], submit_to: /answers")
SECRET = "top secret"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two forms in two languages, on screen and on paper; secrets beside them."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "output").mkdir()
    (folder / "output" / "notes.html").write_text(SECRET)
    (folder / "secret.html").write_text(SECRET)
    with serving(folder, FORMS) as one:
        one.until(lambda state: bool(state.made))
        yield one


PAGES = [
    ("/", 200, "text/html", "Back pain"),
    ("/?find=back", 200, "text/html", "Back pain"),
    ("/forms/headache", 200, "text/html", "Headache"),
    ("/forms/headache/headache.es.pdf", 200, "text/html", "/picture/headache.es.pdf?"),
    ("/file/headache.es.html", 200, "text/html", 'lang="es"'),
    ("/file/headache.pdf", 200, "application/pdf", "%PDF-"),
    ("/file/index.html", 200, "text/html", "headache.es.pdf"),
    ("/file/questions.schema.json", 200, "application/json", "clinic"),
    ("/picture/headache.pdf", 200, "image/png", "PNG"),
    ("/preview.css", 200, "text/css", ":root"),
    ("/preview.js", 200, "text/javascript", "EventSource"),
]


@pytest.mark.parametrize(("path", "status", "kind", "text"), PAGES)
def test_each_page_has_what_it_should_and_says_what_it_is(
    path: str, status: int, kind: str, text: str, served: Served
) -> None:
    """Whatever it is, browsers must not guess, show it in other sites, or keep forms."""
    found, headers, body = served.ask(path)
    assert (found, headers["content-type"].split(";")[0]) == (status, kind)
    assert text in body.decode("utf-8", "replace")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors '" in headers["content-security-policy"]
    if "/picture/" not in path:  # its address tells its content
        assert headers["cache-control"] == "no-store"


def test_without_a_script_the_search_works_too(served: Served) -> None:
    """The address has the words; forms without them are not in the page."""
    page = served.ask("/?find=BACK")[2].decode()
    assert 'href="/forms/back-pain"' in page
    assert 'href="/forms/headache"' not in page


HOSTS = [
    ("PLACE", 200),
    ("", 400),
    ("PLACE\nPLACE", 400),
    ("PLACE\nevil.example", 400),
    ("evil.example", 421),
    ("127.0.0.1", 421),
    ("127.0.0.1:1", 421),
    ("PLACE.evil.example", 421),
    ("evil.example:80", 421),
    ("0.0.0.0:80", 421),
    ("[::1]", 421),
]


@pytest.mark.parametrize(("host", "status"), HOSTS)
@pytest.mark.parametrize("path", ["/", "/file/headache.html"])
def test_another_name_for_this_computer_is_refused(
    path: str, host: str, status: int, served: Served
) -> None:
    """Else any site could have its name lead here and read on (DNS rebinding)."""
    found, _, body = served.ask(path, Host=host)
    assert found == status
    assert (b"Headache" in body) == (status == 200)


def test_this_computer_has_a_second_name(served: Served) -> None:
    """localhost, with the port."""
    port = served.address.rsplit(":", 1)[1].rstrip("/")
    assert served.ask("/", Host=f"localhost:{port}")[0] == 200


OTHERS = [
    ({"Origin": "http://PLACE"}, 200),
    ({"Origin": "http://evil.example"}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "https://PLACE"}, 403),
    ({"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"}, 200),
    ({"Sec_Fetch_Site": "none"}, 200),
    ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}, 403),
    ({"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors"}, 403),
    (
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
        403,
    ),
    (
        {
            "Sec_Fetch_Site": "cross-site",
            "Sec_Fetch_Mode": "navigate",
            "Sec_Fetch_Dest": "document",
        },
        200,
    ),
]


@pytest.mark.parametrize(("headers", "status"), OTHERS)
def test_other_sites_may_only_link_to_it(
    headers: dict[str, str], status: int, served: Served
) -> None:
    """Not read it, nor show it within themselves."""
    assert served.ask("/", **headers)[0] == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/answers", "/file/headache.html"])
def test_nothing_that_is_sent_is_taken(method: str, path: str, served: Served) -> None:
    """Answers least of all; the page says so."""
    before = served.site.state
    status, headers, body = served.ask(path, method, b"onset=Jane+Doe")
    assert (status, headers["allow"]) == (405, "GET, HEAD")
    assert b"Nothing was sent" in body
    assert b"Jane" not in body
    assert served.site.state is before


NOWHERE = [
    "/file/notes.html",
    "/file/manifest.json",
    "/file/secret.html",
    "/file/../secret.html",
    "/../secret.html",
    "/file/..%2fsecret.html",
    "/file/%2e%2e/secret.html",
    "/file/%2e%2e%2fsecret.html",
    "/file/..%5csecret.html",
    "/file/..%c0%afsecret.html",
    "/file/%252e%252e%252fsecret.html",
    "/file//etc/passwd",
    "/file/%2fetc%2fpasswd",
    "/file/headache.html%00.pdf",
    "/file/headache.html/../../secret.html",
    "/file/./headache.html",
    "/file/",
    "/file",
    "/picture/headache.html",
    "/picture/..%2fsecret.html",
    "/forms/headache/back-pain.html",
    "/forms/headache/..%2f..%2fsecret.html",
    "/forms/nobody",
    "/preview.css/",
    "/words.py",
    "/answers",
    "//evil.example/",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_only_files_of_the_forms_can_be_opened(path: str, served: Served) -> None:
    """By their names; no other file of the folder, nor any beyond it."""
    status, _, body = served.ask(path)
    assert status in (307, 404)
    assert SECRET.encode() not in body
    assert b"root:" not in body


def test_a_file_that_has_become_a_link_is_not_followed(served: Served) -> None:
    """Its name is known, but it is no longer the file that was made."""
    path = served.site.output / "back-pain.es.html"
    content = path.read_bytes()
    path.unlink()
    path.symlink_to(served.path.parent / "secret.html")
    try:
        assert served.ask("/file/back-pain.es.html")[0] == 404
    finally:
        path.unlink()
        path.write_bytes(content)


def test_a_form_in_the_preview_may_send_nothing(served: Served) -> None:
    """The policy that goes with it forbids it, whatever the form's own says."""
    _, headers, body = served.ask("/file/headache.html")
    policy = headers["content-security-policy"]
    assert 'action="/answers"' in body.decode()
    assert "form-action 'none'" in policy
    assert "connect-src 'none'" in policy


def test_a_page_is_told_the_number_of_the_state(served: Served) -> None:
    """At once, as server-sent events."""
    host, port = served.address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), 30) as line:
        line.sendall(f"GET /live HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        read = b""
        while b"data: " not in read:
            read += line.recv(1000)
    assert b"content-type: text/event-stream" in read
    assert int(read.split(b"data: ")[1].split()[0]) == served.site.state.number


def test_only_this_computer_is_listened_to() -> None:
    """At a port that is asked for; one that is taken is an error."""
    with listen(0) as first:
        host, port = first.getsockname()
        assert host == "127.0.0.1"
        with pytest.raises(OSError, match="in use"):
            listen(port)


def test_no_port_leads_elsewhere_when_the_usual_one_is_taken() -> None:
    """The second server gets another one."""
    with listen(None) as first, listen(None) as second:
        assert first.getsockname() != second.getsockname()


def test_the_manifest_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    """With a broken questions.yaml the files of the last build are shown, by plain names only."""
    (tmp_path / "output").mkdir()
    (tmp_path / "secret.html").write_text(SECRET)
    names = ["../secret.html", "good.html", ".hidden.html", "a/b.html"]
    (tmp_path / "output" / "good.html").write_text("<title>Good old – Riverside</title>")
    files = {name: {"inputs": "", "content": ""} for name in names}
    (tmp_path / "output" / "manifest.json").write_text(json.dumps({"files": files}))
    with serving(tmp_path, "forms: {") as served:
        served.until(lambda state: bool(state.errors))
        page = served.ask("/")[2].decode()
        assert "Good old" in page
        assert "secret" not in page
        assert served.ask("/file/good.html")[0] == 200
        assert served.ask("/file/..%2fsecret.html")[0] == 404
