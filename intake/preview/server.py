"""The web server on this computer, and the thread that makes the forms beside it."""

import contextlib
import socket
import threading
from collections.abc import Callable

import uvicorn

from intake.preview.app import app
from intake.preview.site import Site
from intake.preview.state import State

HOST = "127.0.0.1"
USUAL = 8421
"""The port that is taken where it is free, so that a page that is open finds the server again."""


def listen(port: int | None) -> socket.socket:
    """A socket on this computer at `port`; else at the usual one, or any that is free.

    Raises OSError where `port` is taken.
    """
    for wanted in (USUAL, 0) if port is None else (port,):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((HOST, wanted))
            made.listen(128)
        except OSError:
            made.close()
            if wanted != USUAL or port is not None:
                raise
        else:
            return made
    raise AssertionError("one of them was free")


class Server:
    """Serves `site` at `listening` and makes its forms after each save; tells each new state."""

    def __init__(
        self, site: Site, listening: socket.socket, told: Callable[[State, State], None]
    ) -> None:
        self._site = site
        self._socket = listening
        self._told = told
        port = listening.getsockname()[1]
        self.address = f"http://{HOST}:{port}/"
        hosts = (f"{HOST}:{port}", f"localhost:{port}")
        made = app(site, hosts, lambda: self._server.should_exit)
        self._server = uvicorn.Server(
            uvicorn.Config(
                made,
                log_level="critical",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=2,
                lifespan="off",
                ws="none",
            )
        )

    def run(self) -> None:
        """Until Ctrl-C, or `end`."""
        making = threading.Thread(target=self._make, name="making the forms")
        making.start()
        try:
            with contextlib.suppress(KeyboardInterrupt):
                self._server.run(sockets=[self._socket])
        finally:
            self._site.stop.set()
            making.join()

    def end(self) -> None:
        """From any thread."""
        self._server.should_exit = True

    def _make(self) -> None:
        try:
            for read in self._site.changes():
                before = self._site.state
                self._told(before, self._site.rebuild(read))
        finally:  # nobody is served what nobody makes
            self._site.close()
            self.end()
