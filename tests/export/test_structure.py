"""The tree of tags beyond what validators ask: one element for one thing, wherever pages end."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus
import html5lib
import pikepdf
import pytest
import tagged

from intake.export.pdf.layout import lay_out, unchecked

EACH = pytest.mark.parametrize("name", corpus.EVERYTHING)


def elements(node: Any) -> Iterator[Any]:
    """Every structure element below `node`, in reading order."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def count(path: Path) -> Counter[str]:
    """How many elements there are of each type."""
    with pikepdf.open(path) as document:
        return Counter(str(one.S)[1:] for one in elements(document.Root.StructTreeRoot.K))


@EACH
def test_each_table_section_and_heading_is_one_element(name: str, pdf, made) -> None:
    """As many as the sheet has, though a page ends within; a repeated head is not told again."""
    root = html5lib.parse(made(name).sheet, namespaceHTMLElements=False)
    wanted = Counter(one.tag for one in root.iter() if isinstance(one.tag, str))
    found = count(pdf(name))
    assert found["Document"] == 1
    for html, tag in {"section": "Sect", "table": "Table", "th": "TH", "h1": "H1"}.items():
        assert found[tag] == wanted[html], tag
    assert found["TD"] + found["TH"] == wanted["td"] + wanted["th"]
    assert not found["NonStruct"]


@EACH
def test_heads_of_tables_say_what_they_head(name: str, pdf) -> None:
    with pikepdf.open(pdf(name)) as document:
        for one in elements(document.Root.StructTreeRoot.K):
            if one.S == "/TH":
                assert one.A.Scope in ("/Row", "/Column")


@EACH
def test_the_margins_are_no_content(name: str, pdf) -> None:
    """Nothing of the foot and the running head is read between two questions."""
    said = corpus.solid("".join(one for one in tagged.lines(pdf(name)) if one.endswith('"')))
    assert said
    pages = corpus.pdf_text(pdf(name), "-layout")
    foot = corpus.solid(pages[-1].rstrip().split("\n")[-1])
    assert foot
    assert foot not in said
    with pikepdf.open(pdf(name)) as document:
        for page in document.pages:
            inside = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("BDC", "BMC"):
                    inside += 1
                elif str(operator) == "EMC":
                    inside -= 1
                assert str(operator) != "Tj" or inside, operands


@EACH
def test_every_content_is_read_once_or_is_an_artifact(name: str, pdf) -> None:
    """What a page numbers, one element holds; and the page's list agrees."""
    with pikepdf.open(pdf(name)) as document:
        root = document.Root.StructTreeRoot
        lists = dict(zip(root.ParentTree.Nums[::2], root.ParentTree.Nums[1::2], strict=True))
        for number, page in enumerate(document.pages):
            numbered = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and "/MCID" in operands[1]:
                    assert operands[0] != "/Artifact"
                    numbered.append(int(operands[1].MCID))
            held = []
            for one in elements(root.K):
                kids = one.get("/K", [])
                for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                    on_page = "/Pg" in one and one.Pg.objgen == page.obj.objgen
                    if isinstance(kid, int) and on_page:
                        held.append((int(kid), one.objgen))
                    is_other = isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR"
                    if is_other and kid.Pg.objgen == page.obj.objgen:
                        held.append((int(kid.MCID), one.objgen))
            assert sorted(mcid for mcid, _ in held) == sorted(numbered)
            for mcid, owner in held:
                assert lists[number][mcid].objgen == owner


TREES = [
    ("<h1>A</h1><p>b <b>c</b></p>", ["H1", "P"]),
    ("<div><div><p>a</p></div></div>", ["P"]),
    ("<div>a<p>b</p>c</div>", ["Div", "P", "P", "P"]),
    ("<p></p><div> </div><p>a</p>", ["P"]),
    ("<fieldset><legend>a</legend><div><label>b</label></div></fieldset>", ["Div", "P", "P"]),
    ("<ul><li>a</li><li>b</li></ul>", ["L", *["LI", "Lbl", "LBody"] * 2]),
    ("<table><tr><th>a</th><td></td></tr></table>", ["Table", "TBody", "TR", "TH", "TD"]),
    ("<p>a <span lang=es>b</span></p>", ["P", "Span"]),
    ("<section><p>a</p></section>", ["Sect", "P"]),
    (f"<section><p>a</p>{'<p>b</p>' * 90}</section>", ["Sect", *["P"] * 91]),
    ("<svg width=9 height=9><title>t</title></svg><svg width=9 height=9></svg><p>a</p>",
     ["Figure", "P"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "tags"), TREES)
def test_the_tree_follows_the_html(body: str, tags: list[str], tmp_path: Path) -> None:
    sheet = f'<!DOCTYPE html><html lang="en"><title>t</title><body>{body}'
    path = tmp_path / "tree.pdf"
    path.write_bytes(lay_out(sheet, "tree", unchecked).content)
    with pikepdf.open(path) as document:
        top = document.Root.StructTreeRoot.K[0].K
        assert [str(one.S)[1:] for one in elements(top)] == tags
        languages = [str(one.Lang) for one in elements(top) if "/Lang" in one]
        assert languages == ["es"] * body.count("lang=es")
        assert all(one.get("/Alt") == "t" for one in elements(top) if one.S == "/Figure")
        numbering = [one.A.ListNumbering for one in elements(top) if one.S == "/L"]
        assert numbering == ["/Disc"] * body.count("<ul")
