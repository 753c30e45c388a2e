"""What the metadata of a PDF says of the form that it is. Runs in the worker only.

XMP is XML of which every program that saves a PDF may write its own; the properties are found by
their namespace, as elements or as attributes (ISO 16684-1, 7.9.2.2).
"""

from contextlib import suppress
from typing import Any
from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser

FORM = "{urn:intake:form:1}"
"""The namespace that export/pdf/metadata.py writes: form, version, revision, language, edition."""


def facts(packet: bytes) -> dict[str, str]:
    """The form's properties in an XMP packet by name; none where it is no XML or has entities."""
    found: dict[str, str] = {}
    with suppress(ParseError, ValueError, LookupError):
        parser = XMLParser(target=_Plain())  # noqa: S314  # nothing is expanded: _Plain refuses
        parser.feed(packet)
        for element in parser.close().iter():
            given = {**element.attrib, element.tag: element.text or ""}
            found |= {key.removeprefix(FORM): given[key] for key in given if key.startswith(FORM)}
    return {name: text.strip() for name, text in found.items()}


class _Plain(TreeBuilder):
    """Without a document type, which XMP has none of and which entities are declared in."""

    def doctype(self, *_: Any) -> None:
        raise ValueError
