"""`intake serve`: a page for staff on this computer, with all forms as they are now."""

from pathlib import Path
from typing import Annotated

import typer

from intake.cli.app import app
from intake.cli.build import SOURCES
from intake.cli.watch import OUTPUT, tell


@app.command(epilog="Example: intake serve --open")
def serve(
    sources: Annotated[list[Path] | None, SOURCES] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="The port.", show_default="one that is free"),
    ] = None,
    open: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    output: Annotated[Path | None, OUTPUT] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but the address and problems.")
    ] = False,
) -> None:
    """Show all forms on a page on this computer, and make them again after each save.

    Only this computer can open the page, and nothing that is typed there is sent or kept. Ctrl-C
    ends it.
    """
    from functools import partial

    from intake.content.gather import approvals_home
    from intake.preview.approved import Approved
    from intake.preview.server import Server, listen
    from intake.preview.site import Site

    try:
        listening = listen(port)
    except OSError as error:
        reason = error.strerror or str(error)
        raise typer.BadParameter(f"{port}: {reason}", param_hint="--port") from None
    files = sources or [Path("questions.yaml")]
    site = Site(files, output, approvals=Approved(approvals_home(files)))
    server = Server(site, listening, partial(tell, output=site.output, quiet=quiet))
    typer.echo(f"The forms are at {server.address} (only on this computer). Ctrl-C ends it.")
    if open:
        import webbrowser

        webbrowser.open(server.address)
    server.run()
