"""From a PDF that was filled in to answers: every form and kind, there and back."""

import random
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import corpus
import given
import pdfs
import pytest
from pikepdf import Array, Dictionary, Name, PageCopyWarning, Pdf, String

from intake.answers.expected import expected_fields
from intake.answers.forms import Forms
from intake.answers.identity import Identity
from intake.answers.pdf import OPTIONAL, Filled, read_pdf
from intake.answers.read import Answers
from intake.answers.reader import Reader
from intake.answers.sent import Fault
from intake.content.model import Questionnaire
from intake.export.rendering import Renderer

TODAY = date(2026, 11, 23)
TOOLS = {"pikepdf": pdfs.with_pikepdf, "pypdf": pdfs.with_pypdf}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def form_of(name: str, folder: Path) -> Questionnaire:
    whole = corpus.questionnaire(corpus.source(name, folder))
    return corpus.reading(whole, name.partition(".")[2])


def blank(form: Questionnaire) -> bytes:
    return pdfs.saved(pdfs.blank(Renderer(None).render("sheet.html", form), form))


@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_what_is_filled_in_is_read(name: str, folder, tmp_path: Path, reader: Reader) -> None:
    """Exactly the answers that were given, and nothing wrong with them."""
    form = form_of(name, folder)
    raw = blank(form)
    for seed in range(3):
        values, sent = given.answered(form, random.Random(seed))
        assert values or name == "display"
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(pdfs.filled(raw, sent))
        found = read_pdf(path, Forms([form.whole or form]), reader, TODAY)
        assert found.answers is not None, found.faults
        assert {fault.code for fault in found.faults} <= {"E711"}
        assert not {fault.item for fault in found.faults} & values.keys()
        assert found.answers.values == values
        assert found.answers.left_out == ()
        assert found.answers.identity.language == form.language


@pytest.mark.parametrize("name", corpus.EVERYTHING)
def test_the_fields_of_a_made_pdf_are_those_that_are_expected(
    name: str, pdf, made, reader: Reader
) -> None:
    """Each with its sort and states, and none twice."""
    found = reader.fields(pdf(name))
    assert isinstance(found, list)
    expected = expected_fields(made(name).questionnaire)
    told = {(field.name, field.sort, frozenset(field.states)) for field in found}
    wanted = {(one.name, one.sort, frozenset(one.states)) for one in expected.values()}
    assert {one for one in told ^ wanted if one[0] not in OPTIONAL} == set()
    assert len(told) == len(found)


BOTH = ("seed", "arabic", "new-patient")
"""Forms that both tools fill in; of the others each gets every second."""
FILLED = [
    (name, tool)
    for number, name in enumerate(corpus.EVERYTHING)
    for at, tool in enumerate(TOOLS)
    if name in BOTH or (number + at) % 2
]


@pytest.mark.parametrize(("name", "tool"), FILLED)
def test_what_a_tool_fills_in_is_read(
    name: str, tool: str, pdf, made, tmp_path: Path, reader: Reader
) -> None:
    """The PDF that is made, filled in with a library as a viewer would, read back."""
    form = made(name).questionnaire
    if name == "display":
        return
    values, sent = given.answered(form, random.Random(7))
    path = tmp_path / "filled.pdf"
    TOOLS[tool](pdf(name), pdfs.names(sent, form), path)
    found = read_pdf(path, Forms([form.whole or form]), reader, TODAY)
    assert found.answers is not None, found.faults
    assert {item: found.answers.values.get(item) for item in values} == values
    assert not {fault.item for fault in found.faults} & values.keys()
    assert found.answers.identity.is_of(form)


