"""What keeps other sites, and other names for this computer, from the page for staff.

A page of any site that is open in the same browser may ask this computer for things, and a name
that leads to 127.0.0.1 makes it even the same origin (DNS rebinding). So a request must name the
address that was given to staff, come from there, and ask for nothing but to read.
"""

from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer that does not say otherwise itself."""


class Guard:
    """Passes on what staff ask for, at one of `hosts` (names with the port); refuses the rest.

    `refused` is the page that says that nothing was sent.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], refused: str) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return None

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                ours = [(name.lower().encode(), HEADERS[name].encode()) for name in HEADERS]
                message["headers"] += [(name, value) for name, value in ours if name not in given]
            await send(message)

        answer = self._refusal(scope["method"], Headers(scope=scope)) or self._app
        return await answer(scope, receive, send_guarded)

    def _refusal(self, method: str, headers: Headers) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1:
            return PlainTextResponse("One Host, please.\n", 400)
        if hosts[0].lower() not in self._hosts:
            return PlainTextResponse("This is not the address of the preview.\n", 421)
        if any(one != f"http://{hosts[0].lower()}" for one in headers.getlist("origin")):
            return PlainTextResponse("Another site may not ask for this.\n", 403)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and (
            headers.get("sec-fetch-mode"),
            headers.get("sec-fetch-dest"),
        ) != ("navigate", "document"):
            return PlainTextResponse("Another site may not ask for this.\n", 403)
        if method not in ("GET", "HEAD"):
            return HTMLResponse(self._refused, 405, {"Allow": "GET, HEAD"})
        return None
