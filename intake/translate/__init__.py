"""Translations: out to a PO file for a translator, and back into the YAML files."""
