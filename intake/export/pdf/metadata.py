"""What the PDF says of itself: the standards that it keeps to, and the form that it is.

The XMP packet claims PDF/A-3a and PDF/UA-1 together; PDF/A wants every property that it does not
know to be described in the packet (ISO 19005-3, 6.6.2.3.3).
"""

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

FORM_NAMESPACE = "urn:intake:form:1"
"""Of the properties form, version, revision, language and edition."""
_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_PREFIX = "intake."


def describe(document: Any, pdf: Any, hidden: Iterable[tuple[str, str]]) -> None:
    """Write the metadata of `pdf`; `hidden` are the names and values that the sheet carries."""
    facts = {name.removeprefix(_PREFIX): value for name, value in hidden}
    reference = pdf.catalog["Metadata"]
    stream = next(one for one in pdf.objects if one.number and one.reference == reference)
    packet = _packet(document.metadata.title or "", pdf.info["Producer"].string, facts)
    stream.stream[:] = [packet.encode()]
    stream.compress = False  # for readers that know nothing of PDF (ISO 19005-3, 6.6.2.1)


def _packet(title: str, producer: str, facts: dict[str, str]) -> str:
    form = "".join(f"<form:{name}>{escape(value)}</form:{name}>" for name, value in facts.items())
    schemas = _schema("PDF/UA", _PDFUA, "pdfuaid", "Integer", ["part"])
    schemas += _schema("Form", FORM_NAMESPACE, "form", "Text", facts)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="{_PDFUA}" xmlns:form="{FORM_NAMESPACE}">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{escape(producer)}</pdf:Producer>
{form}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _schema(title: str, address: str, prefix: str, sort: str, names: Iterable[str]) -> str:
    """The description of one namespace's properties."""
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{sort}</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{name}</pdfaProperty:description></rdf:li>"
        for name in names
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{title}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
