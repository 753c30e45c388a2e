"""What a PDF could do by itself or when it is touched. Runs in the worker only."""

from typing import Any

from pikepdf import Array, Name, Pdf

from intake.answers.refused import Refused

HARMLESS = ("/URI", "/GoTo")
"""Actions that a link may have (ISO 32000-1, 12.6.4): an address, a place in the file."""
MOST_PAGES = 500


def check_actions(pdf: Pdf) -> set[tuple[int, int]]:
    """Raises Refused for anything that the file could do by itself or when it is touched.

    The numbers of the objects that are fields on the pages.
    """
    root = pdf.Root
    if Name.JavaScript in root.get(Name.Names, {}) or Name.AA in root:
        raise Refused("E706", "has a script in it")
    opening = root.get(Name.OpenAction)
    if not isinstance(opening, Array | None):
        _check_action(opening)
    if len(pdf.pages) > MOST_PAGES:
        raise Refused("E708", "has more pages than any form")
    widgets = set()
    for page in pdf.pages:
        if Name.AA in page.obj:
            raise Refused("E706", "has a script in it")
        for annotation in page.obj.get(Name.Annots, ()):
            check_node(annotation)
            if annotation.get(Name.Subtype) == Name.Widget:
                widgets.add(annotation.objgen)
    return widgets


def check_node(node: Any) -> None:
    """Raises Refused if a field or an annotation does more than lead somewhere."""
    if Name.AA in node:
        raise Refused("E706", "has a script in it")
    if Name.A in node:
        _check_action(node.A)


def _check_action(action: Any) -> None:
    if str(action.get(Name.S)) not in HARMLESS or Name.Next in action:
        raise Refused("E706", "has a script or an action in it")
