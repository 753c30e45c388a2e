"""Make a PDF that can be filled in on screen: an AcroForm field for each control of the sheet.

ISO 32000-1, 12.7. A field mirrors its HTML control, so that a filled PDF holds what a browser would
send (docs/decisions/0013-fields.md):

    <input name="headache.when">                   the text field   headache/when
    <input type="radio" name="pain" value="yes">   the field        pain, with the state yes
    <input type="checkbox" name="sort" value="a">  the field        sort=a, with the state a
    <input type="hidden" name="intake.form">       intake/form, which shows nowhere
"""

from collections import Counter
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

from intake.export.pdf import answer_font
from intake.export.pdf.accessible_name import sentence
from intake.export.pdf.appearance import cross
from intake.export.pdf.controls import Control

_READ_ONLY, _REQUIRED, _MULTILINE, _RADIO, _NO_SCROLL = 1, 2, 1 << 12, 1 << 15, 1 << 23
_PRINT = 4


def add_fields(
    pdf: Any,
    controls: list[Control],
    drawings: dict[Control, Any],
    hidden: Iterable[tuple[str, str]],
) -> None:
    """Turn the bare widgets of `controls` into fields of `pdf`, which is not yet written."""
    import pydyf

    if not controls:
        return
    fonts = pydyf.Dictionary({answer_font.NAME: answer_font.embed(pdf)})
    resources = pydyf.Dictionary({"Font": fonts})
    pdf.add_object(resources)
    form = _Form(pdf, drawings, resources.reference)
    for name, value in hidden:
        form.add(_partial(name), "/Tx", {"Ff": _READ_ONLY, "V": pydyf.String(value)})
    seen: Counter[str] = Counter()
    for control in controls:
        seen[control.name] += 1
        if control.sort == "checkbox":
            form.add_checkbox(control)
        elif control.sort == "text":
            form.add_text(control, seen[control.name])
        elif seen[control.name] == 1:
            form.add_radio([one for one in controls if one.name == control.name])
    pdf.catalog["AcroForm"] = pydyf.Dictionary(
        {
            "Fields": pydyf.Array(form.fields),
            "DR": resources.reference,
            "DA": _default_appearance(11),
        }
    )


