"""intake: questions declared once in YAML become the intake forms a clinic prints and embeds."""

__version__ = "0.1.0"
