"""Write the tree of tags into a PDF, in place of the one that WeasyPrint made."""

from collections import defaultdict
from typing import Any

from intake.export.pdf.painting import when_painted
from intake.export.pdf.structure import Linked, Marked, Node, Tree, content, settle


def note_content(document: Any) -> list[tuple[Any, dict[Any, int]]]:
    """For each page its stream and the number of each marked content by its box.

    They are there when the pages have been painted; WeasyPrint forgets the boxes after that.
    """
    noted: list[tuple[Any, dict[Any, int]]] = []

    def note(stream: Any, _: float) -> None:
        noted.append((stream, {box: one["mcid"] for box, one in stream._tags.items()}))

    for page in document.pages:
        when_painted(page, note)
    return noted


def write_tags(
    document: Any, pdf: Any, tree: Tree, noted: list[tuple[Any, dict[Any, int]]]
) -> None:
    """Make `tree` the one of `pdf`, which is not yet written, with what `noted` says of its pages.

    What no element holds becomes an artifact of the page (ISO 32000-1, 14.8.2.2).
    """
    for number, (page, (_, marked)) in enumerate(zip(document.pages, noted, strict=True)):
        tree.read(page, number, marked)
    top = settle(tree.top)
    held = {(one.page, one.number) for one in content(top)}
    for page, (stream, marked) in enumerate(noted):
        _make_artifacts(stream.stream, {n for n in marked.values() if (page, n) not in held})
    _Writer(pdf).write(top)


def _make_artifacts(lines: list[Any], numbers: set[int]) -> None:
    """Mark the content `numbers` of a page as an artifact that the pages share."""
    for at, line in enumerate(lines):
        if isinstance(line, dict) and line.get("MCID") in numbers and lines[at + 1] == b"BDC":
            lines[at - 1] = b"/Artifact"
            lines[at] = b"<</Type /Pagination>>"


class _Writer:
    """Turns nodes into structure elements; WeasyPrint's own are used again."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._root = _object(pdf, pdf.catalog["StructTreeRoot"])
        self._free = []
        for one in pdf.objects:
            if isinstance(one, dict) and one.get("Type") in ("/StructElem", "/OBJR"):
                one.clear()
                self._free.append(one)
        self._free.reverse()
        self._contents: dict[int, dict[int, bytes]] = defaultdict(dict)
        self._annotations: list[bytes] = []

    def write(self, top: Node) -> None:
        """Write the tree under `top`, and where each page's content stands in it."""
        import pydyf

        first = self._element(top, self._root.reference)
        self._root["K"] = pydyf.Array([first.reference])
        pages = self._pdf.page_references
        numbers = pydyf.Array()
        for page in range(len(pages)):
            places = self._contents[page]
            count = max(places, default=-1) + 1
            numbers.extend([page, pydyf.Array(places.get(n, "null") for n in range(count))])
        for number, reference in enumerate(self._annotations, len(pages)):
            numbers.extend([number, reference])
        _object(self._pdf, self._root["ParentTree"])["Nums"] = numbers
        self._root["ParentTreeNextKey"] = len(pages) + len(self._annotations)

    def _element(self, node: Node, parent: bytes) -> Any:
        import pydyf

        element = self._free.pop() if self._free else None
        if element is None:
            element = pydyf.Dictionary()
            self._pdf.add_object(element)
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        element.update({"S": f"/{node.tag}", "P": parent, **_values(node.facts)})
        if page is not None:
            element["Pg"] = self._pdf.page_references[page]
        kids = pydyf.Array(self._kid(kid, element, page) for kid in node.kids)
        if kids:
            element["K"] = kids if len(kids) > 1 else kids[0]
        return element

    def _kid(self, kid: Node | Marked | Linked, element: Any, page: int | None) -> Any:
        import pydyf

        if isinstance(kid, Node):
            return self._element(kid, element.reference).reference
        there = self._pdf.page_references[kid.page]
        if isinstance(kid, Linked):
            kid.annotation["StructParent"] = len(self._pdf.page_references) + len(self._annotations)
            self._annotations.append(element.reference)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": there})
        self._contents[kid.page][kid.number] = element.reference
        if kid.page == page:
            return kid.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": there, "MCID": kid.number})


def _values(facts: dict[str, Any]) -> dict[str, Any]:
    """`facts` as objects of a PDF; a text that begins with / is a name."""
    import pydyf

    found: dict[str, Any] = {}
    for key, value in facts.items():
        if isinstance(value, dict):
            found[key] = pydyf.Dictionary(_values(value))
        elif isinstance(value, list):
            found[key] = pydyf.Array(value)
        elif isinstance(value, str) and not value.startswith("/"):
            found[key] = pydyf.String(value)
        else:
            found[key] = value
    return found


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
