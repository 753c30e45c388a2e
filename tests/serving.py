"""A running `intake serve` in a thread of the test process, and a way to ask it for anything."""

import contextlib
import http.client
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from intake.export import FORMATS
from intake.preview.approval import Approvals, nobody_asks
from intake.preview.server import Server, listen
from intake.preview.site import Site
from intake.preview.state import State

BOUND = 60
"""Seconds after which what one waits for does not come any more."""
FORM = """  {id}:
    title: {title}
    version: 1.2.0
    date: 2026-11-02
{keys}    sections:
      - title: Questions
        items:
          - Where does it hurt?
          - {{id: since, text: Since when?, kind: text, lines: 20}}
"""


def library(*titles: str, clinic: str = "", keys: str = "") -> str:
    """A questions.yaml with a form for each of `titles`."""
    head = f"clinic: {{name: Riverside Neurology, allow: {{W408: a test}}{clinic}}}\nforms:\n"
    ids = [title.lower().replace(" ", "-") for title in titles]
    return head + "".join(
        FORM.format(id=name, title=title, keys=keys)
        for name, title in zip(ids, titles, strict=True)
    )


@dataclass
class Served:
    """A server, its forms and their file."""

    site: Site
    server: Server
    path: Path

    @property
    def address(self) -> str:
        return self.server.address

    def save(self, text: str) -> None:
        """Write questions.yaml anew."""
        self.path.write_text(text, "utf-8")

    def until(self, holds: Callable[[State], bool]) -> State:
        """The state, once it is settled and `holds`."""
        end = time.monotonic() + BOUND
        while time.monotonic() < end:
            state = self.site.state
            if not state.is_building and holds(state):
                return state
            time.sleep(0.02)
        raise AssertionError(f"it did not come to this: {self.site.state}")

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", **headers: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of the answer. The path goes out as it is; `Host` is right
        unless it is given, and is left out where it is empty."""
        place = self.address.removeprefix("http://").rstrip("/")
        connection = http.client.HTTPConnection(place, timeout=BOUND)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        named = {
            name.replace("_", "-"): value for name, value in {"Host": place, **headers}.items()
        }
        for name, value in named.items():
            for one in value.split("\n") if value else ():
                connection.putheader(name, one.replace("PLACE", place))
        if body:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body or None)
        with contextlib.closing(connection):
            answer = connection.getresponse()
            given = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, given, answer.read()


@contextlib.contextmanager
def serving(
    folder: Path,
    text: str,
    formats: tuple[str, ...] = FORMATS,
    approvals: Approvals = nobody_asks,
) -> Iterator[Served]:
    """`intake serve` for a questions.yaml that holds `text`, in `folder`."""
    path = folder / "questions.yaml"
    path.write_text(text, "utf-8")
    site = Site([path], formats=formats, approvals=approvals)
    server = Server(site, listen(0), lambda before, now: None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Served(site, server, path)
    finally:
        server.end()
        thread.join(BOUND)
        assert not thread.is_alive()