FIELDS = {
    "a field is gone": lambda pdf: pdf.Root.AcroForm.Fields.pop(),
    "a field is there twice": lambda pdf: pdf.Root.AcroForm.Fields.append(
        pdf.make_indirect(Dictionary(pdf.Root.AcroForm.Fields[-1]))
    ),
    "a field is new": lambda pdf: pdf.Root.AcroForm.Fields.append(
        pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("more"), V=String("x")))
    ),
    "a text is a choice": lambda pdf: _set(pdf, "full_name", "FT", Name.Ch),
    "a text is a tick": lambda pdf: _set(pdf, "record_number", "FT", Name.Btn),
    "a text has a name for its value": lambda pdf: _set(pdf, "full_name", "V", Name.x),
    "a text is very long": lambda pdf: _set(pdf, "full_name", "V", String("x" * 200_000)),
    "a tick has a number for its value": lambda pdf: _set(pdf, "muscles=back", "V", 1),
    "a tick is a push button": lambda pdf: _set(pdf, "muscles=back", "Ff", 1 << 16),
    "a tick has another value": lambda pdf: _rename_state(pdf, "muscles=back", "neck"),
    "an option is gone": lambda pdf: pdfs.fields_of(pdf)["frequency"].Kids.pop(),
    "a field is on the page only": lambda pdf: _orphan(pdf),
    "the fields are gone": lambda pdf: pdf.Root.AcroForm.__delitem__("/Fields"),
    "there is no form": lambda pdf: pdf.Root.__delitem__("/AcroForm"),
    "a field has another name": lambda pdf: _set(pdf, "full_name", "T", String("full.name")),
    "a field is below another": lambda pdf: _below(pdf, "full_name"),
    "a field is on no page": lambda pdf: pdf.pages[0].obj.Annots.pop(),
    "a widget is a choice": lambda pdf: _split(pdf, "full_name", FT=Name.Ch),
    "a choice from above": lambda pdf: _inherit(pdf, FT=Name.Ch),
    "a push button from above": lambda pdf: _inherit(pdf, FT=Name.Btn, Ff=1 << 16),
    "a value from above that is no text": lambda pdf: _inherit(pdf, FT=Name.Tx, V=Name.x),
}
OF_ANY_REVISION = (
    *("a text is a choice", "a tick is a push button", "a choice from above"),
    *("a push button from above", "a field is on no page", "a widget is a choice"),
)


def _set(pdf: Pdf, name: str, key: str, value: object) -> None:
    pdfs.fields_of(pdf)[name][f"/{key}"] = value


def _rename_state(pdf: Pdf, name: str, state: str) -> None:
    looks = pdfs.fields_of(pdf)[name].AP.N
    looks[f"/{state}"] = looks[f"/{name.split('=')[1]}"]
    del looks[f"/{name.split('=')[1]}"]


def _below(pdf: Pdf, name: str) -> None:
    field = pdfs.fields_of(pdf)[name]
    fields = [one for one in pdf.Root.AcroForm.Fields if str(one.T) != name]
    above = pdf.make_indirect(Dictionary(T=String("top"), Kids=Array([field])))
    pdf.Root.AcroForm.Fields = Array([*fields, above])


def _split(pdf: Pdf, name: str, **keys: Any) -> None:
    """The field `name` and its widget as two objects; `keys` are the widget's."""
    field = pdfs.fields_of(pdf)[name]
    above = pdf.make_indirect(Dictionary(FT=field.FT, T=field.T, V=field.V, Kids=Array([field])))
    for key in ("/T", "/FT", "/V"):
        del field[key]
    for key, value in keys.items():
        field[f"/{key}"] = value
    fields = [above if one.objgen == field.objgen else one for one in pdf.Root.AcroForm.Fields]
    pdf.Root.AcroForm.Fields = Array(fields)


def _inherit(pdf: Pdf, **keys: Any) -> None:
    """`full_name` below a field without a name, from which it has `keys`."""
    field = pdfs.fields_of(pdf)["full_name"]
    for key in ("/FT", "/V", "/Ff"):
        del field[key]
    fields = [one for one in pdf.Root.AcroForm.Fields if one.objgen != field.objgen]
    above = pdf.make_indirect(Dictionary(Kids=Array([field]), **keys))
    pdf.Root.AcroForm.Fields = Array([*fields, above])


def read_changed(change, folder: Path, tmp_path: Path, reader: Reader, sent=()) -> Filled:
    """The seed's PDF, filled in and then changed, read."""
    form = form_of("seed", folder)
    path = tmp_path / "changed.pdf"
    path.write_bytes(pdfs.filled(blank(form), [("full_name", "Ana"), *sent]))
    with Pdf.open(path, allow_overwriting_input=True) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore", PageCopyWarning)  # of widgets without a field
        change(pdf)
        pdf.save(path)
    return read_pdf(path, Forms([form.whole or form]), reader, TODAY)


@pytest.mark.parametrize("what", FIELDS)
def test_exactly_the_expected_fields_or_a_refusal(
    what: str, folder, tmp_path: Path, reader: Reader
) -> None:
    found = read_changed(FIELDS[what], folder, tmp_path, reader)
    assert found.answers is None
    assert {fault.code for fault in found.faults} == {"E708"}


