"""The tree of tags: what a screen reader, or a program that reads the form, finds in the PDF.

ISO 32000-1, 14.7 and 14.8, and ISO 14289-1 (PDF/UA). WeasyPrint 70 makes one tree for each page: an
element that goes over the end of a page is two, a table's repeated head is read again, what stands
in the margins is content, and headings of tables have no scope. Here the tree is made anew, after
the HTML's own elements, and every text of a page finds its place in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from intake.export.pdf.controls import Control

_TAGS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **{"p": "P", "legend": "P", "caption": "Caption", "figcaption": "Caption"},
    **{"section": "Sect", "article": "Art", "main": "Part", "blockquote": "BlockQuote"},
    **{"div": "Div", "fieldset": "Div", "header": "Div", "footer": "Div", "form": "Div"},
    **{"ul": "L", "ol": "L", "li": "LI", "a": "Link", "img": "Figure", "svg": "Figure"},
    **{"table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot"},
    **{"tr": "TR", "th": "TH", "td": "TD"},
}
"""The standard structure type of each HTML element; others are words within their parent."""
_INLINE = "Span"
_GRID = ("Table", "THead", "TBody", "TFoot", "TR", "TH", "TD")
"""These stay when they are empty: a table has as many cells in each row."""
_HOLDERS = ("TH", "TD", "LBody", "Caption", "Link")
"""These may hold words, or paragraphs."""
_PARAGRAPHS = ("P", "Figure", "Lbl", *(f"H{level}" for level in range(1, 7)))


class Marked(NamedTuple):
    """A piece of a page's content, by the number that the page has for it."""

    page: int
    number: int
    is_blank: bool = False


class Linked(NamedTuple):
    """An annotation of a page: the widget of a field, or a link."""

    page: int
    annotation: Any


@dataclass(eq=False)
class Node:
    """One structure element."""

    tag: str
    kids: list["Node | Marked | Linked"] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


class Tree:
    """The tree of one document: what its pages show, put where it stands in the HTML."""

    def __init__(self, root: Any, controls: list[Control]) -> None:
        """`root` is the HTML's element, of which `controls` are a part."""
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._controls = {getattr(one.box, "_box", one.box): one for one in controls}
        self._nodes: dict[Any, Node] = {}
        self.top = Node("Document")

    def read(self, page: Any, number: int, marked: dict[Any, int]) -> None:
        """Add what `page` shows; `marked` has the number of each piece of content by its box.

        Running heads are no content, nor are heads of tables that are shown again.
        """
        begun = set(self._nodes)
        self._walk(page._page_box, page, number, marked, begun)
        copies = [one for one in self._controls.values() if one.is_copy and one.page == number]
        for one in copies:
            form = Node("Form", [Linked(number, one.box.widget_annotation)])
            self.top.kids.append(form)

    def _walk(
        self, box: Any, page: Any, number: int, marked: dict[Any, int], begun: set[Any]
    ) -> None:
        box = getattr(box, "_box", box)  # an absolute element stands in its own place
        sort = type(box).__name__
        element = box.element
        if sort == "MarginBox" or (
            element is not None and element.tag in ("thead", "tfoot") and element in begun
        ):
            return
        if box in self._controls:
            control = self._controls[box]
            form = Node("Form", [Linked(number, box.widget_annotation)])
            self._node(control.element).kids.append(form)
            return
        if sort == "TextBox":
            if box in marked:
                self._text(box, Marked(number, marked[box], not box.text.strip()))
            return
        if sort.endswith("ReplacedBox"):
            self._figure(box, page, number, marked)
            return
        if element is not None and _TAGS.get(element.tag) in _GRID:
            self._node(element)
        if box.link_annotation is not None:
            self._node(element).kids.append(Linked(number, box.link_annotation))
        for child in box.children:
            self._walk(child, page, number, marked, begun)

    def _node(self, element: Any) -> Node:
        """The node of `element`, which stands in that of its parent."""
        if element is None or element.tag in ("html", "body"):
            return self.top
        if element not in self._nodes:
            parent = self._node(self._parents.get(element))
            node = Node(_TAGS.get(_plain(element.tag), _INLINE), facts=_facts(element))
            parent.kids.append(node)
            self._nodes[element] = node
        return self._nodes[element]

    def _text(self, box: Any, marked: Marked) -> None:
        node = self._node(box.element)
        if box.element_tag.endswith("::marker"):
            node.kids.append(Node("Lbl", [marked]))
        else:
            node.kids.append(marked)

    def _figure(self, box: Any, page: Any, number: int, marked: dict[Any, int]) -> None:
        """A picture with its text; one without is decoration."""
        said = _alternative(box.element)
        if not said or box not in marked:
            return
        node = self._node(box.element)
        x, y = box.content_box_x(), box.content_box_y()
        top = page.height - y
        corners = (x, top - box.height, x + box.width, top)
        bounds = [round(one * 0.75, 2) for one in corners]
        node.facts |= {"Alt": said, "A": {"O": "/Layout", "BBox": bounds}}
        node.kids.append(Marked(number, marked[box]))