class _Form:
    """The fields of one PDF, in the order in which they are read."""

    def __init__(self, pdf: Any, drawings: dict[Control, Any], resources: bytes) -> None:
        self._pdf = pdf
        self._resources = resources
        self._drawings = drawings
        self._ticks: dict[tuple[bytes, float, float], str] = {}
        self.fields: list[str] = []

    def add(self, name: str, sort: str, facts: dict[str, Any], widget: Any = None) -> Any:
        """A field of its own, which `widget` is too when there is one."""
        import pydyf

        field = pydyf.Dictionary() if widget is None else widget
        field.update({"FT": sort, "T": pydyf.String(name), **facts})
        if widget is None:
            self._pdf.add_object(field)
        self.fields.append(field.reference)
        return field

    def add_text(self, control: Control, number: int) -> None:
        """A text field; the second of the same name gets #2 after it."""
        import pydyf

        flags = _flags(control) | _MULTILINE * control.is_multiline | _NO_SCROLL
        facts: dict[str, Any] = {
            "Ff": flags,
            "V": pydyf.String(control.value),
            "TU": pydyf.String(str(control.said)),
            "DA": _default_appearance(control.font_size),
        }
        if control.max_length is not None:
            facts["MaxLen"] = control.max_length
        if control.is_right_to_left:
            facts["Q"] = 2
        widget = self._widget(control, str(control.said))
        drawing = self._drawings.get(control) or pydyf.Stream([b"/Tx BMC EMC"])
        drawing.extra.setdefault("Resources", self._resources)
        widget["AP"] = pydyf.Dictionary({"N": self._drawn(control, drawing)})
        suffix = f"#{number}" if number > 1 else ""
        self.add(_partial(control.name) + suffix, "/Tx", facts, widget)

    def add_checkbox(self, control: Control) -> None:
        """A box to tick, with the value of the control as its state."""
        import pydyf

        state = pydyf.name(control.value) if control.is_checked else b"/Off"
        widget = self._tick(control, str(control.said))
        facts = {"V": state, "Ff": _flags(control), "TU": pydyf.String(str(control.said))}
        self.add(f"{_partial(control.name)}={control.value}", "/Btn", facts, widget)

    def add_radio(self, group: list[Control]) -> None:
        """One field for `group`, of which one can be chosen, and none again."""
        import pydyf

        chosen = next((pydyf.name(one.value) for one in group if one.is_checked), b"/Off")
        shared = [*takewhile(lambda parts: len(set(parts)) == 1, zip(*_parts(group), strict=False))]
        question = sentence((*(parts[0] for parts in shared), group[0].said.description))
        facts = {
            "Ff": _RADIO | _flags(group[0]),
            "V": chosen,
            "TU": pydyf.String(question),
            "Kids": pydyf.Array(),
        }
        field = self.add(_partial(group[0].name), "/Btn", facts)
        for control in group:
            widget = self._tick(control, sentence(control.said.parts))
            widget["Parent"] = field.reference
            field["Kids"].append(widget.reference)

    def _tick(self, control: Control, said: str) -> Any:
        """The widget of a box to tick."""
        import pydyf

        on, width, height = pydyf.name(control.value), *control.size
        states = {
            on[1:].decode(): self._shared(control, cross(width, height)),
            "Off": self._shared(control, b""),
        }
        widget = self._widget(control, said)
        widget["AP"] = pydyf.Dictionary({"N": pydyf.Dictionary(states)})
        widget["AS"] = on if control.is_checked else b"/Off"
        widget["MK"] = pydyf.Dictionary({"CA": pydyf.String("8")})  # the cross of a Zapf Dingbats
        return widget

    def _widget(self, control: Control, said: str) -> Any:
        """The widget that WeasyPrint made, as bare as it can be."""
        import pydyf

        widget = control.box.widget_annotation
        left, top, right, bottom = widget["Rect"]
        self._forget(widget["AP"]["N"]["on"])
        kept = {key: widget[key] for key in ("Type", "Subtype", "P", "StructParent")}
        widget.clear()
        rectangle = pydyf.Array(round(one, 2) for one in (left, bottom, right, top))
        widget.update({**kept, "Rect": rectangle, "F": _PRINT, "Contents": pydyf.String(said)})
        return widget

    def _forget(self, reference: bytes) -> None:
        """Leave nothing but its number of an object that is not used."""
        import pydyf

        number = int(reference.split()[0])
        empty = pydyf.Dictionary()
        empty.number = number
        self._pdf.objects[number] = empty

    def _shared(self, control: Control, drawing: bytes) -> str:
        """`_drawn` for what no program draws anew: ticks of one size share their drawing."""
        import pydyf

        key = (drawing, *control.size)
        if key not in self._ticks:
            self._ticks[key] = self._drawn(control, pydyf.Stream([drawing]))
        return self._ticks[key]

    def _drawn(self, control: Control, drawing: Any) -> str:
        """A reference to `drawing` as a Form XObject as large as the control."""
        import pydyf

        box = pydyf.Array((0, 0, *control.size))
        drawing.extra.update({"Type": "/XObject", "Subtype": "/Form", "BBox": box})
        self._pdf.add_object(drawing)
        reference: bytes = drawing.reference
        return reference.decode()


def _partial(name: str) -> str:
    """An HTML control's name as that of a field, in which a full stop would mean a parent."""
    return name.replace(".", "/")


def _flags(control: Control) -> int:
    return _REQUIRED * control.is_required | _READ_ONLY * control.is_read_only


def _parts(group: list[Control]) -> list[tuple[str, ...]]:
    """The names of `group` but for each control's own part."""
    return [control.said.parts[:-1] for control in group]


def _default_appearance(size: float) -> Any:
    """How a program that fills the form in is to write: the font, its size, and black."""
    import pydyf

    return pydyf.String(f"/{answer_font.NAME} {size:g} Tf 0 g")
