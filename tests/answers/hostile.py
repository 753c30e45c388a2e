"""Files that are made to do harm, each as a function of the folder and a good filled form."""

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfs
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf, Permissions, String

BOMB = 150_000_000
"""Bytes that a bomb becomes."""
Make = Callable[[Pdf], object]


def zeros(times: int) -> bytes:
    """BOMB bytes of white space, compressed `times` times."""
    packer = zlib.compressobj(9)
    raw = b"".join(packer.compress(b" " * 1_000_000) for _ in range(BOMB // 1_000_000))
    raw += packer.flush()
    for _ in range(times - 1):
        raw = zlib.compress(raw, 9)
    return raw


def in_a_look(times: int) -> Make:
    """A bomb as the picture of a blank field."""

    def make(pdf: Pdf) -> None:
        look = pdfs.fields_of(pdf)["record_number"].AP.N
        look.write(zeros(times), filter=Array([Name.FlateDecode] * times))

    return make


def objects_bomb(times: int) -> bytes:
    """A file whose catalogue is in a compressed stream of objects that is a bomb."""
    body = zeros(times)
    filters = b"/FlateDecode " * times
    parts = [b"%PDF-1.7\n"]
    stream = (
        b"1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter[" + filters + b"]/Length %d>>stream\n"
    ) % len(body)
    offset = len(parts[0])
    parts += [stream, body, b"\nendstream\nendobj\n"]
    table = sum(map(len, parts))
    rows = b"".join(
        bytes(row)
        for row in (
            (0, 0, 0, 0, 255),
            (1, *offset.to_bytes(3, "big"), 0),
            (2, 0, 0, 1, 0),
            (1, *table.to_bytes(3, "big"), 0),
        )
    )
    parts.append(
        b"3 0 obj\n<</Type/XRef/Size 4/W[1 3 1]/Root 2 0 R/Length %d>>stream\n" % len(rows)
        + rows
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table
    )
    return b"".join(parts)


def xref_bomb() -> bytes:
    """A file whose table of objects is a bomb."""
    body = zeros(2)
    head = b"1 0 obj\n<</Type/XRef/Size 9999999/W[1 3 1]/Root 2 0 R"
    head += b"/Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(body)
    return b"%PDF-1.7\n" + head + body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def nested(opening: bytes, closing: bytes) -> bytes:
    """A file with an object that has 100,000 levels."""
    body = b"%PDF-1.7\n1 0 obj\n" + opening * 100_000 + closing * 100_000 + b"\nendobj\n"
    rows = b"0000000000 65535 f \n0000000009 00000 n \n"
    return (
        body
        + (b"xref\n0 2\n" + rows + b"trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n%d\n" % len(body))
        + b"%%EOF\n"
    )


def many_fields(pdf: Pdf) -> None:
    fields = pdf.Root.AcroForm.Fields
    for at in range(20_000):
        fields.append(Dictionary(T=String(f"f{at}"), FT=Name.Tx))


def deep_kids(pdf: Pdf) -> None:
    inner = pdf.make_indirect(Dictionary(T=String("x"), FT=Name.Tx))
    for _ in range(10_000):
        inner = pdf.make_indirect(Dictionary(T=String("x"), Kids=Array([inner])))
    pdf.Root.AcroForm.Fields.append(inner)


def own_kid(pdf: Pdf) -> None:
    field = pdf.make_indirect(Dictionary(T=String("x"), FT=Name.Tx))
    field.Kids = Array([field])
    pdf.Root.AcroForm.Fields.append(field)


def grandkid(pdf: Pdf) -> None:
    """A loop of two, without names: radio buttons of one another."""
    first = pdf.make_indirect(Dictionary(FT=Name.Btn, T=String("x")))
    second = pdf.make_indirect(Dictionary(Kids=Array([first])))
    first.Kids = Array([second])
    pdf.Root.AcroForm.Fields.append(first)


def page_loop(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def own_parent(pdf: Pdf) -> None:
    for field in pdf.Root.AcroForm.Fields:
        field.Parent = field


def action(kind: Name, **keys: object) -> Dictionary:
    return Dictionary(S=kind, **keys)


SCRIPT = action(Name.JavaScript, JS=String("app.alert(1)"))


def _set(pdf: Pdf, path: str, value: object) -> None:
    node = pdf.Root
    *above, last = path.split(".")
    for key in above:
        node = node.AcroForm.Fields[10] if key == "field" else node[f"/{key}"]
    node[f"/{last}"] = value


CHANGED: dict[str, tuple[str, Make]] = {
    "a bomb in a look": ("E707", in_a_look(1)),
    "a bomb in a bomb in a look": ("E707", in_a_look(2)),
    "a bomb in the metadata": (
        "E707",
        lambda pdf: _set(pdf, "Metadata", pdf.make_stream(zeros(1), Filter=Name.FlateDecode)),
    ),
    "20,000 fields": ("E708", many_fields),
    "10,000 fields in one another": ("E704", deep_kids),
    "a field in itself": ("E704", own_kid),
    "buttons of one another": ("E704", grandkid),
    "pages of one another": ("E704", page_loop),
    "XFA": ("E705", lambda pdf: _set(pdf, "AcroForm.XFA", Array([]))),
    "a script with a name": (
        "E706",
        lambda pdf: _set(
            pdf, "Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))
        ),
    ),
    "a script on opening": ("E706", lambda pdf: _set(pdf, "OpenAction", SCRIPT)),
    "a script on closing": ("E706", lambda pdf: _set(pdf, "AA", Dictionary(WC=SCRIPT))),
    "a script on a page": (
        "E706",
        lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary(O=SCRIPT)),
    ),
    "a script on a field": ("E706", lambda pdf: _set(pdf, "field.AA", Dictionary(K=SCRIPT))),
    "a script on a click": ("E706", lambda pdf: _set(pdf, "field.A", SCRIPT)),
    "a program on a click": (
        "E706",
        lambda pdf: _set(pdf, "field.A", action(Name.Launch, F=String("x.exe"))),
    ),
    "sending on a click": (
        "E706",
        lambda pdf: _set(pdf, "field.A", action(Name.SubmitForm, F=String("https://x.test"))),
    ),
    "a script after a link": (
        "E706",
        lambda pdf: _set(pdf, "field.A", action(Name.URI, URI=String("https://x"), Next=SCRIPT)),
    ),
    "an action that is none": ("E706", lambda pdf: _set(pdf, "OpenAction", Dictionary())),
}
"""By what is wrong: the code, and the change of a good form."""

HARMLESS: dict[str, Make] = {
    "fields that are their own parents": own_parent,
    "a bomb as a page": lambda pdf: pdf.pages[0].obj.__setitem__(
        "/Contents", pdf.make_stream(zeros(2), Filter=Array([Name.FlateDecode] * 2))
    ),
    "a place to open at": lambda pdf: _set(pdf, "OpenAction", Array([0, Name.Fit])),
}
"""What is never looked at, so that it does no harm and the answers are read."""


def encrypted(raw: bytes, path: Path, user: str) -> None:
    with Pdf.open(BytesIO(raw)) as pdf:
        pdf.save(
            path,
            encryption=Encryption(owner="o", user=user, allow=Permissions(extract=False)),
            object_stream_mode=ObjectStreamMode.generate,
        )
