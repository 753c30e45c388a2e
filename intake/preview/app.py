"""The pages for staff, as a web application. It reads; nothing that is sent to it is taken."""

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Callable, Iterable
from functools import partial
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from intake.content.problems import ContentError
from intake.export.policy import policy
from intake.preview.guard import Guard
from intake.preview.listing import EMBED
from intake.preview.pages import asset, render
from intake.preview.pictures import Pictures
from intake.preview.site import Site
from intake.preview.state import Form, State
from intake.preview.words import WORDS, sentence

_LOOK = 0.1
"""Seconds after which a page is told of a change, at most."""
_PULSE = 15.0
"""Seconds after which something is said in any case, so that a closed page is noticed."""
_DRAFTS = b' data-drafts="true"'
"""The attribute by which a page keeps what is typed (templates/form.html)."""
_ASSETS = {
    "preview.css": "text/css",
    "preview.js": "text/javascript",
    "search.js": "text/javascript",
}


def app(site: Site, hosts: Iterable[str], is_ending: Callable[[], bool] = lambda: False) -> ASGIApp:
    """The application that shows `site` at `hosts`; its streams end when `is_ending`."""
    pages = Pages(site, is_ending)
    routes = [
        Route("/", pages.list),
        Route("/forms/{form}", pages.form),
        Route("/forms/{form}/{name}", pages.form),
        Route("/file/{name}", pages.file),
        Route("/picture/{name}", pages.picture),
        Route("/changes/{form}", pages.changes),
        Route("/live", pages.live),
        *(Route(f"/{name}", partial(_asset, name)) for name in _ASSETS),
    ]
    made = Starlette(routes=routes, exception_handlers={404: pages.missing})
    words = {"title": WORDS.refused_title, "words": WORDS.refused}
    return Guard(made, hosts, render("message.html", state=site.state, **words))


class Pages:
    """One method a page. A file is known its name among the forms' files, and nothing else."""

    def __init__(self, site: Site, is_ending: Callable[[], bool]) -> None:
        self._site = site
        self._is_ending = is_ending
        self._pictures = Pictures()

    async def list(self, request: Request) -> Response:
        """All forms; with `find`, those with its words in their titles."""
        state, asked = self._site.state, request.query_params.get("find", "")[:200]
        words = asked.lower().split()
        forms = [form for form in state.forms if _fits(form, words)]
        return await _page("list.html", state=state, forms=forms, asked=asked)

    async def form(self, request: Request) -> Response:
        """One form, and one of its files: the page, unless another is named."""
        state: State = self._site.state
        form = state.form(request.path_params["form"])
        name = request.path_params.get("name")
        if form is None or (name and name not in form.there):
            return await self.missing(request)
        file = next((one for one in form.files if one.name == name), None)
        shown = file or form.page or form.sheet
        return await _page("form.html", state=state, form=form, file=shown)

    async def file(self, request: Request) -> Response:
        """One file of a form as it was published, with a policy that lets it send nothing.

        To be downloaded (`whole`) it is that byte for byte; else a page keeps no drafts, as what
        staff try is not for this computer's next program at the same address.
        """
        name = request.path_params["name"]
        content = await self._read(name)
        if content is None:
            return await self.missing(request)
        kind = guess_type(name)[0] or "application/octet-stream"
        said = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'"}
        if kind == "text/html":
            if "whole" in request.query_params:
                said["Content-Disposition"] = "attachment"
            else:
                content = content.replace(_DRAFTS, b"")
            page = content.decode("utf-8", "replace")
            said["Content-Security-Policy"] = _harmless(page, name.endswith(EMBED))
        if kind == "application/pdf":  # browsers show it by pages of their own
            said["Content-Security-Policy"] = "frame-ancestors 'self'"
        return Response(content, media_type=kind, headers=said)

    async def picture(self, request: Request) -> Response:
        """The first page of a PDF. Its address tells its content, so that it may be kept."""
        content = await self._read(request.path_params["name"])
        made = content and await run_in_threadpool(self._pictures.first_page, content)
        if not made:
            return await self.missing(request)
        return Response(
            made, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"}
        )

    async def changes(self, request: Request) -> Response:
        """What has changed in a form since it was approved, before and after."""
        name = request.path_params["form"]
        form, known = self._site.forms.get(name), self._site.state.form(name)
        # what was made within limits just now can be laid out once more without them
        if not form or not known or known.standing != "current" or not known.is_outdated:
            return await self.missing(request)
        try:
            page = await run_in_threadpool(self._site.approvals.page, form)
        except ContentError as error:
            words = sentence(f"{error.problems[0].what}; {error.problems[0].cure}")
            return await _page(
                "message.html", state=self._site.state, title=WORDS.what_changed, words=words
            )
        if page is None:
            return await self.missing(request)
        said = f"{policy(page, None)}; img-src data:; frame-ancestors 'none'"
        return HTMLResponse(page, headers={"Content-Security-Policy": said})

    async def live(self, request: Request) -> Response:
        """Server-sent events: the number of the state, at once and after each change."""
        return StreamingResponse(self._numbers(), media_type="text/event-stream")

    async def missing(self, request: Request, error: Exception | None = None) -> Response:
        """What is not among the forms is nowhere."""
        words = {"title": WORDS.missing_title, "words": WORDS.missing}
        return HTMLResponse(render("message.html", state=self._site.state, **words), 404)

    async def _numbers(self) -> AsyncIterator[str]:
        said, waited = None, 0.0
        while not self._is_ending():
            number = self._site.state.number
            if number != said:
                yield f"retry: 1000\ndata: {number}\n\n"
                said, waited = number, 0.0
            elif waited > _PULSE:
                yield ":\n\n"
                waited = 0.0
            await asyncio.sleep(_LOOK)
            waited += _LOOK

    async def _read(self, name: str) -> bytes | None:
        if not self._site.state.has(name):
            return None
        return await run_in_threadpool(_content, self._site.output / name)


async def _page(template: str, **data: Any) -> Response:
    """A page; with hundreds of forms it takes a moment, in which others are answered."""
    return HTMLResponse(await run_in_threadpool(partial(render, template, **data)))


def _fits(form: Form, words: Iterable[str]) -> bool:
    text = f"{form.listed.title} {form.listed.id}".lower()
    return all(word in text for word in words)


def _content(path: Path) -> bytes | None:
    """What is in the file, unless it is a link or no file at all."""
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        )
        with os.fdopen(descriptor, "rb") as file:
            return file.read() if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
    except OSError:
        return None


def _harmless(page: str, shows_forms: bool) -> str:
    """The policy under which `page` runs its own script but sends nothing anywhere.

    A page that `shows_forms` may read the other files of the forms, in frames and by script.
    """
    said = dict(one.split(" ", 1) for one in policy(page, None).split("; "))
    said["frame-ancestors"] = "'self'"
    if shows_forms:
        said |= {"frame-src": "'self'", "connect-src": "'self'"}
        for name in ("script-src", "style-src"):
            said[name] = f"'self' {said[name]}".removesuffix(" 'none'")
    return "; ".join(f"{name} {value}" for name, value in said.items())


async def _asset(name: str, request: Request) -> Response:
    return Response(asset(name), media_type=_ASSETS[name])
