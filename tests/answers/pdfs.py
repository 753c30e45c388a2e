"""PDFs to read: blank ones with the fields of a form's sheet, and the same filled in."""

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from pikepdf.form import CheckboxField, DefaultAppearanceStreamGenerator, Form, RadioButtonGroup
from pypdf import PdfReader, PdfWriter

from intake.content.model import Questionnaire

Pair = tuple[str, str]


class Control(NamedTuple):
    """An <input> or <textarea>: its name, type, value (of what is ticked), maxlength."""

    name: str
    sort: str
    value: str
    most: int


class _Controls(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Control] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        sort = given.get("type") or "text"
        if tag in ("input", "textarea") and sort != "hidden" and "data-copy" not in given:
            value = given.get("value") or "" if sort != "text" else ""
            self.found.append(
                Control(given["name"] or "", sort, value, int(given.get("maxlength") or 0))
            )


def controls(html: str) -> list[Control]:
    """Every control of a page that a person can see."""
    parser = _Controls()
    parser.feed(html)
    return parser.found


def about(form: Questionnaire) -> list[Pair]:
    """What the PDF of `form` says of itself."""
    keys = {"form": form.id, "version": form.version, "revision": form.revision[:8]}
    keys |= {"language": form.language, "edition": "standard"}
    return [(f"intake/{key}", value) for key, value in keys.items()]


def blank(html: str, form: Questionnaire) -> Pdf:
    """A PDF with a field for each control of the sheet `html`, and no look worth speaking of."""
    pdf = Pdf.new()
    page = pdf.add_blank_page()
    page.obj.Annots = Array()
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    helvetica.Encoding = Name.WinAnsiEncoding
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(), DA=String("/Helv 11 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=helvetica))
    )
    groups: dict[str, Any] = {}
    seen: dict[str, int] = {}
    for name, value in about(form):
        hidden = Dictionary(FT=Name.Tx, Ff=1, T=String(name), V=String(value))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(hidden))
    for control in controls(html):
        path = control.name.replace(".", "/")
        if control.sort == "text":
            seen[path] = seen.get(path, 0) + 1
            path += f"#{seen[path]}" if seen[path] > 1 else ""
            _add(pdf, page, _text(pdf, path, control.most))
        elif control.sort == "checkbox":
            box = _tick(pdf, control.value)
            box.T, box.FT = String(f"{path}={control.value}"), Name.Btn
            _add(pdf, page, box)
        else:
            if path not in groups:
                groups[path] = pdf.make_indirect(
                    Dictionary(FT=Name.Btn, Ff=1 << 15, T=String(path), Kids=Array())
                )
                pdf.Root.AcroForm.Fields.append(groups[path])
            kid = pdf.make_indirect(_tick(pdf, control.value))
            kid.Parent = groups[path]
            groups[path].Kids.append(kid)
            page.obj.Annots.append(kid)
    return pdf


def _widget(**keys: Any) -> Dictionary:
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=Array([50, 50, 250, 70]), F=4, **keys
    )


def _look(pdf: Pdf, content: bytes = b"") -> pikepdf.Stream:
    look = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
    look.BBox = Array([0, 0, 200, 20])
    return look


def _text(pdf: Pdf, name: str, most: int) -> Dictionary:
    field = _widget(FT=Name.Tx, T=String(name), DA=String("/Helv 11 Tf 0 g"))
    field.AP = Dictionary(N=_look(pdf, b"/Tx BMC EMC"))
    if most:
        field.MaxLen = most
        field.Ff = 1 << 12 if most > 1000 else 0
    return field


def _tick(pdf: Pdf, value: str) -> Dictionary:
    looks = Dictionary(Off=_look(pdf))
    looks[f"/{value}"] = _look(pdf, b"0 0 10 10 re f")
    return _widget(AS=Name.Off, AP=Dictionary(N=looks), MK=Dictionary(CA=String("4")))


def _add(pdf: Pdf, page: pikepdf.Page, field: Dictionary) -> None:
    made = pdf.make_indirect(field)
    pdf.Root.AcroForm.Fields.append(made)
    page.obj.Annots.append(made)


def names(pairs: Iterable[Pair], form: Questionnaire) -> dict[str, str]:
    """The PDF's fields for what a browser would send: name -> text, or the state that is on.

    Text boxes and radio buttons that are blank in `pairs` are blanked, and boxes left unticked, as
    far as the form begins with something there.
    """
    ticks = {
        field.name
        for item in form.items
        for field in item.fields(form.clinic.order)
        if field.sort == "checkbox"
    }
    found: dict[str, str] = {}
    count: dict[str, int] = {}
    for name, value in pairs:
        path = name.replace(".", "/")
        if name in ticks:
            found[f"{path}={value}"] = value
            continue
        count[path] = count.get(path, 0) + 1
        found[path if count[path] == 1 else f"{path}#{count[path]}"] = value
    touched = {name.split(".")[0] for name, _ in pairs}
    for item in form.items:
        for field in item.fields(form.clinic.order) if item.id in touched else ():
            path = field.name.replace(".", "/")
            for at in field.values if field.sort == "checkbox" else ():
                found.setdefault(f"{path}={at}", "Off")
    return found


def with_pikepdf(source: Path, values: Mapping[str, str], target: Path) -> None:
    """Fill in the PDF `source` with pikepdf's own forms."""
    with Pdf.open(source) as pdf:
        form = Form(pdf, DefaultAppearanceStreamGenerator)
        for name, value in values.items():
            field = form[name]
            if isinstance(field, CheckboxField):
                field.checked = value != "Off"
            elif isinstance(field, RadioButtonGroup):
                field.value = Name(f"/{value}")
            else:
                field.value = value
        pdf.save(target)


def with_pypdf(source: Path, values: Mapping[str, str], target: Path) -> None:
    """Fill in the PDF `source` with pypdf."""
    reader = PdfReader(source)
    writer = PdfWriter(clone_from=reader)
    known = reader.get_fields() or {}
    buttons = {name for name, field in known.items() if field.field_type == "/Btn"}
    given = {name: f"/{value}" if name in buttons else value for name, value in values.items()}
    writer.update_page_form_field_values(None, given, auto_regenerate=False)
    writer.write(target)


def saved(pdf: Pdf) -> bytes:
    file = BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def fields_of(pdf: Pdf) -> Mapping[str, Any]:
    """The fields at the top by name, as plain objects."""
    return {str(field.T): field for field in pdf.Root.AcroForm.Fields}


def filled(raw: bytes, pairs: Iterable[Pair]) -> bytes:
    """The PDF `raw` with `pairs` typed and ticked, each straight into its objects."""
    with Pdf.open(BytesIO(raw)) as pdf:
        fields = fields_of(pdf)
        count: dict[str, int] = {}
        for name, value in pairs:
            path = name.replace(".", "/")
            tick = fields.get(f"{path}={value}")
            if tick is not None:
                tick.V = tick.AS = Name(f"/{value}")
                continue
            if path in fields and "/Kids" in fields[path]:
                fields[path].V = Name(f"/{value}")
                for kid in fields[path].Kids:
                    kid.AS = Name(f"/{value}") if f"/{value}" in kid.AP.N else Name.Off
                continue
            count[path] = count.get(path, 0) + 1
            box = path if count[path] == 1 else f"{path}#{count[path]}"
            fields[box].V = String(value)
            fields[box].AP = Dictionary(
                N=_look(pdf, b"BT <%s> Tj ET" % value.encode().hex().encode())
            )
        return saved(pdf)