def settle(node: Node) -> Node:
    """`node` with its kids as the standard wants them: words in paragraphs, nothing empty."""
    kids = [kid for one in node.kids for kid in _settled(one)]
    if node.tag in _PARAGRAPHS:
        node.kids = [word for kid in kids for word in _words(kid)]
    elif node.tag == "LI":
        label = [kid for kid in kids if isinstance(kid, Node) and kid.tag == "Lbl"]
        body = [kid for kid in kids if kid not in label]
        node.kids = [*label, settle(Node("LBody", body))]
    elif node.tag in _HOLDERS and not any(map(_is_block, kids)):
        node.kids = kids
    elif node.tag != "Form" and node.tag not in (_INLINE, "L", *_GRID[:5]):
        node.kids = [*_paragraphs(kids)]
    else:
        node.kids = kids
    return node


def _settled(kid: Node | Marked | Linked) -> list[Node | Marked | Linked]:
    """What stands in the parent for `kid`: itself, its kids, or nothing."""
    if not isinstance(kid, Node):
        return [kid]
    settle(kid)
    if kid.tag == _INLINE and not kid.facts:
        return kid.kids
    if not kid.kids and kid.tag not in _GRID:
        return []
    return kid.kids if kid.tag == "Div" and len(kid.kids) == 1 and not kid.facts else [kid]


def _words(kid: Node | Marked | Linked) -> Iterator[Node | Marked | Linked]:
    """What is left of `kid` within a paragraph, which holds no other."""
    if isinstance(kid, Node) and _is_block(kid):
        for one in kid.kids:
            yield from _words(one)
    else:
        yield kid


def _is_block(kid: Node | Marked | Linked) -> bool:
    return isinstance(kid, Node) and kid.tag not in (_INLINE, "Form", "Link", "Lbl")


def _paragraphs(kids: list[Node | Marked | Linked]) -> Iterator[Node | Marked | Linked]:
    """`kids` with each run of words as a paragraph; a field alone needs none, and blanks between
    two paragraphs are nothing."""
    run: list[Node | Marked | Linked] = []
    for kid in [*kids, None]:
        if kid is not None and not _is_block(kid):
            run.append(kid)
            continue
        words = [one for one in run if not (isinstance(one, Marked) and one.is_blank)]
        if any(not isinstance(one, Node) or one.tag != "Form" for one in words):
            yield Node("P", run)
        else:
            yield from words
        run = []
        if kid is not None:
            yield kid


def content(node: Node) -> Iterator[Marked]:
    """Everything of the pages that `node` holds."""
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from content(kid)
        elif isinstance(kid, Marked):
            yield kid


def _plain(tag: Any) -> str:
    """`svg` of `{http://www.w3.org/2000/svg}svg`."""
    return str(tag).rpartition("}")[2]


def _alternative(element: Any) -> str:
    title = element.find("{http://www.w3.org/2000/svg}title")
    return element.get("alt", "") if title is None else title.text or ""


def _facts(element: Any) -> dict[str, Any]:
    """What a structure element says of itself beside its type."""
    facts: dict[str, Any] = {}
    if language := element.get("lang"):
        facts["Lang"] = language
    if element.tag in ("th", "td"):
        spans = {"ColSpan": element.get("colspan"), "RowSpan": element.get("rowspan")}
        table: dict[str, Any] = {key: int(span) for key, span in spans.items() if span}
        if element.tag == "th":
            is_row = element.get("scope") in ("row", "rowgroup")
            table["Scope"] = "/Row" if is_row else "/Column"
        if table:
            facts["A"] = {"O": "/Table", **table}
    elif element.tag in ("ul", "ol"):
        facts["A"] = {"O": "/List", "ListNumbering": "/Disc" if element.tag == "ul" else "/Decimal"}
    return facts