@pytest.mark.parametrize("what", OF_ANY_REVISION)
def test_what_no_form_has_is_refused_of_any_revision(
    what: str, folder, tmp_path: Path, reader: Reader
) -> None:
    """Its value cannot be known, so it would be lost in silence."""

    def change(pdf: Pdf) -> None:
        _set(pdf, "intake/revision", "V", String("00000000"))
        FIELDS[what](pdf)

    found = read_changed(change, folder, tmp_path, reader)
    assert [fault.code for fault in found.faults] == ["E708"]


def test_what_a_field_has_from_above_is_its_own(folder, tmp_path: Path, reader: Reader) -> None:
    found = read_changed(
        lambda pdf: _inherit(pdf, FT=Name.Tx, V=String("Eva")), folder, tmp_path, reader
    )
    assert found.answers is not None, found.faults
    assert found.answers.values["full_name"] == "Eva"


SHOWN = {
    "a tick is shown, not stored": lambda pdf: _set(pdf, "muscles=back", "AS", Name.back),
    "a tick is stored, not shown": lambda pdf: _set(pdf, "muscles=back", "V", Name.back),
    "another radio button is shown": lambda pdf: _set(pdf, "frequency", "V", Name.daily),
    "words are shown, not stored": lambda pdf: _write(pdf, b"BT (Ana Ruiz) Tj ET"),
    "words in hexadecimal": lambda pdf: _write(pdf, b"BT <416e61> Tj ET"),
    "words in pieces": lambda pdf: _write(pdf, b"BT [(A) -20 (na)] TJ ET"),
    "words with brackets": lambda pdf: _write(pdf, b"BT (An(a) Ruiz) Tj ET"),
    "words and a remark": lambda pdf: _write(pdf, b"BT (Ana) % a name\nTj ET"),
    "words on the next line": lambda pdf: _write(pdf, b"BT (Ana) ' ET"),
    "words in a picture in the picture": lambda pdf: _write(pdf, b"q /Words Do Q"),
    "words are stored, not shown": lambda pdf: _set(pdf, "record_number", "V", String("Eva")),
    "words are stored, and spaces shown": lambda pdf: (
        _write(pdf, b"BT ( ) Tj ET"),
        _set(pdf, "record_number", "V", String("Eva")),
    ),
    "words are hidden": lambda pdf: _set(pdf, "full_name", "F", 1 << 1),
    "words are only printed": lambda pdf: _set(pdf, "full_name", "F", 1 << 2 | 1 << 5),
    "words in no room": lambda pdf: _set(pdf, "full_name", "Rect", Array([50, 50, 250, 50])),
    "words in a layer": lambda pdf: _set(pdf, "full_name", "OC", Dictionary(Type=Name.OCG)),
    "a blank field is hidden": lambda pdf: _set(pdf, "record_number", "F", 1 << 1),
    "a tick is blank": lambda pdf: _tick(pdf, "muscles=back", b""),
    "a tick is an empty path": lambda pdf: _tick(pdf, "muscles=back", b"0 0 10 10 re n"),
}


def _orphan(pdf: Pdf) -> None:
    """A second picture of a field that no field knows, with another name in it."""
    extra = pdf.make_indirect(Dictionary(pdfs.fields_of(pdf)["full_name"]))
    extra.V = String("Eva")
    pdf.pages[0].obj.Annots.append(extra)


def _tick(pdf: Pdf, name: str, content: bytes) -> None:
    """Tick the box `name`, with `content` as the picture of that."""
    field, state = pdfs.fields_of(pdf)[name], name.split("=")[1]
    field.V = field.AS = Name(f"/{state}")
    field.AP.N[f"/{state}"] = pdf.make_stream(content)


def _write(pdf: Pdf, content: bytes) -> None:
    pdfs.fields_of(pdf)["record_number"].AP.N.write(content)


@pytest.mark.parametrize("what", SHOWN)
def test_what_is_shown_must_be_what_is_stored(
    what: str, folder, tmp_path: Path, reader: Reader
) -> None:
    found = read_changed(SHOWN[what], folder, tmp_path, reader)
    assert [fault.code for fault in found.faults] == ["E710"]


DRAWN_LATER = {
    "in every field": lambda pdf: pdf.Root.AcroForm.__setitem__("/NeedAppearances", True),
    "in a field without a picture": lambda pdf: pdfs.fields_of(pdf)["record_number"].__delitem__(
        "/AP"
    ),
}


