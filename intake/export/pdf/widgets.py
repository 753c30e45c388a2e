"""Make the widgets of the fields: where each stands on a page, and what is drawn there."""

from typing import Any

from intake.export.pdf import answer_font
from intake.export.pdf.appearance import cross
from intake.export.pdf.controls import Control

_PRINT = 4


class Widgets:
    """The widgets of one PDF, which is not yet written."""

    def __init__(self, pdf: Any, drawings: dict[Control, Any], resources: bytes) -> None:
        """`drawings`: of the texts that stand there. `resources`: a reference to what they use."""
        self._pdf = pdf
        self._resources = resources
        self._drawings = drawings
        self._ticks: dict[tuple[bytes, float, float], str] = {}

    def text(self, control: Control) -> Any:
        """The widget of a text field. Each has a drawing of its own, which is drawn anew."""
        import pydyf

        widget = self._widget(control, str(control.said))
        drawing = self._drawings.get(control) or pydyf.Stream([b"/Tx BMC EMC"])
        drawing.extra.setdefault("Resources", self._resources)
        widget["DA"] = default_appearance(control.font_size)
        widget["AP"] = pydyf.Dictionary({"N": self._drawn(control, drawing)})
        return widget

    def tick(self, control: Control, said: str) -> Any:
        """The widget of a box to tick."""
        import pydyf

        on, width, height = pydyf.name(control.value), *control.size
        states = {
            on[1:].decode(): self._shared(control, cross(width, height)),
            "Off": self._shared(control, b"q Q"),
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


def default_appearance(size: float) -> Any:
    """How a program that fills the form in is to write: the font, its size, and black."""
    import pydyf

    return pydyf.String(f"/{answer_font.NAME} {size:g} Tf 0 g")
