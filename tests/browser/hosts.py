"""A portal on this computer with pages of all sorts around a form, and what it received."""

import threading
from collections.abc import Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript", "css": "text/css"}
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " form-action 'self'; frame-src 'self'; base-uri 'none'; require-trusted-types-for 'script';"
    " trusted-types 'none'"
)


class Host(BaseHTTPRequestHandler):
    """Serves `files` by their names, with the headers in `headers`; keeps what is posted."""

    files: ClassVar[dict[str, str]] = {}
    headers_of: ClassVar[dict[str, dict[str, str]]] = {}
    posts: ClassVar[list[tuple[str, str, bytes]]] = []

    def do_GET(self) -> None:
        name = self.path.strip("/").partition("?")[0]
        found = "" if name == "favicon.ico" else self.files.get(name)
        self._say(200 if found is not None else 404, found or "", name)

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers["Content-Length"]), 100_000))
        self.posts.append((self.path, self.headers["Content-Type"], body))
        self._say(200, "<!DOCTYPE html><title>Thank you</title>", "thanks.html")

    def _say(self, status: int, text: str, name: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(name.rpartition(".")[2], "text/plain"))
        for key, value in self.headers_of.get(name, {}).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serve(files: Mapping[str, str]):
    """A portal with `files`: its address, and the handler with what it serves and keeps."""
    kept = type("Kept", (Host,), {"files": dict(files), "headers_of": {}, "posts": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), kept) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", kept
        finally:
            server.shutdown()
            thread.join(10)
