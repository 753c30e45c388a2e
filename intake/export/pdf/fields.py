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

from intake.answers.control import field_name
from intake.export.pdf import answer_font
from intake.export.pdf.accessible_name import sentence
from intake.export.pdf.controls import Control
from intake.export.pdf.widgets import Widgets, default_appearance

_READ_ONLY, _REQUIRED, _MULTILINE, _RADIO, _NO_SCROLL = 1, 2, 1 << 12, 1 << 15, 1 << 23


def add_fields(
    pdf: Any,
    controls: list[Control],
    drawings: dict[Control, Any],
    hidden: Iterable[tuple[str, str]],
    text: str,
) -> None:
    """Turn the bare widgets of `controls` into fields of `pdf`, which is not yet written and has
    this `text`."""
    import pydyf

    resources = _resources(pdf, controls, text)
    form = _Form(pdf, Widgets(pdf, drawings, resources))
    for name, value in hidden:
        form.add(field_name(name), "/Tx", {"Ff": _READ_ONLY, "V": pydyf.String(value)})
    form.add_all(controls)
    pdf.catalog["AcroForm"] = pydyf.Dictionary(
        {
            "Fields": pydyf.Array(form.fields),
            "DR": resources,
            "DA": default_appearance(11),
        }
    )


def _resources(pdf: Any, controls: list[Control], text: str) -> bytes:
    """A reference to what the drawings of the fields may use: the font, where there are texts."""
    import pydyf

    resources = pydyf.Dictionary()
    if any(one.sort == "text" for one in controls):
        resources["Font"] = pydyf.Dictionary({answer_font.NAME: answer_font.embed(pdf, text)})
    pdf.add_object(resources)
    reference: bytes = resources.reference
    return reference


class _Form:
    """The fields of one PDF, in the order in which they are read."""

    def __init__(self, pdf: Any, widgets: Widgets) -> None:
        self._pdf = pdf
        self._widgets = widgets
        self.fields: list[str] = []

    def add_all(self, controls: list[Control]) -> None:
        """A field for each of `controls`, but one for all that share it: buttons, and copies."""
        seen: Counter[str] = Counter()
        alike: dict[str, list[Control]] = {}
        copies: dict[str, list[Control]] = {}
        for control in controls:
            (copies if control.is_copy else alike).setdefault(control.name, []).append(control)
        for control in controls:
            if control.is_copy:
                continue
            seen[control.name] += 1
            if control.sort == "checkbox":
                self.add_checkbox(control)
            elif control.sort == "text":
                self.add_text(control, seen[control.name], copies.get(control.name, []))
            elif seen[control.name] == 1:
                self.add_radio(alike[control.name])

    def add(self, name: str, sort: str, facts: dict[str, Any], widget: Any = None) -> Any:
        """A field of its own, which `widget` is too when there is one."""
        import pydyf

        field = pydyf.Dictionary() if widget is None else widget
        field.update({"FT": sort, "T": pydyf.String(name), **facts})
        if widget is None:
            self._pdf.add_object(field)
        self.fields.append(field.reference)
        return field

    def add_text(self, control: Control, number: int, copies: list[Control]) -> None:
        """A text field, shown by its `copies` as well; the second of its name gets #2 after it."""
        import pydyf

        facts: dict[str, Any] = {
            "Ff": _flags(control) | _MULTILINE * control.is_multiline | _NO_SCROLL,
            "V": pydyf.String(control.value),
            "TU": pydyf.String(str(control.said)),
        }
        if control.max_length is not None:
            facts["MaxLen"] = control.max_length
        if control.is_right_to_left:
            facts["Q"] = 2
        name = field_name(control.name) + (f"#{number}" if number > 1 else "")
        if not copies:
            self.add(name, "/Tx", facts, self._widgets.text(control))
            return
        field = self.add(name, "/Tx", {**facts, "Kids": pydyf.Array()})
        for one in (control, *copies):
            widget = self._widgets.text(one)
            widget["Parent"] = field.reference
            field["Kids"].append(widget.reference)

    def add_checkbox(self, control: Control) -> None:
        """A box to tick, with the value of the control as its state."""
        import pydyf

        state = pydyf.name(control.value) if control.is_checked else b"/Off"
        widget = self._widgets.tick(control, str(control.said))
        facts = {"V": state, "Ff": _flags(control), "TU": pydyf.String(str(control.said))}
        self.add(f"{field_name(control.name)}={control.value}", "/Btn", facts, widget)

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
        field = self.add(field_name(group[0].name), "/Btn", facts)
        for control in group:
            widget = self._widgets.tick(control, sentence(control.said.parts))
            widget["Parent"] = field.reference
            field["Kids"].append(widget.reference)


def _flags(control: Control) -> int:
    return _REQUIRED * control.is_required | _READ_ONLY * control.is_read_only


def _parts(group: list[Control]) -> list[tuple[str, ...]]:
    """The names of `group` but for each control's own part."""
    return [control.said.parts[:-1] for control in group]