@pytest.mark.parametrize("where", DRAWN_LATER)
def test_words_may_be_drawn_when_the_file_is_opened(
    where: str, folder, tmp_path: Path, reader: Reader
) -> None:
    """As many programs leave it to the one that shows the file."""

    def change(pdf: Pdf) -> None:
        _set(pdf, "record_number", "V", String("Eva"))
        DRAWN_LATER[where](pdf)

    found = read_changed(change, folder, tmp_path, reader)
    assert found.answers is not None, found.faults
    assert found.answers.values["record_number"] == "Eva"


def test_the_copies_of_a_field_may_be_blank(folder, tmp_path: Path, reader: Reader) -> None:
    """Not every program draws them."""

    def change(pdf: Pdf) -> None:
        copy = pdf.make_indirect(Dictionary(pdfs.fields_of(pdf)["record_number"]))
        for key in ("/T", "/FT"):
            del copy[key]
        _split(pdf, "full_name")
        pdfs.fields_of(pdf)["full_name"].Kids.append(copy)
        pdf.pages[0].obj.Annots.append(copy)

    found = read_changed(change, folder, tmp_path, reader)
    assert found.answers is not None, found.faults
    assert found.answers.values["full_name"] == "Ana"


def test_a_look_without_words_is_a_blank_field(folder, tmp_path: Path, reader: Reader) -> None:
    found = read_changed(lambda pdf: _write(pdf, b"BT ( ) Tj () Tj ET"), folder, tmp_path, reader)
    assert found.answers is not None


IDENTITIES = {
    "no form": ({"intake/form": ""}, ["E709"]),
    "another form": ({"intake/form": "headache"}, ["E709"]),
    "another revision": (
        {"intake/revision": "00000000", "intake/version": "0.9"},
        ["W701", "E711"],
    ),
    "another revision of this version": ({"intake/revision": "deadbeef"}, ["E720", "E711"]),
    "no revision": ({"intake/revision": ""}, ["E709"]),
    "no revision that can be": ({"intake/revision": "deadbee"}, ["E709"]),
    "a revision and words": ({"intake/revision": "deadbeef or so"}, ["E709"]),
    "a language that the clinic has not": ({"intake/language": "pl"}, ["E711"]),
}


@pytest.mark.parametrize("what", IDENTITIES)
def test_a_file_says_what_it_is(what: str, folder, tmp_path: Path, reader: Reader) -> None:
    changes, codes = IDENTITIES[what]

    def change(pdf: Pdf) -> None:
        for name, value in changes.items():
            _set(pdf, name, "V", String(value))

    found = read_changed(change, folder, tmp_path, reader)
    assert [fault.code for fault in found.faults] == codes
    if found.answers:
        assert found.answers.values["full_name"] == "Ana"


def _without(pdf: Pdf, begin: str) -> None:
    """The file without the fields whose names begin so, on its pages too."""
    gone = {field.objgen for name, field in pdfs.fields_of(pdf).items() if name.startswith(begin)}
    assert gone
    for owner, key in ((pdf.Root.AcroForm, "/Fields"), (pdf.pages[0].obj, "/Annots")):
        owner[key] = Array([one for one in owner[key] if one.objgen not in gone])


def test_without_a_revision_no_field_may_be_missing(folder, tmp_path: Path, reader: Reader) -> None:
    def change(pdf: Pdf) -> None:
        _without(pdf, "intake/revision")
        _without(pdf, "muscles")

    found = read_changed(change, folder, tmp_path, reader, [("muscles", "eyelid")])
    assert [fault.code for fault in found.faults] == ["E709"]


def test_what_a_file_of_another_revision_lacks_is_named(
    folder, tmp_path: Path, reader: Reader
) -> None:
    """Every field of the questions, and none where nothing is missing."""

    def change(pdf: Pdf) -> None:
        _set(pdf, "intake/revision", "V", String("00000000"))
        _set(pdf, "intake/version", "V", String("0.9"))
        _without(pdf, "muscles")
        _without(pdf, "frequency/other")

    found = read_changed(change, folder, tmp_path, reader, [("muscles", "eyelid")])
    assert found.answers is not None
    told = {fault.item: fault.what for fault in found.faults if fault.code == "W705"}
    assert told.keys() == {"muscles", "frequency"}
    form = form_of("seed", folder)
    names = [name for name in expected_fields(form) if name.startswith("muscles")]
    assert len(names) > 5
    assert all(name in told["muscles"] for name in names)
    assert told["frequency"].count("frequency") == 1


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:f="urn:intake:form:1" {attributes}>{elements}
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def _describe(pdf: Pdf, how: str, **facts: str) -> None:
    """Metadata that say `facts` as attributes, or as elements, as programs write either."""
    both = {
        "attributes": " ".join(f'f:{name}="{text}"' for name, text in facts.items()),
        "elements": "".join(f"<f:{name}>{text}</f:{name}>" for name, text in facts.items()),
    }
    content = XMP.format(**{"attributes": "", "elements": "", how: both[how]})
    pdf.Root.Metadata = pdf.make_stream(content.encode())


@pytest.mark.parametrize("how", ["attributes", "elements"])
def test_the_metadata_say_what_lost_fields_said(
    how: str, folder, tmp_path: Path, reader: Reader
) -> None:
    form = form_of("seed", folder)

    def change(pdf: Pdf) -> None:
        _without(pdf, "intake/")
        about = {"form": form.id, "version": form.version, "language": form.language}
        _describe(pdf, how, **about, revision=form.revision[:8])

    found = read_changed(change, folder, tmp_path, reader)
    assert found.answers is not None, found.faults
    assert found.answers.identity.is_of(form)
    assert [fault.code for fault in found.faults] == ["E711"]


@pytest.mark.parametrize("how", ["attributes", "elements"])
def test_metadata_that_say_another_form_are_refused(
    how: str, folder, tmp_path: Path, reader: Reader
) -> None:
    found = read_changed(
        lambda pdf: _describe(pdf, how, revision="00000000"), folder, tmp_path, reader
    )
    assert [fault.code for fault in found.faults] == ["E709"]


BROKEN = ["", "<x", "<!DOCTYPE x [<!ENTITY e 'urn'>]><x>&e;</x>", "<x/>", "\ud800"]


@pytest.mark.parametrize("content", BROKEN)
def test_metadata_that_cannot_be_read_say_nothing(
    content: str, folder, tmp_path: Path, reader: Reader
) -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(content.encode("utf-8", "surrogatepass"))

    assert read_changed(change, folder, tmp_path, reader).answers is not None


def test_the_metadata_of_a_made_pdf_suffice(pdf, made, tmp_path: Path, reader: Reader) -> None:
    form = made("seed").questionnaire
    path = tmp_path / "bare.pdf"
    with Pdf.open(pdf("seed")) as file:
        fields = file.Root.AcroForm.Fields
        kept = [one for one in fields if not str(one.T).startswith("intake/")]
        assert len(kept) == len(fields) - 5
        file.Root.AcroForm.Fields = Array(kept)
        file.save(path)
    found = read_pdf(path, Forms([form.whole or form]), reader, TODAY)
    assert found.answers is not None, found.faults
    assert found.answers.identity.is_of(form)
    assert found.answers.identity.edition == "standard"


def test_another_revision_may_have_other_fields(folder, tmp_path: Path, reader: Reader) -> None:
    """Of another sort, or with a code that is gone: each is told, none is put anywhere."""

    def change(pdf: Pdf) -> None:
        _set(pdf, "intake/revision", "V", String("00000000"))
        _set(pdf, "intake/version", "V", String("0.9"))
        fields = pdf.Root.AcroForm.Fields
        box = pdf.make_indirect(pdfs._tick(pdf, "yes"))
        box.T, box.FT, box.V, box.AS = String("full_name=yes"), Name.Btn, Name.yes, Name.yes
        more = pdf.make_indirect(pdfs._text(pdf, "frequency#2", 0))
        more.V, more.AP.N = String("often"), pdf.make_stream(b"BT (often) Tj ET")
        for one in (box, more):
            fields.append(one)
            pdf.pages[0].obj.Annots.append(one)

    found = read_changed(change, folder, tmp_path, reader, [("frequency", "daily")])
    assert found.answers is not None
    assert found.answers.values == {"full_name": "Ana", "frequency": "daily"}
    assert found.answers.left_out == (("full_name", "yes"), ("frequency", "often"))
    assert [fault.code for fault in found.faults] == ["W701", "W702", "W702", "E711"]


@pytest.mark.parametrize(("code", "is_right"), [("W701", True), ("W702", False), ("E711", False)])
def test_answers_without_a_place_are_not_right(code: str, is_right: bool) -> None:
    answers = Answers(Identity(), {}, {}, (), (), is_mapped=True)
    fault = Fault("", code, "is wrong", "mend it")
    assert Filled(Path("a.pdf"), None, answers, (fault,)).is_right == is_right
